"""Brings the provider's calendar up to date, apart from whoever asked for it.

One worker of all replicas acts at a time (a lease), each entry is claimed before a call, and no call is made inside a
transaction. A worker that dies leaves a claim that expires; the next one reads the event before it writes.
"""

from __future__ import annotations

import asyncio
import logging
import random
from datetime import UTC, datetime
from typing import Any

from arbeit_kit import ids, metrics
from arbeit_kit.service import Service
from arbeit_kit.time import now
from arbeit_notifications.calendar.port import CalendarProvider, Gone, Made, Wanted
from arbeit_notifications.channels.port import NotNow, Refused
from arbeit_notifications.commands import entries
from arbeit_notifications.domain.entry import Entry
from arbeit_notifications.rounds import BATCH, Rounds
from arbeit_notifications.store import STAFF, Store

log = logging.getLogger(__name__)

PARALLEL = 4
ATTEMPT_S = 45.0
"""An attempt is several calls; below the lease of an entry (60 s)."""
# A lower bound for what is due: the local database would else walk over every entry that is not due any more.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class CalendarWorker(Rounds):
    """Hands over the calendar entries that are due."""

    def __init__(self, service: Service[Store], calendar: CalendarProvider) -> None:
        super().__init__(service, "calendar", parallel=PARALLEL)
        self._calendar = calendar

    async def close(self) -> None:
        await self._calendar.close()

    async def round(self) -> int:
        """Handles up to `BATCH` due entries; how many there were."""
        due = await self._service.store.entries.find(
            STAFF, {"_k.due": {"$gt": _LONG_AGO, "$lte": now()}}, sort=[("_k.due", 1)], limit=BATCH
        )
        if not due:
            return 0
        self._idle.clear()
        try:
            await asyncio.gather(*(self._one(entry.interview_id) for entry in due))
        finally:
            self._idle.set()
        return len(due)

    async def _one(self, interview_id: str) -> None:
        async with self._slots:
            if not self.may_act:
                return
            # One per claim: a worker that slept through its lease must not settle what another has in hand.
            lease = ids.new("lease")
            claimed = await self._service.db.transaction(lambda tx: entries.claim(tx, interview_id, lease))
            if claimed is None:
                return
            entry, fresh = claimed
            try:
                with metrics.provider_call("calendar", _outcome):
                    made = await asyncio.wait_for(
                        self._calendar.apply(Wanted(entry.event_id, entry.step, fresh)), ATTEMPT_S
                    )
            except Gone:
                await self._service.db.transaction(lambda tx: entries.gone(tx, interview_id, lease))
            except Refused as refused:
                log.error("a calendar entry was refused: %s", refused.reason, extra={"event": "calendar_refused"})
                await self._refuse(entry, lease, refused.reason, retry=False)
            except NotNow as later:
                if later.operator:
                    log.error("calendar entries cannot be made: %s", later.reason, extra=_EVENT)
                await self._refuse(
                    entry,
                    lease,
                    later.reason,
                    retry=True,
                    asked_s=later.retry_after_s,
                    operator=later.operator,
                    doubtful=later.doubtful,
                )
            except Exception as error:
                # A bug of ours, or calls that took too long together: tried again like anything else.
                log.exception("calendar entry failed", extra={"event": "calendar_entry_failed"})
                await self._refuse(entry, lease, type(error).__name__, retry=True, doubtful=True)
            else:
                await self._made(entry, lease, made)

    async def _made(self, entry: Entry, lease: str, made: Made) -> None:
        await self._service.db.transaction(
            lambda tx: entries.made(
                tx, entry.interview_id, lease, entry.step.key, link=made.link, ical_uid=made.ical_uid
            )
        )

    async def _refuse(self, entry: Entry, lease: str, reason: str, **how: Any) -> None:
        spread = random.random()  # noqa: S311 - spreads retries, guards nothing
        await self._service.db.transaction(
            lambda tx: entries.refused(tx, entry.interview_id, lease, entry.step.key, reason, spread=spread, **how)
        )


def _outcome(error: BaseException) -> str:
    return "refused" if isinstance(error, Refused) else "later"


_EVENT = {"event": "calendar_misconfigured"}
