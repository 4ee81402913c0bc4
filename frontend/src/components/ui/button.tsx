import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const buttonStyle = cva(
  "inline-flex h-control min-w-0 shrink-0 items-center justify-center gap-2 rounded-control border px-3 font-medium whitespace-nowrap transition-colors duration-150 select-none disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        primary:
          "border-transparent bg-primary text-on-primary hover:bg-primary/90 active:bg-primary/80",
        secondary: "border-control/60 bg-card text-fg hover:bg-sunken active:bg-line",
        quiet: "border-transparent text-fg hover:bg-sunken active:bg-line",
        danger:
          "border-transparent bg-danger text-on-primary hover:bg-danger/90 active:bg-danger/80",
        "danger-quiet": "border-transparent text-danger hover:bg-danger-bg",
      },
      size: {
        normal: "text-body [.portal_&]:px-4 [.portal_&]:text-portal",
        small: "h-7 px-2 text-dense touch:h-11",
        wide: "w-full text-body [.portal_&]:text-portal",
      },
    },
    defaultVariants: { tone: "secondary", size: "normal" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonStyle> {
  /** Something is on its way: the button stays focusable and readable, and does nothing. */
  busy?: boolean;
  /** Why it cannot be used now. The button stays focusable, so that the reason can be found. */
  reason?: string | null;
}

export function Button({
  tone,
  size,
  busy = false,
  reason,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const off = busy || Boolean(reason);
  return (
    <button
      data-slot="button"
      // oxlint-disable-next-line react/button-has-type -- the default above is "button"
      type={type}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      title={reason ?? rest.title}
      className={cn(buttonStyle({ tone, size }), className)}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}
