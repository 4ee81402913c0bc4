// docs/api/openapi.json -> src/api/generated/schema.d.ts. With --check: fails when the committed types are stale.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const source = new URL("../../docs/api/openapi.json", import.meta.url);
const target = new URL("../src/api/generated/schema.d.ts", import.meta.url);
const HEADER = "// Generated from docs/api/openapi.json by `npm run generate`; do not edit.\n\n";

const file = ts.factory.createTypeReferenceNode(ts.factory.createIdentifier("File"));

const ast = await openapiTS(JSON.parse(await readFile(source, "utf8")), {
  alphabetize: true,
  // Otherwise what has a default would be required in request bodies.
  defaultNonNullable: false,
  // FastAPI describes an uploaded file as a string of bytes; in the browser it is a File.
  transform: (schema) =>
    schema.format === "binary" || schema.contentMediaType === "application/octet-stream"
      ? file
      : undefined,
});
const wanted = HEADER + astToString(ast);

if (process.argv.includes("--check")) {
  const present = await readFile(target, "utf8").catch(() => "");
  if (present !== wanted) {
    console.error(
      "src/api/generated/schema.d.ts does not follow from docs/api/openapi.json: run npm run generate",
    );
    process.exit(1);
  }
} else {
  await writeFile(target, wanted);
}
