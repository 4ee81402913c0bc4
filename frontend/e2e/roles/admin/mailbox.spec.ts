import { expect, signIn, test } from "../../fixtures";

test("a mail is read in a frame without scripts, and its way is told", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/mailbox");
  await page.getByRole("list", { name: "Mails, newest first" }).getByRole("link").first().click();
  const frame = page.locator("iframe");
  await expect(frame).toBeVisible();
  expect(await frame.getAttribute("sandbox")).not.toContain("allow-scripts");
  await expect(page.frameLocator("iframe").locator("body")).not.toBeEmpty();
  await page.getByRole("tab", { name: "Delivery" }).click();
  await expect(page.getByRole("tabpanel").getByRole("listitem").first()).toBeVisible();
});
