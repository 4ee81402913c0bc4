import type { Browser, Page } from "@playwright/test";
import { inDays, openPortal, PASSWORD, Staff, type Application } from "../../agency";
import { unique } from "../../api";
import { expectAccessible } from "../../axe";
import { expect, signIn, test } from "../../fixtures";

/** Somebody with an application, an account and an interview to choose a time for. */
async function invited(
  browser: Browser,
  starts: readonly string[],
  more: Record<string, unknown> = {},
): Promise<{ admin: Staff; application: Application; interviewId: string }> {
  const admin = await Staff.as("admin");
  const application = await admin.application();
  await openPortal(admin, application, (await browser.newContext()).request);
  const interviewId = await admin.interview(application, starts, more);
  return { admin, application, interviewId };
}

async function open(page: Page, of: Application, path: string): Promise<void> {
  await signIn(page, of.account);
  await page.goto(path);
}

test.describe("the first visit", () => {
  test("the mailed link sets a password, and the application is there", async ({ page }) => {
    const admin = await Staff.as("admin");
    const application = await admin.application();
    await admin.post(`/api/candidates/${application.candidateId}/send-selection-notification`);
    await page.goto(await admin.linkTo(application.account.email));
    await page.getByLabel("New password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByRole("link", { name: /sign in/i }).click();
    await page.getByLabel("E-mail").fill(application.account.email);
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello Asha Rao");
    await expect(page.getByRole("heading", { name: application.jobTitle })).toBeVisible();
  });

  test("a password that staff gave has to be changed before anything else, and the page asked for is kept", async ({
    page,
  }) => {
    const admin = await Staff.as("admin");
    const email = `${unique("ravi")}@people.example`;
    await admin.post("/api/admin/candidate-portal-users", {
      email,
      name: "Ravi Haddad",
      phone: "+91 98200 54321",
      password: "given-by-staff-once",
    });
    await page.goto("/portal/interviews");
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill("given-by-staff-once");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose your own password");
    await page.goto("/portal/profile");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose your own password");
    await page.goto("/portal/interviews");
    await page.getByLabel("Current password").fill("given-by-staff-once");
    await page.getByLabel("New password").fill(PASSWORD);
    await page.getByRole("button", { name: "Change the password" }).click();
    await expect(page).toHaveURL(/\/portal\/interviews$/);
    await expect(page.getByText("No interviews yet")).toBeVisible();
  });
});

test.describe("a candidate in India, an interviewer in New York", () => {
  test.use({ timezoneId: "Asia/Calcutta" });

  test("by keyboard alone: both clocks are shown, and both sides get the same instant", async ({
    page,
    browser,
  }) => {
    const starts = [inDays(9, 19), inDays(9, 14), inDays(10, 14, 30)];
    const { admin, application, interviewId } = await invited(browser, starts, {
      time_zone: "America/New_York",
    });
    await open(page, application, "/portal");
    await page.getByRole("link", { name: /^Choose a time: First talk/ }).press("Enter");

    await expect(
      page.getByText(/Times are shown in India Standard Time \(Kolkata\)/),
    ).toBeVisible();
    // 19:00 UTC is half past midnight in Kolkata, so it belongs to the next day there.
    await expect(page.getByRole("group")).toHaveCount(2);
    const radios = page.getByRole("radio");
    await expect(radios.first()).toHaveAccessibleName(
      /^\w+day \d+ \w+ \d{4}, 19:30 – 20:15, India Standard Time \(Kolkata\)$/,
    );
    await radios.first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await expect(radios.nth(1)).toBeChecked();
    await page.keyboard.press("Enter");

    await expect(page.getByRole("heading", { level: 1, name: "Is this right?" })).toBeFocused();
    await expect(page.getByText("00:30 – 01:15")).toBeVisible();
    await expect(page.getByText(/Eastern (Standard|Daylight) Time \(New York\)/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Book this time" }).press("Enter");

    await expect(
      page.getByRole("heading", { level: 1, name: "Your time is booked" }),
    ).toBeFocused();
    await expect(page.locator(`time[datetime="${starts[0]}"]`)).toBeVisible();
    const seen = await admin.get(`/api/interviews/${interviewId}`);
    expect(seen.scheduled_start_time).toBe(starts[0]);
    expect(seen.interview_status).toBe("Confirmed");

    const file = page.waitForEvent("download");
    await page.getByRole("button", { name: "Add to calendar" }).click();
    expect((await file).suggestedFilename()).toBe("interview.ics");
  });

  test("another zone is found by its city, and the choice is kept", async ({ page, browser }) => {
    const { application, interviewId } = await invited(browser, [inDays(12, 14)]);
    await open(page, application, `/portal/interviews/${interviewId}/time`);
    await page.getByRole("button", { name: "Change time zone" }).click();
    const box = page.getByRole("combobox", { name: "Show times in" });
    await box.fill("kathm");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
    await box.press("Enter");
    await expect(
      page.getByText(/Times are shown in Nepal Time \(Kathmandu\), UTC\+5:45/),
    ).toBeVisible();
    await expect(page.getByRole("radio")).toHaveAccessibleName(/19:45 – 20:30/);
    await page.reload();
    await expect(page.getByRole("radio")).toHaveAccessibleName(/19:45 – 20:30/);
  });
});

test.describe("a time that somebody else takes", () => {
  test.use({ expectedErrors: [/status of 409/] });

  test("is said, the list is fresh, the focus is there, and another time can be taken", async ({
    page,
    browser,
  }) => {
    const interviewers = [{ email: `${unique("ida")}@northwind.example`, name: "Ida" }];
    const starts = [inDays(15, 9), inDays(15, 11)];
    const { admin, application, interviewId } = await invited(browser, starts, { interviewers });
    const other = await admin.application();
    const rival = await admin.interview(other, [starts[0] ?? ""], { interviewers });

    await open(page, application, `/portal/interviews/${interviewId}/time`);
    await page.getByRole("radio").first().check();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { name: "Is this right?" })).toBeVisible();

    const [slot] = (await admin.get(`/api/interviews/${rival}`)).proposed_slots as {
      slot_id: string;
    }[];
    await admin.post(`/api/interviews/${rival}/book-slot`, { slot_id: slot?.slot_id });
    await page.getByRole("button", { name: "Book this time" }).click();

    const notice = page.getByRole("alert").filter({ hasText: "That time has just been taken" });
    await expect(notice).toBeFocused();
    await expect(page.getByRole("radio").first()).toBeDisabled();
    await expect(page.getByRole("radio").first()).toHaveAccessibleName(/Taken$/);
    await page.getByRole("radio").nth(1).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Book this time" }).click();
    await expect(page.getByRole("heading", { name: "Your time is booked" })).toBeVisible();
    expect((await admin.get(`/api/interviews/${interviewId}`)).scheduled_start_time).toBe(
      starts[1],
    );
  });
});

test("an interview is moved with a reason, and the old time is struck through", async ({
  page,
  browser,
}) => {
  const starts = [inDays(20, 9), inDays(21, 9)];
  const { admin, application, interviewId } = await invited(browser, starts);
  await open(page, application, `/portal/interviews/${interviewId}/time`);
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Book this time" }).click();
  await page.getByRole("link", { name: "See the interview" }).click();
  await page.getByRole("link", { name: "Change the time" }).click();

  await expect(page.getByRole("radio").first()).toHaveAccessibleName(/Booked now$/);
  await page.getByRole("radio").nth(1).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("s")).toContainText("14:30 – 15:15");
  await page.getByRole("button", { name: "Move to this time" }).click();
  await expect(page.getByText("Write a few words")).toBeVisible();
  await page.getByLabel(/Why does the old time/).fill("I travel that day.");
  await page.getByRole("button", { name: "Move to this time" }).click();
  await expect(page.getByRole("heading", { name: "Your interview is moved" })).toBeVisible();
  expect((await admin.get(`/api/interviews/${interviewId}`)).scheduled_start_time).toBe(starts[1]);
});

test("the profile is saved, the password changed, and signing out closes the door", async ({
  page,
  browser,
}) => {
  const { application } = await invited(browser, [inDays(25, 9)]);
  await open(page, application, "/portal/profile");
  await page.getByLabel("Where you work now").fill("Contoso");
  await page.getByLabel("Years of experience").fill("seven");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a whole number from 0 to 80.")).toBeVisible();
  await page.getByLabel("Years of experience").fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Where you work now")).toHaveValue("Contoso");

  await page.getByRole("link", { name: "Change the password" }).click();
  await page.getByLabel("Current password").fill(application.account.password);
  await page.getByLabel("New password").fill(`${PASSWORD}-2`);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText(/Your password is changed/)).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/portal\/login/);
  await page.goBack();
  await expect(page.getByLabel("E-mail")).toBeVisible();
});

test("every page fits a phone of 320 px", async ({ page, browser }) => {
  const { application, interviewId } = await invited(browser, [
    inDays(28, 9),
    inDays(28, 18, 45),
    inDays(29, 4, 15),
  ]);
  await signIn(page, application.account);
  for (const path of [
    "/portal",
    "/portal/applications",
    "/portal/interviews",
    `/portal/interviews/${interviewId}`,
    `/portal/interviews/${interviewId}/time`,
    "/portal/news",
    "/portal/profile",
    "/portal/password",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.setViewportSize({ width: 320, height: 640 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${path} is wider than 320 px`).toBe(0);
  }
});
