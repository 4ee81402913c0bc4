"""How many applications there are, by status and job."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from arbeit_candidates.domain.status import Status
from arbeit_candidates.schemas import Stats
from arbeit_candidates.schemas.answers import JobCount, PeriodStats
from arbeit_candidates.store import Store
from arbeit_kit.mongo import Scope
from arbeit_kit.time import now

_WEEK = timedelta(days=7)
_TOP_JOBS = 10
_FRESH_S = 1.0
# Counting reads everything in scope: at most a fifth of the time is spent on it, and no answer is older than 10 s.
_COST_FACTOR = 5
_OLDEST_S = 10.0
_SCOPES = 1_000


@dataclass(slots=True)
class _Counted:
    stats: Stats
    good_until: float


class StatsCache:
    """Counts each scope once for everybody who asks within a second (longer where counting is dear)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[Scope, int | None], _Counted] = {}
        self._running: dict[tuple[Scope, int | None], asyncio.Task[Stats]] = {}

    async def get(self, scope: Scope, days: int | None = None) -> Stats:
        """The counts of what the scope shows; with `days` also of what came in so many days."""
        asked = (scope, days)
        known = self._known.get(asked)
        if known is not None and time.monotonic() < known.good_until:
            return known.stats
        running = self._running.get(asked)
        if running is None:
            running = asyncio.create_task(self._count(scope, days))
            self._running[asked] = running
            running.add_done_callback(lambda _: self._running.pop(asked, None))
        # Shielded: one caller who hangs up must not take the answer from the others.
        return await asyncio.shield(running)

    async def _count(self, scope: Scope, days: int | None) -> Stats:
        begun = time.monotonic()
        stats = await count(self._store, scope, days)
        spent = time.monotonic() - begun
        if len(self._known) >= _SCOPES:
            self._known.clear()
        good_for = min(max(_FRESH_S, spent * _COST_FACTOR), _OLDEST_S)
        self._known[scope, days] = _Counted(stats, time.monotonic() + good_for)
        return stats


async def count(store: Store, scope: Scope, days: int | None = None) -> Stats:
    """Counts now, in one pass."""
    at = now()
    since = at - timedelta(days=days or 0)
    groups = await store.candidates.aggregate(
        scope,
        [
            {
                "$group": {
                    "_id": {"job_id": "$job_id", "status": "$status"},
                    "n": {"$sum": 1},
                    "new": {"$sum": {"$cond": [{"$gte": ["$created_at", at - _WEEK]}, 1, 0]}},
                    "period": {"$sum": {"$cond": [{"$gte": ["$created_at", since]}, 1, 0]}},
                }
            }
        ],
    )
    by_status: Counter[str] = Counter()
    by_job: Counter[str] = Counter()
    of_period: Counter[str] = Counter()
    for group in groups:
        by_status[group["_id"]["status"]] += group["n"]
        by_job[group["_id"]["job_id"]] += group["n"]
        of_period[group["_id"]["status"]] += group["period"]
    top = sorted(by_job.items(), key=lambda item: (-item[1], item[0]))[:_TOP_JOBS]
    names = await store.names.of_all(job_id for job_id, _ in top)
    return Stats(
        total=by_job.total(),
        by_status={status: by_status[status.value] for status in Status},
        new_this_week=sum(group["new"] for group in groups),
        by_job=[JobCount(job_id=job_id, job_title=names[job_id].title, candidates=n) for job_id, n in top],
        period=None
        if days is None
        else PeriodStats(
            days=days,
            total=of_period.total(),
            by_status={status: of_period[status.value] for status in Status},
        ),
    )
