"""One JSON line per request: ids, method, route template, status, duration. No address, no path, no query, no name:
a path can hold an e-mail address (`/users/{email}`), a query a search for a person.

Lines are collected and written together a few times per second; formatting each through `logging` would cost a tenth
of a request's time.
"""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import UTC, datetime
from typing import BinaryIO, Final

import orjson

from arbeit_gateway.exchange import Exchange

_FLUSH_AFTER_S: Final = 0.2
_FLUSH_AT: Final = 1000


class AccessLog:
    """`everything` False keeps only the failures (5xx)."""

    def __init__(self, everything: bool, out: BinaryIO | None = None) -> None:
        self._everything = everything
        self._out = out or sys.stdout.buffer
        self._lines: list[bytes] = []
        self._timer: asyncio.TimerHandle | None = None
        self._second = 0
        self._text = ""

    def write(self, exchange: Exchange, loop: asyncio.AbstractEventLoop) -> None:
        """Note how a request ended. Status 499: the browser left before an answer began."""
        status = exchange.status or 499
        if status < 500 and not self._everything:
            return
        route, claims = exchange.route, exchange.claims
        line: dict[str, object] = {
            "time": self._moment(),
            "level": "ERROR" if status >= 500 else "INFO",
            "service": "gateway",
            "message": "request",
            "request_id": exchange.request_id.decode("ascii"),
            "trace_id": exchange.traceparent[3:35].decode("ascii"),
            "span_id": exchange.traceparent[36:52].decode("ascii"),
            "method": exchange.method,
            "route": route.template if route is not None else None,
            "upstream": route.service if route is not None else None,
            "status": status,
            "ms": round((time.perf_counter() - exchange.started) * 1000, 2),
        }
        if claims is not None:
            line["actor_id"] = claims.subject
        self._lines.append(orjson.dumps(line))
        if len(self._lines) >= _FLUSH_AT:
            self.flush()
        elif self._timer is None:
            self._timer = loop.call_later(_FLUSH_AFTER_S, self.flush)

    def _moment(self) -> str:
        """Now, to the millisecond; the text of the second is made once a second."""
        now = time.time()
        second = int(now)
        if second != self._second:
            self._second = second
            self._text = datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S.")
        return f"{self._text}{int((now - second) * 1000):03d}Z"

    def flush(self) -> None:
        """Write what has been collected. A closed or full pipe loses lines, never requests."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._lines:
            lines, self._lines = self._lines, []
            try:
                self._out.write(b"\n".join(lines) + b"\n")
                self._out.flush()
            except (OSError, ValueError):
                return
