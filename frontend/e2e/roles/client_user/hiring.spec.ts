import { inDays, Staff, type Application } from "../../agency";
import { list } from "../../api";
import { expect, gotoLive, signIn, test } from "../../fixtures";

/** An interview that has taken place; the client's word is next. */
async function held(admin: Staff, of: Application): Promise<string> {
  const id = await admin.interview(of, [inDays(6, 9)]);
  const [slot] = list(await admin.get(`/api/interviews/${id}`), "proposed_slots");
  await admin.post(`/api/interviews/${id}/book-slot`, { slot_id: slot?.slot_id });
  await admin.post(`/api/interviews/${id}/mark-completed`, {
    feedback: "Calm, precise, knows the currents.",
    rating: 4,
  });
  return id;
}

test("sees his own alone, reads the feedback, and his word is seen at the agency at once", async ({
  page,
  browser,
}) => {
  const admin = await Staff.as("admin");
  const application = await admin.application();
  const other = await admin.application();
  const person = await admin.person("client_user", application.clientId);
  const interviewId = await held(admin, application);

  const context = await browser.newContext();
  const agency = await context.newPage();
  await signIn(agency, "recruiter");
  await gotoLive(agency, `/interviews/${interviewId}`);
  const pill = "header [data-slot=pill]";
  await expect(agency.locator(pill).first()).toHaveText("Completed");

  await signIn(page, person);
  await page.goto("/jobs");
  await expect(page.getByRole("link", { name: application.jobTitle })).toBeVisible();
  await expect(page.getByRole("link", { name: other.jobTitle })).toHaveCount(0);
  await page.goto("/");
  await page.getByRole("link", { name: /Asha Rao/ }).click();
  await expect(page.getByText("Calm, precise, knows the currents.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Complete", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Next round" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Passed" }).click();
  await expect(page.locator(pill).first()).toHaveText("Passed");
  await expect(agency.locator(pill).first()).toHaveText("Passed");
  await context.close();
});

test.describe("the addresses of another client", () => {
  test.use({ expectedErrors: [/status of 404/] });

  test("answer as if there were nothing", async ({ page }) => {
    const admin = await Staff.as("admin");
    const other = await admin.application();
    const interviewId = await held(admin, other);
    await signIn(page, "client_user");
    for (const path of [
      `/clients/${other.clientId}`,
      `/jobs/${other.jobId}`,
      `/candidates/${other.candidateId}`,
      `/interviews/${interviewId}`,
    ]) {
      await page.goto(path);
      await expect(page.getByText(/does not exist, or you cannot see it/)).toBeVisible();
    }
  });
});
