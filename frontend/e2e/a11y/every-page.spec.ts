import { readdirSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import type { AnyRouter } from "@tanstack/react-router";
import { expectAccessible, inBothThemes, widen, WIDTHS } from "../axe";
import { expect, signIn, test } from "../fixtures";
import { screenshot } from "../screenshot";
import { Ids } from "./ids";
import { ELSEWHERE, PLACES, type Place } from "./places";

/** So many pages share a test, and so a sign-in and the browser's cache. */
const TOGETHER = 7;
const QUIET_MS = 100;
/** `SCREENSHOTS=folder`: every page lies there afterwards, to be looked at. */
const SCREENSHOTS = Boolean(process.env.SCREENSHOTS);

const DIALOG = "[role=dialog], [role=alertdialog]";
const OPEN = `${DIALOG}, [role=menu], [role=listbox]:popover-open`;

/** What a page shows comes in several answers: it is all there when nothing is awaited and nothing has changed lately. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator("h1").first()).toBeVisible();
  await page.evaluate(
    (quiet) =>
      new Promise<void>((done) => {
        const end = () => {
          if (document.querySelector("[aria-busy=true]") || !document.querySelector("h1"))
            return again();
          observer.disconnect();
          done();
        };
        let timer = setTimeout(end, quiet);
        const again = () => {
          clearTimeout(timer);
          timer = setTimeout(end, quiet);
        };
        const observer = new MutationObserver(again);
        observer.observe(document, { childList: true, characterData: true, subtree: true });
      }),
    QUIET_MS,
  );
}

/**
 * Opens a page as its first one, or `onwards` from another as a link does: to begin the portal anew, and axe in it, is
 * a quarter of the whole time.
 */
async function visit(page: Page, path: string, onwards: boolean): Promise<void> {
  if (!onwards) await page.goto(path);
  else
    await page.evaluate(async (href) => {
      await (window as unknown as { __TSR_ROUTER__: AnyRouter }).__TSR_ROUTER__.navigate({ href });
    }, path);
  await settled(page);
}

async function look(page: Page, name: string, width: number, within?: string): Promise<void> {
  // A list becomes cards in the frame after its page got narrow.
  await expect
    .poll(
      () =>
        page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      { message: `${name} is wider than ${width} px` },
    )
    .toBe(0);
  await inBothThemes(page, width, async (dress, theme) => {
    await expectAccessible(page, `${name}, ${dress}`, { within, colours: theme === "dark" });
    if (SCREENSHOTS) await screenshot(page, `${name} ${dress}`, within === undefined);
  });
}

function button(
  page: Page,
  name: string | RegExp = "",
  role: "button" | "menuitem" = "button",
): Locator {
  return page.getByRole(role, { name, exact: typeof name === "string" }).first();
}

/** By keyboard, as what it opens has to be used. */
async function open(page: Page, opening: readonly (string | RegExp)[]): Promise<void> {
  for (const [step, name] of opening.entries())
    await button(page, name, step === 0 ? "button" : "menuitem").press("Enter");
  // The menu that led to a dialog goes before the dialog comes.
  await expect(page.locator(opening.length > 1 ? DIALOG : OPEN).last()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

type Who = keyof typeof PLACES;

/** What both of the agency's roles have is looked at by one after the other: most of it is alike, and judged once. */
const SHARED = PLACES.admin.filter((each) => PLACES.recruiter.includes(each));
const ROUNDS: [roles: readonly Who[], places: readonly Place[]][] = [
  [["admin", "recruiter"], SHARED],
  ...(Object.entries(PLACES) as [Who, Place[]][]).map(([role, places]): [Who[], Place[]] => [
    [role],
    places.filter((each) => !SHARED.includes(each)),
  ]),
];

for (const [roles, places] of ROUNDS) {
  const together = Math.ceil(TOGETHER / roles.length);
  for (let from = 0; from < places.length; from += together) {
    const some = places.slice(from, from + together);
    const visits = roles.flatMap((role) => some.map((place) => ({ role, place })));
    test(`${roles.join(", ")}: ${some.map((each) => each.path).join(" ")}`, async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      const widths = [...WIDTHS];
      let now: Who = "nobody";
      let ids = new Ids(page.request, "");
      for (const { role, place } of visits) {
        const onwards = role === now && role !== "nobody";
        if (!onwards && role !== "nobody") ids = new Ids(page.request, await signIn(page, role));
        now = role;
        await test.step(`${role} ${place.path}`, async () => {
          await visit(page, await ids.fill(place.path), onwards);
          const name = `${role} ${place.path}`;
          // From the width that it has to the other.
          for (const width of widths) {
            await widen(page, width);
            await look(page, name, width);
            // What a page opens is the same for everybody who may open it.
            for (const opening of role === roles[0] ? (place.opens ?? []) : []) {
              await open(page, opening);
              await look(page, `${name} ${opening.join(" ")}`, width, OPEN);
              await page.keyboard.press("Escape");
              await expect(page.locator(OPEN)).toHaveCount(0);
              await expect(button(page, opening[0]), "the focus went astray").toBeFocused();
            }
          }
          widths.reverse();
        });
      }
    });
  }
}

for (const role of ["admin", "recruiter", "client_user", "candidate"] as const) {
  test(`${role}: nothing in the navigation is left out above`, async ({ page }) => {
    const start = role === "candidate" ? "/portal" : "/";
    await page.setViewportSize({ width: 1280, height: 800 });
    await signIn(page, role);
    await page.goto(start);
    await settled(page);
    const listed = await page
      .locator("nav a[href]")
      .evaluateAll((all) => all.map((each) => new URL((each as HTMLAnchorElement).href).pathname));
    expect(listed.length, "the navigation is empty").toBeGreaterThan(1);
    const looked = new Set(PLACES[role].map((each) => each.path.replace(/[?].*/, "")));
    expect(listed.filter((path) => !looked.has(path))).toEqual([]);
  });
}

test("no route of the portal is left out above", () => {
  const looked = Object.values(PLACES)
    .flat()
    .map((each) => each.path.replace(/[?#].*/, "").replaceAll(/:[a-z]+/g, "$"));
  const routes = readdirSync("src/routes", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => `/${file}`.replace(/(\/index)?\.tsx$/, "") || "/")
    .filter((path) => !/\/(__root|_internal|portal\/_app)$/.test(path))
    .map((path) => path.replace(/\/_(internal|app)/, "").replaceAll(/\$\w+/g, "$") || "/");
  expect(routes.filter((path) => ![...looked, ...ELSEWHERE].includes(path))).toEqual([]);
});
