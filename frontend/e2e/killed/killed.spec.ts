import { inDays, openPortal, Staff } from "../agency";
import { list, unique } from "../api";
import { expect, gotoLive, signIn, test } from "../fixtures";
import { hanging, without } from "./switchboard";

// Beside these the system runs for nobody else: one worker, and a service less.
test.use({ expectedErrors: [/status of (502|503|504)|ERR_(CONNECTION|INCOMPLETE|EMPTY)/] });

const AWAY = /busy or being restarted/;

test("jobs is killed under a filled-in form: it says so, keeps what was typed, and makes one job", async ({
  page,
}) => {
  const recruiter = await Staff.as("recruiter");
  const company = unique("Harbour");
  await recruiter.post("/api/clients", { company_name: company });
  const title = unique("Pilot");
  await signIn(page, "recruiter");
  await page.goto("/jobs/new");
  await page.getByLabel("Client", { exact: true }).fill(company);
  await page.getByRole("option", { name: company }).click();
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Openings", { exact: true }).fill("3");
  const create = page.getByRole("button", { name: "Create job" });
  await without("jobs", async () => {
    await create.click();
    await expect(page.getByText(AWAY)).toBeVisible();
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue(title);
    await expect(page.getByLabel("Client", { exact: true })).toHaveValue(company);
    await expect(page.getByLabel("Openings", { exact: true })).toHaveValue("3");
  });
  await create.click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  expect(list(await recruiter.get(`/api/jobs?q=${title}`), "items")).toHaveLength(1);
});

test("a list that could not be loaded comes by itself, and so does one that is old", async ({
  page,
}) => {
  const recruiter = await Staff.as("recruiter");
  const { candidateId, name } = await recruiter.application(unique("Noor"));
  await signIn(page, "recruiter");
  await without("candidates", async () => {
    await page.goto(`/candidates?q=${name}`);
    await expect(page.getByText(/candidates could not be loaded/i)).toBeVisible();
    await expect(page.getByText("It is tried again by itself.")).toBeVisible();
  });
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("New");
  await without("candidates", async () => {
    // Its stream comes back, and all that is shown is asked for.
    await without("notifications", async () => {});
    await expect(page.getByText("Could not refresh")).toBeVisible();
    await expect(row).toContainText("New");
  });
  await expect(page.getByText("Could not refresh")).toBeHidden();
  await recruiter.put(`/api/candidates/${candidateId}`, { status: "IN_REVIEW" });
  await expect(row).toContainText("In review");
});

test("what was moved while notifications was dead is there when it lives again", async ({
  page,
}) => {
  const recruiter = await Staff.as("recruiter");
  const { candidateId, jobId } = await recruiter.application();
  await signIn(page, "recruiter");
  await gotoLive(page, `/pipeline?job=${jobId}`);
  const card = (column: string) =>
    page.locator(`[data-column=${column}] [data-card=${candidateId}]`);
  await expect(card("NEW")).toBeVisible();
  await without("notifications", async () => {
    await recruiter.put(`/api/candidates/${candidateId}`, { status: "IN_REVIEW" });
  });
  await expect(card("IN_REVIEW")).toBeVisible();
});

test("the portal is opened while auth is dead, and lets him in when it lives again", async ({
  page,
}) => {
  const recruiter = await Staff.as("recruiter");
  const { jobTitle } = await recruiter.job();
  await signIn(page, "recruiter");
  await without("auth", async () => {
    await page.goto(`/jobs?q=${jobTitle}`);
    await expect(page.getByText(AWAY)).toBeVisible();
  });
  await expect(page.getByRole("link", { name: jobTitle })).toBeVisible();
});

test("a candidate books while interviews is killed: his choice stays, and one time is booked", async ({
  page,
  browser,
}) => {
  const admin = await Staff.as("admin");
  const application = await admin.application();
  await openPortal(admin, application, (await browser.newContext()).request);
  const starts = [inDays(17, 9), inDays(17, 11)];
  const interviewId = await admin.interview(application, starts);
  await page.setViewportSize({ width: 360, height: 780 });
  await signIn(page, application.account);
  await page.goto(`/portal/interviews/${interviewId}/time`);
  await page.getByRole("radio").nth(1).check();
  await page.getByRole("button", { name: "Continue" }).click();
  const book = page.getByRole("button", { name: "Book this time" });
  await without("interviews", async () => {
    await book.click();
    await expect(page.getByText(AWAY)).toBeVisible();
    await expect(page.locator(`time[datetime="${starts[1]}"]`).first()).toBeVisible();
  });
  await book.click();
  await expect(page.getByRole("heading", { name: "Your time is booked" })).toBeVisible();
  const seen = await admin.get(`/api/interviews/${interviewId}`);
  expect(seen.scheduled_start_time).toBe(starts[1]);
  await without("candidates", async () => {
    await page.goto("/portal");
    await expect(page.getByText(/could not be loaded/).first()).toBeVisible();
  });
  await expect(page.getByRole("heading", { name: application.jobTitle })).toBeVisible();
});

test("the gateway itself is killed under a page: the page stays, says it, and is fresh afterwards", async ({
  page,
}) => {
  const admin = await Staff.as("admin");
  const { candidateId, jobId } = await admin.application();
  await signIn(page, "admin");
  await gotoLive(page, `/candidates/${candidateId}`);
  await expect(page.getByRole("heading", { level: 1, name: "Asha Rao" })).toBeVisible();
  const move = async () => {
    await page.getByRole("button", { name: /^New: change the status/ }).click();
    await page.getByRole("menuitem", { name: "Take into review" }).click();
  };
  await without("gateway", async () => {
    await move();
    await expect(page.getByText(/cannot be reached/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^New: change the status/ })).toBeVisible();
  });
  await move();
  await expect(page.getByRole("button", { name: /^In review: change the status/ })).toBeVisible();
  // A page whose code is on the other side: no load of the whole page while nobody would answer it.
  await without("gateway", async () => {
    await page.getByRole("link", { name: "Mailbox" }).click();
    await expect(page.getByText("This page could not be loaded")).toBeVisible();
  });
  await expect(page.getByRole("heading", { level: 1, name: "Mailbox" })).toBeVisible();
  const { items } = await admin.get(`/api/candidates?job_id=${jobId}`);
  expect(items).toMatchObject([{ status: "IN_REVIEW" }]);
});

test("tenancy and audit are killed at once: the form waits, the log comes by itself and tells of what was done", async ({
  page,
}) => {
  const company = unique("Wharf");
  await signIn(page, "admin");
  await page.goto("/clients");
  await page.getByRole("button", { name: "New client" }).click();
  const sheet = page.getByRole("dialog", { name: "New client" });
  await sheet.getByLabel("Company name").fill(company);
  await sheet.getByLabel("City").fill("Rotterdam");
  const create = sheet.getByRole("button", { name: "Create client" });
  await without("audit", async () => {
    await without("tenancy", async () => {
      await create.click();
      await expect(page.getByText(AWAY)).toBeVisible();
      await expect(sheet.getByLabel("Company name")).toHaveValue(company);
      await expect(sheet.getByLabel("City")).toHaveValue("Rotterdam");
    });
    // Without the trail work goes on; it is written when audit lives again.
    await create.click();
    await expect(page.getByRole("heading", { level: 1, name: company })).toBeVisible();
    const [, id] = /(client_\w+)/.exec(page.url()) ?? [];
    await page.goto(`/governance/audit?id=${id}`);
    await expect(page.getByText(/audit log could not be loaded/i)).toBeVisible();
  });
  await expect(page.getByRole("button", { name: /Create$/ })).toHaveCount(1);
});

test("candidates hangs: the page says that it waits, and shows the answer when it comes", async ({
  page,
}) => {
  const recruiter = await Staff.as("recruiter");
  const { name } = await recruiter.application(unique("Ivo"));
  await signIn(page, "recruiter");
  await hanging("candidates", async () => {
    await page.goto(`/candidates?q=${name}`);
    await expect(page.getByText(/the answer takes longer than usual/)).toBeVisible();
  });
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
  await expect(page.getByText(/the answer takes longer than usual/)).toBeHidden();
});
