import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axeCore from "axe-core";
import type { AxeResults, RunOptions } from "axe-core";

export const THEMES = ["light", "dark"] as const;
export const WIDTHS = [1280, 360] as const;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** The only rules that look at colours. The other theme changes nothing that the rest looks at. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const SOURCE: string = createRequire(import.meta.url)("axe-core").source;

/** What axe found nothing in: what two roles, or two pages, have alike is not judged twice. */
const right = new Set<string>();

interface Scope {
  /** A selector: only this part of the page. */
  within?: string;
  /** The colours alone. */
  colours?: boolean;
}

/**
 * Fails with one readable line per violation, and goes on: a run tells of all of them. Axe is loaded once into each
 * page, which takes a third of the time that its companion for Playwright takes.
 */
export async function expectAccessible(
  page: Page,
  where = page.url(),
  { within, colours = false }: Scope = {},
): Promise<void> {
  await still(page);
  expect.soft(await whole(page), `${where}, as a whole`).toEqual([]);
  const parts = (await sights(page, within, colours)).filter(({ sight }) => !right.has(sight));
  if (parts.length === 0) return;
  const [part] = parts;
  const context = within ?? (parts.length === 1 && part ? part.context : null);
  if (!(await page.evaluate(() => "axe" in window)))
    await page.evaluate(`${SOURCE};(${remembering})()`);
  const options: RunOptions = {
    runOnly: colours ? { type: "rule", values: COLOURS } : { type: "tag", values: TAGS },
    resultTypes: ["violations"],
    iframes: false,
  };
  const violations = await page.evaluate(
    async ([which, asked]): Promise<AxeResults["violations"]> => {
      const { axe } = window as unknown as { axe: typeof axeCore };
      const found = await axe.run(which ?? document, asked);
      return found.violations;
    },
    [context, options] as const,
  );
  const lines = violations.map(
    (each) =>
      `${each.id}: ${each.help}\n${each.nodes.map((node) => `    ${node.html}: ${node.failureSummary}`).join("\n")}`,
  );
  if (lines.length === 0) for (const { sight } of parts) right.add(sight);
  expect.soft(lines, where).toEqual([]);
}

/** Runs in the page. Axe works every `oklch` out anew, for every element and what lies behind it: remembered, by its text. */
function remembering(): void {
  const { axe } = window as unknown as {
    axe: { commons: { color: { Color: { prototype: Colour } } } };
  };
  const { prototype } = axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map<string, Pick<Colour, "r" | "g" | "b" | "alpha">>();
  prototype.parseString = function (this: Colour, text: string): Colour {
    const same = known.get(text);
    if (same) return Object.assign(this, same);
    read.call(this, text);
    known.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha });
    return this;
  };
}

interface Colour {
  r: number;
  g: number;
  b: number;
  alpha: number;
  parseString(text: string): Colour;
}

/** What no part shows alone, whether its parts were judged before or not: ids, and what the document itself owes. */
async function whole(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
    const wrong = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two of #${id}`);
    const heading = document.querySelector("h1")?.textContent ?? "";
    if (heading.trim() === "") wrong.push("no heading");
    else if (!document.title.includes(heading))
      wrong.push(`the tab says ${document.title}, the page ${heading}`);
    if (document.documentElement.lang === "") wrong.push("no language");
    const mains = document.querySelectorAll("main").length;
    if (mains !== 1) wrong.push(`${mains} main landmarks`);
    return wrong;
  });
}

interface Part {
  context: string | { exclude: string[] };
  sight: string;
}

/**
 * The page's own part and the frame around it, each with the print of all that axe looks at: elements, classes, words,
 * what is ticked, in one theme and width. Numbers in words may differ, and what an id is called, not where it leads.
 */
async function sights(page: Page, within: string | undefined, colours: boolean): Promise<Part[]> {
  const seen = await page.evaluate((selector) => {
    const LEADS = /^(id|for|list|aria-(labelledby|describedby|controls|owns|activedescendant))$/;
    const { theme } = document.documentElement.dataset;
    const level = (words: string) => words.replaceAll(/\b[a-z]+_[0-9a-z]{26}\b|\d+/g, "0");
    const told = (...elements: Element[]) => {
      const ids = new Map<string, number>();
      const nth = (id: string) => {
        if (!ids.has(id)) ids.set(id, ids.size);
        return `${ids.get(id)}${document.getElementById(id) ? "" : " nowhere"}`;
      };
      const attribute = ({ name, value }: Attr) => {
        if (name === "class" || name === "style") return `${name}=${value}`;
        return `${name}=${LEADS.test(name) ? value.split(" ").map(nth).join(" ") : level(value)}`;
      };
      const one = (node: Node): string => {
        if (!(node instanceof Element)) return level(node.textContent ?? "");
        const ticked = node instanceof HTMLInputElement && node.checked;
        const attributes = [...node.attributes].map(attribute).join("|");
        return `<${node.localName} ${ticked} ${attributes}>${[...node.childNodes].map(one).join("")}</>`;
      };
      return `${theme} ${window.innerWidth} ${elements.map(one).join("")}`;
    };
    if (selector) return told(...document.querySelectorAll(selector));
    const main = document.querySelector("main");
    if (!main) return told(document.body);
    const around = document.body.cloneNode(true) as HTMLElement;
    around.querySelector("main")?.remove();
    return { inside: told(main), around: told(around) };
  }, within);
  const print = (text: string) =>
    createHash("sha256")
      .update(`${colours} ${within ?? ""} ${text}`)
      .digest("hex");
  if (typeof seen === "string") return [{ context: within ?? "html", sight: print(seen) }];
  return [
    { context: "main", sight: print(seen.inside) },
    { context: { exclude: ["main"] }, sight: print(seen.around) },
  ];
}

/**
 * A colour in the middle of its transition is not the colour that people read. What inherits a colour begins its own
 * transition when its parent's has ended, so one look is not enough.
 */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const moving = () =>
      document
        .getAnimations()
        .filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime));
    for (let calm = 0; calm < 2; calm = moving().length > 0 ? 0 : calm + 1) {
      await Promise.all(moving().map((each) => each.finished.catch(() => undefined)));
      await drawn();
    }
  });
}

type Look = (name: string, theme: (typeof THEMES)[number]) => Promise<void>;

/** Runs `look` in every theme and width: axe, a screenshot, whatever a page owes in all of them. */
export async function everywhere(page: Page, look: Look): Promise<void> {
  const size = page.viewportSize();
  for (const width of WIDTHS) {
    await widen(page, width);
    await inBothThemes(page, width, look);
  }
  if (size) await page.setViewportSize(size);
}

export async function widen(page: Page, width: (typeof WIDTHS)[number]): Promise<void> {
  await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
}

export async function inBothThemes(page: Page, width: number, look: Look): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.dataset.theme);
  for (const theme of THEMES) {
    await wear(page, theme);
    await look(`${theme}-${width}`, theme);
  }
  await wear(page, before);
}

async function wear(page: Page, theme: string | undefined): Promise<void> {
  await page.evaluate((value) => {
    document.documentElement.dataset.theme = value;
  }, theme);
}
