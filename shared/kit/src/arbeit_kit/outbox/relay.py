"""Moves committed events from the outbox to the broker: at least once, in order per entity.

One relay of all replicas works at a time, under a lease. A row is deleted only after the broker confirmed it; a relay
that dies in between publishes it again, and subscribers drop the copy by its event id.
"""

from __future__ import annotations

import asyncio
import logging
from itertools import groupby
from typing import TYPE_CHECKING, Any

from arbeit_kit import metrics
from arbeit_kit.mongo.errors import DatabaseError
from arbeit_kit.mongo.lease import Lease

if TYPE_CHECKING:
    from arbeit_kit.messaging.publisher import Publisher
    from arbeit_kit.mongo.database import Database

log = logging.getLogger(__name__)

BATCH = 500
# Entities published at the same time; the rows of one entity always wait for each other.
CONCURRENCY = 64
# Polling is the rule, the wake-up after a commit only a hint; another process's commits are found by polling.
POLL_S = 0.25
# The pause per row of the last round, and at most.
GATHER_S = 0.01
LONGEST_GATHER_S = 0.1
BACKOFF_S = (0.1, 0.3, 1.0, 2.0, 5.0)


class Relay:
    """`run()` until `stop()`; `stop()` drains what is committed, for at most `drain_s` seconds."""

    def __init__(self, database: Database, publisher: Publisher, *, poll_s: float = POLL_S) -> None:
        self._database = database
        self._publisher = publisher
        self._poll_s = poll_s
        self._lease = Lease(database.raw["leases"], "relay")
        self._wake = asyncio.Event()
        self._stopping = False
        self._failures = 0
        database.on_wake(self._wake)

    async def run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                leads = await self._lease.hold()
                metrics.RELAY_LEASE.set(leads)
                done = await self._drain() if leads else 0
                self._failures = 0
            except (DatabaseError, OSError) as error:
                done = 0
                self._note(error, "outbox-unreadable")
            except PublishFailed as error:
                done = 0
                self._note(error.__cause__ or error, "publish-failed")
            if done == 0:
                await self._pause()
            elif done < BATCH:
                # Everything that was there is out. Under load the next rows gather for a moment, the longer the more
                # there are, so that one read and one delete here, and one transaction of each subscriber, serve
                # several; a single event on an idle machine never waits.
                await asyncio.sleep(min(GATHER_S * done, LONGEST_GATHER_S))
                if not self._wake.is_set():
                    await self._pause()

    async def stop(self, drain_s: float = 5.0) -> None:
        """Publishes what is left if the broker answers, then gives the lease back."""
        self._stopping = True
        self._wake.set()
        try:
            async with asyncio.timeout(drain_s):
                while await self._lease.hold() and await self._drain():
                    pass
        except (TimeoutError, PublishFailed, DatabaseError, OSError):
            log.warning("outbox left to the next start", extra={"event": "relay_drain_incomplete"})
        try:
            await self._lease.release()
        except DatabaseError:
            log.info("lease left to expire", extra={"event": "lease_not_released"})

    async def _drain(self) -> int:
        """Publishes one batch; returns how many rows it confirmed and removed."""
        outbox = self._database.outbox
        rows = await outbox.find({}).sort("_id", 1).limit(BATCH).to_list(BATCH)
        if not rows:
            return 0
        if len(rows) == BATCH:
            rows = await self._without_successors_of_missing(rows)
        rows.sort(key=lambda row: (row["entity"], row["sequence"], row["_id"]))
        limit = asyncio.Semaphore(CONCURRENCY)
        confirmed: list[str] = []
        groups = [list(group) for _, group in groupby(rows, key=lambda row: row["entity"])]
        results = await asyncio.gather(
            *(self._publish_in_order(group, limit, confirmed) for group in groups), return_exceptions=True
        )
        if confirmed:
            metrics.PUBLISHED.inc(len(confirmed))
            await outbox.delete_many({"_id": {"$in": confirmed}})
        for result in results:
            if isinstance(result, BaseException):
                raise PublishFailed from result
        return len(confirmed)

    async def _publish_in_order(
        self, rows: list[dict[str, Any]], limit: asyncio.Semaphore, confirmed: list[str]
    ) -> None:
        async with limit:
            for row in rows:
                if not self._lease.held and not await self._lease.hold():
                    return
                await self._publisher.publish_row(row)
                confirmed.append(row["_id"])

    async def _without_successors_of_missing(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Drops rows whose entity has an earlier one beyond this batch: a replica's clock ran ahead of another's."""
        here = {row["_id"] for row in rows}
        first: dict[str, int] = {}
        cursor = self._database.outbox.find({}, {"entity": 1, "sequence": 1})
        async for row in cursor:
            if row["_id"] not in here:
                first[row["entity"]] = min(row["sequence"], first.get(row["entity"], row["sequence"]))
        return [row for row in rows if row["sequence"] < first.get(row["entity"], row["sequence"] + 1)]

    async def _pause(self) -> None:
        if self._stopping:
            return
        if self._failures:
            await asyncio.sleep(BACKOFF_S[min(self._failures, len(BACKOFF_S)) - 1])
            return
        try:
            await asyncio.wait_for(self._wake.wait(), self._poll_s)
        except TimeoutError:
            return

    def _note(self, error: BaseException, reason: str) -> None:
        self._failures += 1
        metrics.RELAY_FAILURES.labels(reason).inc()
        if self._failures in (1, 10) or self._failures % 100 == 0:
            log.warning("relay waits: %s", type(error).__name__, extra={"event": "relay_waits", "reason": reason})


class PublishFailed(Exception):  # noqa: N818
    """The broker did not confirm; the rows stay in the outbox."""
