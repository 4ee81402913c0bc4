import { expect, request as context, type APIRequestContext } from "@playwright/test";
import { account, type Account, type Role } from "./fixtures";

/** Every password that a test sets. */
export const PASSWORD = "walnut-Harbour-93-lamp";

/** What an administrator gives; it works once. */
const GIVEN = "paper-Boat-harbour-71";

type Json = Record<string, unknown>;

/** A word that no other test has. */
export function unique(word: string): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}`;
}

/** An agency's person at the API, for what a test needs before it looks at a page. */
export class Staff {
  readonly #request: APIRequestContext;
  readonly #token: string;

  private constructor(request: APIRequestContext, token: string) {
    this.#request = request;
    this.#token = token;
  }

  /** The request context must be one of its own: signing in sets a cookie. */
  static async of(request: APIRequestContext, role: Exclude<Role, "candidate">): Promise<Staff> {
    const answer = await request.post("/api/auth/login", { data: account(role) });
    expect(answer.status(), await answer.text()).toBe(200);
    return new Staff(request, text(await answer.json(), "access_token"));
  }

  async ask(method: string, path: string, data?: Json): Promise<Json> {
    const answer = await this.#request.fetch(path, {
      method,
      headers: { Authorization: `Bearer ${this.#token}` },
      ...(data ? { data } : {}),
    });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? {} : await answer.json();
  }

  get = (path: string) => this.ask("GET", path);
  post = (path: string, data: Json = {}) => this.ask("POST", path, data);

  /** Somebody new who signs in here, with a password of his own. Only administrators make accounts. */
  async person(role: "recruiter" | "client_user", clientId?: string): Promise<Person> {
    const name = unique("Ines");
    const email = `${name.toLowerCase()}@people.example`;
    await this.post("/api/auth/register", {
      name,
      email,
      role,
      password: GIVEN,
      ...(clientId ? { client_id: clientId } : {}),
    });
    const request = await context.newContext({ baseURL: process.env.BASE_URL });
    const signedIn = await request.post("/api/auth/login", { data: { email, password: GIVEN } });
    const changed = await request.post("/api/auth/change-password", {
      data: { current_password: GIVEN, new_password: PASSWORD },
      headers: { Authorization: `Bearer ${text(await signedIn.json(), "access_token")}` },
    });
    expect(changed.ok(), await changed.text()).toBe(true);
    await request.dispose();
    return { name, email, password: PASSWORD };
  }

  /** A client, an open job of his, and somebody who applied. */
  async application(): Promise<Application> {
    const client = await this.post("/api/clients", { company_name: unique("Northwind") });
    const job = await this.post("/api/jobs", {
      client_id: text(client, "client_id"),
      title: unique("Engineer"),
      description: "Builds the thing.",
      location: "Pune",
      employment_type: "full_time",
      experience_min: 2,
      experience_max: 8,
      required_skills: ["python"],
      openings: 1,
      priority: "high",
    });
    const email = `${unique("asha")}@people.example`;
    const candidate = await this.post(`/api/jobs/${text(job, "job_id")}/candidates`, {
      name: "Asha Rao",
      email,
      phone: "+91 98200 12345",
      skills: ["python"],
    });
    return {
      clientId: text(client, "client_id"),
      candidateId: text(candidate, "candidate_id"),
      jobId: text(job, "job_id"),
      jobTitle: text(job, "title"),
      company: text(client, "company_name"),
      account: { email, password: PASSWORD, portal: true },
    };
  }

  /** An interview that waits for the candidate to choose among these starts. */
  async interview(of: Application, starts: readonly string[], more: Json = {}): Promise<string> {
    const made = await this.post("/api/interviews", {
      candidate_id: of.candidateId,
      job_id: of.jobId,
      interview_round: 1,
      round_name: "First talk",
      interview_mode: "Video",
      interview_duration: 45,
      time_zone: "Asia/Kolkata",
      proposed_slots: starts.map((start_time) => ({ start_time })),
      ...more,
    });
    return text(made, "interview_id");
  }

  /** The link in the newest mail to this address, as a path of the portal. Only administrators read mails. */
  async linkTo(email: string): Promise<string> {
    let path = "";
    await expect
      .poll(async () => {
        path = await this.#link(email);
        return path;
      })
      .not.toBe("");
    return path;
  }

  async #link(email: string): Promise<string> {
    const page = await this.get(`/api/mailbox?to=${encodeURIComponent(email)}&limit=20`);
    for (const item of list(page, "items")) {
      const mail = await this.get(`/api/mailbox/${text(item, "message_id")}`);
      const found = /https?:\/\/[^/\s]+(\/\S*token=[\w-]+)/.exec(String(mail.text ?? ""));
      if (found?.[1]) return found[1];
    }
    return "";
  }
}

export interface Person extends Account {
  name: string;
}

export interface Application {
  clientId: string;
  candidateId: string;
  jobId: string;
  jobTitle: string;
  company: string;
  account: Account & { portal: true };
}

/** Gives the candidate a portal account with a password, as the mailed link would. */
export async function openPortal(
  admin: Staff,
  of: Application,
  request: APIRequestContext,
): Promise<void> {
  await admin.post(`/api/candidates/${of.candidateId}/send-selection-notification`);
  const link = await admin.linkTo(of.account.email);
  const answer = await request.post("/api/candidate-portal/reset-password", {
    data: { token: /token=([\w-]+)/.exec(link)?.[1], new_password: of.account.password },
  });
  expect(answer.status(), await answer.text()).toBe(204);
}

export function text(of: Json, name: string): string {
  const value = of[name];
  if (typeof value !== "string") throw new Error(`no ${name} in ${JSON.stringify(of)}`);
  return value;
}

export function list(of: Json, name: string): Json[] {
  const value = of[name];
  if (!Array.isArray(value)) throw new Error(`no ${name} in ${JSON.stringify(of)}`);
  return value;
}

/** A quarter-hour so many days from now, at this hour of UTC. */
export function inDays(days: number, hour: number, minute = 0): string {
  const at = new Date(Date.now() + days * 86_400_000);
  at.setUTCHours(hour, minute, 0, 0);
  return at.toISOString();
}
