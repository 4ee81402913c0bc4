import { expect, signIn, test, type Role } from "../fixtures";

/** What each role's own work does not need. */
const FOREIGN: Record<Exclude<Role, "admin" | "candidate">, readonly string[]> = {
  recruiter: ["/users", "/governance/roles", "/governance/access-matrix", "/mailbox", "/webhooks"],
  client_user: [
    "/clients/new",
    "/jobs/new",
    "/candidates/new",
    "/interviews/new",
    "/portal-users",
    "/users",
    "/governance/roles",
    "/governance/access-matrix",
    "/governance/audit",
    "/mailbox",
    "/webhooks",
  ],
};

test.describe("a page that the role does not include", () => {
  // The server's own refusal, where the page was asked all the same.
  test.use({ expectedErrors: [/status of (403|404)/] });

  for (const [role, paths] of Object.entries(FOREIGN) as [keyof typeof FOREIGN, string[]][]) {
    test(`is refused to a ${role}, and nothing leads there`, async ({ page }) => {
      await signIn(page, role);
      await page.goto("/");
      const menu = page.getByRole("navigation", { name: "Main" });
      await expect(menu.getByRole("link", { name: "Interviews" })).toBeVisible();
      for (const path of paths) {
        await expect(menu.locator(`a[href="${path}"]`)).toHaveCount(0);
        await page.goto(path);
        await expect(
          page.getByText(/You do not have access to this|does not exist, or you cannot see it/),
        ).toBeVisible();
        await expect(page.getByText(/\w:(read|write)/), "a permission by its code").toHaveCount(0);
      }
    });
  }
});

test("the two doors never mix", async ({ page, browser }) => {
  await signIn(page, "candidate");
  await page.goto("/candidates");
  await expect(page).toHaveURL(/\/login\?next=/);
  const context = await browser.newContext();
  const staff = await context.newPage();
  await signIn(staff, "recruiter");
  await staff.goto("/portal/interviews");
  await expect(staff).toHaveURL(/\/portal\/login/);
  await context.close();
});
