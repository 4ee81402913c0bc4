import { describe, expect, it } from "vitest";
import { Problem } from "@/api/problem";
import { added, countOf, stageOf } from "./intake";

const file = (name: string, text = "x") => new File([text], name, { lastModified: 1 });
const keys = () => {
  let at = 0;
  return () => `key-${(at += 1)}`;
};
const problem = (
  status: number,
  type: string,
  more: Partial<ConstructorParameters<typeof Problem>[0]> = {},
) => new Problem({ status, type, title: "", detail: "", ...more });

describe("CVs on their way in", () => {
  it("lets good files wait and refuses others, with a key for each", () => {
    const items = added([], [file("a.pdf"), file("b.exe"), file("a.pdf")], keys());
    expect(items.map((item) => item.stage)).toEqual([
      { kind: "waiting" },
      { kind: "refused", why: "wrong-kind" },
      { kind: "refused", why: "twice" },
    ]);
    expect(new Set(items.map((item) => item.key)).size).toBe(3);
    expect(countOf(items)).toEqual({ added: 0, failed: 2, busy: 1 });
  });

  it("names the first application of a duplicate", () => {
    expect(
      stageOf(problem(409, "duplicate-candidate", { members: { candidate_id: "cand_1" } })),
    ).toEqual({ kind: "duplicate", candidateId: "cand_1" });
  });

  it("asks for what the file does not say", () => {
    const errors = [{ field: "email", message: "was not found in the file", code: "missing" }];
    expect(stageOf(problem(422, "invalid", { errors }))).toEqual({
      kind: "missing",
      fields: ["email"],
      problem: null,
    });
  });

  it("shows every other refusal as it came", () => {
    const encrypted = problem(422, "encrypted-file");
    expect(stageOf(encrypted)).toEqual({ kind: "failed", error: encrypted });
  });
});
