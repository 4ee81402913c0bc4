import type { Page } from "@playwright/test";
import { inDays, Staff, type Job } from "../../agency";
import { list, text, unique, type Json } from "../../api";
import { expect, signIn, test } from "../../fixtures";

const CV = (email: string) => `Noor Kapoor
${email}
+91 98200 12345

Summary
Brings ships into the harbour, in every weather.

Experience
Harbour pilot, Northwind Harbours, 2019 - 2024
Keeps the tide tables in Python

Skills
Python, Radar, Tides
`;

/** Lets go of the file over the zone, as a hand would. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([called, words]) => {
      const held = new DataTransfer();
      held.items.add(new File([words], called, { type: "text/plain" }));
      return held;
    },
    [name, content] as const,
  );
  const zone = page.locator("[data-slot=drop-zone]");
  await zone.dispatchEvent("dragover", { dataTransfer });
  await zone.dispatchEvent("drop", { dataTransfer });
}

async function dropped(page: Page, job: Job): Promise<string> {
  const email = `${unique("noor")}@people.example`;
  await signIn(page, "recruiter");
  await page.goto(`/candidates/new?job_id=${job.jobId}`);
  await expect(page.getByLabel("Job", { exact: true })).toHaveValue(job.jobTitle);
  await drop(page, "noor.txt", CV(email));
  // Nobody asks: each step of the reading comes by itself.
  await expect(page.getByRole("listitem").filter({ hasText: "noor.txt" })).toContainText(
    "Added: Noor Kapoor. Read, and its story is written.",
  );
  await page.getByRole("link", { name: "Open Noor Kapoor" }).click();
  return email;
}

test("a dropped CV: its story with the evidence, where each field stands, accepted and typed over", async ({
  page,
}) => {
  const recruiter = await Staff.as("recruiter");
  await dropped(page, await recruiter.job());
  const story = page.getByRole("region", { name: "In short" });
  await expect(story.getByRole("listitem").filter({ hasText: /^python.*Shown/i })).toContainText(
    "Keeps the tide tables in Python",
  );
  await expect(story).toContainText("without a language model");

  await page.getByRole("tab", { name: "CV" }).click();
  const phone = page.getByRole("button", { name: "Show Phone in the text" });
  await phone.click();
  await expect(phone).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("mark[data-found~=phone]")).toBeInViewport();
  const found = page.getByRole("region", { name: "Found in the CV" });
  const field = (label: string) => found.getByRole("listitem").filter({ hasText: label });
  await field("Phone").getByRole("button", { name: "Accept Phone" }).click();
  await expect(field("Phone")).toContainText("Accepted");

  await found.getByRole("link", { name: "Edit in the profile" }).click();
  await page.getByRole("button", { name: "Edit Summary" }).click();
  await page.getByRole("textbox", { name: "Summary" }).fill("Knows every rock.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("tab", { name: "CV" }).click();
  await expect(field("Summary")).toContainText("Typed instead");

  await page.getByRole("tab", { name: "Interviews" }).click();
  await page.getByRole("link", { name: "Schedule an interview" }).click();
  await expect(page.getByLabel("Candidate", { exact: true })).toHaveValue("Noor Kapoor");
});

test("the invite's state is followed, and what went out is read in the mailbox", async ({
  page,
}) => {
  const admin = await Staff.as("admin");
  const email = await dropped(page, await admin.job());
  const candidateId = /cand_\w+/.exec(page.url())?.[0] ?? "";
  const made: Json = await admin.post("/api/interviews", {
    candidate_id: candidateId,
    proposed_slots: [{ start_time: inDays(9, 9) }],
  });
  const interviewId = text(made, "interview_id");
  await admin.post(`/api/interviews/${interviewId}/book-slot`, {
    slot_id: list(made, "proposed_slots")[0]?.slot_id,
  });

  await page.goto(`/interviews/${interviewId}`);
  await page.getByRole("button", { name: "Send invite" }).click();
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, "admin");
  await page.goto(`/mailbox?to=${encodeURIComponent(email)}`);
  const mails = page.getByRole("list", { name: "Mails, newest first" });
  await mails.getByRole("link").first().click();
  await expect(page.frameLocator("iframe").getByText("Noor Kapoor").first()).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: /\.ics/ }).click();
  expect((await file).suggestedFilename()).toMatch(/\.ics$/);
});
