import { defineConfig } from "@playwright/test";

/**
 * Runs against the real system that answers at BASE_URL; nothing is mocked. `make browser` starts one and names it here.
 * Nothing is tried twice: a test that passes only sometimes is a fault of the test or of the portal.
 */
export default defineConfig({
  testDir: "e2e",
  // Those that kill services come by themselves: the others would notice.
  ...(process.env.SWITCHBOARD ? { testMatch: "killed/*.spec.ts" } : { testIgnore: "killed/*.spec.ts" }),
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // Generous, for a machine that has other work: nothing waits longer than it has to.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:8080",
    locale: "en-GB",
    timezoneId: "Asia/Kolkata",
    reducedMotion: "reduce",
    // Writing traces takes a third of the time; TRACE=yes for a test that fails.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
