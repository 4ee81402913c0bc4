import { Api, unique } from "../../api";
import { expect, gotoLive, signIn, test } from "../../fixtures";

test("a notification arrives while the page is open, is said politely, and can be marked as read", async ({
  page,
}) => {
  const recruiter = await Api.as("recruiter");
  const { items: jobs } = await recruiter.call<{ items: { job_id: string }[] }>(
    "GET",
    "/api/jobs?status=open&limit=1",
  );
  const name = unique("Mina Costa");
  const candidate = await recruiter.call<{ candidate_id: string; version: number }>(
    "POST",
    `/api/jobs/${jobs[0]!.job_id}/candidates`,
    { name, email: `${unique("m")}@people.example` },
  );

  await signIn(page, "admin");
  await gotoLive(page, "/notifications");
  await expect(page.getByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Notifications/ })).toBeVisible();

  await recruiter.call("PUT", `/api/candidates/${candidate.candidate_id}`, {
    status: "IN_REVIEW",
  });
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toBeVisible();
  await expect(page.locator("[data-slot=arrivals]")).toHaveText(/new notification/i);

  await row.hover();
  await row.getByRole("button", { name: /^Mark .* as read$/ }).click();
  await expect(row.getByRole("button", { name: /^Mark/ })).toHaveCount(0);
  await page.reload();
  await expect(row).toBeVisible();
  await expect(row.getByRole("button", { name: /^Mark/ })).toHaveCount(0);
});
