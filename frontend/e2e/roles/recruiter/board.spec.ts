import { expect, signIn, test } from "../../fixtures";
import { Agency } from "./hiring-seed";

test("a move by pointer is seen in another browser within a second", async ({
  page,
  request,
  browser,
}) => {
  const agency = await Agency.open(request);
  const { job_id } = await agency.job();
  const { candidate_id } = await agency.candidate(job_id, "Noor Kapoor");
  const context = await browser.newContext();
  const other = await context.newPage();
  for (const each of [page, other]) {
    await signIn(each, "recruiter");
    await each.setViewportSize({ width: 1280, height: 800 });
    await each.goto(`/pipeline?job=${job_id}`);
    await expect(each.locator(`[data-column=NEW] [data-card=${candidate_id}]`)).toBeVisible();
  }
  await page
    .locator(`[data-card=${candidate_id}]`)
    .dragTo(page.locator("[data-column=IN_REVIEW]"), { steps: 12 });
  await expect(page.locator(`[data-column=IN_REVIEW] [data-card=${candidate_id}]`)).toBeVisible();
  await expect(other.locator(`[data-column=IN_REVIEW] [data-card=${candidate_id}]`)).toBeVisible({
    timeout: 1_000,
  });
  await context.close();
});
