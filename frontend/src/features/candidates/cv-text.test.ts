import { expect, test } from "vitest";
import { fieldsOf, piecesOf, type CvText, type Found } from "./cv-text";

function found(field: string, start: number, end: number, more: Partial<Found> = {}): Found {
  return {
    field,
    index: null,
    value: "x",
    page: 1,
    start,
    end,
    snippet: "",
    kept: true,
    typed: false,
    ...more,
  };
}

const CV: CvText = {
  candidate_id: "cand_1",
  filename: "cv.pdf",
  cv_status: "parsed",
  text: "Asha Rao\nPython at Acme\n",
  pages: 2,
  page_starts: [0, 9],
  truncated: false,
  scanned: false,
  found: [
    found("name", 0, 8, { value: "Asha Rao" }),
    found("linkedin", 0, 0, { value: "https://www.linkedin.com/in/asha" }),
    found("experience", 9, 23, { index: 0, value: { title: "Engineer", company: "Acme" } }),
    found("skills", 9, 15, { index: 0, value: "Python", kept: false }),
  ],
  sections: [],
  hidden: [],
  hidden_checked: true,
};

test("the pieces are the whole text, and the narrowest place names a piece", () => {
  const pieces = piecesOf(CV);
  expect(pieces.map((piece) => piece.text).join("")).toBe(CV.text);
  expect(pieces.map((piece) => [piece.text, piece.field, piece.page])).toEqual([
    ["Asha Rao", "name", 1],
    ["\n", null, null],
    ["Python", "skills", 2],
    [" at Acme", "experience", null],
    ["\n", null, null],
  ]);
  expect(pieces[2]?.fields).toEqual(["skills", "experience"]);
});

test("one line for each field, in the order of the profile", () => {
  expect(fieldsOf(CV).map((each) => [each.field, each.value, each.count, each.kept])).toEqual([
    ["name", "Asha Rao", null, true],
    ["linkedin", "https://www.linkedin.com/in/asha", null, true],
    ["skills", "Python", 1, false],
    ["experience", "Engineer – Acme", 1, true],
  ]);
});
