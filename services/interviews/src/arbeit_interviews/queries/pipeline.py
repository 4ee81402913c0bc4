"""Counts of the pipeline, at most about a second old; one caller works them out, the others of the same scope wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from arbeit_interviews.domain.status import Status
from arbeit_interviews.queries.interviews import bounds
from arbeit_interviews.store import Store, scope_of
from arbeit_kit.mongo import Scope
from arbeit_kit.security import Principal

CANDIDATE_STATUSES = ("NEW", "IN_REVIEW", "SHORTLISTED", "IN_PROGRESS", "SELECTED", "REJECTED")
_MS_PER_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class PipelineFilter:
    """``since`` and ``until`` bound the creation of interviews and of applications: ``[since, until)``."""

    client_id: str | None = None
    job_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def match(self) -> dict[str, Any]:
        """As a filter of the database."""
        wanted: dict[str, Any] = {
            name: value for name in ("client_id", "job_id") if (value := getattr(self, name)) is not None
        }
        if span := bounds(self.since, self.until):
            wanted["created_at"] = span
        return wanted


@dataclass(frozen=True, slots=True)
class Pipeline:
    """``stays``: status -> number of stays that ended, and their median in hours."""

    by_status: Mapping[Status, int]
    by_round: Mapping[int, int]
    by_candidate_status: Mapping[str, int]
    stays: Mapping[Status, tuple[int, float | None]]


async def pipeline(store: Store, who: Principal, wanted: PipelineFilter) -> Pipeline:
    """Counts over what the caller may see. The scope is part of the key: nothing is shared across tenants."""
    scope = await scope_of(store, who)

    async def work() -> Pipeline:
        return await _counted(store, scope, wanted)

    found: Pipeline = await store.pipelines.get((scope, wanted), work)
    return found


async def _counted(store: Store, scope: Scope, wanted: PipelineFilter) -> Pipeline:
    match = {"$match": wanted.match()}
    counts = await store.interviews.aggregate(scope, [match, *_BY_STATUS_AND_ROUND])
    stays = await store.interviews.aggregate(scope, [match, *_STAYS])
    candidates = await store.applications.aggregate(
        scope, [match, {"$match": {"erased": False}}, {"$group": {"_id": "$status", "count": {"$sum": 1}}}]
    )
    by_status = dict.fromkeys(Status, 0)
    by_round: dict[int, int] = {}
    for row in counts:
        key = row["_id"]
        by_status[Status(key["status"])] += row["count"]
        by_round[key["round"]] = by_round.get(key["round"], 0) + row["count"]
    by_candidate_status = dict.fromkeys(CANDIDATE_STATUSES, 0)
    for row in candidates:
        by_candidate_status[row["_id"]] = row["count"]
    times = {Status(row["_id"]): row["stays"] for row in stays}
    return Pipeline(
        by_status,
        dict(sorted(by_round.items())),
        by_candidate_status,
        {status: _median_hours(times.get(status, [])) for status in Status},
    )


def _median_hours(stays_ms: list[int]) -> tuple[int, float | None]:
    return len(stays_ms), round(median(stays_ms) / _MS_PER_HOUR, 2) if stays_ms else None


_BY_STATUS_AND_ROUND: list[dict[str, Any]] = [
    {"$group": {"_id": {"status": "$interview_status", "round": "$interview_round"}, "count": {"$sum": 1}}}
]
# The median is taken here: the operator for it is not on every server that we run on, and approximate where it is.
_STAYS: list[dict[str, Any]] = [
    {"$unwind": "$status_history"},
    {"$match": {"status_history.until": {"$ne": None}}},
    {
        "$group": {
            "_id": "$status_history.status",
            "stays": {"$push": {"$subtract": ["$status_history.until", "$status_history.at"]}},
        }
    },
]
