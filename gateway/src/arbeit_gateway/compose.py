"""`GET /api/dashboard/stats`: four services asked at once with the caller's own token, their JSON put side by side.

Each service applies the caller's scope; nothing is shared between callers here. A part that fails or is later than two
seconds is null and named in `degraded`, one that the caller's role may not read is null and named in `withheld`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Final, Literal
from urllib.parse import parse_qs

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
OVER_TIME: Final = frozenset({"candidates"})
"""Parts that are asked for the days that the caller wants; the others say how it is now."""
MOST_DAYS: Final = 366
_NUMBER: Final = re.compile(r"[0-9]{1,3}\Z")
_LARGEST: Final = 256 * 1024
_HEADERS: Final = [(b"content-type", b"application/json"), NO_STORE, API_CSP]

_Lost = Literal["degraded", "withheld", "refused"]


async def dashboard(exchange: Exchange, upstreams: Mapping[str, Upstream]) -> None:
    """Answer with all parts, those over time also for the last `days`. Problem 422 for bad `days`, 403 without
    `dashboard:read`, 401 when a service says that the token has ended; never a 5xx because of a part."""
    claims = exchange.claims
    assert claims is not None
    if claims.must_change_password:
        raise problem.forbidden("Change your password first.", "password-change-required")
    if "dashboard:read" not in claims.permissions:
        raise problem.forbidden("Your role does not allow this.")
    asked = _days(exchange.query)
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
    answers = await asyncio.gather(
        *(
            _part(upstreams[service], path, asked if name in OVER_TIME else b"", headers, loop)
            for name, service, path in PARTS
        )
    )
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


def _days(query: bytes) -> bytes:
    """What the parts over time are asked with. Problem 422 for anything but a number of days."""
    given = parse_qs(query.decode("ascii"), keep_blank_values=True).get("days")
    if given is None:
        return b""
    if len(given) != 1 or not _NUMBER.match(given[0]) or not 1 <= int(given[0]) <= MOST_DAYS:
        raise problem.invalid("days", f"Send one whole number from 1 to {MOST_DAYS}.", "bad-days")
    return b"days=%d" % int(given[0])


async def _part(
    upstream: Upstream, path: str, query: bytes, headers: list[tuple[str, str]], loop: asyncio.AbstractEventLoop
) -> bytes | _Lost:
    """The JSON object of one service as it came, or why there is none."""
    try:
        attempt = Attempt(upstream, loop)
    except problem.Problem:
        return "degraded"
    try:
        response = await attempt.request("GET", path, query, headers=headers, timeout=upstream.part)
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
