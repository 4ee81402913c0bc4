import type { Page, Route } from "@playwright/test";
import { inDays, Staff } from "../agency";
import { list, text, unique } from "../api";
import { expect, gotoLive, signIn, test } from "../fixtures";

/** The next request like it is answered as the gateway does when it takes none. */
async function refuseOnce(
  page: Page,
  path: string,
  method: string,
  status: 429 | 503,
  seconds: number,
): Promise<void> {
  let refused = false;
  await page.route(`**${path}`, async (route: Route) => {
    if (refused || route.request().method() !== method) return route.fallback();
    refused = true;
    await route.fulfill({
      status,
      headers: { "retry-after": String(seconds), "content-type": "application/problem+json" },
      body: JSON.stringify({ type: "about:blank", title: "No", status, detail: "Not now." }),
    });
  });
}

test.describe("too many requests", () => {
  test.use({ expectedErrors: [/status of 429/] });

  test("the seconds are counted down in the form, and then it goes through, once", async ({
    page,
  }) => {
    const name = unique("Lantern");
    await signIn(page, "recruiter");
    await page.goto("/clients");
    await page.getByRole("button", { name: "New client" }).click();
    const sheet = page.getByRole("dialog", { name: "New client" });
    await sheet.getByLabel("Company name").fill(name);
    await refuseOnce(page, "/api/clients", "POST", 429, 3);
    await sheet.getByRole("button", { name: "Create client" }).click();
    const refusal = sheet.getByRole("alert");
    await expect(refusal).toContainText("Try again in 3 seconds");
    await expect(refusal).toContainText("Try again in 1 second.");
    await expect(refusal).toContainText("You can try again now.");
    await sheet.getByRole("button", { name: "Create client" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    const agency = await Staff.as("recruiter");
    expect((await agency.get(`/api/clients?q=${name}`)).items).toHaveLength(1);
  });

  test("at the door as well", async ({ page }) => {
    await page.goto("/login");
    await page.getByLabel("E-mail").fill("ada@agency.example");
    await page.getByLabel("Password", { exact: true }).fill("walnut-Harbour-93");
    await refuseOnce(page, "/api/auth/login", "POST", 429, 2);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText("Wait 2 seconds");
    await expect(page.getByText("You can try again now.")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue("ada@agency.example");
  });
});

test.describe("a service that is away", () => {
  test.use({ expectedErrors: [/status of 503/] });

  test("what was typed is kept and goes through when it is back; a list says what is missing", async ({
    page,
  }) => {
    const name = unique("Lantern");
    await signIn(page, "recruiter");
    await page.goto("/clients");
    await page.getByRole("button", { name: "New client" }).click();
    const sheet = page.getByRole("dialog", { name: "New client" });
    await sheet.getByLabel("Company name").fill(name);
    await refuseOnce(page, "/api/clients", "POST", 503, 1);
    await sheet.getByRole("button", { name: "Create client" }).click();
    await expect(sheet.getByRole("alert")).toContainText("busy or being restarted");
    await expect(sheet.getByLabel("Company name")).toHaveValue(name);
    await sheet.getByRole("button", { name: "Create client" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

    await page.route("**/api/jobs?*", (route) =>
      route.fulfill({ status: 503, headers: { "retry-after": "0" }, body: "" }),
    );
    await page.goto("/jobs");
    await expect(page.getByText("Jobs could not be loaded")).toBeVisible();
    await page.unroute("**/api/jobs?*");
    // By itself: whoever reaches for the button may come too late.
    await expect(page.getByRole("table", { name: "Jobs" })).toBeVisible();
  });
});

test.describe("what only the server can know", () => {
  test.use({ expectedErrors: [/status of 422/] });

  test("is said at the field, which has the focus; the rest stays", async ({ page }) => {
    const email = `${unique("mira")}@people.example`;
    await signIn(page, "admin");
    await page.goto("/users");
    await page.getByRole("button", { name: "Add user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("Mira Costa");
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByLabel("Set a first password").check();
    const password = dialog.getByLabel("First password", { exact: true });
    await password.fill("passwordpassword");
    await dialog.getByRole("button", { name: "Add user" }).click();
    await expect(password).toHaveAccessibleDescription(/too easy to guess/);
    await expect(password).toBeFocused();
    await expect(dialog.getByLabel("E-mail")).toHaveValue(email);
    await password.fill(unique("plum-orchard"));
    await dialog.getByRole("button", { name: "Add user" }).click();
    await expect(dialog).toBeHidden();
  });
});

test.describe("a move that the server does not take", () => {
  test.use({ expectedErrors: [/status of (409|412|503)/] });

  const refused = (page: Page) => page.getByText("Noor Kapoor could not be moved");
  const cardOf = (page: Page, id: string) => (column: string) =>
    page.locator(`[data-column=${column}] [data-card=${id}]`);

  test("goes back and says so", async ({ page }) => {
    const agency = await Staff.as("recruiter");
    const { jobId, candidateId } = await agency.application("Noor Kapoor");
    const card = cardOf(page, candidateId);
    await signIn(page, "recruiter");
    await gotoLive(page, `/pipeline?job=${jobId}`);
    await expect(card("NEW")).toBeVisible();
    await refuseOnce(page, `/api/candidates/${candidateId}`, "PUT", 503, 1);
    // The board that is asked for again comes late: what goes back does so by itself.
    const held: (() => void)[] = [];
    await page.route("**/api/candidates?*", async (route) => {
      await new Promise<void>((go) => held.push(go));
      await route.fallback();
    });
    await card("NEW").dragTo(page.locator("[data-column=IN_REVIEW]"), { steps: 12 });
    await expect(refused(page)).toBeVisible();
    await expect(card("NEW")).toBeVisible();
    await expect(card("IN_REVIEW")).toHaveCount(0);
    expect(held.length).toBeGreaterThan(0);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    for (const go of held) go();
  });

  test("because somebody was faster: the card shows where it can go now", async ({ page }) => {
    const agency = await Staff.as("recruiter");
    const { jobId, candidateId } = await agency.application("Noor Kapoor");
    const card = cardOf(page, candidateId);
    await signIn(page, "recruiter");
    await gotoLive(page, `/pipeline?job=${jobId}`);
    await expect(card("NEW")).toBeVisible();
    // Faster by as much as a request is on its way.
    await page.route(`**/api/candidates/${candidateId}`, async (route) => {
      if (route.request().method() === "PUT")
        await agency.put(`/api/candidates/${candidateId}`, {
          status: "REJECTED",
          status_reason: "Prefers the open sea.",
        });
      await route.fallback();
    });
    await card("NEW").dragTo(page.locator("[data-column=IN_REVIEW]"), { steps: 12 });
    await expect(refused(page)).toBeVisible();
    await expect(card("REJECTED")).toBeVisible();
    await expect(card("IN_REVIEW")).toHaveCount(0);
    await card("REJECTED")
      .getByRole("button", { name: /^Move / })
      .click();
    await expect(page.getByRole("menuitem", { name: /^In review/ })).toBeEnabled();
    const now = await agency.get(`/api/candidates/${candidateId}`);
    expect(text(now, "status")).toBe("REJECTED");
  });
});

test.describe("an action that is not possible any more", () => {
  test.use({ expectedErrors: [/status of 409/] });

  test("is refused with those that are, and the page shows them", async ({ page }) => {
    const agency = await Staff.as("recruiter");
    const application = await agency.application("Noor Kapoor");
    const id = await agency.interview(application, [inDays(30, 9)]);
    const [slot] = list(await agency.get(`/api/interviews/${id}`), "proposed_slots");
    await agency.post(`/api/interviews/${id}/book-slot`, { slot_id: slot?.slot_id });
    await signIn(page, "recruiter");
    // A page that did not hear of it, as on a line that has just come back.
    await page.route("**/api/notifications/stream", () => undefined);
    await page.goto(`/interviews/${id}`);
    await page.getByRole("button", { name: "Complete", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Feedback/).fill("Calm and precise.");
    await dialog.getByLabel("4, good").check();
    await agency.post(`/api/interviews/${id}/mark-no-show`);
    await dialog.getByRole("button", { name: "Mark as completed" }).click();
    const why = /No Show cannot be completed. Possible now: .*Propose new times.*Reject/;
    await expect(dialog.getByText(why)).toBeVisible();
    await expect(dialog.getByLabel(/^Feedback/)).toHaveValue("Calm and precise.");
    await dialog.getByRole("button", { name: "Back" }).click();
    await expect(page.getByRole("button", { name: "Propose new times" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Complete", exact: true })).toHaveCount(0);
  });
});
