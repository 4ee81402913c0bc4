// Takes every address out of package-lock.json: versions and hashes decide, not where a package was seen (docs/adr/0012).
// Run it after each `npm install`: npm leaves out download addresses (.npmrc), but writes each package's funding page.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const pin of Object.values(lock.packages)) {
  delete pin.funding;
  delete pin.resolved;
}
writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");
