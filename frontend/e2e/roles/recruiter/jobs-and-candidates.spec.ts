import { Staff } from "../../agency";
import { list, text, unique } from "../../api";
import { expect, signIn, test } from "../../fixtures";

const CV = (name: string, email: string) => `${name}
${email}
+91 98200 12345

Summary
Brings ships into the harbour, in every weather.

Experience
Harbour pilot, Northwind Harbours, 2019 - 2024

Skills
Radar, Tides, Radio
`;

// A CV without an address is refused, and asked about; a move may meet the reading of a CV, and is sent once more.
test.use({ expectedErrors: [/status of (412|422)/] });

test("a job is opened, people come in by their CVs, and one is moved by menu and by pointer", async ({
  page,
}) => {
  const recruiter = await Staff.as("recruiter");
  const company = unique("Harbour");
  await recruiter.post("/api/clients", { company_name: company });
  const title = unique("Pilot");
  const email = `${unique("noor")}@people.example`;

  await signIn(page, "recruiter");
  await page.goto("/jobs");
  await page.getByRole("link", { name: "New job" }).click();
  await page.getByRole("button", { name: "Create job" }).click();
  await expect(page.getByText("Enter a title.")).toBeVisible();
  await page.getByLabel("Client", { exact: true }).fill(company);
  await page.getByRole("option", { name: company }).click();
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Openings", { exact: true }).fill("2");
  await page.getByLabel("Required skills").fill("Radar,");
  await page.getByRole("button", { name: "Create job" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await page.getByRole("link", { name: "Add candidate" }).first().click();
  await expect(page.getByLabel("Job", { exact: true })).toHaveValue(title);
  await page.locator("input[type=file]").setInputFiles([
    { name: "noor.txt", mimeType: "text/plain", buffer: Buffer.from(CV("Noor Kapoor", email)) },
    { name: "ravi.txt", mimeType: "text/plain", buffer: Buffer.from(CV("Ravi Menon", "")) },
    { name: "photo.png", mimeType: "image/png", buffer: Buffer.from("no picture") },
  ]);
  const row = (file: string) => page.getByRole("listitem").filter({ hasText: file });
  await expect(row("photo.png")).toContainText("Files of this kind are not taken.");
  await expect(row("noor.txt")).toContainText("Added: Noor Kapoor");
  await row("ravi.txt")
    .getByLabel("E-mail")
    .fill(`${unique("ravi")}@people.example`);
  await row("ravi.txt").getByRole("button", { name: "Add" }).click();
  await expect(row("ravi.txt")).toContainText("Added: Ravi Menon");

  await row("noor.txt").getByRole("link", { name: "Open Noor Kapoor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Noor Kapoor" })).toBeVisible();
  await page.getByRole("button", { name: /^New: change the status/ }).click();
  await page.getByRole("menuitem", { name: "Take into review" }).click();
  await expect(page.getByRole("button", { name: /^In review: change the status/ })).toBeVisible();
  await page.getByRole("tab", { name: "CV" }).click();
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await file).suggestedFilename()).toBe("noor.txt");

  const [job] = list(await recruiter.get(`/api/jobs?q=${title}`), "items");
  await page.goto(`/pipeline?job=${text(job ?? {}, "job_id")}`);
  const card = (column: string) =>
    page.locator(`[data-column=${column}]`).getByRole("group", { name: /^Noor Kapoor/ });
  await card("IN_REVIEW").dragTo(page.locator("[data-column=SHORTLISTED]"), { steps: 12 });
  await expect(card("SHORTLISTED")).toBeVisible();
  await card("SHORTLISTED").getByRole("link", { name: "Noor Kapoor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Noor Kapoor" })).toBeVisible();
});

test.describe("what somebody else has done meanwhile", () => {
  test.use({ expectedErrors: [/status of (409|412)/] });

  test("two people edit one job: both versions are shown, nothing that was typed is lost", async ({
    page,
  }) => {
    const recruiter = await Staff.as("recruiter");
    const { jobId, jobTitle } = await recruiter.application();
    await signIn(page, "recruiter");
    await page.goto(`/jobs/${jobId}/edit`);
    await page.getByLabel("Department").fill("Deck");
    await page.getByLabel("Location").fill("Goa");
    await recruiter.put(`/api/jobs/${jobId}`, { location: "Kochi" });
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Somebody changed this since you opened it")).toBeVisible();
    await page.getByRole("button", { name: "Load the new version" }).click();
    await expect(page.getByText(/Kochi/)).toBeVisible();
    await expect(page.getByLabel("Department")).toHaveValue("Deck");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(
      page.getByRole("heading", { level: 1, name: jobTitle, exact: true }),
    ).toBeVisible();
    expect(text(await recruiter.get(`/api/jobs/${jobId}`), "department")).toBe("Deck");
  });
});
