/** The commands that are possible now. Pages register theirs while they are shown; the last registered come first. */
import { useEffect, useSyncExternalStore } from "react";
import { preferences } from "@/lib/preferences";
import { isTyping, matchKeys, SEQUENCE_MS, strokeOf } from "./keys";
import type { Command } from "./types";

let lists: (readonly Command[])[] = [];
let flat: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: (readonly Command[])[]): void {
  lists = next;
  flat = lists.flat();
  for (const listener of listeners) listener();
}

export function register(commands: readonly Command[]): () => void {
  change([...lists, commands]);
  return () => change(lists.filter((each) => each !== commands));
}

/** Offers commands while the component is shown. Keep the list stable (useMemo), or it is registered at each drawing. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => register(commands), [commands]);
}

export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => flat,
  );
}

let pending: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function onKeyDown(event: KeyboardEvent): void {
  const stroke = strokeOf(event);
  if (stroke === null || event.defaultPrevented || event.isComposing) return;
  const single = !stroke.startsWith("mod+");
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  if (single) {
    if (!preferences().shortcuts || (event.repeat && stroke !== "j" && stroke !== "k")) return;
    const place = {
      tagName: target.tagName,
      isContentEditable: target.isContentEditable,
      type: target.getAttribute("type") ?? "text",
      role: target.getAttribute("role"),
    };
    // Over a dialog or a menu the keys are its own.
    if (isTyping(place) || document.querySelector("[role=dialog],[role=alertdialog],[role=menu]"))
      return;
  }
  // Enter and Space belong to the link or button that has the focus.
  if (stroke === "enter" && target.closest("a,button,summary")) return;
  if (stroke === "space" && target.closest("button,summary,[role=button],[role=tab]")) return;
  clearTimeout(timer);
  const match = matchKeys(flat, [...pending, stroke]);
  pending = match.kind === "wait" ? match.strokes : [];
  if (match.kind === "wait") timer = setTimeout(() => (pending = []), SEQUENCE_MS);
  if (match.kind === "none") return;
  event.preventDefault();
  if (match.kind === "run") match.command.run();
}

/** Listens for keys while the shell is shown. */
export function useShortcuts(): void {
  useEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
