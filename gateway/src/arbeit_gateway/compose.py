"""`GET /api/dashboard/stats`: four services asked at once with the caller's own token, their JSON put side by side.

Each service applies the caller's scope; nothing is shared between callers here. A part that fails or is later than two
seconds is null and named in `degraded`, one that the caller's role may not read is null and named in `withheld`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final, Literal

import aiohttp
import orjson

from arbeit_gateway.attempt import Attempt
from arbeit_gateway.exchange import Exchange
from arbeit_gateway.headers import API_CSP, NO_STORE
from arbeit_gateway.upstream import Upstream
from arbeit_kit import problem

PARTS: Final = (
    ("jobs", "jobs", "/api/jobs/stats"),
    ("candidates", "candidates", "/api/candidates/stats"),
    ("clients", "tenancy", "/api/clients/stats"),
    ("interviews", "interviews", "/api/interviews/stats/pipeline"),
)
_LARGEST: Final = 256 * 1024
_HEADERS: Final = [(b"content-type", b"application/json"), NO_STORE, API_CSP]

_Lost = Literal["degraded", "withheld", "refused"]


async def dashboard(exchange: Exchange, upstreams: Mapping[str, Upstream]) -> None:
    """Answer with all parts. Problem 403 without `dashboard:read`, 401 when a service says that the token has ended;
    never a 5xx because of a part."""
    claims = exchange.claims
    assert claims is not None
    if claims.must_change_password:
        raise problem.forbidden("Change your password first.", "password-change-required")
    if "dashboard:read" not in claims.permissions:
        raise problem.forbidden("Your role does not allow this.")
    incoming = exchange.incoming
    assert incoming is not None
    headers = [
        ("authorization", incoming.authorization or ""),
        ("accept", "application/json"),
        ("accept-encoding", "identity"),
        ("user-agent", "-"),
        ("x-forwarded-for", exchange.address),
        ("x-forwarded-proto", exchange.scheme),
        ("x-request-id", exchange.request_id.decode("ascii")),
        ("traceparent", exchange.traceparent.decode("ascii")),
    ]
    loop = asyncio.get_running_loop()
    answers = await asyncio.gather(*(_part(upstreams[service], path, headers, loop) for _, service, path in PARTS))
    if "refused" in answers:
        raise problem.unauthorized()
    lost: dict[str, list[str]] = {"degraded": [], "withheld": []}
    pieces: list[bytes] = []
    for (name, _, _), answer in zip(PARTS, answers, strict=True):
        if isinstance(answer, bytes):
            pieces.append(b'"%s":%s' % (name.encode(), answer))
        else:
            lost[answer].append(name)
            pieces.append(b'"%s":null' % name.encode())
    pieces.append(b'"degraded":%s,"withheld":%s' % (orjson.dumps(lost["degraded"]), orjson.dumps(lost["withheld"])))
    await exchange.answer(200, b"{" + b",".join(pieces) + b"}", [*_HEADERS])


async def _part(
    upstream: Upstream, path: str, headers: list[tuple[str, str]], loop: asyncio.AbstractEventLoop
) -> bytes | _Lost:
    """The JSON object of one service as it came, or why there is none."""
    try:
        attempt = Attempt(upstream, loop)
    except problem.Problem:
        return "degraded"
    try:
        response = await attempt.request("GET", path, b"", headers=headers, timeout=upstream.part)
        try:
            body = await response.read()
        finally:
            response.release()
        attempt.succeeded(loop.time())
        if response.status == 200 and len(body) <= _LARGEST and body[:1] == b"{" and body[-1:] == b"}":
            return body
        if response.status == 401:
            return "refused"
        return "withheld" if response.status == 403 else "degraded"
    except (TimeoutError, aiohttp.ClientError, OSError):
        attempt.failed()
        return "degraded"
    finally:
        attempt.over()
