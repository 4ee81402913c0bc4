import { describe, expect, test } from "vitest";
import { formPath, mapErrors } from "./field-errors";
import { Problem } from "./problem";

function refused(...errors: [field: string, message: string][]): Problem {
  return new Problem({
    status: 422,
    type: "invalid",
    title: "Invalid input",
    detail: "Some fields are not valid.",
    errors: errors.map(([field, message]) => ({ field, message, code: "invalid" })),
  });
}

describe("the path of a field", () => {
  test.each([
    ["email", "email"],
    ["experience[0].title", "experience.0.title"],
    ["body.email", "email"],
    ["body.slots.2.start", "slots.2.start"],
    ["skills.function-after[check(), str].0", "skills.0"],
    ["query.limit", "limit"],
  ])("%s -> %s", (server, form) => expect(formPath(server)).toBe(form));
});

test("errors land on their fields, the first message of a field counts", () => {
  const mapped = mapErrors(
    refused(["email", "Not an address."], ["email", "Too long."], ["name", "Needed."]),
    ["name", "email"],
  );
  expect(mapped.fields).toEqual([
    { path: "email", message: "Not an address." },
    { path: "name", message: "Needed." },
  ]);
  expect(mapped.rest).toEqual([]);
});

test("a part of a field that the form holds as one goes to that field", () => {
  expect(
    mapErrors(refused(["required_skills[3]", "Too long."]), ["required_skills"]).fields,
  ).toEqual([{ path: "required_skills", message: "Too long." }]);
});

test("rows of a list keep their number", () => {
  expect(
    mapErrors(refused(["slots[1].start_time", "In the past."]), ["slots", "slots.*.start_time"])
      .fields,
  ).toEqual([{ path: "slots.1.start_time", message: "In the past." }]);
});

test("what the form does not show is said in the summary", () => {
  expect(
    mapErrors(refused(["salary_max", "Less than the minimum."], ["", "Nothing to change."]), [
      "title",
    ]).rest,
  ).toEqual(["Salary max: Less than the minimum.", "Nothing to change."]);
});
