import { expect, type APIRequestContext } from "@playwright/test";

/** The oldest that fits: the demo agency's own, with a story, and not what another test has just made. */
const ASKED = {
  client: ["/api/clients", "client_id"],
  job: ["/api/jobs?status=open", "job_id"],
  candidate: ["/api/candidates?status=IN_PROGRESS", "candidate_id"],
  waiting: ["/api/interviews?status=Awaiting Candidate Confirmation", "interview_id"],
  booked: ["/api/interviews?status=Confirmed", "interview_id"],
  completed: ["/api/interviews?status=Completed", "interview_id"],
  mine: ["/api/interviews", "interview_id"],
  role: ["/api/governance/roles", "role_id"],
  mail: ["/api/mailbox", "message_id"],
} as const;

function isKnown(name: string): name is keyof typeof ASKED {
  return name in ASKED;
}

/** What the demo agency has none of, as it would post to somebody's machine. Nobody is at this address. */
const WEBHOOK = {
  url: "https://hooks.example.com/payroll",
  description: "Payroll",
  event_types: ["arbeit.jobs.*", "arbeit.interviews.HiringInitiated.v1"],
};

/** Puts real ids in the place of `:job` and the like; each is asked for once. */
export class Ids {
  readonly #request: APIRequestContext;
  readonly #token: string;
  readonly #known = new Map<string, string>();

  constructor(request: APIRequestContext, token: string) {
    this.#request = request;
    this.#token = token;
  }

  async fill(path: string): Promise<string> {
    let filled = path;
    for (const [whole, name = ""] of path.matchAll(/:([a-z]+)/g))
      filled = filled.replace(whole, await this.#first(name));
    return filled;
  }

  async #first(name: string): Promise<string> {
    const before = this.#known.get(name);
    if (before !== undefined) return before;
    if (name === "webhook" || name === "delivery") {
      await this.#makeWebhook();
      return this.#first(name);
    }
    if (name === "paused") {
      const { id, headers } = await this.#subscribed();
      const paused = await this.#request.put(`/api/webhooks/${id}`, {
        data: { status: "paused" },
        headers,
      });
      expect(paused.status(), await paused.text()).toBe(200);
      this.#known.set(name, id);
      return id;
    }
    if (!isKnown(name)) throw new Error(`nobody knows what :${name} is`);
    const [path, field] = ASKED[name];
    const answer = await this.#request.get(path, {
      params: { sort: "created_at", limit: 1 },
      headers: { Authorization: `Bearer ${this.#token}` },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    const { items } = await answer.json();
    expect(items.length, `the demo agency has no ${name}`).toBe(1);
    const found = String(items[0][field]);
    this.#known.set(name, found);
    return found;
  }

  async #subscribed(): Promise<{ id: string; headers: Record<string, string> }> {
    const headers = { Authorization: `Bearer ${this.#token}` };
    const made = await this.#request.post("/api/webhooks", { data: WEBHOOK, headers });
    expect(made.status(), await made.text()).toBe(201);
    return { id: String((await made.json()).webhook_id), headers };
  }

  async #makeWebhook(): Promise<void> {
    const { id, headers } = await this.#subscribed();
    const path = `/api/webhooks/${id}`;
    const asked = await this.#request.post(`${path}/test`, { headers });
    expect(asked.status(), await asked.text()).toBe(202);
    await expect
      .poll(async () => {
        const { items } = await (await this.#request.get(`${path}/deliveries`, { headers })).json();
        this.#known.set("delivery", String(items[0]?.delivery_id));
        return items.length;
      })
      .toBe(1);
    this.#known.set("webhook", id);
  }
}
