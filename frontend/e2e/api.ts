import { expect, request, type APIRequestContext } from "@playwright/test";
import { account, type Account, type Role } from "./fixtures";

/** What a test does beside the browser: makes what it needs, or acts as somebody else. */
export class Api {
  private readonly context: APIRequestContext;
  private readonly token: string;

  constructor(context: APIRequestContext, token: string) {
    this.context = context;
    this.token = token;
  }

  /** A session and cookies of its own: those of the page stay as they are. */
  static async as(who: Role | Account, door = "/api/auth"): Promise<Api> {
    const { email, password } = typeof who === "string" ? account(who) : who;
    const context = await request.newContext({
      baseURL: process.env.BASE_URL ?? "http://localhost:8080",
    });
    const answer = await context.post(`${door}/login`, { data: { email, password } });
    expect(answer.status(), await answer.text()).toBe(200);
    return new Api(context, (await answer.json()).access_token);
  }

  async call<T>(method: string, path: string, data?: object, headers = {}): Promise<T> {
    const answer = await this.context.fetch(path, {
      method,
      data,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(method === "POST" ? { "Idempotency-Key": crypto.randomUUID() } : {}),
        ...headers,
      },
    });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? (undefined as T) : answer.json();
  }
}

/** Different in every run and test, so that no test meets another's things. */
export function unique(word: string): string {
  return `${word} ${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
}
