import { Staff } from "../../agency";
import { expect, signIn, test } from "../../fixtures";

test("the board by keyboard alone", async ({ page }) => {
  const agency = await Staff.as("recruiter");
  const { jobId, candidateId } = await agency.application("Chen Wei");
  await signIn(page, "recruiter");
  await page.goto(`/pipeline?job=${jobId}`);
  const column = (status: string) => page.locator(`[data-column=${status}]`);
  const said = page.locator("[data-slot=board-status]");
  const card = page.locator(`[data-card=${candidateId}]`);
  await expect(column("NEW").locator("[data-card]")).toHaveCount(1);

  await page.getByLabel("Hide rejected").focus();
  await page.keyboard.press("Tab");
  await expect(card).toBeFocused();
  await page.keyboard.press("Space");
  await expect(said).toContainText("Chen Wei picked up from New");
  await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText("Chen Wei over In review.");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("Chen Wei put back in New.");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await expect(column("SHORTLISTED").locator("[data-card]")).toHaveCount(1);
  await expect(card).toBeFocused();

  // By the menu: a rejection asks why, and can be undone.
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Rejected" }).press("Enter");
  await page.getByLabel("Reason").fill("Prefers the open sea.");
  await page.getByRole("button", { name: "Reject", exact: true }).press("Enter");
  await expect(column("REJECTED").locator("[data-card]")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(column("SHORTLISTED").locator("[data-card]")).toHaveCount(1);
});
