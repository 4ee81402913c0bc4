import { t } from "./messages";

// Order matters: most browsers claim to be several others too.
const BROWSERS: [name: string, mark: RegExp][] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];

const SYSTEMS: [name: string, mark: RegExp][] = [
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Android", /Android/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X|Macintosh/],
  ["Linux", /Linux|X11/],
];

/** What a person calls the thing he sits at: `Firefox on Windows`. Programs keep their own name: `curl/7.88.1`. */
export function deviceOf(agent: string): string {
  const browser = BROWSERS.find(([, mark]) => mark.test(agent))?.[0];
  const system = SYSTEMS.find(([, mark]) => mark.test(agent))?.[0];
  if (browser && system) return t("agentOn", { browser, system });
  return browser ?? (agent.trim().slice(0, 80) || t("unknownAgent"));
}

export function isPhone(agent: string): boolean {
  return /iPhone|Android.*Mobile/.test(agent);
}
