import { expect, test } from "vitest";
import { Problem } from "@/api/problem";
import { failureOf } from "./failure";
import { fits, passwordRules } from "@/components/password/password-rules";

function problem(
  status: number,
  type: string,
  more: Partial<ConstructorParameters<typeof Problem>[0]> = {},
): Problem {
  return new Problem({ status, type, title: "", detail: "The server's words.", ...more });
}

test("wrong e-mail and wrong password are one sentence", () => {
  expect(failureOf(problem(401, "invalid-credentials"), ["email"]).general).toBe(
    "E-mail or password is wrong.",
  );
});

test("a wait is said in seconds", () => {
  expect(failureOf(problem(429, "too-many-requests", { retryAfter: 30 }), []).general).toContain(
    "30 seconds",
  );
  expect(failureOf(problem(429, "too-many-requests", { retryAfter: 1 }), []).general).toContain(
    "1 second,",
  );
});

test("a refused field is said at the field", () => {
  const failure = failureOf(
    problem(422, "invalid", {
      errors: [{ field: "new_password", message: "Too common.", code: "common" }],
    }),
    ["new_password"],
  );
  expect(failure).toEqual({ fields: { new_password: "Too common." }, general: null });
});

test("what is not a problem is not shown raw", () => {
  expect(failureOf(new TypeError("x of undefined"), []).general).not.toContain("undefined");
});

test("the rules that can be checked while typing", () => {
  expect(fits("correct horse battery", "ada@example.com")).toBe(true);
  expect(fits("too short", "ada@example.com")).toBe(false);
  expect(fits("ADA.long.name@example.com", "ada.long.name@example.com")).toBe(false);
  expect(fits("x".repeat(129), "")).toBe(false);
  expect(fits("🐎".repeat(12), "")).toBe(true);
  expect(passwordRules("", "").every((rule) => rule.id === "longest" || !rule.kept)).toBe(true);
});
