import { inDays, Staff } from "../../agency";
import { list, text, unique } from "../../api";
import { expectAccessible } from "../../axe";
import { expect, signIn, test } from "../../fixtures";

test("plans, books, completes, plans the next round, and hires", async ({ page }) => {
  const agency = await Staff.as("recruiter");
  const { candidateId, name } = await agency.application("Chen Wei");
  await signIn(page, "recruiter");

  const plan = async (round: string) => {
    await expect(page.getByRole("heading", { name: "Schedule an interview" })).toBeVisible();
    await expect(page.getByLabel("Candidate", { exact: true })).toHaveValue(name);
    await page.getByLabel("Name of the round").fill(round);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { name: "Format and people" })).toBeFocused();
    await page.getByLabel(/^Interviewers/).fill(`ada-${candidateId.slice(-8)}@harbour.example,`);
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

  await page.goto(`/interviews/new?candidate=${candidateId}`);
  await plan("First talk");
  await status("Awaiting candidate");
  await book();
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
    const now = await agency.get(`/api/candidates/${candidateId}`);
    expect(now.status).toBe("SELECTED");
  }).toPass({ timeout: 10_000 });
});

test.describe("a time that was taken meanwhile", () => {
  test.use({ expectedErrors: [/status of 409/] });

  test("is said, and the others are shown", async ({ page }) => {
    const agency = await Staff.as("recruiter");
    const { jobId } = await agency.job();
    const interviewers = [{ email: `${unique("pilot")}@harbour.example` }];
    const make = async (name: string) => {
      const candidate = await agency.candidate(jobId, name, `${unique("ravi")}@people.example`);
      const starts = [inDays(9, 9), inDays(9, 11)];
      return agency.post("/api/interviews", {
        candidate_id: candidate,
        interviewers,
        interview_duration: 30,
        proposed_slots: starts.map((start_time) => ({ start_time })),
      });
    };
    const first = text(await make("Ravi One"), "interview_id");
    const second = await make("Ravi Other");

    await signIn(page, "recruiter");
    await page.goto(`/interviews/${first}`);
    await page.getByRole("button", { name: "Book for the candidate" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("radio")).toHaveCount(2);
    await dialog.getByRole("radio").first().check();
    const [slot] = list(second, "proposed_slots");
    await agency.post(`/api/interviews/${text(second, "interview_id")}/book-slot`, {
      slot_id: slot?.slot_id,
    });
    await dialog.getByRole("button", { name: "Book this time" }).click();
    await expect(dialog.getByText("That time has just been taken")).toBeVisible();
    await expect(dialog.getByRole("radio")).toHaveCount(1);
    await expectAccessible(page, "slot taken");
    await dialog.getByRole("radio").check();
    await dialog.getByRole("button", { name: "Book this time" }).click();
    await expect(dialog).toBeHidden();
  });
});
