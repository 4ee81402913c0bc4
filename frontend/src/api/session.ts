/**
 * Who is signed in. Two of these exist, for the two flows that never mix (internal, candidate): each with its own
 * endpoints, cookie, channel and lock. The access token lives in memory only; the refresh token is an HttpOnly cookie
 * that this code never sees.
 */
import { backend } from "./address";
import { newKey } from "./headers";
import { noAnswer, problemOf } from "./problem";

export type Audience = "internal" | "candidate";

/** `unknown` until the first refresh was tried; `expired`: was signed in, and the page with its work is still open. */
export type Status = "unknown" | "in" | "out" | "expired";

export interface State<User> {
  status: Status;
  user: User | null;
  mustChangePassword: boolean;
}

export interface Tokens {
  access_token: string;
  must_change_password: boolean;
}

export interface SignedIn<User> extends Tokens {
  user: User;
}

type Told =
  | { kind: "token"; token: string; mustChange: boolean; subject: string }
  | { kind: "out"; reason: "signed-out" | "expired" };

interface Options<User> {
  audience: Audience;
  /** `/api/auth` or `/api/candidate-portal`. */
  base: string;
  subject: (user: User) => string;
  readTokens: (body: unknown) => Tokens;
  readUser: (body: unknown) => User;
}

/** Longer than any answer should take; then "no answer" is said. */
const PATIENCE_MS = 30_000;

export class Session<User> {
  readonly audience: Audience;
  #options: Options<User>;
  #state: State<User> = { status: "unknown", user: null, mustChangePassword: false };
  #token: string | null = null;
  #refreshing: Promise<boolean> | null = null;
  #listeners = new Set<() => void>();
  #channel: BroadcastChannel | null = null;
  #onStranger: () => void = () => {};

  constructor(options: Options<User>) {
    this.audience = options.audience;
    this.#options = options;
    if (typeof BroadcastChannel !== "undefined") {
      this.#channel = new BroadcastChannel(`arbeit.session.${options.audience}`);
      this.#channel.addEventListener("message", (event: MessageEvent<Told>) =>
        this.#hear(event.data),
      );
    }
  }

  get state(): State<User> {
    return this.#state;
  }

  get token(): string | null {
    return this.#token;
  }

  /** Names the person's own things in the browser's store. */
  get subject(): string | null {
    return this.#state.user === null ? null : this.#options.subject(this.#state.user);
  }

  /** For `useSyncExternalStore`. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = (): State<User> => this.#state;

  /** Another person signed in, in another tab: what is on this page is not theirs. */
  onStranger(act: () => void): void {
    this.#onStranger = act;
  }

  /** Finds out once whether somebody is signed in. Throws a Problem when the server cannot be asked. */
  async ready(): Promise<State<User>> {
    if (this.#state.status !== "unknown") return this.#state;
    if (!this.#hinted()) {
      this.#set({ status: "out", user: null, mustChangePassword: false });
      return this.#state;
    }
    await this.refresh();
    return this.#state;
  }

  /** After log-in, or a changed password, which brings new tokens. */
  begin(signed: SignedIn<User>): void {
    const before = this.subject;
    this.#token = signed.access_token;
    this.#hint(true);
    this.#set({ status: "in", user: signed.user, mustChangePassword: signed.must_change_password });
    const subject = this.#options.subject(signed.user);
    this.#tell({
      kind: "token",
      token: signed.access_token,
      mustChange: signed.must_change_password,
      subject,
    });
    if (before !== null && before !== subject) this.#onStranger();
  }

  /** The person changed his own name or the like. */
  replaceUser(user: User): void {
    this.#set({ ...this.#state, user });
  }

  /**
   * A fresh access token for the cookie: one request however many callers wait, in all tabs. False when the session is
   * over. A page that was left in the middle of this may have spent the cookie: auth lets it come again for a moment.
   */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refreshInTurn().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async signOut(): Promise<void> {
    const token = this.#token;
    this.#end("signed-out");
    await fetch(this.#url("/logout"), {
      method: "POST",
      credentials: "same-origin",
      keepalive: true,
      headers: {
        "Idempotency-Key": newKey(),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
    }).catch(() => undefined);
  }

  /** Resolves true when somebody is signed in again, false when he leaves. */
  untilSignedIn(): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.#state.status === "expired") return;
        stop();
        resolve(this.#state.status === "in");
      };
      const stop = this.subscribe(look);
      look();
    });
  }

  async #refreshInTurn(): Promise<boolean> {
    const before = this.#token;
    const work = async () => {
      // While this tab waited for its turn, another one may have brought a new token.
      if (this.#token !== null && this.#token !== before) return true;
      return this.#refreshNow();
    };
    const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
    return locks ? locks.request(`arbeit.refresh.${this.audience}`, work) : work();
  }

  async #refreshNow(): Promise<boolean> {
    const response = await this.#send("/refresh", { method: "POST", keepalive: true });
    if (response.status === 401) {
      if (this.#state.user !== null) this.#expire();
      else this.#end("expired");
      return false;
    }
    if (!response.ok) throw await problemOf(response);
    const tokens = this.#options.readTokens(await response.json());
    this.#token = tokens.access_token;
    const user = this.#state.user ?? (await this.#me(tokens.access_token));
    this.#hint(true);
    this.#set({ status: "in", user, mustChangePassword: tokens.must_change_password });
    this.#tell({
      kind: "token",
      token: tokens.access_token,
      mustChange: tokens.must_change_password,
      subject: this.#options.subject(user),
    });
    return true;
  }

  async #me(token: string): Promise<User> {
    const response = await this.#send("/me", { headers: { Authorization: `Bearer ${token}` } });
    if (!response.ok) throw await problemOf(response);
    return this.#options.readUser(await response.json());
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.#url(path), {
        credentials: "same-origin",
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...init,
      });
    } catch (cause) {
      throw noAnswer(cause);
    }
  }

  #hear(told: Told): void {
    if (told.kind === "out") {
      if (this.#state.status === "out" || this.#state.status === "unknown") return;
      if (told.reason === "expired") this.#expire(false);
      else this.#end("signed-out", false);
      return;
    }
    if (this.subject !== null && this.subject !== told.subject) {
      this.#onStranger();
      return;
    }
    if (this.#state.user === null) return;
    this.#token = told.token;
    this.#set({ ...this.#state, status: "in", mustChangePassword: told.mustChange });
  }

  /** The session is over, the page stays: the person may sign in again over it. */
  #expire(tell = true): void {
    this.#token = null;
    this.#set({ ...this.#state, status: "expired" });
    if (tell) this.#tell({ kind: "out", reason: "expired" });
  }

  #end(reason: "signed-out" | "expired", tell = true): void {
    this.#token = null;
    this.#hint(false);
    this.#set({ status: "out", user: null, mustChangePassword: false });
    if (tell) this.#tell({ kind: "out", reason });
  }

  #set(state: State<User>): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #tell(told: Told): void {
    this.#channel?.postMessage(told);
  }

  #url(path: string): string {
    return backend() + this.#options.base + path;
  }

  // Whether a session may exist. The cookie cannot be read; without this note every visitor of the sign-in page would
  // send a refresh that must fail.
  #hinted(): boolean {
    return this.#read("session") === "1";
  }

  #hint(on: boolean): void {
    this.#write("session", on ? "1" : null);
  }

  // Without a store nothing is remembered: the person signs in again after a reload.
  #read(name: string): string | null {
    try {
      return localStorage.getItem(`arbeit.${name}.${this.audience}`);
    } catch {
      return null;
    }
  }

  #write(name: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`arbeit.${name}.${this.audience}`);
      else localStorage.setItem(`arbeit.${name}.${this.audience}`, value);
    } catch {
      // See #read.
    }
  }
}
