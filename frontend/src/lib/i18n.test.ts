import { afterEach, expect, test } from "vitest";
import { messages, setPseudo } from "./i18n";

const t = messages({
  plain: "Save",
  named: "{name} moved to {stage}",
  jobs: { one: "{count} open job", other: "{count} open jobs" },
});

afterEach(() => setPseudo(false));

test("fills in names and numbers", () => {
  expect(t("plain")).toBe("Save");
  expect(t("named", { name: "Chen Wei", stage: "Offer" })).toBe("Chen Wei moved to Offer");
});

test("chooses the plural and groups digits", () => {
  expect(t("jobs", { count: 1 })).toBe("1 open job");
  expect(t("jobs", { count: 0 })).toBe("0 open jobs");
  expect(t("jobs", { count: 12000 })).toBe("12,000 open jobs");
});

test("a value is never read as a pattern", () => {
  expect(t("named", { name: "{stage}", stage: "$&" })).toBe("{stage} moved to $&");
});

test("the pseudo language is a third longer and keeps the values", () => {
  setPseudo(true);
  expect(t("plain").length).toBeGreaterThanOrEqual("Save".length * 1.3);
  expect(t("named", { name: "Chen", stage: "Offer" })).toContain("Chen");
});
