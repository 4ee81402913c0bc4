// What a page loads and why: builds into a folder that is thrown away and prints, for the routes named, every file of a
// first visit with the heaviest modules in it. `npm run weigh -- _internal.tsx _internal/dashboard.tsx`
import { gzipSync } from "node:zlib";
import { build } from "vite";

const wanted = process.argv.slice(2);
const { output } = await build({ logLevel: "error", build: { write: false } });
const chunks = new Map(
  output.filter((each) => each.type === "chunk").map((each) => [each.fileName, each]),
);
const size = (chunk) => gzipSync(chunk.code, { level: 9 }).length;
const entry = [...chunks.values()].find((chunk) => chunk.isEntry);
const routes = [...chunks.values()].filter((chunk) =>
  wanted.some((name) => chunk.facadeModuleId?.includes(`/routes/${name}?tsr-split=component`)),
);

const loaded = new Set();
const load = (file) => {
  if (loaded.has(file) || !chunks.has(file)) return;
  loaded.add(file);
  chunks.get(file).imports.forEach(load);
};
[entry, ...routes].forEach((chunk) => load(chunk.fileName));

/** The package, or the file of our own. */
const label = (id) =>
  id.match(/node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/)?.[1] ??
  id.replace(/.*\/src\//, "src/");

let total = 0;
for (const chunk of [...loaded].map((file) => chunks.get(file)).sort((a, b) => size(b) - size(a))) {
  total += size(chunk);
  console.log(`${(size(chunk) / 1000).toFixed(1).padStart(7)} kB  ${chunk.fileName}`);
  const lengths = new Map();
  for (const [id, { renderedLength }] of Object.entries(chunk.modules))
    lengths.set(label(id), (lengths.get(label(id)) ?? 0) + renderedLength);
  const all = [...lengths.values()].reduce((sum, each) => sum + each, 0) || 1;
  for (const [name, length] of [...lengths].sort((a, b) => b[1] - a[1]).slice(0, 8)) {
    const share = (length / all) * size(chunk);
    if (share > 300)
      console.log(`${" ".repeat(12)}${(share / 1000).toFixed(1).padStart(5)}  ${name}`);
  }
}
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  in ${loaded.size} files`);
