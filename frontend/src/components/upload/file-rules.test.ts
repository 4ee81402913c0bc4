import { describe, expect, it } from "vitest";
import { refusalOf } from "./file-rules";

const rules = { extensions: [".pdf", ".docx"], largest: 10 * 1024 * 1024, most: 2 };
const file = (name: string, size = 1000, lastModified = 1) => ({ name, size, lastModified });

describe("a file before it is sent", () => {
  it("goes by its extension, in any case", () => {
    expect(refusalOf(file("Ada.PDF"), [], rules)).toBeNull();
    expect(refusalOf(file("ada.exe"), [], rules)).toBe("wrong-kind");
    expect(refusalOf(file("pdf"), [], rules)).toBe("wrong-kind");
  });

  it("is neither empty nor over the limit; the limit itself is taken", () => {
    expect(refusalOf(file("a.pdf", 0), [], rules)).toBe("empty");
    expect(refusalOf(file("a.pdf", rules.largest), [], rules)).toBeNull();
    expect(refusalOf(file("a.pdf", rules.largest + 1), [], rules)).toBe("too-big");
  });

  it("comes once, and only as many as are taken", () => {
    expect(refusalOf(file("a.pdf"), [file("a.pdf")], rules)).toBe("twice");
    expect(refusalOf(file("a.pdf", 1000, 2), [file("a.pdf")], rules)).toBeNull();
    expect(refusalOf(file("c.pdf"), [file("a.pdf"), file("b.pdf")], rules)).toBe("too-many");
  });
});
