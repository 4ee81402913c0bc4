import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Toaster } from "sonner";

export { toast as sonner } from "sonner";

/** Puts the corner for toasts on the page, once, whatever page it is. */
export function mount(): void {
  const element = document.createElement("div");
  document.body.append(element);
  createRoot(element).render(
    <StrictMode>
      <Toaster
        position="bottom-right"
        closeButton
        toastOptions={{
          unstyled: false,
          style: {
            background: "var(--card)",
            color: "var(--fg)",
            borderColor: "var(--line)",
            borderRadius: 8,
            font: "inherit",
          },
          actionButtonStyle: {
            background: "var(--primary)",
            color: "var(--on-primary)",
            minHeight: 28,
          },
          classNames: { description: "!text-muted" },
        }}
        style={{ zIndex: 60 }}
      />
    </StrictMode>,
  );
}
