// Puts a brotli and a gzip form beside each text file of the build; the gateway serves them as they are.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const TEXT = new Set([".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".ico"]);
const SMALL = 512;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !TEXT.has(extname(entry.name))) continue;
  const path = join(entry.parentPath, entry.name);
  const plain = await readFile(path);
  if (plain.length < SMALL) continue;
  const [small, wide] = await Promise.all([
    brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    zip(plain, { level: 9 }),
  ]);
  if (small.length < plain.length) await writeFile(`${path}.br`, small);
  if (wide.length < plain.length) await writeFile(`${path}.gz`, wide);
}
