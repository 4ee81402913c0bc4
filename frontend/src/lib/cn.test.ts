import { expect, test } from "vitest";
import { cn } from "./cn";

test.each([
  ["px-3 text-body", "px-0", "text-body px-0"],
  ["text-body text-fg", "text-meta", "text-fg text-meta"],
  ["text-muted", "text-end", "text-muted text-end"],
  ["border border-control", "border-danger", "border border-danger"],
  ["border border-dashed", "border-0", "border-dashed border-0"],
  ["px-3 py-2 ps-1", "p-0", "p-0"],
  ["p-3", "px-0", "p-3 px-0"],
  ["h-7 w-7", "size-4", "size-4"],
  ["hidden", "sm:block", "hidden sm:block"],
  ["sm:hidden", "sm:block", "sm:block"],
  ["hover:bg-sunken bg-card", "bg-primary", "hover:bg-sunken bg-primary"],
  ["rounded-control", "rounded-full", "rounded-full"],
  ["rounded-t-dialog", "rounded-card", "rounded-card"],
  ["max-w-lg w-full", "max-w-md", "w-full max-w-md"],
  ["-me-2", "me-0", "me-0"],
  ["flex flex-wrap flex-1", "grid", "flex-wrap flex-1 grid"],
  ["[&_svg]:size-4", "size-9", "[&_svg]:size-4 size-9"],
  [
    "data-[state=open]:fade-in-0",
    "data-[state=open]:fade-in-0 z-bar",
    "data-[state=open]:fade-in-0 data-[state=open]:fade-in-0 z-bar",
  ],
  ["min-h-6 touch:min-h-11", "min-h-8", "touch:min-h-11 min-h-8"],
  ["top-1/2 -translate-y-1/2", "translate-y-0", "top-1/2 translate-y-0"],
  ["font-medium", "font-mono", "font-medium font-mono"],
  ["my-own-class", "another", "my-own-class another"],
])("%s + %s", (base, given, wanted) => expect(cn(base, given)).toBe(wanted));

test("leaves out what is off", () => {
  expect(cn("px-3", false, undefined, null, { "py-1": true, "py-2": false })).toBe("px-3 py-1");
});
