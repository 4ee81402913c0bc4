import { expect, test } from "vitest";
import { isStaleChunk, keepPage, mayReload } from "./stale-chunk";

function store() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test("knows a file that is gone from a fault of the program", () => {
  expect(
    isStaleChunk(new TypeError("Failed to fetch dynamically imported module: /assets/jobs-1.js")),
  ).toBe(true);
  expect(isStaleChunk(new TypeError("x is not a function"))).toBe(false);
});

test("loads the page once, and again only after the cool-down", () => {
  const kept = store();
  expect(mayReload(kept, 1_000_000)).toBe(true);
  expect(mayReload(kept, 1_030_000)).toBe(false);
  expect(mayReload(kept, 1_061_000)).toBe(true);
});

test("what could not be had is still known, in words that the router does not load the page anew for", () => {
  const error = new TypeError("Failed to fetch dynamically imported module: /assets/jobs-1.js");
  keepPage(error);
  expect(error.message).not.toMatch(/dynamically imported module/);
  expect(isStaleChunk(error)).toBe(true);
});
