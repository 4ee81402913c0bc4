import { Api, text, unique } from "../../api";
import { expect, signIn, test } from "../../fixtures";

test.describe("from a new client to its people", () => {
  // His first sign-in makes a new version of his account; the page notices, and reads it before it goes on.
  test.use({ expectedErrors: [/status of 412/] });

  test("a client and its first person, who can sign in at once", async ({ page, request }) => {
    const name = unique("Aldgate");
    const email = `${unique("nadia")}@aldgate.example`;
    const password = unique("plum-orchard");
    await signIn(page, "admin");
    await page.goto("/clients");
    await page.getByRole("button", { name: "New client" }).click();

    const sheet = page.getByRole("dialog", { name: "New client" });
    await sheet.getByRole("button", { name: "Create client" }).click();
    await expect(sheet.getByText("Enter the company's name.")).toBeVisible();
    await sheet.getByLabel("Company name").fill(name);
    await sheet.getByLabel("City").fill("London");
    await sheet.getByRole("button", { name: "Create client" }).click();

    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await page.getByRole("tab", { name: "People" }).click();
    await page.getByRole("button", { name: "Add person" }).click();
    const dialog = page.getByRole("dialog", { name: `Add a person of ${name}` });
    await dialog.getByLabel("Name", { exact: true }).fill("Nadia Petrov");
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByLabel("Set a first password").check();
    await dialog.getByLabel("First password", { exact: true }).fill(password);
    await dialog.getByRole("button", { name: "Add person" }).click();
    await expect(dialog).toBeHidden();
    const row = page.getByRole("row", { name: /Nadia Petrov/ });
    await expect(row).toContainText("Password not set yet");

    const signedIn = await request.post("/api/auth/login", { data: { email, password } });
    expect((await signedIn.json()).must_change_password).toBe(true);

    await row.getByRole("button", { name: "Actions for Nadia Petrov" }).click();
    await page.getByRole("menuitem", { name: "Deactivate" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
    await expect(row).toContainText("Inactive");
    const refused = await request.post("/api/auth/login", { data: { email, password } });
    expect(refused.status()).toBe(401);
  });
});

test("an inactive client can be taken back at once", async ({ page }) => {
  const api = await Api.as("admin");
  const client = await api.post("/api/clients", { company_name: unique("Brixham") });
  await signIn(page, "admin");
  await page.goto(`/clients/${text(client, "client_id")}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Make inactive" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("cannot sign in");
  await question.getByRole("button", { name: "Make inactive" }).click();
  await expect(page.getByText("This client is inactive")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("This client is inactive")).toBeHidden();
});

test.describe("what the server refuses", () => {
  test.use({ expectedErrors: [/status of (409|412)/] });

  test("a client with jobs stays, and the way out is offered", async ({ page }) => {
    const api = await Api.as("admin");
    const client = await api.post("/api/clients", { company_name: unique("Corby") });
    await api.post("/api/jobs", { client_id: text(client, "client_id"), title: "Crane operator" });
    await signIn(page, "admin");
    await page.goto(`/clients/${text(client, "client_id")}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Delete" }).click();
    await expect(question).toContainText("has jobs, so it stays");
    await question.getByRole("button", { name: "Make it inactive instead" }).click();
    await expect(page.getByRole("alertdialog")).toContainText("no new job can be opened");
  });

  test("two people edit one client: both versions are shown, nothing is lost", async ({ page }) => {
    const api = await Api.as("admin");
    const client = await api.post("/api/clients", {
      company_name: unique("Dover"),
      city: "Dover",
    });
    await signIn(page, "admin");
    await page.goto(`/clients/${text(client, "client_id")}`);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Industry").fill("Shipping");
    await sheet.getByLabel("City").fill("Deal");
    await api.put(`/api/clients/${text(client, "client_id")}`, { city: "Folkestone" });
    await sheet.getByRole("button", { name: "Save changes" }).click();
    await expect(sheet.getByText("Somebody changed this since you opened it")).toBeVisible();
    await sheet.getByRole("button", { name: "Load the new version" }).click();
    await expect(sheet.getByText("Now on the server: Folkestone")).toBeVisible();
    await expect(sheet.getByLabel("Industry")).toHaveValue("Shipping");
    await sheet.getByRole("button", { name: "Save changes" }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByText("Shipping").first()).toBeVisible();
  });
});
