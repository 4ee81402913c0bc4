import { expect, request } from "@playwright/test";

/** Kills a service of the system, and has it started again; given by tests/browser/switchboard.py. */
async function order(service: string, what: "kill" | "start"): Promise<void> {
  const context = await request.newContext();
  const answer = await context.post(`${process.env.SWITCHBOARD}/${service}/${what}`, {
    timeout: 90_000,
  });
  expect(answer.status()).toBe(204);
  await context.dispose();
}

/** The service is gone while `act` runs, as after a crash, and back when this returns. */
export async function without(service: string, act: () => Promise<void>): Promise<void> {
  await order(service, "kill");
  try {
    await act();
  } finally {
    await order(service, "start");
  }
}
