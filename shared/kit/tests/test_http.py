"""The HTTP layer around a small application: ids, bodies, errors, guards, headers, as a client sees them."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, UploadFile
from pydantic import BaseModel, ConfigDict

from arbeit_kit import health, http, problem, security, telemetry, text
from arbeit_kit import logging as kit_logging
from arbeit_kit.http import JSON_LIMIT
from arbeit_kit.security import Principal, require, require_service
from arbeit_kit.settings import ServiceSettings
from arbeit_kit.testing import SECRET, auth, token
from arbeit_kit.tokens import service_token

SETTINGS = ServiceSettings(
    mongo_url="mongodb://x", amqp_url="amqp://x", jwt_secret=SECRET, frontend_url="https://portal.example"
)


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: text.Name


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: text.Name
    entries: list[Entry] = []
    anything: dict[str, Any] = {}


class FlakyError(Exception):
    """Of a driver."""


class FlakyMoreError(FlakyError):
    """A subclass."""


problem.register(FlakyError, lambda _: problem.unavailable("The driver is not well.", 2.2))


class State:
    """What the application under test finds around it."""

    def __init__(self) -> None:
        self.live = True
        self.alive: bool | problem.Problem = True
        self.checks: list[str] = []
        self.broker_up = True
        self.draining = False


state = State()


class Sessions(security.SessionChecker):
    def __init__(self) -> None:
        """Asks nobody."""

    async def alive(self, session_id: str | None, subject: str, token_version: int) -> bool:
        state.checks.append(subject)
        if isinstance(state.alive, problem.Problem):
            raise state.alive
        return state.alive


def build() -> FastAPI:
    app = FastAPI()
    router = APIRouter(prefix="/api")

    @router.post("/forms", responses=problem.documented(409))
    async def post_form(form: Form) -> Form:
        return form

    @router.get("/raise/{what}")
    async def raise_it(what: str) -> None:
        raise {
            "bug": RuntimeError("secret of ada@agency.example"),
            "flaky": FlakyMoreError("driver says: password=hunter2"),
            "moved": problem.illegal_transition("No.", state="closed", allowed=["open"]),
            "precondition": problem.precondition_failed(4),
            "often": problem.too_many(1.2),
        }[what]

    @router.post("/up/{thing}", openapi_extra=http.upload(20_000))
    async def upload(thing: str, file: UploadFile) -> int:
        return file.size or 0

    @router.get("/context")
    async def context() -> dict[str, str | None]:
        now = telemetry.current()
        return {"request_id": now.request_id, "trace_id": now.trace.trace_id, "address": now.address}

    @router.get("/read")
    async def read(who: Annotated[Principal, Depends(require("jobs:read"))]) -> str:
        return who.subject

    @router.post("/write")
    async def write(who: Annotated[Principal, Depends(require("jobs:write"))]) -> str:
        return who.subject

    @router.get("/audit")
    async def audit(who: Annotated[Principal, Depends(require("audit:read", sensitive=True))]) -> str:
        return who.subject

    @router.get("/both")
    async def both(who: Annotated[Principal, Depends(require(audiences=("internal", "candidate")))]) -> str:
        return who.audience

    @router.get("/me")
    async def me(who: Annotated[Principal, Depends(require(while_password_expired=True))]) -> str:
        return who.subject

    @router.get("/peers-only")
    async def peers_only(who: Annotated[Principal, Depends(require_service())]) -> str:
        return who.subject

    app.include_router(router)

    async def broker() -> None:
        if not state.broker_up:
            raise ConnectionError

    async def database() -> None: ...

    checks = {"database": database, "broker": broker}
    app.include_router(health.router(checks, required=("database",), draining=lambda: state.draining))
    problem.install(app)
    http.install(app, SETTINGS)
    app.state.security = security.Security(SETTINGS, sessions=Sessions(), live=lambda: state.live)
    return app


APP = build()


@pytest.fixture(autouse=True)
def fresh() -> None:
    state.__init__()  # type: ignore[misc]
    APP.state.security.revocations = security.Revocations()


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="http://test") as opened:
        yield opened


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(kit_logging.JsonFormatter("test"))
    root = logging.getLogger("arbeit")
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def is_problem(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance", "request_id"} <= set(body)
    assert (body["type"], body["status"]) == (slug, status)
    assert body["request_id"] == answer.headers["x-request-id"]
    return body


# --- bodies


async def test_a_good_body_goes_through(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/forms", json={"name": " Zo\u00eb "})
    assert answer.json() == {"name": "Zo\u00eb", "entries": [], "anything": {}}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'name': 1}",
        b'{"name": NaN}',
        b'{"name": Infinity}',
        b'{"name": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"name": "\xff"}',
        b"[" * 5000,
        b'{"anything":' * 3000,
        b"\xef\xbb\xbf{}",
        b"\0",
        '{"name": "x"}'.encode("utf-16"),
    ],
)
async def test_what_is_not_json_is_400_and_never_500(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/api/forms", content=body, headers={"Content-Type": "application/json"})
    is_problem(answer, 400, "malformed-json")


@pytest.mark.parametrize("body", [b"", b" ", b"null", b"[]", b'"x"', b"3", b'{"anything": 1e999, "name": "x"}'])
async def test_json_that_is_no_form_is_422(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/api/forms", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_each_bad_field_is_named_by_its_path_and_its_value_is_not_repeated(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/forms", json={"name": "a\0hunter2", "entries": [{}, {"title": "x", "role": "admin"}], "x" * 999: 1}
    )
    body = is_problem(answer, 422, "invalid")
    found = {(error["field"], error["code"]) for error in body["errors"]}
    assert {("name", "invalid"), ("entries[0].title", "missing"), ("entries[1].role", "extra_forbidden")} <= found
    assert all(set(error) == {"field", "message", "code"} and len(error["field"]) <= 200 for error in body["errors"])
    assert "hunter2" not in answer.text


async def test_thousands_of_errors_are_told_in_short(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/forms", json={"name": "x", "entries": [{}] * 10_000})
    assert len(is_problem(answer, 422, "invalid")["errors"]) == 50


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {"Content-Type": ""},
    ],
)
async def test_other_kinds_of_body_are_415(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    is_problem(await client.post("/api/forms", content=b"{}", headers=headers), 415, "unsupported-media-type")


async def pieces(size: int, step: int = 65_536) -> AsyncIterator[bytes]:
    """A body without Content-Length."""
    yield b'"'
    for _ in range(size // step):
        yield b"x" * step
    yield b'"'


async def test_a_large_body_is_413_told_or_not(client: httpx.AsyncClient) -> None:
    kind = {"Content-Type": "application/json"}
    told = await client.post("/api/forms", content=b'"' + b"x" * JSON_LIMIT + b'"', headers=kind)
    assert is_problem(told, 413, "too-large")["limit"] == JSON_LIMIT
    untold = await client.post("/api/forms", content=pieces(JSON_LIMIT), headers=kind)
    is_problem(untold, 413, "too-large")
    lied = await client.post(
        "/api/forms", content=b'"' + b"x" * JSON_LIMIT + b'"', headers=kind | {"Content-Length": "5"}
    )
    assert lied.status_code == 413
    just = await client.post("/api/forms", json={"name": "x", "anything": {"x": "x" * (JSON_LIMIT - 100)}})
    assert just.status_code == 200


async def test_an_upload_goes_only_where_one_is_taken_and_up_to_its_limit(client: httpx.AsyncClient) -> None:
    assert (await client.post("/api/up/cv", files={"file": ("a", b"x" * 15_000)})).json() == 15_000
    is_problem(await client.post("/api/up/cv", files={"file": ("a", b"x" * 20_000)}), 413, "too-large")

    async def untold() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        async for piece in pieces(40_000, 1_000):
            yield piece
        yield b"\r\n--x--\r\n"

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    is_problem(await client.post("/api/up/cv", content=untold(), headers=kind), 413, "too-large")
    is_problem(await client.post("/api/up/cv", content=b"garbage", headers=kind), 400, "bad-request")
    is_problem(await client.post("/api/up/cv", json={}), 422, "invalid")
    is_problem(await client.put("/api/up/cv", content=b"x", headers=kind), 415, "unsupported-media-type")


# --- errors


async def test_unknown_paths_and_methods_have_the_same_shape(client: httpx.AsyncClient) -> None:
    assert is_problem(await client.get("/nowhere"), 404, "not-found")["instance"] == "/nowhere"
    refused = await client.delete("/api/forms")
    is_problem(refused, 405, "method-not-allowed")
    assert refused.headers["allow"] == "POST"


async def test_a_bug_is_500_without_a_word_and_logged_under_its_id(client: httpx.AsyncClient, log: io.StringIO) -> None:
    answer = await client.get("/api/raise/bug", headers={"X-Request-Id": "req-7"})
    body = is_problem(answer, 500, "internal")
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    failed = next(line for line in lines if "exception" in line)
    assert failed["request_id"] == body["request_id"] == "req-7"
    assert "RuntimeError" in failed["exception"]
    assert "ada@agency.example" not in log.getvalue()
    assert [line["status"] for line in lines if line["logger"] == "arbeit.access"] == [500]


async def test_a_registered_exception_and_its_kin_are_answered_as_registered(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/raise/flaky")
    assert is_problem(answer, 503, "unavailable")["detail"] == "The driver is not well."
    assert answer.headers["retry-after"] == "3"
    assert "hunter2" not in answer.text


async def test_problems_carry_their_members_and_headers(client: httpx.AsyncClient) -> None:
    moved = is_problem(await client.get("/api/raise/moved"), 409, "illegal-transition")
    assert (moved["state"], moved["allowed"]) == ("closed", ["open"])
    stale = await client.get("/api/raise/precondition")
    assert (is_problem(stale, 412, "precondition-failed")["current_version"], stale.headers["etag"]) == (4, '"4"')
    assert (await client.get("/api/raise/often")).headers["retry-after"] == "2"


def test_a_problem_with_a_lone_surrogate_can_still_be_sent() -> None:
    assert json.loads(problem.encode({"detail": "a\ud800b"})) == {"detail": "a?b"}


def test_the_description_speaks_of_problems_only() -> None:
    described = APP.openapi()
    assert "HTTPValidationError" not in described["components"]["schemas"]
    responses = described["paths"]["/api/forms"]["post"]["responses"]
    for status in ("409", "422", "default"):
        schema = responses[status]["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}


# --- ids, addresses, headers


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "a\x1b[31m", "é".encode().decode("latin-1"), "{}", "a,b"])
async def test_an_unsafe_request_id_is_replaced(client: httpx.AsyncClient, given: str) -> None:
    answer = await client.get("/api/context", headers={"X-Request-Id": given.encode("latin-1")})
    assert answer.headers["x-request-id"] == answer.json()["request_id"]
    assert len(answer.json()["request_id"]) == 32


async def test_a_trace_goes_on_and_a_broken_one_begins_anew(client: httpx.AsyncClient) -> None:
    trace_id = "4bf92f3577b34da6a3ce929d0e0e4736"
    good = await client.get("/api/context", headers={"traceparent": f"00-{trace_id}-00f067aa0ba902b7-01"})
    assert good.json()["trace_id"] == trace_id
    for bad in (
        "",
        "x",
        f"00-{trace_id}-{'0' * 16}-01",
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"ff-{trace_id}-00f067aa0ba902b7-01",
        f"00-{trace_id.upper()}-00f067aa0ba902b7-01",
        f"00-{trace_id}-00f067aa0ba902b7-01-extra",
    ):
        answer = await client.get("/api/context", headers={"traceparent": bad})
        assert answer.json()["trace_id"] not in (trace_id, "0" * 32), bad


async def test_the_caller_s_address_is_the_last_that_a_private_neighbour_names() -> None:
    async def address(peer: str, forwarded: str | None) -> str:
        transport = httpx.ASGITransport(APP, client=(peer, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
            headers = {"X-Forwarded-For": forwarded} if forwarded else {}
            return str((await opened.get("/api/context", headers=headers)).json()["address"])

    assert await address("127.0.0.1", "6.6.6.6, 203.0.113.7") == "203.0.113.7"
    assert await address("10.0.0.3", "2001:db8::1") == "2001:db8::1"
    assert await address("127.0.0.1", "spoof\tline") == "127.0.0.1"
    assert await address("127.0.0.1", None) == "127.0.0.1"
    assert await address("8.8.8.8", "203.0.113.7") == "8.8.8.8"


async def test_every_answer_has_the_security_headers(client: httpx.AsyncClient) -> None:
    for answer in (await client.get("/api/context"), await client.get("/nowhere"), await client.get("/api/raise/bug")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


# --- who may


def admin(**changes: Any) -> dict[str, str]:
    return auth(token("admin", sub="user_1", **changes))


@pytest.mark.parametrize(
    ("path", "headers", "status", "slug"),
    [
        ("/api/read", {}, 401, "unauthorized"),
        ("/api/read", {"Authorization": "Basic eA=="}, 401, "unauthorized"),
        ("/api/read", {"Authorization": "Bearer"}, 401, "unauthorized"),
        ("/api/read", {"Authorization": "Bearer x y"}, 401, "unauthorized"),
        ("/api/read", auth(token("candidate")), 401, "unauthorized"),
        ("/api/read", auth(service_token(SETTINGS, "jobs")), 401, "unauthorized"),
        ("/api/peers-only", admin(), 401, "unauthorized"),
        ("/api/read", auth(token("admin", permissions=[])), 403, "forbidden"),
        ("/api/read", admin(mcp=True), 403, "password-change-required"),
        ("/api/both", auth(token("candidate", mcp=True)), 403, "password-change-required"),
    ],
)
async def test_who_is_refused(
    client: httpx.AsyncClient, path: str, headers: dict[str, str], status: int, slug: str
) -> None:
    is_problem(await client.get(path, headers=headers), status, slug)


async def test_who_is_let_in(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/read", headers=admin())).json() == "user_1"
    assert (await client.get("/api/both", headers=auth(token("candidate")))).json() == "candidate"
    assert (await client.get("/api/me", headers=admin(mcp=True))).json() == "user_1"
    assert (await client.get("/api/peers-only", headers=auth(service_token(SETTINGS, "jobs")))).json() == "jobs"


async def test_a_revoked_token_is_refused_at_once(client: httpx.AsyncClient) -> None:
    headers = admin(tv=3)
    assert (await client.get("/api/read", headers=headers)).status_code == 200
    APP.state.security.revocations.apply({"subject_id": "user_1", "token_version": 4, "session_ids": []})
    is_problem(await client.get("/api/read", headers=headers), 401, "unauthorized")
    assert (await client.get("/api/read", headers=admin(tv=4))).status_code == 200


async def test_while_revocations_are_not_heard_writes_and_sensitive_reads_ask_auth(client: httpx.AsyncClient) -> None:
    async def statuses() -> list[int]:
        return [
            (await client.get("/api/read", headers=admin())).status_code,
            (await client.post("/api/write", headers=admin())).status_code,
            (await client.get("/api/audit", headers=admin())).status_code,
        ]

    assert (await statuses(), state.checks) == ([200, 200, 200], [])
    state.live = False
    assert (await statuses(), state.checks) == ([200, 200, 200], ["user_1", "user_1"])
    state.alive = False
    assert await statuses() == [200, 401, 401]
    state.alive = problem.unavailable()
    assert await statuses() == [200, 503, 503]


# --- health and logs


async def test_readiness_reports_all_and_needs_only_what_is_vital(client: httpx.AsyncClient) -> None:
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["checks"]) == (200, {"database": "ok", "broker": "ok"})
    state.broker_up = False
    limping = await client.get("/readyz")
    assert (limping.status_code, limping.json()["checks"]["broker"]) == (200, "failing")
    state.draining = True
    assert (await client.get("/readyz")).json()["status"] == "draining"
    assert (await client.get("/readyz")).status_code == 503
    assert (await client.get("/healthz")).status_code == 200


async def test_the_access_line_has_ids_and_no_person(client: httpx.AsyncClient, log: io.StringIO) -> None:
    await client.get("/api/read?q=joan@agency.example", headers=admin())
    await client.get("/api/users/joan%40agency.example")
    await client.get("/healthz")
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert (lines[0]["message"], lines[0]["status"], lines[0]["actor_id"]) == ("GET /api/read", 200, "user_1")
    assert {"time", "level", "service", "request_id", "trace_id", "ms"} <= set(lines[0])
    assert lines[0]["time"].endswith("Z")
    assert [line["level"] for line in lines] == ["INFO", "INFO", "DEBUG"]
    assert "joan" not in log.getvalue()  # no hexadecimal id can spell it


@pytest.mark.parametrize("draining", [True, False])
async def test_a_request_given_up_at_a_stop_is_told_to_come_again(draining: bool) -> None:
    begun, sent = asyncio.Event(), []

    async def slow(*_: Any) -> None:
        begun.set()
        await asyncio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    layer = http.HttpLayer(slow, SETTINGS, draining=lambda: draining)
    scope = {"type": "http", "method": "GET", "path": "/api/x", "headers": [], "client": None}
    task = asyncio.create_task(layer(scope, receive, send))
    await begun.wait()
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled() is not draining
    assert [each["status"] for each in sent if "status" in each] == ([503] if draining else [])
