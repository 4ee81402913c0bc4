import { expect, test } from "vitest";
import { bytesOf, framed, isEmail, mayRetry, templateLabel } from "./model";

test("links of the mail open outside of the frame, whatever its head looks like", () => {
  expect(framed("<html><head lang=en><title>x</title></head></html>")).toMatch(
    /^<html><head lang=en><base target="_blank">/,
  );
  expect(framed("<p>Hello</p>")).toMatch(/^<base target="_blank">.*<p>Hello<\/p>$/);
});

test("only what did not arrive is sent again", () => {
  expect(mayRetry({ status: "failed" })).toBe(true);
  expect(mayRetry({ status: "suppressed" })).toBe(true);
  expect(mayRetry({ status: "sent" })).toBe(false);
  expect(mayRetry({ status: "queued" })).toBe(false);
});

test("words, addresses, bytes", () => {
  expect(templateLabel("interview-invitation")).toBe("Interview invitation");
  expect([isEmail("a@b.co"), isEmail("a@b"), isEmail("a b@c.d")]).toEqual([true, false, false]);
  expect([...bytesOf(btoa("\u00ff\u0000a"))]).toEqual([255, 0, 97]);
});
