"""Watches how long requests wait for a connection of the pool."""

from __future__ import annotations

from typing import Any

from pymongo.monitoring import ConnectionCheckedOutEvent, ConnectionCheckOutFailedEvent, ConnectionPoolListener

from arbeit_kit import metrics

_WORTH_TELLING_S = 0.001


class PoolWaits(ConnectionPoolListener):
    """Called for every operation, from the driver's threads: the common case, no wait, must cost nothing."""

    def connection_checked_out(self, event: ConnectionCheckedOutEvent) -> None:
        waited = event.duration or 0.0
        if waited >= _WORTH_TELLING_S:
            metrics.POOL_WAITS.observe(waited)

    def connection_check_out_failed(self, event: ConnectionCheckOutFailedEvent) -> None:  # noqa: ARG002
        metrics.POOL_FAILURES.inc()

    def _nothing(self, event: Any) -> None:
        """Not of interest here."""

    pool_created = pool_ready = pool_cleared = pool_closed = _nothing
    connection_created = connection_ready = connection_closed = _nothing
    connection_check_out_started = connection_checked_in = _nothing
