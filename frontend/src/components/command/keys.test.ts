import { describe, expect, test } from "vitest";
import { isTyping, matchKeys, strokeOf } from "./keys";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  [{ ...plain, key: "j" }, "j"],
  [{ ...plain, key: "?", shiftKey: true }, "?"],
  [{ ...plain, key: "k", ctrlKey: true }, "mod+k"],
  [{ ...plain, key: "K", metaKey: true, shiftKey: true }, "mod+shift+k"],
  [{ ...plain, key: " " }, "space"],
  [{ ...plain, key: "Shift", shiftKey: true }, null],
  [{ ...plain, key: "å", altKey: true }, null],
  [{ ...plain, key: "Dead" }, null],
])("a stroke by its name %#", (event, name) => expect(strokeOf(event)).toBe(name));

describe("commands by their keys", () => {
  const commands = [
    { id: "new", keys: "n" },
    { id: "jobs", keys: "g j" },
    { id: "new-on-page", keys: "n" },
    { id: "quiet" },
  ];

  test("the page comes before the shell", () => {
    expect(matchKeys(commands, ["n"])).toEqual({
      kind: "run",
      command: { id: "new-on-page", keys: "n" },
    });
  });

  test("the first key of a sequence waits, the second runs it", () => {
    expect(matchKeys(commands, ["g"])).toEqual({ kind: "wait", strokes: ["g"] });
    expect(matchKeys(commands, ["g", "j"])).toMatchObject({ kind: "run", command: { id: "jobs" } });
  });

  test("a wrong second key counts as a first one", () => {
    expect(matchKeys(commands, ["g", "n"])).toMatchObject({
      kind: "run",
      command: { id: "new-on-page" },
    });
    expect(matchKeys(commands, ["g", "x"])).toEqual({ kind: "none" });
    expect(matchKeys(commands, ["g", "g"])).toEqual({ kind: "wait", strokes: ["g"] });
  });
});

test("never while somebody types", () => {
  expect(isTyping({ tagName: "INPUT", type: "search" })).toBe(true);
  expect(isTyping({ tagName: "INPUT", type: "checkbox" })).toBe(false);
  expect(isTyping({ tagName: "TEXTAREA" })).toBe(true);
  expect(isTyping({ tagName: "DIV", isContentEditable: true })).toBe(true);
  expect(isTyping({ tagName: "DIV", role: "combobox" })).toBe(true);
  expect(isTyping({ tagName: "A" })).toBe(false);
});
