import { cn } from "@/lib/cn";

const APPLE = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

const SHOWN: Record<string, string> = {
  mod: APPLE ? "⌘" : "Ctrl",
  enter: "↵",
  escape: "Esc",
  shift: "⇧",
  space: "Space",
};

/** Keys, as `mod+k` or `g j`: each in a box, in the words of this machine. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const parts = keys
    .split(" ")
    .map((stroke) => stroke.split("+").map((key) => SHOWN[key] ?? key.toUpperCase()));
  return (
    <span aria-hidden className={cn("inline-flex gap-1 text-meta text-muted", className)}>
      {parts.map((stroke) => (
        <kbd
          key={stroke.join("+")}
          className="min-w-5 rounded-[4px] border bg-sunken px-1 text-center font-sans"
        >
          {stroke.join(" ")}
        </kbd>
      ))}
    </span>
  );
}
