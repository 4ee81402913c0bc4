import { everywhere, expectAccessible } from "../../axe";
import { account, expect, signIn, test } from "../../fixtures";

test("a client's person sees what waits for him, and nothing of the agency", async ({ page }) => {
  await signIn(page, "client_user");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  for (const panel of ["Waiting for your word", "Next interviews", "Your jobs"])
    await expect(page.getByRole("heading", { level: 2, name: panel })).toBeVisible();
  const menu = page.getByRole("navigation", { name: "Main" });
  for (const hidden of ["Clients", "Users", "Roles"])
    await expect(menu.getByRole("link", { name: hidden, exact: true })).toHaveCount(0);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await everywhere(page, (name) => expectAccessible(page, `dashboard ${name}`));
});

test.describe("addresses of others", () => {
  test.use({ expectedErrors: [/status of (403|404)/] });

  test("answer as if there were nothing", async ({ page, request }) => {
    const login = await request.post("/api/auth/login", { data: account("admin") });
    const { access_token: token } = await login.json();
    const made = await request.post("/api/clients", {
      data: { company_name: `Elsewhere ${Date.now()}`, notes: "For the agency only." },
      headers: { Authorization: `Bearer ${token}` },
    });
    const { client_id: foreign } = await made.json();
    await signIn(page, "client_user");
    await page.goto(`/clients/${foreign}`);
    await expect(page.getByText("does not exist, or you cannot see it")).toBeVisible();
    await page.goto("/users");
    await expect(page.getByText("You do not have access to this")).toBeVisible();
  });
});
