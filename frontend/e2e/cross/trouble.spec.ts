import { Staff } from "../agency";
import { Api, unique } from "../api";
import { expect, gotoLive, signIn, test } from "../fixtures";

test.describe("a line that breaks", () => {
  test.use({ expectedErrors: [/ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)/] });

  test("what was moved meanwhile is shown when the stream is back", async ({ page, context }) => {
    const recruiter = await Staff.as("recruiter");
    const { candidateId, jobId } = await recruiter.application();
    await signIn(page, "recruiter");
    await gotoLive(page, `/pipeline?job=${jobId}`);
    const card = (column: string) =>
      page.locator(`[data-column=${column}] [data-card=${candidateId}]`);
    await expect(card("NEW")).toBeVisible();
    await context.setOffline(true);
    await recruiter.put(`/api/candidates/${candidateId}`, { status: "IN_REVIEW" });
    await context.setOffline(false);
    await expect(card("IN_REVIEW")).toBeVisible();
  });

  test("what was typed is kept, and sent once", async ({ page, context }) => {
    const recruiter = await Staff.as("recruiter");
    const name = unique("Lantern");
    await signIn(page, "recruiter");
    await page.goto("/clients");
    await page.getByRole("button", { name: "New client" }).click();
    const sheet = page.getByRole("dialog", { name: "New client" });
    await sheet.getByLabel("Company name").fill(name);
    await context.setOffline(true);
    await sheet.getByRole("button", { name: "Create client" }).click();
    await expect(sheet.getByText(/The server cannot be reached/)).toBeVisible();
    await expect(sheet.getByLabel("Company name")).toHaveValue(name);
    await context.setOffline(false);
    await sheet.getByRole("button", { name: "Create client" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    const { items } = await recruiter.get(`/api/clients?q=${name}`);
    expect(items).toHaveLength(1);
  });
});

test.describe("no line at all", () => {
  test.use({ expectedErrors: [/ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)/] });

  test("a list stays and says that it is old; what was not loaded says so, and both come by themselves", async ({
    page,
    context,
  }) => {
    const recruiter = await Staff.as("recruiter");
    const { jobTitle, jobId } = await recruiter.job();
    await signIn(page, "recruiter");
    // The page for errors is loaded ahead, once there is time for it; here the line breaks before that.
    let breaks = () => {};
    const broken = new Promise<void>((resolve) => (breaks = resolve));
    await page.route(/\/assets\/error-state-[\w-]+\.js$/, async (route) => {
      await broken;
      await route.abort("internetdisconnected");
    });
    await gotoLive(page, "/jobs");
    const link = page.getByRole("link", { name: jobTitle });
    await expect(link).toBeVisible();
    await context.setOffline(true);
    breaks();
    await expect(page.getByRole("status").getByText("Offline")).toBeVisible();
    await expect(link).toBeVisible();
    // Its code and its data are both on the other side.
    await link.click();
    await expect(page.getByText(/could not be loaded/)).toBeVisible();
    await expect(page.getByText(/cannot be reached/)).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("heading", { level: 1, name: jobTitle })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(jobId));
    await expect(page.getByText("Offline")).toHaveCount(0);
  });
});

test.describe("a tab that is older than the server", () => {
  test.use({ expectedErrors: [/status of 404/] });

  test("loads itself anew when a part of it is gone, and goes where it was sent", async ({
    page,
  }) => {
    await signIn(page, "recruiter");
    await page.goto("/dashboard");
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    let missing = true;
    await page.route(/\/assets\/jobs-[\w-]+\.js$/, async (route) => {
      if (!missing) return route.continue();
      missing = false;
      await route.fulfill({ status: 404, contentType: "text/plain", body: "gone" });
    });
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: "Jobs" })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
    expect(missing).toBe(false);
  });
});

test.describe("a session that is ended from elsewhere", () => {
  test.use({ expectedErrors: [/status of 401/] });

  test("in the middle of a form: he signs in over it, and what he typed is saved, once", async ({
    page,
  }) => {
    const admin = await Staff.as("admin");
    const person = await admin.person("recruiter");
    const name = unique("Lantern");
    await signIn(page, person);
    await page.goto("/clients");
    await page.getByRole("button", { name: "New client" }).click();
    const sheet = page.getByRole("dialog", { name: "New client" });
    await sheet.getByLabel("Company name").fill(name);
    await sheet.getByLabel("City").fill("Porto");
    const elsewhere = await Api.as(person);
    await elsewhere.post("/api/auth/change-password", {
      current_password: person.password,
      new_password: `${person.password}-2`,
    });
    await sheet.getByRole("button", { name: "Create client" }).click();
    const door = page.getByRole("dialog", { name: "Your session has ended" });
    await door.getByLabel("Password", { exact: true }).fill(`${person.password}-2`);
    await door.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByText("Porto").first()).toBeVisible();
    const { items } = await admin.get(`/api/clients?q=${name}`);
    expect(items).toHaveLength(1);
  });

  test("who is deactivated is signed out where he sits, at once", async ({ page, browser }) => {
    const admin = await Staff.as("admin");
    const person = await admin.person("recruiter");
    await signIn(page, person);
    await gotoLive(page, "/jobs");
    await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();

    const context = await browser.newContext();
    const office = await context.newPage();
    await signIn(office, "admin");
    await office.goto(`/users?q=${encodeURIComponent(person.email)}`);
    await office.getByRole("button", { name: `Actions for ${person.name}` }).click();
    await office.getByRole("menuitem", { name: "Deactivate" }).click();
    await office.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
    await expect(office.getByRole("cell", { name: "Inactive" })).toBeVisible();

    await expect(page.getByRole("dialog", { name: "Your session has ended" })).toBeVisible();
    await context.close();
  });
});
