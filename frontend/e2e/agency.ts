import { expect, type APIRequestContext } from "@playwright/test";
import { Api, list, signedIn, text, unique, type Json } from "./api";
import type { Account, Role } from "./fixtures";

/** Every password that a test sets. */
export const PASSWORD = "walnut-Harbour-93-lamp";

/** What an administrator gives; it works once. */
const GIVEN = "paper-Boat-harbour-71";

/** An agency's person at the API, for what a test needs before it looks at a page. */
export class Staff extends Api {
  static override async as(role: Exclude<Role, "candidate">): Promise<Staff> {
    return new Staff(...(await signedIn(role, "/api/auth")));
  }

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
    const first = await Api.as({ email, password: GIVEN });
    await first.post("/api/auth/change-password", {
      current_password: GIVEN,
      new_password: PASSWORD,
    });
    return { name, email, password: PASSWORD };
  }

  /** A job of a new client. */
  async job(): Promise<Job> {
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
      openings: 5,
      priority: "high",
    });
    return {
      clientId: text(client, "client_id"),
      company: text(client, "company_name"),
      jobId: text(job, "job_id"),
      jobTitle: text(job, "title"),
    };
  }

  /** Somebody who applied for a job. */
  async candidate(jobId: string, name: string, email: string): Promise<string> {
    const candidate = await this.post(`/api/jobs/${jobId}/candidates`, {
      name,
      email,
      phone: "+91 98200 12345",
      skills: ["python"],
    });
    return text(candidate, "candidate_id");
  }

  /** Somebody who applied for a job of his own, so that no other test sees him. */
  async application(name = "Asha Rao"): Promise<Application> {
    const job = await this.job();
    const email = `${unique("asha")}@people.example`;
    return {
      ...job,
      name,
      candidateId: await this.candidate(job.jobId, name, email),
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

export interface Job {
  clientId: string;
  company: string;
  jobId: string;
  jobTitle: string;
}

export interface Application extends Job {
  name: string;
  candidateId: string;
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

/** A quarter-hour so many days from now, at this hour of UTC. */
export function inDays(days: number, hour: number, minute = 0): string {
  const at = new Date(Date.now() + days * 86_400_000);
  at.setUTCHours(hour, minute, 0, 0);
  return at.toISOString();
}
