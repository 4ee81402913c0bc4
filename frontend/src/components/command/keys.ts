/** From strokes to commands. Pure, so that every rule has its test. */

export interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** How long the second key of a sequence is waited for. */
export const SEQUENCE_MS = 1_000;

/** `mod+k`, `g`, `?`, `[`, `enter`; null for what is no shortcut. `mod` is Ctrl, or ⌘ on Apple machines. */
export function strokeOf(event: Stroke): string | null {
  if (event.altKey || event.key === "Dead" || event.key === "Unidentified") return null;
  const named = event.key === " " ? "space" : event.key.toLowerCase();
  if (["control", "meta", "shift", "alt", "tab", "capslock"].includes(named)) return null;
  const mod = event.ctrlKey || event.metaKey;
  if (!mod) return named;
  return event.shiftKey ? `mod+shift+${named}` : `mod+${named}`;
}

export type Match<C> =
  | { kind: "run"; command: C }
  /** The beginning of a longer sequence. */
  | { kind: "wait"; strokes: string[] }
  | { kind: "none" };

/** What `strokes`, in their order, mean among the commands. The last registered wins: the page before the shell. */
export function matchKeys<C extends { keys?: string }>(
  commands: readonly C[],
  strokes: readonly string[],
): Match<C> {
  const typed = strokes.join(" ");
  const command = commands.findLast((each) => each.keys === typed);
  if (command) return { kind: "run", command };
  if (commands.some((each) => each.keys?.startsWith(`${typed} `)))
    return { kind: "wait", strokes: [...strokes] };
  // A wrong second key may be the first of something else.
  return strokes.length > 1 ? matchKeys(commands, strokes.slice(-1)) : { kind: "none" };
}

interface Place {
  tagName: string;
  isContentEditable?: boolean;
  type?: string;
  role?: string | null;
}

const NOT_TEXT = ["checkbox", "radio", "button", "submit", "reset", "range", "color", "file"];

/** Whether keys go into this element as text. */
export function isTyping({
  tagName,
  isContentEditable = false,
  type = "text",
  role = null,
}: Place): boolean {
  if (isContentEditable || role === "textbox" || role === "combobox" || role === "searchbox")
    return true;
  if (tagName === "TEXTAREA" || tagName === "SELECT") return true;
  return tagName === "INPUT" && !NOT_TEXT.includes(type);
}
