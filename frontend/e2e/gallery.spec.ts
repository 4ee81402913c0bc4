import { everywhere, expectAccessible } from "./axe";
import { expect, test } from "./fixtures";
import { screenshot } from "./screenshot";

// Against `npm run dev`, which alone has the gallery: GALLERY_URL=http://localhost:5173 npm run e2e gallery
const url = process.env.GALLERY_URL;
test.skip(!url, "GALLERY_URL names no development server");

test("every shared part is accessible in every theme and width", async ({ page }) => {
  await page.goto(`${url}/gallery`);
  await expect(page.getByRole("heading", { level: 1, name: "Gallery" })).toBeVisible();
  await everywhere(page, async (name) => {
    await expectAccessible(page, name);
    await screenshot(page, `gallery-${name}`);
  });
});

test("every state of a list", async ({ page }) => {
  await page.goto(`${url}/gallery`);
  for (const face of ["full", "loading", "empty", "no match", "error", "stale"]) {
    await page.getByText(face, { exact: true }).click();
    await expect(page.getByRole("radio", { name: face })).toBeChecked();
    await expectAccessible(page, face);
  }
});

for (const [name, role] of [
  ["Open a dialog", "dialog"],
  ["Ask before deleting", "alertdialog"],
  ["Open a sheet", "dialog"],
  ["Open a popover", "dialog"],
  ["Open a menu", "menu"],
] as const) {
  test(`${name}: opens by keyboard, is accessible, Escape gives the focus back`, async ({
    page,
  }) => {
    await page.goto(`${url}/gallery`);
    const button = page.getByRole("button", { name });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole(role)).toBeVisible();
    await expectAccessible(page, name);
    await screenshot(page, `gallery-${name.replaceAll(" ", "-").toLowerCase()}`, false);
    await page.keyboard.press("Escape");
    await expect(page.getByRole(role)).toBeHidden();
    await expect(button).toBeFocused();
  });
}

test("a combobox by keyboard", async ({ page }) => {
  await page.goto(`${url}/gallery`);
  const city = page.getByRole("combobox", { name: "City" });
  await city.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("zur");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await expectAccessible(page, "open combobox");
  await page.keyboard.press("Enter");
  await expect(city).toHaveValue("Zürich");
  await expect(page.getByRole("listbox")).toBeHidden();
  await city.press("ArrowDown");
  await screenshot(page, "gallery-combobox", false);
});
