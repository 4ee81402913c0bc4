import { everywhere, expectAccessible } from "./axe";
import { expect, signIn, test } from "./fixtures";
import { screenshot } from "./screenshot";

test("palette, sheet of keys and menus by keyboard alone", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/notifications");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await expect(palette).toBeVisible();
  await expectAccessible(page, "palette");
  await screenshot(page, "shell-palette", false);
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toBeVisible();
  await expectAccessible(page, "sheet of keys");
  await screenshot(page, "shell-keys-dark", false);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.keyboard.press("[");
  await screenshot(page, "shell-narrow-dark", false);
});

test("the shell is accessible in every theme and width, the menu is a sheet on small screens", async ({
  page,
}) => {
  await signIn(page, "admin");
  await page.goto("/notifications");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await everywhere(page, async (name) => {
    await expectAccessible(page, name);
    await screenshot(page, `shell-${name}`, false);
  });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Open the menu" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "menu");
  await screenshot(page, "shell-menu-360", false);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Open the menu" })).toBeFocused();
});

test("the first Tab skips the bars", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/notifications");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
