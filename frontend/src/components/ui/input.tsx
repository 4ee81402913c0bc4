import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** The look that all text controls share. */
export const controlStyle =
  "w-full min-w-0 rounded-control border border-control bg-card px-3 text-body text-fg transition-colors duration-150 hover:border-fg/60 aria-invalid:border-danger disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken focus-visible:outline-offset-0 touch:text-portal [.portal_&]:text-portal";

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return (
    <input
      data-slot="input"
      type={type}
      className={cn(controlStyle, "h-control", className)}
      {...rest}
    />
  );
}
