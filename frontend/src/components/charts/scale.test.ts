import { expect, test } from "vitest";
import { conversions, labelled, places, ticks } from "./scale";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [12, [0, 5, 10, 15]],
  [97, [0, 25, 50, 75, 100]],
  [1_234, [0, 500, 1000, 1500]],
])("round steps for %i", (most, wanted) => expect(ticks(most)).toEqual(wanted));

test("points from edge to edge, one alone in the middle", () => {
  expect(places(3, 100)).toEqual([0, 50, 100]);
  expect(places(1, 100)).toEqual([50]);
  expect(places(0, 100)).toEqual([]);
});

test("as many labels as fit", () => {
  expect([...labelled(4, 400, 60)]).toEqual([0, 1, 2, 3]);
  expect([...labelled(10, 300, 60)]).toEqual([0, 2, 4, 6, 8]);
});

test("shares of the step before", () => {
  expect(conversions([10, 5, 0, 3])).toEqual([null, 0.5, 0, null]);
});
