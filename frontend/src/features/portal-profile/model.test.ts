import { describe, expect, test } from "vitest";
import { bodyOf, passwordFault, profileSchema } from "./model";

const typed = {
  name: " Asha Rao ",
  phone: "",
  linkedin_url: "",
  current_company: "",
  experience_years: "",
};

describe("the profile", () => {
  test("an emptied field is taken away", () => {
    expect(bodyOf(profileSchema.parse(typed))).toEqual({
      name: "Asha Rao",
      phone: null,
      linkedin_url: null,
      current_company: null,
      experience_years: null,
    });
  });

  test("years are whole and human, addresses are https", () => {
    const faults = (change: object) => profileSchema.safeParse({ ...typed, ...change }).success;
    expect(faults({ experience_years: "7" })).toBe(true);
    expect(faults({ experience_years: "81" })).toBe(false);
    expect(faults({ experience_years: "-1" })).toBe(false);
    expect(faults({ linkedin_url: "javascript:alert(1)" })).toBe(false);
    expect(faults({ linkedin_url: "https://www.linkedin.com/in/asha" })).toBe(true);
    expect(faults({ name: "  " })).toBe(false);
  });
});

test("a password counts letters, not bytes, and is not the address", () => {
  expect(passwordFault("पासवर्डहैयहमेरा", "asha@people.example")).toBeNull();
  expect(passwordFault("short", "asha@people.example")).toBe("length");
  expect(passwordFault("Asha@People.example", "asha@people.example")).toBe("email");
});
