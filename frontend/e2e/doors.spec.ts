import { account, expect, signIn, test } from "./fixtures";

test("asks for the door first, and then goes to the page that was asked for", async ({ page }) => {
  const { email, password } = account("recruiter");
  await page.goto("/notifications");
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/notifications$/);
  await expect(page.getByRole("main")).toBeVisible();
});

test("a reload keeps the session, signing out ends it", async ({ page }) => {
  await signIn(page, "recruiter");
  await page.goto("/");
  await page.reload();
  await page.getByRole("button", { name: /Profile and settings/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/notifications");
  await expect(page).toHaveURL(/\/login/);
});

test.describe("with a wrong password", () => {
  test.use({ expectedErrors: [/401/] });

  test("says neither which of the two was wrong nor loses the address", async ({ page }) => {
    await page.goto("/login");
    await page.getByLabel("E-mail").fill("nobody@arbeit.example");
    await page.getByLabel("Password", { exact: true }).fill("not this one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toHaveText(/E-mail or password is wrong/);
    await expect(page.getByLabel("E-mail")).toHaveValue("nobody@arbeit.example");
  });
});

test("what is missing is said at its field, and the focus goes there", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription("Enter your e-mail address.");
});

test("a link that was cut off, and then put whole into the same tab, leads on", async ({
  page,
}) => {
  await page.goto("/reset-password");
  await expect(page.getByText("This link is not complete.")).toBeVisible();
  await page.goto(`/reset-password#token=${"A".repeat(43)}`);
  await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
  expect(new URL(page.url()).hash).toBe("");
});
