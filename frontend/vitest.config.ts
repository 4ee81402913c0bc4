import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const resolve = { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } };

/** A busy machine is slow; no time decides a test. */
const PATIENCE_MS = 60_000;

/** Pure models run in node; what renders runs in jsdom. The ending of the file says which. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "node",
          environment: "node",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts"],
          testTimeout: PATIENCE_MS,
          // Times are checked in named zones; the machine's own must not matter.
          env: { TZ: "America/New_York" },
        },
      },
      {
        plugins: [react()],
        resolve,
        test: {
          name: "jsdom",
          environment: "jsdom",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["./src/test/setup.ts"],
          testTimeout: PATIENCE_MS,
        },
      },
    ],
  },
});
