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
}
