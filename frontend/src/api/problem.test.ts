import { expect, test } from "vitest";
import { noAnswer, problemOf } from "./problem";

function answer(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

test("reads a problem with what it carries", async () => {
  const problem = await problemOf(
    answer(
      409,
      JSON.stringify({
        type: "illegal-transition",
        title: "Not possible now",
        status: 409,
        detail: "This interview is over.",
        request_id: "req_1",
        state: "Passed",
        allowed: ["initiate-hiring", 3],
      }),
    ),
  );
  expect(problem).toMatchObject({ status: 409, type: "illegal-transition", requestId: "req_1" });
  expect(problem.allowed).toEqual(["initiate-hiring"]);
  expect(problem.currentVersion).toBeNull();
});

test("knows the version of a 412 and the wait of a 429", async () => {
  expect((await problemOf(answer(412, '{"current_version": 7}'))).currentVersion).toBe(7);
  const busy = await problemOf(answer(429, "{}", { "retry-after": "12" }));
  expect(busy.retryAfter).toBe(12);
  expect(busy.passing).toBe(true);
});

test("a page of HTML from a proxy is a problem too", async () => {
  const problem = await problemOf(
    answer(502, "<html>Bad gateway</html>", { "x-request-id": "abc" }),
  );
  expect(problem).toMatchObject({ status: 502, type: "unknown", requestId: "abc", passing: true });
});

test("no answer and a late answer are told apart", () => {
  expect(noAnswer(new TypeError("Failed to fetch")).type).toBe("network");
  expect(noAnswer(new DOMException("late", "TimeoutError")).type).toBe("timeout");
});
