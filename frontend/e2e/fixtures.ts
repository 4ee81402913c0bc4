import { test as base, expect, type Page } from "@playwright/test";

export type Role = "admin" | "recruiter" | "client_user" | "candidate";

export interface Account {
  email: string;
  password: string;
}

/** Who signs in as what: E2E_ACCOUNTS, a JSON object by role, written by whoever started the system. */
export function account(role: Role): Account {
  const known: Partial<Record<Role, Account>> = JSON.parse(process.env.E2E_ACCOUNTS ?? "{}");
  const found = known[role];
  if (!found) throw new Error(`E2E_ACCOUNTS names no ${role}`);
  return found;
}

/**
 * Signs in by the API, as the page itself would be after it: the refresh cookie, and the note that there is one.
 * The next page that is opened is signed in. Returns a token, for what the test asks of the API besides.
 */
export async function signIn(page: Page, who: Role | Account): Promise<string> {
  const candidate = who === "candidate" || (typeof who === "object" && "portal" in who);
  const { email, password } = typeof who === "string" ? account(who) : who;
  const path = candidate ? "/api/candidate-portal/login" : "/api/auth/login";
  const answer = await page.request.post(path, { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  await page.addInitScript(
    (name) => {
      // Once: who signs out stays out. The frame that a mail is read in has no store.
      if (window.top !== window || sessionStorage.getItem("test.signed-in")) return;
      sessionStorage.setItem("test.signed-in", "1");
      localStorage.setItem(name, "1");
    },
    `arbeit.session.${candidate ? "candidate" : "internal"}`,
  );
  return String((await answer.json()).access_token);
}

/** Opens a page, and waits until it hears what happens. */
export async function gotoLive(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse(
    (answer) => answer.url().endsWith("/api/notifications/stream") && answer.ok(),
  );
  await page.goto(path);
  await stream;
}

/** Every test fails on an error in the console or a request that failed, unless it says which it expects: one pattern. */
export const test = base.extend<{ expectedErrors: RegExp[] }>({
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, run) => {
    const found: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") found.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => found.push(String(error)));
    page.on("requestfailed", (request) => {
      // Leaving a page cuts its stream and its queries; that is no failure.
      if (request.failure()?.errorText !== "net::ERR_ABORTED")
        found.push(`${request.failure()?.errorText} ${request.url()}`);
    });
    await run(page);
    expect(found.filter((each) => !expectedErrors.some((pattern) => pattern.test(each)))).toEqual(
      [],
    );
  },
});

export { expect };
