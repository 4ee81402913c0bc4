import { expect, test } from "vitest";
import { placeOf } from "./use-float";

const view = { width: 1280, height: 800 };

test("below its control, as wide as it", () => {
  expect(placeOf({ top: 100, bottom: 136, left: 50, width: 300 }, 200, view)).toEqual({
    top: 140,
    left: 50,
    width: 300,
    height: 320,
  });
});

test("above where there is more room", () => {
  expect(placeOf({ top: 700, bottom: 736, left: 50, width: 300 }, 200, view)).toEqual({
    bottom: 104,
    left: 50,
    width: 300,
    height: 320,
  });
});

test("no higher than the room, no wider than the screen", () => {
  const place = placeOf({ top: 280, bottom: 324, left: -20, width: 500 }, 900, {
    width: 360,
    height: 640,
  });
  expect(place).toEqual({ top: 328, left: 12, width: 336, height: 300 });
});
