import { expect, test } from "vitest";
import { neighbour, nextTarget } from "./keys";

test("arrows move within a column and stop at its ends", () => {
  expect(neighbour([2, 3], { column: 1, card: 0 }, "ArrowDown")).toEqual({ column: 1, card: 1 });
  expect(neighbour([2, 3], { column: 1, card: 2 }, "ArrowDown")).toEqual({ column: 1, card: 2 });
  expect(neighbour([2, 3], { column: 1, card: 0 }, "ArrowUp")).toEqual({ column: 1, card: 0 });
  expect(neighbour([2, 3], { column: 1, card: 0 }, "End")).toEqual({ column: 1, card: 2 });
});

test("arrows between columns skip the empty ones and keep the height", () => {
  expect(neighbour([4, 0, 2], { column: 0, card: 3 }, "ArrowRight")).toEqual({
    column: 2,
    card: 1,
  });
  expect(neighbour([0, 0, 2], { column: 2, card: 1 }, "ArrowLeft")).toEqual({ column: 2, card: 1 });
});

test("a card in the hand goes only where it may", () => {
  const open = [true, false, true, false];
  expect(nextTarget(open, 0, "ArrowRight")).toBe(2);
  expect(nextTarget(open, 2, "ArrowRight")).toBe(2);
  expect(nextTarget(open, 2, "ArrowLeft")).toBe(0);
  expect(nextTarget(open, 2, "ArrowUp")).toBe(2);
});
