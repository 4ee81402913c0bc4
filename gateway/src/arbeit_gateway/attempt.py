"""One request on its way to a service: which replica has it, whether it may go to another, and what the breakers learn.

What never left (no connection could be made) goes to another replica whatever its method; a GET of which no byte of an
answer came is asked once more. Nothing else is ever sent twice.
"""

from __future__ import annotations

import asyncio
import random
from typing import Any

import aiohttp

from arbeit_gateway.routes import Timing
from arbeit_gateway.upstream import Upstream

_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class Attempt:
    """Admits the request at once: Problem 503 when no replica is asked at the moment. Tell the outcome with `succeeded`
    or `failed`, and call `over` at the end in any case."""

    __slots__ = ("_known", "_loop", "_replica", "_upstream")

    def __init__(self, upstream: Upstream, loop: asyncio.AbstractEventLoop) -> None:
        self._upstream = upstream
        self._loop = loop
        self._replica = upstream.admit(loop.time())
        self._known = False

    async def request(
        self,
        method: str,
        path: str,
        query: bytes,
        *,
        headers: list[tuple[str, str]],
        timing: Timing = "standard",
        data: Any = None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  the client library's own object
    ) -> aiohttp.ClientResponse:
        """The head of the answer. Raises what aiohttp raises."""
        try:
            return await self._once(method, path, query, headers, timing, data, timeout)
        except (*_NEVER_LEFT, aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
            if method != "GET" and not isinstance(error, _NEVER_LEFT):
                raise
            if not self._elsewhere():
                if method != "GET" or isinstance(error, aiohttp.ConnectionTimeoutError):
                    raise
                # A little apart, so that the callers of a service that restarts do not all come back in one moment.
                await asyncio.sleep(random.uniform(0.01, 0.05))  # noqa: S311
        return await self._once(method, path, query, headers, timing, data, timeout)

    async def _once(
        self,
        method: str,
        path: str,
        query: bytes,
        headers: list[tuple[str, str]],
        timing: Timing,
        data: Any,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109
    ) -> aiohttp.ClientResponse:
        replica = self._replica
        response = await replica.session(timing).request(
            method, replica.url(path, query), headers=headers, data=data, allow_redirects=False, timeout=timeout
        )
        if self._upstream.several and response.headers.get("Connection") == "close":
            replica.ready = False  # it is about to stop, and says so sooner than we ask
        return response

    def _elsewhere(self) -> bool:
        """Moves on to another replica; False when there is none to ask."""
        now = self._loop.time()
        other = self._upstream.other(self._replica, now)
        if other is None:
            return False
        self._replica.breaker.failed(now)
        self._replica.ready = False
        self._replica = other
        return True

    def succeeded(self, now: float) -> None:
        """An answer began, whatever its status: the replica is there."""
        self._known = True
        self._replica.breaker.succeeded(now)

    def failed(self) -> None:
        """No connection, or it broke, or a deadline passed; counts once, and not after an answer began."""
        if not self._known:
            self._known = True
            self._replica.breaker.failed(self._loop.time())

    def over(self) -> None:
        """The end; without an outcome the caller left, which says nothing about the replica."""
        if not self._known:
            self._replica.breaker.abandoned()
