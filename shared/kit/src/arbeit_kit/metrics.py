"""Metrics in Prometheus' text format: what this process counts, and ``/metrics``, which says it.

Served on the service's own port only; the gateway's routing table does not list it. No metric carries the name of a
service: the scrape adds ``service`` and ``half`` (deploy/observability). Labels come from closed sets (route templates,
queues, outcomes), never from what a caller sends.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

REGISTRY = CollectorRegistry()
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

# 0.15 and 0.25 s are the promises for reads and writes (reliability study, section 5): the SLO reads them off exactly.
_REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_PROVIDER_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0)
_WAIT_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 3.0)

REQUESTS = Histogram(
    "arbeit_http_request_seconds",
    "Time from the first byte of a request to the last of its answer, by route template and class of status.",
    ("method", "route", "code"),
    buckets=_REQUEST_BUCKETS,
    registry=REGISTRY,
)
HANDLED = Counter(
    "arbeit_messages_handled_total",
    "Deliveries by how they ended: done, retry (set aside for later), dead (given up).",
    ("queue", "outcome"),
    registry=REGISTRY,
)
REDELIVERED = Counter(
    "arbeit_messages_redelivered_total",
    "Deliveries that the broker had made before, to this process or another.",
    ("queue",),
    registry=REGISTRY,
)
DUPLICATES = Counter(
    "arbeit_messages_duplicate_total",
    "Deliveries whose id the inbox knew: nothing was done again.",
    registry=REGISTRY,
)
IN_FLIGHT = Gauge(
    "arbeit_messages_in_flight", "Deliveries being handled or waiting for their turn here.", registry=REGISTRY
)
PUBLISHED = Counter("arbeit_relay_published_total", "Outbox rows that the broker confirmed.", registry=REGISTRY)
RELAY_FAILURES = Counter(
    "arbeit_relay_failures_total", "Rounds of the relay that failed.", ("reason",), registry=REGISTRY
)
RELAY_LEASE = Gauge("arbeit_relay_lease_held", "1 while this process is the relay of its service.", registry=REGISTRY)
BROKER = Gauge("arbeit_broker_connected", "1 while this link to the broker is set up.", ("link",), registry=REGISTRY)
COMMITS = Counter("arbeit_transactions_total", "Database transactions by outcome.", ("outcome",), registry=REGISTRY)
RETRIES = Counter(
    "arbeit_transaction_retries_total",
    "Attempts of a transaction that were begun again: stale (a lost compare-and-set), transient (the server's word), "
    "together (one of a group failed, each went alone).",
    ("reason",),
    registry=REGISTRY,
)
POOL_WAITS = Histogram(
    "arbeit_database_pool_wait_seconds",
    "Waits for a connection of the pool that took a millisecond or more.",
    buckets=_WAIT_BUCKETS,
    registry=REGISTRY,
)
POOL_FAILURES = Counter(
    "arbeit_database_pool_failures_total", "Connections that the pool did not give.", registry=REGISTRY
)
OUTBOX_ROWS = Gauge("arbeit_outbox_rows", "Committed events that wait for the broker.", registry=REGISTRY)
OUTBOX_AGE = Gauge("arbeit_outbox_oldest_seconds", "Age of the oldest of them; 0 when none waits.", registry=REGISTRY)
PROVIDERS = Histogram(
    "arbeit_provider_call_seconds",
    "Calls to services of others (mail, calendar, model), by outcome: ok, later (may pass), refused (never will).",
    ("provider", "outcome"),
    buckets=_PROVIDER_BUCKETS,
    registry=REGISTRY,
)
STREAMS = Gauge("arbeit_streams_open", "Open server-sent event streams.", registry=REGISTRY)
LOOP_LAG = Gauge(
    "arbeit_event_loop_lag_seconds", "How late the event loop ran a timer, last measured.", registry=REGISTRY
)

# Told as 0 from the start: a series that begins at 1 is no increase.
for _outcome in ("committed", "failed", "gave_up"):
    COMMITS.labels(_outcome)

ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

_CLASSES = ("0xx", "1xx", "2xx", "3xx", "4xx", "5xx")
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_children: dict[tuple[str, str, int], Histogram] = {}

Gather = Callable[[], Awaitable[None]]
"""Brings gauges up to date just before they are read; whatever it raises, the rest is still told."""


def observe_request(method: str, route: str | None, status: int, seconds: float) -> None:
    """Counts one request. ``route`` is the template; None (nothing matched) is one series for all. ``status`` 499: the
    caller left before the answer began."""
    key = (method, route or "", status)
    child = _children.get(key)
    if child is None:
        # Looking a child up by its labels costs more than all the rest.
        known = method if method in _METHODS else "other"
        child = REQUESTS.labels(known, route or "unmatched", _CLASSES[status // 100] if 0 <= status < 600 else "0xx")
        if method in _METHODS:
            _children[key] = child
    child.observe(seconds)


@contextmanager
def provider_call(provider: str, outcome_of: Callable[[BaseException], str] = lambda _: "later") -> Iterator[None]:
    """Times one call to a service of others. ``outcome_of`` an error: ``later`` or ``refused``."""
    begun = time.perf_counter()
    outcome = "ok"
    try:
        yield
    except BaseException as error:
        outcome = outcome_of(error)
        raise
    finally:
        PROVIDERS.labels(provider, outcome).observe(time.perf_counter() - begun)


def exposition() -> bytes:
    """Everything, in the text format."""
    return generate_latest(REGISTRY)


def router(gather: Gather) -> APIRouter:
    """``GET /metrics``; not in the API's description."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/metrics")
    async def metrics() -> Response:
        await gather()
        return Response(exposition(), media_type=CONTENT_TYPE)

    return routes


async def watch_loop(every_s: float = 1.0) -> None:
    """Measures how late the loop is, for ever: blocking work on it delays every request of the process."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + every_s
        await asyncio.sleep(every_s)
        LOOP_LAG.set(max(0.0, loop.time() - due))
