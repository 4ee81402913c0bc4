import { Api, unique } from "../../api";
import { account, expect, signIn, test } from "../../fixtures";

test("a role is changed after its differences were seen, and the audit log tells of it", async ({
  page,
}) => {
  const api = await Api.as("admin");
  const name = unique("Sourcer");
  const role = await api.call<{ role_id: string }>("POST", "/api/governance/roles", {
    role_name: name,
    description: "Finds people.",
    permissions: { "jobs:read": true, "candidates:read": true },
  });

  await signIn(page, "admin");
  await page.goto(`/governance/roles/${role.role_id}`);
  await page.getByRole("group", { name: "Candidates" }).getByLabel("Create and change").check();
  await page.getByRole("group", { name: "Jobs" }).getByLabel("See").uncheck();
  await page.getByRole("button", { name: "Review and save" }).click();
  const review = page.getByRole("alertdialog");
  await expect(review.getByText("Adds 1 permission")).toBeVisible();
  await expect(review.getByText("Candidates: Create and change")).toBeVisible();
  await expect(review.getByText("Jobs: See")).toBeVisible();
  await review.getByRole("button", { name: "Save changes" }).click();
  await expect(review).toBeHidden();
  await expect(page.getByRole("button", { name: "Review and save" })).toBeHidden();

  // The trail is written from events: it follows within moments.
  const path = `/api/governance/audit-logs?entity_id=${role.role_id}&action_type=PERMISSION_CHANGE`;
  await expect
    .poll(async () => (await api.call<{ items: unknown[] }>("GET", path)).items.length)
    .toBe(1);
  await page.goto(`/governance/audit?id=${role.role_id}`);
  await page.getByRole("button", { name: /Permission change$/ }).click();
  const entry = page.getByRole("dialog");
  await expect(entry.getByText(account("admin").email)).toBeVisible();
  await expect(entry.getByText("Request id")).toBeVisible();
  await expect(entry.getByRole("row", { name: /permissions/ })).toContainText("candidates:write");
});

test("a role that nobody holds can be deleted, one of the system cannot", async ({ page }) => {
  const api = await Api.as("admin");
  const name = unique("Passing");
  const role = await api.call<{ role_id: string }>("POST", "/api/governance/roles", {
    role_name: name,
    permissions: { "jobs:read": true },
  });
  await signIn(page, "admin");
  await page.goto("/governance/roles/role_00000000000000000000000002");
  await expect(page.getByText("System roles are fixed. Copy it to change it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete" })).toBeHidden();

  await page.goto(`/governance/roles/${role.role_id}`);
  await expect(page.getByText("Nobody holds it")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/governance\/roles$/);
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("the chain is checked, and the result says how far", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/governance/audit");
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByText(/^The chain is whole/)).toBeVisible({ timeout: 20_000 });
});

test("why somebody may do something is told with its rule", async ({ page }) => {
  const api = await Api.as("admin");
  const { items } = await api.call<{ items: { user_id: string; name: string }[] }>(
    "GET",
    `/api/users?role=recruiter&limit=1&sort=created_at`,
  );
  await signIn(page, "admin");
  await page.goto(`/governance/access-matrix?user_id=${items[0]!.user_id}`);
  await expect(page.getByText(new RegExp(`^${items[0]!.name} may do \\d+ of`))).toBeVisible();
  await expect(page.getByText("System role Recruiter").first()).toBeVisible();
});
