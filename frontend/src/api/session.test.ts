import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { send } from "./client";
import { Problem } from "./problem";
import { Session, type SignedIn } from "./session";

interface Person {
  user_id: string;
}

const store = new Map<string, string>();
let answers: Record<
  string,
  (request: { path: string; headers: Headers }) => Response | Promise<Response>
>;
let asked: string[];

function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json" },
  });
}

function tokens(access_token: string) {
  return json({ access_token, token_type: "bearer", expires_in: 900, must_change_password: false });
}

let made = 0;

/** A tab's session. Each test has people of its own, so that no channel of another test reaches them. */
function tab(audience: "internal" | "candidate" = "internal"): Session<Person> {
  return new Session<Person>({
    audience,
    base: audience === "internal" ? "/api/auth" : "/api/candidate-portal",
    subject: (user) => user.user_id,
    readTokens: (body) => body as SignedIn<Person>,
    readUser: (body) => body as Person,
  });
}

function signedIn(session: Session<Person>, token = "a1", user = `user_${made}`): void {
  session.begin({ access_token: token, must_change_password: false, user: { user_id: user } });
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(() => {
  made++;
  store.clear();
  asked = [];
  answers = {};
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
  });
  vi.stubGlobal("fetch", async (input: string | Request, init?: RequestInit) => {
    const url = new URL(typeof input === "string" ? input : input.url);
    const headers = new Headers(typeof input === "string" ? init?.headers : input.headers);
    asked.push(`${url.pathname} ${headers.get("authorization") ?? "-"}`);
    const answer = answers[url.pathname];
    if (!answer) throw new TypeError("Failed to fetch");
    return answer({ path: url.pathname, headers });
  });
});
afterEach(() => void vi.unstubAllGlobals());

describe("at the start", () => {
  test("nobody who never signed in here sends a refresh that must fail", async () => {
    const session = tab();
    expect((await session.ready()).status).toBe("out");
    expect(asked).toEqual([]);
  });

  test("the cookie brings the person back", async () => {
    store.set("arbeit.session.internal", "1");
    answers["/api/auth/refresh"] = () => tokens("a2");
    answers["/api/auth/me"] = () => json({ user_id: "user_9" });
    const session = tab();
    expect(await session.ready()).toMatchObject({ status: "in", user: { user_id: "user_9" } });
    expect(asked).toEqual(["/api/auth/refresh -", "/api/auth/me Bearer a2"]);
  });

  test("a server that is down is not the end of a session", async () => {
    store.set("arbeit.session.internal", "1");
    const session = tab();
    await expect(session.ready()).rejects.toBeInstanceOf(Problem);
    expect(session.state.status).toBe("unknown");
    expect(store.get("arbeit.session.internal")).toBe("1");
  });
});

describe("a token that has ended", () => {
  test("is renewed once, however many ask, and each request is sent once more", async () => {
    const session = tab();
    signedIn(session, "old");
    answers["/api/auth/refresh"] = async () => {
      await settle();
      return tokens("new");
    };
    answers["/api/jobs"] = ({ headers }) =>
      headers.get("authorization") === "Bearer new" ? json({ items: [] }) : json({}, 401);
    const three = await Promise.all(
      [1, 2, 3].map(() => send(session, new Request("http://localhost/api/jobs"))),
    );
    expect(three.map((each) => each.status)).toEqual([200, 200, 200]);
    expect(asked.filter((each) => each.startsWith("/api/auth/refresh"))).toHaveLength(1);
  });

  test("a body is sent again whole", async () => {
    const session = tab();
    signedIn(session, "old");
    const bodies: string[] = [];
    vi.stubGlobal("fetch", async (input: string | Request) => {
      if (typeof input === "string") return tokens("new");
      bodies.push(await input.text());
      return input.headers.get("authorization") === "Bearer new" ? json({}) : json({}, 401);
    });
    await send(
      session,
      new Request("http://localhost/api/jobs", { method: "POST", body: '{"title":"x"}' }),
    );
    expect(bodies).toEqual(['{"title":"x"}', '{"title":"x"}']);
  });

  test("is refused twice and then said, not asked for ever", async () => {
    const session = tab();
    signedIn(session, "old");
    answers["/api/auth/refresh"] = () => tokens("new");
    answers["/api/jobs"] = () => json({}, 401);
    expect((await send(session, new Request("http://localhost/api/jobs"))).status).toBe(401);
    expect(asked.filter((each) => each.startsWith("/api/jobs"))).toHaveLength(2);
  });
});

describe("a session that is over", () => {
  test("keeps the page and its request until the person has signed in again", async () => {
    const session = tab();
    signedIn(session, "old");
    answers["/api/auth/refresh"] = () => json({}, 401);
    answers["/api/jobs"] = ({ headers }) =>
      headers.get("authorization") === "Bearer again" ? json({}) : json({}, 401);
    const saved = send(
      session,
      new Request("http://localhost/api/jobs", { method: "POST", body: "{}" }),
    );
    await settle();
    expect(session.state).toMatchObject({ status: "expired", user: { user_id: `user_${made}` } });
    signedIn(session, "again");
    expect((await saved).status).toBe(200);
  });

  test("a request that comes while the door is open waits too", async () => {
    const session = tab();
    signedIn(session, "old");
    answers["/api/auth/refresh"] = () => json({}, 401);
    await session.refresh();
    answers["/api/jobs"] = () => json({});
    const asking = send(session, new Request("http://localhost/api/jobs"));
    await settle();
    expect(asked.some((each) => each.startsWith("/api/jobs"))).toBe(false);
    signedIn(session, "again");
    expect((await asking).status).toBe(200);
  });

  test("leaving lets what waits go", async () => {
    const session = tab();
    signedIn(session, "old");
    answers["/api/auth/refresh"] = () => json({}, 401);
    answers["/api/jobs"] = () => json({}, 401);
    answers["/api/auth/logout"] = () => new Response(null, { status: 204 });
    const saved = send(session, new Request("http://localhost/api/jobs"));
    await settle();
    await session.signOut();
    expect((await saved).status).toBe(401);
    expect(session.state).toMatchObject({ status: "out", user: null });
  });
});

describe("other tabs", () => {
  test("a token that one renews is the others' too", async () => {
    const [one, other] = [tab(), tab()];
    signedIn(one, "t1");
    signedIn(other, "t1");
    answers["/api/auth/refresh"] = () => tokens("t2");
    await one.refresh();
    await settle();
    expect(other.token).toBe("t2");
  });

  test("signing out in one signs out of all, and ends what is kept", async () => {
    const [one, other] = [tab(), tab()];
    signedIn(one);
    signedIn(other);
    answers["/api/auth/logout"] = () => new Response(null, { status: 204 });
    await one.signOut();
    await settle();
    expect(other.state.status).toBe("out");
    expect(store.has("arbeit.session.internal")).toBe(false);
  });

  test("an expiry in one opens the door in all, and signing in at one closes it everywhere", async () => {
    const [one, other] = [tab(), tab()];
    signedIn(one, "t1");
    signedIn(other, "t1");
    await settle();
    answers["/api/auth/refresh"] = () => json({}, 401);
    await one.refresh();
    await settle();
    expect(other.state.status).toBe("expired");
    signedIn(one, "t2");
    await settle();
    expect(other.state.status).toBe("in");
  });

  test("a stranger who signs in elsewhere is noticed", async () => {
    const [one, other] = [tab(), tab()];
    signedIn(other, "t1", "user_a");
    await settle();
    const stranger = vi.fn();
    other.onStranger(stranger);
    signedIn(one, "t2", "user_b");
    await settle();
    expect(stranger).toHaveBeenCalled();
    expect(other.token).toBe("t1");
  });

  test("the two flows hear nothing of each other", async () => {
    const [staff, candidate] = [tab("internal"), tab("candidate")];
    signedIn(staff, "s1");
    signedIn(candidate, "c1");
    answers["/api/auth/logout"] = () => new Response(null, { status: 204 });
    await staff.signOut();
    await settle();
    expect(candidate.state.status).toBe("in");
    expect(candidate.token).toBe("c1");
  });
});
