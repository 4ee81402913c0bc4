import { expect, request } from "@playwright/test";

/** What is done to a service of the system, by tests/browser/switchboard.py. */
type Order = "kill" | "start" | "freeze" | "thaw";

async function order(service: string, what: Order): Promise<void> {
  const context = await request.newContext();
  const answer = await context.post(`${process.env.SWITCHBOARD}/${service}/${what}`, {
    timeout: 90_000,
  });
  expect(answer.status()).toBe(204);
  await context.dispose();
}

async function between(service: string, before: Order, after: Order, act: () => Promise<void>) {
  await order(service, before);
  try {
    await act();
  } finally {
    await order(service, after);
  }
}

/** The service is gone while `act` runs, as after a crash, and back when this returns. */
export async function without(service: string, act: () => Promise<void>): Promise<void> {
  await between(service, "kill", "start", act);
}

/** The service takes connections while `act` runs and answers nothing, as when it hangs; it goes on when this returns. */
export async function hanging(service: string, act: () => Promise<void>): Promise<void> {
  await between(service, "freeze", "thaw", act);
}
