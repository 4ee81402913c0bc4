// Pictures of the portal for the README: docs/images/*.png, from a running system with the demo agency.
//   BASE_URL=http://localhost:8080 npm run screenshots
// Who signs in: E2E_ACCOUNTS, a JSON object by role, as for the browser tests.
import { mkdir, stat, writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { shrink } from "./png.mjs";

const BASE = process.env.BASE_URL ?? "http://localhost:8080";
const FOLDER = new URL("../../docs/images/", import.meta.url).pathname;

const accounts = JSON.parse(process.env.E2E_ACCOUNTS ?? "{}");

const SHOTS = [
  {
    name: "dashboard-light",
    role: "recruiter",
    path: "/",
    theme: "light",
    width: 1280,
    height: 800,
  },
  {
    name: "interviews-dark",
    role: "recruiter",
    path: "/interviews",
    theme: "dark",
    width: 1280,
    height: 800,
  },
  {
    name: "candidate-light",
    role: "candidate",
    path: "/portal",
    theme: "light",
    width: 390,
    height: 760,
  },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
await mkdir(FOLDER, { recursive: true });
for (const shot of SHOTS) {
  const account = accounts[shot.role];
  if (!account) throw new Error(`E2E_ACCOUNTS names no ${shot.role}`);
  const context = await browser.newContext({
    baseURL: BASE,
    locale: "en-GB",
    timezoneId: "Asia/Kolkata",
    reducedMotion: "reduce",
    colorScheme: shot.theme,
    viewport: { width: shot.width, height: shot.height },
  });
  const page = await context.newPage();
  const portal = shot.role === "candidate";
  const answer = await page.request.post(
    portal ? "/api/candidate-portal/login" : "/api/auth/login",
    { data: account },
  );
  if (!answer.ok()) throw new Error(`${shot.role} cannot sign in: ${answer.status()}`);
  await page.addInitScript(
    (name) => localStorage.setItem(name, "1"),
    `arbeit.session.${portal ? "candidate" : "internal"}`,
  );
  await page.goto(shot.path);
  await page.locator("main h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await page.evaluate(() => document.fonts.ready);
  const file = `${FOLDER}${shot.name}.png`;
  await writeFile(file, shrink(await page.screenshot()));
  console.log(`${shot.name}.png ${Math.round((await stat(file)).size / 1000)} kB`);
  await context.close();
}
await browser.close();
