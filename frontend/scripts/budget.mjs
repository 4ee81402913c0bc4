// What a first visit of each page has to load, from the Vite manifest, against the budgets. kB are 1000 bytes, gzip 9.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const manifest = JSON.parse(await readFile(join(dist, ".vite/manifest.json"), "utf8"));

const ENTRY_KB = 110;
const CSS_KB = 16;
const FONTS_KB = 55;
/** The first pattern that fits the route's file counts. */
const ROUTES = [
  [/^login\.tsx$/, 125],
  [/^portal\//, 150],
  [/^_internal\/calendar/, 230],
  [/^_internal\/dashboard/, 170],
  [/^_internal\//, 210],
  [/^gallery/, Infinity],
  [/^/, 150],
];
/** Layouts that are loaded around a page, by the folder it lies in. */
const LAYOUTS = ["_internal", "portal/_app"];

const sizes = new Map();
async function gzipped(file) {
  if (!sizes.has(file))
    sizes.set(file, gzipSync(await readFile(join(dist, file)), { level: 9 }).length);
  return sizes.get(file);
}

/** All files that come with a chunk before it can run. */
function closure(keys) {
  const seen = new Set();
  const walk = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) walk(next);
  };
  keys.forEach(walk);
  return [...seen].map((key) => manifest[key]).filter(Boolean);
}

async function total(chunks, kind) {
  const files = new Set(
    chunks.flatMap((chunk) => (kind === "css" ? (chunk.css ?? []) : [chunk.file])),
  );
  let sum = 0;
  for (const file of files) if (kind === "css" || file.endsWith(".js")) sum += await gzipped(file);
  return sum / 1000;
}

const split = Object.keys(manifest).filter(
  (key) => key.startsWith("src/routes/") && key.includes("tsr-split=component"),
);
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const nameOf = (key) => key.slice("src/routes/".length).split("?")[0];

const rows = [["entry", await total(closure([entry]), "js"), ENTRY_KB]];
let css = 0;
for (const key of split) {
  const name = nameOf(key);
  if (LAYOUTS.some((layout) => name === `${layout}.tsx`)) continue;
  const layouts = split.filter((other) =>
    LAYOUTS.some((layout) => nameOf(other) === `${layout}.tsx` && name.startsWith(`${layout}/`)),
  );
  const chunks = closure([entry, ...layouts, key]);
  const limit = ROUTES.find(([pattern]) => pattern.test(name))[1];
  rows.push([name, await total(chunks, "js"), limit]);
  css = Math.max(css, await total(chunks, "css"));
}
rows.push(["css", css, CSS_KB]);
const fonts = Object.values(manifest)
  .flatMap((chunk) => chunk.assets ?? [])
  .concat(Object.values(manifest).map((chunk) => chunk.file));
const latin = [...new Set(fonts)].filter((file) => /inter-latin-wght.*woff2$/.test(file));
let fontKb = 0;
for (const file of latin) fontKb += (await stat(join(dist, file))).size / 1000;
rows.push(["fonts", fontKb, FONTS_KB]);

const over = rows.filter(([, size, limit]) => size > limit);
for (const [name, size, limit] of rows) {
  console.log(
    `${size > limit ? "OVER " : "     "}${name.padEnd(56)} ${size.toFixed(1).padStart(7)} of ${limit} kB`,
  );
}
if (fontKb === 0) {
  console.error("The latin font was not found in the build.");
  process.exit(1);
}
process.exit(over.length > 0 ? 1 : 0);
