import type { Page } from "@playwright/test";

/** `test-results/screenshots/<name>.png`, the whole page; never committed. */
export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  await page.screenshot({ path: `test-results/screenshots/${name}.png`, fullPage });
}
