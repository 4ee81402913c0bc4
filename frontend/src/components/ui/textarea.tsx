import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlStyle } from "./input";

/** Grows with its text, where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      rows={rows}
      className={cn(controlStyle, "field-sizing-content max-h-96 min-h-16 py-2", className)}
      {...rest}
    />
  );
}
