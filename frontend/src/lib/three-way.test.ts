import { describe, expect, it } from "vitest";
import { changesOf, threeWay } from "./three-way";

describe("two people edit one thing", () => {
  const base = { title: "Nurse", openings: "1", skills: ["Triage"] };

  it("keeps mine, takes what only they changed, names what both changed", () => {
    const merged = threeWay(
      base,
      { title: "Ward Nurse", openings: "2", skills: ["Triage"] },
      { title: "Head Nurse", openings: "1", skills: ["Triage", "English"] },
    );
    expect(merged.values).toEqual({
      title: "Head Nurse",
      openings: "2",
      skills: ["Triage", "English"],
    });
    expect(merged.conflicts).toEqual(["title"]);
    expect(merged.taken).toEqual(["openings"]);
  });

  it("is no conflict when both wrote the same", () => {
    const both = { ...base, title: "Ward Nurse" };
    expect(threeWay(base, both, { ...both }).conflicts).toEqual([]);
  });

  it("sends only what differs", () => {
    expect(changesOf(base, { ...base, openings: "3", skills: ["Triage"] })).toEqual({
      openings: "3",
    });
  });
});
