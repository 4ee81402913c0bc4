import { everywhere, expectAccessible } from "../../axe";
import { expect, signIn, test } from "../../fixtures";
import { Agency } from "./hiring-seed";

test("plans, books, completes, plans the next round, and hires", async ({ page, request }) => {
  const agency = await Agency.open(request);
  const { job_id } = await agency.job();
  const { candidate_id, name } = await agency.candidate(job_id, "Chen Wei");
  await signIn(page, "recruiter");

  const plan = async (round: string) => {
    await expect(page.getByRole("heading", { name: "Schedule an interview" })).toBeVisible();
    await expect(page.getByLabel("Candidate", { exact: true })).toHaveValue(name);
    await page.getByLabel("Name of the round").fill(round);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { name: "Format and people" })).toBeFocused();
    await page.getByLabel(/^Interviewers/).fill(`ada-${candidate_id.slice(-8)}@harbour.example,`);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Add a time" }).click();
    await page.getByRole("button", { name: "Add a time" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { name: "Review" })).toBeFocused();
    await page.getByRole("button", { name: "Offer 2 times" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  };
  const status = (words: string) =>
    expect(page.locator("header [data-slot=pill]").first()).toHaveText(words);
  const book = async () => {
    await page.getByRole("button", { name: "Book for the candidate" }).click();
    await page.getByRole("dialog").getByRole("radio").first().check();
    await page.getByRole("button", { name: "Book this time" }).click();
    await status("Confirmed");
  };
  const complete = async () => {
    await page.getByRole("button", { name: "Complete", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("It has not begun yet")).toBeVisible();
    await dialog.getByLabel(/^Feedback/).fill("Calm, precise, knows the currents.");
    await dialog.getByLabel("4, good").check();
    await dialog.getByRole("button", { name: "Mark as completed" }).click();
    await status("Completed");
    await expect(page.getByText("Calm, precise, knows the currents.")).toBeVisible();
  };

  await page.goto(`/interviews/new?candidate=${candidate_id}`);
  await plan("First talk");
  await status("Awaiting candidate");
  await book();
  await everywhere(page, (where) => expectAccessible(page, `interview ${where}`));
  await page.setViewportSize({ width: 1280, height: 800 });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Add to calendar (.ics)" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.ics$/);
  await complete();

  await page.getByRole("button", { name: "Next round" }).click();
  await page.getByRole("button", { name: "Passed" }).click();
  await plan("On the water");
  await expect(page.getByRole("list").getByText("First talk · round 1")).toBeVisible();
  await book();
  await complete();
  await page.getByRole("button", { name: "Hire" }).click();
  await page.getByLabel(/^Salary offered/).fill("48 000 EUR");
  await page.getByRole("button", { name: "Start hiring" }).click();
  await status("Passed");
  await expect(page.getByText("Hiring has been started from this interview.")).toBeVisible();
  await expect(async () => {
    const now = await agency.get(`/api/candidates/${candidate_id}`);
    expect(now.status).toBe("SELECTED");
  }).toPass({ timeout: 10_000 });
});

test("a time that was taken meanwhile: the others are shown", async ({ page, request }) => {
  const agency = await Agency.open(request);
  const { job_id } = await agency.job();
  const one = await agency.candidate(job_id, "Ravi One");
  const other = await agency.candidate(job_id, "Ravi Other");
  const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
  const interviewers = [{ email: `pilot-${one.candidate_id.slice(-8)}@harbour.example` }];
  const make = async (candidate_id: string) => {
    let made = { interview_id: "", proposed_slots: [{ slot_id: "" }] };
    await expect(async () => {
      made = await agency.post("/api/interviews", {
        candidate_id,
        interviewers,
        interview_duration: 30,
        proposed_slots: [{ start_time: `${day}T09:00:00Z` }, { start_time: `${day}T11:00:00Z` }],
      });
    }).toPass({ timeout: 10_000 });
    return made;
  };
  const first = await make(one.candidate_id);
  const second = await make(other.candidate_id);

  await signIn(page, "recruiter");
  await page.goto(`/interviews/${first.interview_id}`);
  await page.getByRole("button", { name: "Book for the candidate" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio")).toHaveCount(2);
  await dialog.getByRole("radio").first().check();
  await agency.post(
    `/api/interviews/${second.interview_id}/book-slot`,
    { slot_id: second.proposed_slots[0]?.slot_id },
    200,
  );
  await dialog.getByRole("button", { name: "Book this time" }).click();
  await expect(dialog.getByText("That time has just been taken")).toBeVisible();
  await expect(dialog.getByRole("radio")).toHaveCount(1);
  await expectAccessible(page, "slot taken");
  await dialog.getByRole("radio").check();
  await dialog.getByRole("button", { name: "Book this time" }).click();
  await expect(dialog).toBeHidden();
});
test.use({ expectedErrors: [/409 \(Conflict\)/] });
