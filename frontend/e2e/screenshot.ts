import type { Page } from "@playwright/test";

/** `test-results/screenshots/<name>.png`, the whole page; never committed. */
export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  const file = name.replaceAll(/[^\w-]+/g, "-");
  await page.screenshot({ path: `test-results/screenshots/${file}.png`, fullPage });
}
