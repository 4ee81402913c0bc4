import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** One thing of the portal, in its frame. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded-card border bg-card p-4 sm:p-5", className)} {...rest} />;
}
