"""What the gateway counts, and the port that tells it: never the public one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sized
from functools import partial
from threading import Thread
from typing import Final
from wsgiref.simple_server import WSGIServer

from prometheus_client import Counter, Gauge, start_http_server

from arbeit_gateway.exchange import Exchange
from arbeit_gateway.upstream import Upstream
from arbeit_kit import metrics

_AWAY: Final = frozenset({401, 403, 408, 413, 429})
_STATES: Final = {"closed": 0.0, "half-open": 0.5, "open": 1.0}

BREAKER: Final = Gauge(
    "arbeit_gateway_breaker_open",
    "1 while a service is left alone, 0.5 while it is being tried again.",
    ("upstream",),
    registry=metrics.REGISTRY,
)
TURNED_AWAY: Final = Counter(
    "arbeit_gateway_turned_away_total",
    "Answers 401, 403, 408, 413 and 429, whether the gateway or the service gave them.",
    ("status",),
    registry=metrics.REGISTRY,
)


def count(exchange: Exchange) -> None:
    """One finished request. Event streams are gauged, not timed; the site's files count as one route."""
    route = exchange.route
    if route is not None and route.timing == "stream" and exchange.status == 200:
        return
    template = route.template if route is not None else None if exchange.path.startswith("/api") else "site"
    status = exchange.status or 499
    metrics.observe_request(exchange.method, template, status, time.perf_counter() - exchange.started)
    if status in _AWAY:
        TURNED_AWAY.labels(str(status)).inc()


def _state(upstream: Upstream) -> float:
    return _STATES[upstream.state]


class MetricsPort:
    """`/metrics` on a port of its own, from a thread of its own: a scrape takes no turn of the event loop."""

    def __init__(self, host: str, port: int, streams: Sized, upstreams: Mapping[str, Upstream]) -> None:
        self._host = host
        self._port = port
        self._streams = streams
        self._upstreams = upstreams
        self._server: WSGIServer | None = None
        self._thread: Thread | None = None
        self._lag: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Raises OSError when the port is taken."""
        metrics.STREAMS.set_function(lambda: float(len(self._streams)))
        for name, upstream in self._upstreams.items():
            BREAKER.labels(name).set_function(partial(_state, upstream))
        self._server, self._thread = start_http_server(self._port, self._host, registry=metrics.REGISTRY)
        self._lag = asyncio.create_task(metrics.watch_loop(), name="gateway-loop-watch")

    def stop(self) -> None:
        """Frees the port."""
        if self._lag is not None:
            self._lag.cancel()
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join(timeout=2)
