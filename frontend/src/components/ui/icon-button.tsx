import type { LucideIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import { Button, type ButtonProps } from "./button";

interface IconButtonProps extends Omit<ButtonProps, "children" | "size"> {
  icon: LucideIcon;
  /** What it does, for all who do not see the icon, and as its tip. */
  label: string;
  /** Keys that do the same, as `aria-keyshortcuts` names them. */
  keys?: string;
}

export function IconButton({
  icon: Icon,
  label,
  keys,
  tone = "quiet",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Button
      tone={tone}
      aria-label={label}
      aria-keyshortcuts={keys}
      title={label}
      className={cn("aspect-square w-control px-0", className)}
      {...rest}
    >
      <Icon aria-hidden />
    </Button>
  );
}
