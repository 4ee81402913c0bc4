"""A closed-loop HTTP load generator: `connections` sockets, each with one request in flight.

Written on bare asyncio protocols so that it takes little of the machine that it shares with the system under test; no
timing of it decides a test.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Make = Callable[[], bytes]


@dataclass(slots=True)
class Result:
    """Latencies in milliseconds, statuses counted; `per_second` over the measured time."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.latencies)

    @property
    def per_second(self) -> float:
        return self.count / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")

    @property
    def median(self) -> float:
        return statistics.median(self.latencies) if self.latencies else float("nan")


def request(method: str, path: str, token: str, body: bytes = b"", **headers: str) -> bytes:
    """The bytes of one HTTP/1.1 request."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {token}",
        "Accept: application/json",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    if body or method in ("POST", "PUT"):
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Connection(asyncio.Protocol):
    """One socket, one request at a time; understands Content-Length and chunked answers."""

    def __init__(self, make: Make, result: Result, until: float) -> None:
        self._make = make
        self._result = result
        self._until = until
        self._buffer = b""
        self._sent = 0.0
        self._transport: asyncio.Transport | None = None
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("closed by the server"))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, separator, rest = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        lowered = head.lower()
        if b"transfer-encoding: chunked" in lowered:
            if not rest.endswith(b"0\r\n\r\n"):
                return
        elif (at := lowered.find(b"content-length:")) >= 0:
            length = int(lowered[at + 15 :].split(b"\r\n", 1)[0])
            if len(rest) < length:
                return
        self._buffer = b""
        status = int(head[9:12])
        self._result.latencies.append((time.perf_counter() - self._sent) * 1000)
        self._result.statuses[status] = self._result.statuses.get(status, 0) + 1
        self._next()

    def _next(self) -> None:
        assert self._transport is not None
        if time.perf_counter() >= self._until:
            if not self.done.done():
                self.done.set_result(None)
            self._transport.close()
            return
        self._sent = time.perf_counter()
        self._transport.write(self._make())


async def run(url: str, make: Make, *, connections: int, seconds: float, warm_up: float = 1.0) -> Result:
    """Drives `url`'s host for `seconds`; the warm-up before it is not counted."""
    parts = urlsplit(url)
    if warm_up:
        await _phase(parts.hostname or "", parts.port or 80, make, connections, warm_up)
    return await _phase(parts.hostname or "", parts.port or 80, make, connections, seconds)


async def _phase(host: str, port: int, make: Make, connections: int, seconds: float) -> Result:
    result = Result()
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    opened = [
        (await loop.create_connection(lambda: _Connection(make, result, began + seconds), host, port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(each.done for each in opened))
    result.seconds = time.perf_counter() - began
    return result
