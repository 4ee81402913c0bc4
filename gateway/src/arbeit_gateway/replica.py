"""The connections to one process of a service: pools of its own (one that is slow cannot use up the connections of the
others), a breaker of its own."""

from __future__ import annotations

import asyncio
from typing import Final

import aiohttp
from yarl import URL

from arbeit_gateway.breaker import Breaker
from arbeit_gateway.routes import Timing
from arbeit_gateway.settings import Settings

# The services close an idle connection after 75 seconds (kit). We let go well before: a request sent on a connection
# that the other side is just closing fails, and a POST must not be sent twice.
_KEEP_ALIVE_S: Final = 45.0


class Replica:
    """One address. Made inside the event loop; `close` at the end. `ready` is what it last said of itself."""

    __slots__ = ("_plain", "_stream", "breaker", "origin", "ready")

    def __init__(self, origin: str, settings: Settings) -> None:
        self.origin = origin
        self.ready = True
        self.breaker = Breaker(settings.breaker_failures, settings.breaker_window, settings.breaker_open)
        # Streams have a pool of their own: a hundred open notification streams must not starve the lists.
        self._plain = _session(settings.connections_per_service)
        self._stream = _session(0)

    def session(self, timing: Timing) -> aiohttp.ClientSession:
        return self._stream if timing == "stream" else self._plain

    def url(self, path: str, query: bytes = b"") -> URL:
        """`encoded=True`: the path goes on byte for byte; normalising it here could make it another one."""
        tail = f"{path}?{query.decode('latin-1')}" if query else path
        return URL(self.origin + tail, encoded=True)

    async def answers(self) -> bool:
        """True when the process calls itself ready within a second."""
        try:
            async with (
                asyncio.timeout(1.0),
                self._plain.get(f"{self.origin}/readyz", allow_redirects=False) as response,
            ):
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def close(self) -> None:
        await self._plain.close()
        await self._stream.close()


def _session(connections: int) -> aiohttp.ClientSession:
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=connections, limit_per_host=0, keepalive_timeout=_KEEP_ALIVE_S, ttl_dns_cache=10
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        raise_for_status=False,
        trust_env=False,
    )
    # aiohttp by itself sends PUT and DELETE a second time when a kept connection breaks. Retrying is decided in one
    # place here (attempt.py), and never for a method that changes something. There is no public switch; its own test
    # client sets the same attribute.
    session._retry_connection = False
    return session
