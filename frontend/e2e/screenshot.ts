import type { Page } from "@playwright/test";

/** Where they are kept longer than a run: `SCREENSHOTS=folder`. Never committed. */
const FOLDER = process.env.SCREENSHOTS ?? "test-results/screenshots";

/** `<name>.png`, the whole page. */
export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  const file = name.replaceAll(/[^\w-]+/g, "-");
  await page.screenshot({ path: `${FOLDER}/${file}.png`, fullPage });
}
