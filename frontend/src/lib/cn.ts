import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      "font-size": [{ text: ["meta", "dense", "body", "portal", "section", "title", "metric"] }],
      z: [{ z: ["sticky", "bar", "overlay", "pop", "toast"] }],
      rounded: [{ rounded: ["control", "card", "dialog"] }],
    },
  },
});

/** Class names, where a later one overrules an earlier one of the same kind. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
