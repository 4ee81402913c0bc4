import { expect, signIn, test } from "../../fixtures";

test("a client's person sees what waits for him, and nothing of the agency", async ({ page }) => {
  await signIn(page, "client_user");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  for (const panel of ["Waiting for your word", "Next interviews", "Your jobs"])
    await expect(page.getByRole("heading", { level: 2, name: panel })).toBeVisible();
  const menu = page.getByRole("navigation", { name: "Main" });
  for (const hidden of ["Clients", "Users", "Roles"])
    await expect(menu.getByRole("link", { name: hidden, exact: true })).toHaveCount(0);
});
