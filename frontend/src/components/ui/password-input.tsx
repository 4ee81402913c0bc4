import { t } from "@/components/messages";
import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Input } from "./input";

/** With a button that shows what was typed, and a word when caps lock is on. Paste and password managers work. */
export function PasswordInput({ className, ...rest }: ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  return (
    <div>
      <div className="relative">
        <Input
          {...rest}
          type={shown ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          className={cn("pe-11", className)}
          onKeyUp={(event) => setCaps(event.getModifierState("CapsLock"))}
          onBlur={(event) => {
            setCaps(false);
            rest.onBlur?.(event);
          }}
        />
        <button
          type="button"
          aria-label={shown ? t("hidePassword") : t("showPassword")}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 end-0 grid w-10 place-items-center rounded-control text-muted hover:text-fg focus-visible:-outline-offset-2"
        >
          {shown ? (
            <EyeOff aria-hidden className="size-4" />
          ) : (
            <Eye aria-hidden className="size-4" />
          )}
        </button>
      </div>
      <p role="status" className="text-dense text-muted">
        {caps ? t("capsLock") : ""}
      </p>
    </div>
  );
}
