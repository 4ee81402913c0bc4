import type { Page } from "@playwright/test";
import { everywhere, expectAccessible } from "../axe";
import { expect, signIn, test, type Role } from "../fixtures";

/**
 * Every page a role can reach: what its navigation lists, these, and of each list the first thing in it. A page that is
 * added to the navigation is looked at without being named here.
 */
const MORE: Record<Role, readonly string[]> = {
  admin: ["/profile"],
  recruiter: [],
  client_user: [],
  candidate: ["/portal/news", "/portal/password"],
};

const DOORS = [
  "/login",
  "/forgot-password",
  "/reset-password",
  "/portal/login",
  "/portal/register",
  "/portal/forgot-password",
  "/portal/reset-password",
];

async function settled(page: Page): Promise<void> {
  await expect(page.locator("main h1").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

async function links(page: Page, within: string): Promise<string[]> {
  const found = await page
    .locator(within)
    .evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""));
  return [...new Set(found.map((href) => href.split(/[?#]/)[0] ?? ""))].filter((path) =>
    path.startsWith("/"),
  );
}

async function look(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    await page.goto(path);
    await settled(page);
    await everywhere(page, (name) => expectAccessible(page, `${path} ${name}`));
  });
}

for (const role of ["admin", "recruiter", "client_user", "candidate"] as const) {
  test(`${role}: every page, both themes, both widths`, async ({ page }) => {
    test.setTimeout(240_000);
    const start = role === "candidate" ? "/portal" : "/";
    await page.setViewportSize({ width: 1280, height: 800 });
    await signIn(page, role);
    await page.goto(start);
    await settled(page);
    const listed = await links(page, "nav a[href]");
    expect(listed.length, "the navigation is empty").toBeGreaterThan(1);
    const seen = new Set<string>();
    for (const path of new Set([...listed, ...MORE[role]])) {
      await look(page, path);
      seen.add(path);
      const deeper = (await links(page, "main a[href]")).find(
        (each) => path !== start && each.startsWith(`${path}/`) && !seen.has(each),
      );
      if (!deeper) continue;
      await look(page, deeper);
      seen.add(deeper);
    }
  });
}

test("the doors: both themes, both widths", async ({ page }) => {
  for (const path of DOORS) await look(page, path);
});
