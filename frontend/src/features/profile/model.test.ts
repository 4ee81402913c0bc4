import { expect, test } from "vitest";
import { deviceOf, isPhone } from "./model";

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    "Chrome on Linux",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) AppleWebKit/605.1.15 Version/20.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.0; rv:150.0) Gecko/20100101 Firefox/150.0",
    "Firefox on macOS",
  ],
  ["curl/7.88.1", "curl/7.88.1"],
  ["", "Unknown program"],
])("names what a person sits at %#", (agent, name) => expect(deviceOf(agent)).toBe(name));

test("a phone is told from a computer", () => {
  expect(isPhone("Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X)")).toBe(true);
  expect(isPhone("Mozilla/5.0 (X11; Linux x86_64)")).toBe(false);
});
