import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const THEMES = ["light", "dark"] as const;
export const WIDTHS = [1280, 360] as const;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Fails with one readable line per violation. */
export async function expectAccessible(page: Page, where = page.url()): Promise<void> {
  // A colour in the middle of its transition is not the colour that people read.
  await page.evaluate(() => {
    const ends = document.getAnimations().map((each) => each.finished.catch(() => undefined));
    const second = new Promise((resolve) => setTimeout(resolve, 1_000));
    return Promise.race([Promise.all(ends), second]).then(() => undefined);
  });
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const lines = violations.map(
    (each) =>
      `${each.id}: ${each.help}\n${each.nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary}`).join("\n")}`,
  );
  expect(lines, where).toEqual([]);
}

/** Runs `look` in every theme and width: axe, a screenshot, whatever a page owes in all of them. */
export async function everywhere(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const { theme: before } = await page.evaluate(() => ({
    theme: document.documentElement.dataset.theme,
  }));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
    for (const theme of THEMES) {
      await page.evaluate((value) => {
        document.documentElement.dataset.theme = value;
      }, theme);
      await look(`${theme}-${width}`);
    }
  }
  await page.evaluate((value) => {
    document.documentElement.dataset.theme = value;
  }, before);
}
