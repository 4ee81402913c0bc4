import { expect, test } from "vitest";
import { activeFilters, ask, cleared, directionOf, nextSort, toggled, turnTo } from "./list-state";
import type { Filter } from "./types";

const STATUS: Filter = {
  id: "status",
  label: "Status",
  many: true,
  options: [
    { value: "open", label: "Open" },
    { value: "closed", label: "Closed" },
  ],
};
const CLIENT: Filter = {
  id: "client_id",
  label: "Client",
  options: [{ value: "client_1", label: "Northwind" }],
};

test("another question begins at the first page and leaves no empty names", () => {
  expect(ask({ q: "ada", cursor: "abc", limit: 25 }, { q: "" })).toEqual({ limit: 25 });
});

test("turning a page keeps the question", () => {
  expect(turnTo({ q: "ada" }, "abc")).toEqual({ q: "ada", cursor: "abc" });
  expect(turnTo({ q: "ada", cursor: "abc" }, undefined)).toEqual({ q: "ada" });
});

test("a head goes up, down, and back to the default", () => {
  expect(nextSort(undefined, "-created_at", "title")).toBe("title");
  expect(nextSort("title", "-created_at", "title")).toBe("-title");
  expect(nextSort("-title", "-created_at", "title")).toBeUndefined();
  expect(directionOf("-title", "-created_at", "title")).toBe("descending");
});

test("the head of the default order turns it round and back", () => {
  expect(directionOf(undefined, "-created_at", "created_at")).toBe("descending");
  expect(nextSort(undefined, "-created_at", "created_at")).toBe("created_at");
  expect(nextSort("created_at", "-created_at", "created_at")).toBeUndefined();
});

test("values go on and off, in the order of the options", () => {
  expect(toggled({ status: ["closed"] }, STATUS, "open")).toEqual(["open", "closed"]);
  expect(toggled({ status: ["open", "closed"] }, STATUS, "open")).toEqual(["closed"]);
  expect(toggled({}, CLIENT, "client_1")).toBe("client_1");
  expect(toggled({ client_id: "client_1" }, CLIENT, "client_1")).toBeUndefined();
});

test("what narrows the list is said in words, and can be cleared without losing the rest", () => {
  const search = {
    q: "ada",
    status: ["open", "closed"],
    client_id: "client_9",
    sort: "title",
    cursor: "x",
  };
  expect(activeFilters(search, [STATUS, CLIENT]).map((each) => each.text)).toEqual([
    "Search: ada",
    "Status: Open, Closed",
    "Client: client_9",
  ]);
  expect(cleared(search, [STATUS, CLIENT])).toEqual({ sort: "title" });
});
