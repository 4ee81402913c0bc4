"""The proxied path: pure ASGI on one side, aiohttp's client on the other, streaming both ways.

Deadlines and what they become: a service that cannot be reached or breaks off is 502, one that is late is 504, an open
breaker is 503 with Retry-After; always problem+json. What may be sent once more is decided in attempt.py.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, Final

import aiohttp

from arbeit_gateway import headers
from arbeit_gateway.attempt import Attempt
from arbeit_gateway.body import Body, Gone, TooLarge
from arbeit_gateway.deadline import Deadline
from arbeit_gateway.exchange import Exchange
from arbeit_gateway.headers import Incoming
from arbeit_gateway.routes import Route
from arbeit_gateway.upstream import Upstream
from arbeit_kit import problem
from arbeit_kit.problem import Problem

_SAFE: Final = frozenset({"GET", "HEAD"})


class Left(Exception):  # noqa: N818
    """The browser has gone (or the gateway drains): nobody waits for the rest of this answer."""


class Streams:
    """The open event streams, so that a drain can end them: each is cancelled and closed in good order."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._per_user: dict[str, int] = {}
        self.draining = False

    @contextlib.contextmanager
    def open(self, who: str, limit: int) -> Any:
        """Raises 429 when this person already has `limit` streams open, 503 when the gateway drains."""
        if self.draining:
            raise problem.unavailable("The gateway is about to restart.", 1)
        count = self._per_user.get(who, 0)
        if count >= limit:
            raise problem.too_many(5, "Too many open streams.")
        task = asyncio.current_task()
        assert task is not None
        self._per_user[who] = count + 1
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)
            left = self._per_user[who] - 1
            if left:
                self._per_user[who] = left
            else:
                del self._per_user[who]

    def __len__(self) -> int:
        return len(self._tasks)

    def drain(self) -> None:
        self.draining = True
        for task in tuple(self._tasks):
            task.cancel()


async def forward(exchange: Exchange, route: Route, upstream: Upstream, loop: asyncio.AbstractEventLoop) -> None:
    """Carry one request to its service and the answer back. Raises Problem only before the answer has started."""
    attempt = Attempt(upstream, loop)
    task = asyncio.current_task(loop)
    assert task is not None
    if route.timing == "standard" or exchange.method not in _SAFE:
        # Ordinary requests are short and end by themselves; an upload ends with the body that stops coming.
        await _guarded(exchange, route, upstream, attempt, loop, task)
        return
    # Downloads and streams can take long: stop as soon as the browser leaves.
    watcher = loop.create_task(_watch(exchange, task))
    try:
        await _guarded(exchange, route, upstream, attempt, loop, task)
    except asyncio.CancelledError:
        if watcher.done():
            task.uncancel()
        elif route.timing == "stream" and exchange.status:
            task.uncancel()  # the gateway drains: end the stream in good order, the browser comes back elsewhere
            await exchange.send({"type": "http.response.body", "body": b""})
        else:
            raise
    finally:
        watcher.cancel()


async def _watch(exchange: Exchange, task: asyncio.Task[Any]) -> None:
    while (await exchange.receive())["type"] != "http.disconnect":
        pass
    task.cancel()


async def _guarded(
    exchange: Exchange,
    route: Route,
    upstream: Upstream,
    attempt: Attempt,
    loop: asyncio.AbstractEventLoop,
    task: asyncio.Task[Any],
) -> None:
    """Under the deadlines, with the breaker told how it went and every failure turned into its problem."""
    body: Body | None = None
    now = loop.time()
    limits = upstream.deadlines[route.timing]
    try:
        with Deadline(loop, task, now + limits[0] if limits is not None else None) as deadline:
            data: bytes | AsyncIterator[bytes] | None = None
            if exchange.method not in _SAFE:
                body = Body(exchange.receive, route.body_limit)
                data = await _data(body, exchange.incoming)
            response = await attempt.request(
                "GET" if exchange.method == "HEAD" else exchange.method,
                exchange.path,
                exchange.query,
                headers=outgoing_headers(exchange, route, data),
                timing=route.timing,
                data=data,
                timeout=upstream.timeouts[route.timing],
            )
            attempt.succeeded(now)
            if limits is not None and limits[1] != limits[0]:
                deadline.move(now + limits[1])
            try:
                await _answer(exchange, response)
            finally:
                response.release()
    except TooLarge:
        raise problem.too_large(route.body_limit) from None
    except Gone:
        return
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        if body is not None and body.failure is not None:
            if isinstance(body.failure, TooLarge) and not exchange.status:
                raise problem.too_large(route.body_limit) from None
            return
        if isinstance(error, TimeoutError) and body is not None and not body.complete and not exchange.status:
            raise _slow_body() from None
        attempt.failed()
        if exchange.status:
            raise Left from error
        raise _failure(upstream.name, error) from error
    finally:
        attempt.over()


async def _data(body: Body, incoming: Incoming | None) -> bytes | AsyncIterator[bytes] | None:
    """The body for the client library: as bytes when all of it has already arrived, else as a stream."""
    assert incoming is not None
    if not incoming.chunked and not incoming.content_length:
        return None
    first = await body.first()
    if body.complete:
        return first
    return body.rest(first)


def outgoing_headers(
    exchange: Exchange, route: Route, data: bytes | AsyncIterator[bytes] | None = None
) -> list[tuple[str, str]]:
    """What the service sees: the client's own headers that may pass, and ours about the way here."""
    incoming = exchange.incoming
    assert incoming is not None
    outgoing = incoming.forward
    # What the client library would add by itself; and no service shall compress for a client that did not ask.
    if not incoming.accept:
        outgoing.append(("accept", "*/*"))
    if not incoming.agent:
        outgoing.append(("user-agent", "-"))
    if not incoming.encoding:
        outgoing.append(("accept-encoding", "identity"))
    outgoing.append(("x-forwarded-for", exchange.address))
    outgoing.append(("x-forwarded-proto", exchange.scheme))
    if incoming.host is not None:
        outgoing.append(("x-forwarded-host", incoming.host.decode("ascii")))
    outgoing.append(("x-request-id", exchange.request_id.decode("ascii")))
    outgoing.append(("traceparent", exchange.traceparent.decode("ascii")))
    if route.cookie and incoming.cookie is not None:
        outgoing.append(("cookie", incoming.cookie.decode("latin-1")))
    if data is not None and not isinstance(data, bytes) and incoming.content_length is not None:
        outgoing.append(("content-length", str(incoming.content_length)))
    return outgoing


async def _answer(exchange: Exchange, response: aiohttp.ClientResponse) -> None:
    """Pass the answer on as it comes: each piece is sent before the next one is read."""
    await exchange.start(response.status, headers.response(response.raw_headers))
    content, send = response.content, exchange.send
    if exchange.method == "HEAD":
        response.close()
        await send({"type": "http.response.body", "body": b""})
        return
    while True:
        piece = await content.readany()
        last = content.at_eof()
        await send({"type": "http.response.body", "body": piece, "more_body": not last})
        if last:
            return


def _failure(name: str, error: BaseException) -> Problem:
    if isinstance(error, TimeoutError):
        return Problem(504, "gateway-timeout", "Gateway timeout", f"The {name} service did not answer in time.")
    return Problem(502, "bad-gateway", "Bad gateway", f"The {name} service could not be reached.")


def _slow_body() -> Problem:
    return Problem(408, "request-timeout", "Request timeout", "The request's body did not arrive in time.")
