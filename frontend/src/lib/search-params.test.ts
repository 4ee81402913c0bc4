import { describe, expect, test } from "vitest";
import {
  day,
  flag,
  listParams,
  manyOf,
  oneOf,
  parseSearch,
  safeNext,
  stringifySearch,
  text,
  whole,
} from "./search-params";

test("repeated names are lists, and come back as they were", () => {
  const read = parseSearch("?q=chen%20wei&status=NEW&status=IN_REVIEW");
  expect(read).toEqual({ q: "chen wei", status: ["NEW", "IN_REVIEW"] });
  expect(stringifySearch(read)).toBe("?q=chen+wei&status=NEW&status=IN_REVIEW");
});

test("what is empty leaves no trace", () => {
  expect(stringifySearch({ q: "", sort: undefined, cursor: null, mine: false, status: [] })).toBe(
    "",
  );
});

test("each reader takes what it knows and drops the rest", () => {
  expect(text(3)("  abcdef ")).toBe("abc");
  expect(text()("   ")).toBeUndefined();
  expect(oneOf(["open", "closed"])("open")).toBe("open");
  expect(oneOf(["open", "closed"])("OPEN")).toBeUndefined();
  expect(manyOf(["a", "b", "c"])(["c", "x", "a"])).toEqual(["a", "c"]);
  expect(manyOf(["a"])("a")).toEqual(["a"]);
  expect(whole(1, 5)("3")).toBe(3);
  expect(whole(1, 5)("6")).toBeUndefined();
  expect(whole(1, 5)("3e1")).toBeUndefined();
  expect(day("2024-02-29")).toBe("2024-02-29");
  expect(day("2025-02-29")).toBeUndefined();
  expect(flag("true")).toBe(true);
  expect(flag("no")).toBeUndefined();
});

describe("a list", () => {
  const read = listParams({
    sorts: ["created_at", "title"],
    filters: { status: manyOf(["open", "closed"]) },
  });

  test("keeps what it understands", () => {
    expect(read({ q: "ada", sort: "-title", limit: "100", status: "open", cursor: "abc" })).toEqual(
      {
        q: "ada",
        sort: "-title",
        limit: 100,
        status: ["open"],
        cursor: "abc",
      },
    );
  });

  test("drops foreign sorts, sizes and filters, and the default size", () => {
    expect(read({ sort: "salary", limit: "50", status: "x", other: "1" })).toEqual({});
    expect(read({ limit: "7" })).toEqual({});
  });
});

test.each([
  ["/jobs?status=open", "/jobs?status=open"],
  ["//evil.example", undefined],
  ["/\\evil.example", undefined],
  ["https://evil.example", undefined],
  ["/a\nb", undefined],
  [undefined, undefined],
])("the way back %s -> %s", (given, wanted) => expect(safeNext(given)).toBe(wanted));
