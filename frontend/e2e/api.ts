import { expect, request, type APIRequestContext } from "@playwright/test";
import { account, type Account, type Role } from "./fixtures";

export type Json = Record<string, unknown>;

const baseURL = process.env.BASE_URL ?? "http://localhost:8080";

/** Different in every run and test, so that no test meets another's things. */
export function unique(word: string): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}`;
}

/** What a test does beside the browser: makes what it needs, or acts as somebody else. */
export class Api {
  readonly #context: APIRequestContext;
  readonly #token: string;

  protected constructor(context: APIRequestContext, token: string) {
    this.#context = context;
    this.#token = token;
  }

  /** A session and cookies of its own: those of the page stay as they are. */
  static async as(who: Role | Account, door = "/api/auth"): Promise<Api> {
    return new Api(...(await signedIn(who, door)));
  }

  async call<T>(method: string, path: string, data?: object): Promise<T> {
    const answer = await this.#context.fetch(path, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        ...(method === "POST" ? { "Idempotency-Key": crypto.randomUUID() } : {}),
      },
      ...(data ? { data } : {}),
    });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? (undefined as T) : answer.json();
  }

  get = (path: string) => this.call<Json>("GET", path);
  post = (path: string, data: Json = {}) => this.call<Json>("POST", path, data);
  put = (path: string, data: Json) => this.call<Json>("PUT", path, data);
}

export async function signedIn(
  who: Role | Account,
  door: string,
): Promise<[APIRequestContext, string]> {
  const { email, password } = typeof who === "string" ? account(who) : who;
  const context = await request.newContext({ baseURL });
  const answer = await context.post(`${door}/login`, { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  return [context, text(await answer.json(), "access_token")];
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
