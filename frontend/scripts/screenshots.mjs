// Pictures of the portal for the README: docs/images/*.png, from a running system with the demo agency.
//   BASE_URL=http://localhost:8080 npm run screenshots
// Who signs in: E2E_ACCOUNTS, a JSON object by role, as for the browser tests.
import { mkdir, stat, writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { shrink } from "./png.mjs";

const BASE = process.env.BASE_URL ?? "http://localhost:8080";
const FOLDER = new URL("../../docs/images/", import.meta.url).pathname;

const accounts = JSON.parse(process.env.E2E_ACCOUNTS ?? "{}");

const WIDE = { width: 1280, height: 800 };
const SHOTS = [
  { name: "dashboard", role: "recruiter", path: () => "/dashboard", ...WIDE },
  { name: "pipeline", role: "recruiter", path: () => "/pipeline", ...WIDE },
  { name: "slots", role: "candidate", path: time, width: 400, height: 800 },
];

/** The page on which the candidate chooses among the times that were offered. */
async function time(ask) {
  const { items } = await ask("/api/interviews?limit=1");
  if (items.length === 0) throw new Error("the demo's candidate has no interview");
  return `/portal/interviews/${items[0].interview_id}/time`;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
await mkdir(FOLDER, { recursive: true });
for (const shot of SHOTS)
  for (const theme of ["light", "dark"]) {
    const account = accounts[shot.role];
    if (!account) throw new Error(`E2E_ACCOUNTS names no ${shot.role}`);
    const context = await browser.newContext({
      baseURL: BASE,
      locale: "en-GB",
      timezoneId: "Asia/Kolkata",
      reducedMotion: "reduce",
      colorScheme: theme,
      viewport: { width: shot.width, height: shot.height },
    });
    const page = await context.newPage();
    const portal = shot.role === "candidate";
    const answer = await page.request.post(
      portal ? "/api/candidate-portal/login" : "/api/auth/login",
      { data: account },
    );
    if (!answer.ok()) throw new Error(`${shot.role} cannot sign in: ${answer.status()}`);
    const { access_token: token } = await answer.json();
    const ask = async (path) =>
      (await page.request.get(path, { headers: { Authorization: `Bearer ${token}` } })).json();
    await page.addInitScript(
      (name) => localStorage.setItem(name, "1"),
      `arbeit.session.${portal ? "candidate" : "internal"}`,
    );
    await page.goto(await shot.path(ask));
    await page.locator("main h1").first().waitFor();
    await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
    await page.evaluate(() => document.fonts.ready);
    const name = `${shot.name}-${theme}.png`;
    await writeFile(`${FOLDER}${name}`, shrink(await page.screenshot()));
    console.log(`${name} ${Math.round((await stat(`${FOLDER}${name}`)).size / 1000)} kB`);
    await context.close();
  }
await browser.close();
