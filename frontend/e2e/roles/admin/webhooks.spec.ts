import { expect, signIn, test } from "../../fixtures";

test("a webhook is made, its secret shown once, tested, paused and deleted", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/webhooks/new");
  const address = `hooks-${Date.now()}.example.com`;
  await page.getByRole("textbox", { name: "Address" }).fill(`https://${address}/payroll`);
  await page.getByRole("searchbox", { name: "Find an event" }).fill("hiring");
  await page.getByRole("checkbox", { name: "HiringInitiated" }).check();
  await page.getByRole("button", { name: "Create the webhook" }).click();

  const dialog = page.getByRole("dialog", { name: "The signing secret" });
  await expect(dialog.getByRole("status")).toHaveText(/^whsec_/);
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: address })).toBeVisible();
  await expect(page.getByText("whsec_")).toHaveCount(0);

  // Nobody listens there: the delivery says so.
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByRole("link", { name: "WebhookTested" }).click();
  await page.getByRole("tab", { name: "Payload" }).click();
  await expect(page.getByRole("region", { name: "Payload" })).toContainText(
    "arbeit.notifications.WebhookTested.v1",
  );

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused. Events are kept for 30 days")).toBeVisible();
  await page.getByRole("button", { name: `Actions for ${address}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
  await expect(page.getByText(address)).toHaveCount(0);
});
