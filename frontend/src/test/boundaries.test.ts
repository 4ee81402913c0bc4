import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The linter ignores a pattern that it cannot read without a word: so each wall is proved to stand. */
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "boundaries-"));
  cpSync(".oxlintrc.json", join(house, ".oxlintrc.json"));
});
afterAll(() => rmSync(house, { recursive: true }));

function lint(file: string, imported: string): string {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { x } from "${imported}";\nexport const y = x;\n`);
  try {
    return execFileSync(
      join(process.cwd(), "node_modules/.bin/oxlint"),
      ["--deny-warnings", file],
      { cwd: house, encoding: "utf8" },
    );
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

test.each([
  ["src/components/ui/a.tsx", "@/features/jobs/api"],
  ["src/lib/a.ts", "../features/jobs/api"],
  ["src/api/a.ts", "@/app/router"],
  ["src/realtime/a.ts", "@/routes/login"],
  ["src/features/jobs/a.ts", "@/features/clients/api"],
  ["src/features/jobs/a.ts", "../clients/api"],
  ["src/features/jobs/a.ts", "@/app/router"],
  ["src/features/jobs/components/a.tsx", "@/features/clients/api"],
  ["src/features/jobs/components/a.tsx", "../../clients/api"],
  ["src/features/jobs/components/a.tsx", "@/routes/login"],
])("%s may not import %s", (file, imported) => {
  expect(lint(file, imported)).toContain("no-restricted-imports");
});

test.each([
  ["src/routes/_internal/a.tsx", "@/features/jobs/jobs-page"],
  ["src/features/jobs/a.ts", "./api"],
  ["src/features/jobs/a.ts", "./components/b"],
  ["src/features/jobs/components/a.tsx", "../api"],
  ["src/features/jobs/components/a.tsx", "@/components/ui/button"],
  ["src/components/states/a.tsx", "@/components/ui/button"],
])("%s may import %s", (file, imported) => {
  expect(lint(file, imported)).not.toContain("no-restricted-imports");
});
