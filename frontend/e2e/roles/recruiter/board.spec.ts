import { cpus, loadavg } from "node:os";
import type { Locator, Page } from "@playwright/test";
import { Staff } from "../../agency";
import { expect, gotoLive, signIn, test } from "../../fixtures";

/** A second is the promise where there is room to work; a machine with twice the work it can do takes longer. */
function aSecond(): number {
  const [load = 0] = loadavg();
  return 1_000 * Math.max(1, load / cpus().length);
}

/** When something that fits is first drawn, by the clock that both pages share. */
async function moment(page: Page, selector: string): Promise<() => Promise<number>> {
  const seen = await page.evaluateHandle((wanted) => {
    const found = new Promise<number>((resolve) => {
      const look = () => {
        if (!document.querySelector(wanted)) return;
        watch.disconnect();
        resolve(performance.timeOrigin + performance.now());
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { subtree: true, childList: true, attributes: true });
    });
    return { found };
  }, selector);
  return () => seen.evaluate(({ found }) => found);
}

test("the board begins to scroll only where the pointer comes to its edge", async ({ page }) => {
  const agency = await Staff.as("recruiter");
  const { jobId, candidateId } = await agency.application("Noor Kapoor");
  // How often it began to: the library scrolls every 5 ms. How far it came is a matter of how busy the machine is.
  await page.addInitScript(() => {
    const { setInterval } = window;
    Object.assign(window, { begun: 0 });
    window.setInterval = ((...[run, ms]: Parameters<typeof setInterval>) => {
      if (ms === 5) (window as unknown as { begun: number }).begun += 1;
      return setInterval(run, ms);
    }) as typeof window.setInterval;
  });
  const begun = () => page.evaluate(() => (window as unknown as { begun: number }).begun);
  await signIn(page, "recruiter");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/pipeline?job=${jobId}`);
  await page.locator(`[data-column=NEW] [data-card=${candidateId}]`).hover();
  await page.mouse.down();
  const over = async (box: Locator, from: "middle" | "edge") => {
    const { x, y, width, height } = (await box.boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    const right = from === "edge" ? 40 : width / 2;
    await page.mouse.move(x + width - right, y + height / 2, { steps: 8 });
  };
  for (const column of ["IN_REVIEW", "NEW", "IN_REVIEW"])
    await over(page.locator(`[data-column=${column}]`), "middle");
  expect(await begun()).toBe(0);
  const board = page.getByRole("group", { name: "Candidates by status" });
  await over(board, "edge");
  await expect.poll(() => board.evaluate((each) => each.scrollLeft)).toBeGreaterThan(100);
  expect(await begun()).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await page.mouse.up();
});

test("a move by pointer is seen in another browser within a second", async ({ page, browser }) => {
  const agency = await Staff.as("recruiter");
  const { jobId, candidateId } = await agency.application("Noor Kapoor");
  const context = await browser.newContext();
  const other = await context.newPage();
  for (const each of [page, other]) {
    await signIn(each, "recruiter");
    await each.setViewportSize({ width: 1280, height: 800 });
    await gotoLive(each, `/pipeline?job=${jobId}`);
    await expect(each.locator(`[data-column=NEW] [data-card=${candidateId}]`)).toBeVisible();
  }
  const moved = `[data-column=IN_REVIEW] [data-card=${candidateId}]`;
  const here = await moment(page, moved);
  const there = await moment(other, moved);
  await page
    .locator(`[data-card=${candidateId}]`)
    .dragTo(page.locator("[data-column=IN_REVIEW]"), { steps: 12 });
  await expect(page.locator(moved)).toBeVisible();
  await expect(other.locator(moved)).toBeVisible();
  const took = Math.round((await there()) - (await here()));
  test.info().annotations.push({ type: "the other browser, ms later", description: String(took) });
  expect(took).toBeLessThan(aSecond());
  await context.close();
});
