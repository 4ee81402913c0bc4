"""The connection to one service: its own pools (a slow service cannot use up the connections of the others), its own
deadlines, its own breaker."""

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


class Upstream:
    """One service. `start` inside the event loop, `close` at the end."""

    __slots__ = ("_plain", "_stream", "breaker", "deadlines", "name", "origin", "part", "timeouts")

    def __init__(self, name: str, origin: str, settings: Settings) -> None:
        self.name = name
        self.origin = origin
        self.breaker = Breaker(settings.breaker_failures, settings.breaker_window, settings.breaker_open)
        connect, bulk = settings.connect_timeout, settings.bulk_timeout
        self.timeouts: dict[Timing, aiohttp.ClientTimeout] = {
            "standard": aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=None),
            "bulk": aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=bulk),
            "stream": aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=None),
        }
        # Seconds until the answer begins, and until it is complete.
        self.deadlines: dict[Timing, tuple[float, float] | None] = {
            "standard": (min(settings.read_timeout, settings.request_deadline), settings.request_deadline),
            "bulk": (bulk, bulk),
            "stream": None,
        }
        self.part = aiohttp.ClientTimeout(total=settings.compose_timeout, connect=connect, sock_connect=connect)
        self._plain: aiohttp.ClientSession | None = None
        self._stream: aiohttp.ClientSession | None = None
        self._limit(settings.connections_per_service)

    def _limit(self, connections: int) -> None:
        """Streams have a pool of their own: a hundred open notification streams must not starve the lists."""
        self._plain = _session(connections)
        self._stream = _session(0)

    def session(self, timing: Timing) -> aiohttp.ClientSession:
        session = self._stream if timing == "stream" else self._plain
        assert session is not None
        return session

    def url(self, path: str, query: bytes) -> URL:
        """`encoded=True`: the path goes on byte for byte; normalising it here could make it another one."""
        tail = f"{path}?{query.decode('latin-1')}" if query else path
        return URL(self.origin + tail, encoded=True)

    async def close(self) -> None:
        for session in (self._plain, self._stream):
            if session is not None:
                await session.close()

    async def answers(self) -> bool:
        """True when the service calls itself ready within a second (for /readyz)."""
        try:
            async with (
                asyncio.timeout(1.0),
                self.session("standard").get(f"{self.origin}/readyz", allow_redirects=False) as response,
            ):
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False


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
    # place here (proxy.py), and never for a method that changes something. There is no public switch; its own test
    # client sets the same attribute.
    session._retry_connection = False
    return session
