import { everywhere, expectAccessible } from "../../axe";
import { expect, signIn, test } from "../../fixtures";
import { screenshot } from "../../screenshot";

const PAGES = [
  ["notifications", "/notifications", "Notifications"],
  ["roles", "/governance/roles", "Roles"],
  ["role-new", "/governance/roles/new?from=role_00000000000000000000000002", "New role"],
  ["matrix", "/governance/access-matrix", "Access matrix"],
  ["matrix-person", "/governance/access-matrix?view=person", "Access matrix"],
  ["audit", "/governance/audit", "Audit log"],
  ["portal-users", "/portal-users", "Portal users"],
  ["mailbox", "/mailbox", "Mailbox"],
  ["mail-templates", "/mailbox?view=templates", "Mailbox"],
  ["profile", "/profile", "My profile"],
] as const;

test.describe.configure({ timeout: 120_000 });

for (const [name, path, title] of PAGES) {
  test(`${name} can be used by everybody, in both themes and widths`, async ({ page }) => {
    await signIn(page, "admin");
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await everywhere(page, async (look) => {
      await expectAccessible(page, `${name} ${look}`);
      await screenshot(page, `${name}-${look}`, false);
    });
  });
}

test("what opens over these pages can be used by everybody too", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/governance/audit");
  await page
    .getByRole("button", { name: /^Open entry/ })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await everywhere(page, async (look) => {
    await expectAccessible(page, `audit entry ${look}`);
    await screenshot(page, `audit-entry-${look}`, false);
  });
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await expect(page.getByRole("dialog", { name: "Notifications" })).toBeVisible();
  await everywhere(page, async (look) => {
    await expectAccessible(page, `bell ${look}`);
    await screenshot(page, `bell-${look}`, false);
  });
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/portal-users");
  await page.getByRole("button", { name: "New portal user" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await everywhere(page, async (look) => {
    await expectAccessible(page, `new portal user ${look}`);
    await screenshot(page, `portal-user-new-${look}`, false);
  });
});

test("a mail is read in a frame without scripts", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/mailbox");
  await page.getByRole("list", { name: "Mails, newest first" }).getByRole("link").first().click();
  const frame = page.locator("iframe");
  await expect(frame).toBeVisible();
  expect(await frame.getAttribute("sandbox")).not.toContain("allow-scripts");
  await everywhere(page, async (look) => {
    await expectAccessible(page, `mail ${look}`);
    await screenshot(page, `mail-${look}`, false);
  });
  await page.getByRole("tab", { name: "Delivery" }).click();
  await expect(page.getByRole("tabpanel").getByRole("listitem").first()).toBeVisible();
});
