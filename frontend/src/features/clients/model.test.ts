import { expect, test } from "vitest";
import { changesOf, foreignChanges, placeOf, shortAddress, valuesOf } from "./model";

const empty = valuesOf(null);

test("only what was changed is sent", () => {
  expect(changesOf({ city: "Pune", state: null }, { city: "Mumbai", state: null })).toEqual({
    city: "Mumbai",
  });
  expect(changesOf({ city: "Pune" }, { city: "Pune" })).toEqual({});
});

test("what somebody else saved meanwhile is named, also when he emptied a field", () => {
  const opened = { ...empty, company_name: "Meridian", city: "Pune" };
  expect(foreignChanges(opened, { ...opened, city: "" })).toEqual({ city: "" });
  expect(foreignChanges(opened, opened)).toEqual({});
});

test("a place leaves out what is not known", () => {
  expect(placeOf({ city: "Mumbai", country: "India" })).toBe("Mumbai, India");
  expect(placeOf({ city: null, country: "India" })).toBe("India");
  expect(placeOf({ city: null, country: null })).toBe("");
});

test("an address is shown without what every address has", () => {
  expect(shortAddress("https://www.meridian.example/")).toBe("meridian.example");
});
