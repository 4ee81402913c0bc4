/** What the hiring journeys stand on: a client, a job and candidates of their own, made through the API. */
import { randomUUID } from "node:crypto";
import { expect, type APIRequestContext } from "@playwright/test";
import { account } from "../../fixtures";

export interface Ids {
  job_id: string;
  candidate_id: string;
  name: string;
}

export class Agency {
  private readonly request: APIRequestContext;
  private readonly token: string;

  private constructor(request: APIRequestContext, token: string) {
    this.request = request;
    this.token = token;
  }

  static async open(request: APIRequestContext): Promise<Agency> {
    const { email, password } = account("recruiter");
    const answer = await request.post("/api/auth/login", { data: { email, password } });
    expect(answer.status(), await answer.text()).toBe(200);
    const { access_token } = await answer.json();
    return new Agency(request, String(access_token));
  }

  async post(path: string, data: object, status = 201) {
    const answer = await this.request.post(path, {
      data,
      headers: { Authorization: `Bearer ${this.token}`, "Idempotency-Key": randomUUID() },
    });
    expect(answer.status(), await answer.text()).toBe(status);
    return answer.json();
  }

  async get(path: string) {
    const answer = await this.request.get(path, {
      headers: { Authorization: `Bearer ${this.token}` },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  }

  /** A job of a new client. */
  async job(): Promise<{ job_id: string; title: string }> {
    const mark = randomUUID().slice(0, 8);
    const client = await this.post("/api/clients", { company_name: `Harbour ${mark}` });
    const title = `Pilot ${mark}`;
    let job: { job_id: string } | null = null;
    // The job's service hears of the client by an event, a moment later.
    await expect(async () => {
      job = await this.post("/api/jobs", {
        client_id: client.client_id,
        title,
        description: "Brings ships into the harbour.",
        openings: 5,
      });
    }).toPass({ timeout: 10_000 });
    if (job === null) throw new Error("no job");
    return { job_id: (job as { job_id: string }).job_id, title };
  }

  async candidate(job_id: string, name: string): Promise<Ids> {
    const email = `${randomUUID().slice(0, 12)}@people.example`;
    let id = "";
    await expect(async () => {
      const made = await this.post(`/api/jobs/${job_id}/candidates`, { name, email });
      id = made.candidate_id;
    }).toPass({ timeout: 10_000 });
    return { job_id, candidate_id: id, name };
  }
}
