import { Staff } from "../../agency";
import { Api, list, unique } from "../../api";
import { expect, signIn, test } from "../../fixtures";

const FIRST = "first-lantern-of-74";
const OWN = "own-copper-harbour-19";

test("who is deactivated is signed out where he sits", async ({ page, browser }) => {
  const admin = await Api.as("admin");
  const email = `${unique("c")}@people.example`;
  const name = unique("Noor Haddad");
  await admin.call("POST", "/api/admin/candidate-portal-users", { name, email, password: FIRST });
  const before = await Api.as({ email, password: FIRST }, "/api/candidate-portal");
  await before.call("POST", "/api/candidate-portal/change-password", {
    current_password: FIRST,
    new_password: OWN,
  });

  const elsewhere = await browser.newContext();
  const candidate = await elsewhere.newPage();
  await signIn(candidate, Object.assign({ email, password: OWN }, { portal: true }));
  await candidate.goto("/portal");
  await expect(candidate.getByRole("heading", { level: 1 })).toBeVisible();

  await signIn(page, "admin");
  await page.goto(`/portal-users?q=${encodeURIComponent(email)}`);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("cell", { name: "Inactive" })).toBeVisible();

  await candidate.reload();
  await expect(candidate).toHaveURL(/\/portal\/login/);
  await elsewhere.close();
});

test("a temporary password is shown once", async ({ page }) => {
  const admin = await Api.as("admin");
  const email = `${unique("t")}@people.example`;
  const name = unique("Ravi Menon");
  await admin.call("POST", "/api/admin/candidate-portal-users", { name, email, password: FIRST });

  await signIn(page, "admin");
  await page.goto(`/portal-users?q=${encodeURIComponent(email)}`);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Reset password" }).click();
  await page.getByRole("radio", { name: /Show a temporary password/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Reset password" }).click();
  const secret = await page.getByRole("status", { name: /Temporary password of/ }).innerText();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  await Api.as({ email, password: secret }, "/api/candidate-portal");
});

test("an account is made for an application that is found by its name", async ({ page }) => {
  const admin = await Staff.as("admin");
  const name = unique("Zara");
  const { candidateId } = await admin.application(name);
  const email = `${unique("z")}@people.example`;

  await signIn(page, "admin");
  await page.goto("/portal-users");
  await page.getByRole("button", { name: "New portal user" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByRole("combobox", { name: /^Application/ }).fill(name);
  // The list is that of the words typed; before, it is that of everybody and would move under the pointer.
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.getByRole("option", { name }).click();
  await expect(page.getByRole("button", { name: `Remove ${name}` })).toBeVisible();
  await page.getByRole("button", { name: "Create", exact: true }).last().click();
  await expect(page.getByText(name).first()).toBeVisible();
  await expect
    .poll(async () =>
      list(await admin.get(`/api/admin/candidate-portal-users?q=${email}`), "items").map(
        (each) => each.linked_candidate_id,
      ),
    )
    .toEqual([candidateId]);
});
