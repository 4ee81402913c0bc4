import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem } from "@/api/problem";
import { Explained } from "./explained";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const busy = (seconds: number | null) =>
  new Problem({ status: 429, type: "too-many", title: "", detail: "", retryAfter: seconds });
const pass = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1_000));

test("too many requests: the seconds are counted down, then it says that it is over", () => {
  const { container } = render(<Explained error={busy(3)} />);
  const shown = container.querySelector("[aria-hidden]");
  expect(shown).toHaveTextContent("in 3 seconds");
  pass(1);
  expect(shown).toHaveTextContent("in 2 seconds");
  // Who listens hears the whole wait once, not every second of it.
  expect(container.querySelector(".sr-only")).toHaveTextContent("in 3 seconds");
  pass(2);
  expect(container).toHaveTextContent(/^You can try again now\.$/);
  expect(vi.getTimerCount()).toBe(0);
});

test("refused once more, it counts anew; another trouble does not count", () => {
  const { container, rerender } = render(<Explained error={busy(1)} />);
  pass(1);
  rerender(<Explained error={busy(20)} />);
  expect(container.querySelector("[aria-hidden]")).toHaveTextContent("in 20 seconds");
  rerender(<Explained error={new Problem({ status: 503, type: "away", title: "", detail: "" })} />);
  expect(screen.getByText(/busy or being restarted/)).toBeVisible();
  expect(vi.getTimerCount()).toBe(0);
});

test("what is not possible any more is said with what is, in the words of the buttons", () => {
  const refused = new Problem({
    status: 409,
    type: "illegal-transition",
    title: "",
    detail: "An interview that is No Show cannot be completed.",
    members: { allowed: ["propose-slots", "update", "reject", "something-new"] },
  });
  const { container } = render(<Explained error={refused} />);
  expect(container).toHaveTextContent(
    /cannot be completed\. Possible now: Propose new times, Edit details,? and Reject\.$/,
  );
});
