"""One interview, lists, and the history of an application."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arbeit_interviews.domain.interview import Interview
from arbeit_interviews.domain.status import Status
from arbeit_interviews.domain.views import Viewed
from arbeit_interviews.store import Store, scope_of
from arbeit_kit import problem
from arbeit_kit.pagination import Page, PageRequest
from arbeit_kit.security import Principal
from arbeit_kit.text import matching
from arbeit_kit.time import now

SORTS = ("created_at", "scheduled_start_time", "updated_at")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list was narrowed to. ``since`` and ``until`` bound ``scheduled_start_time``: ``[since, until)``."""

    status: tuple[Status, ...] = ()
    job_id: str | None = None
    candidate_id: str | None = None
    client_id: str | None = None
    interview_round: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def query(self, q: str | None) -> dict[str, Any]:
        """As a filter of the database."""
        wanted: dict[str, Any] = {
            name: value
            for name in ("job_id", "candidate_id", "client_id", "interview_round")
            if (value := getattr(self, name)) is not None
        }
        if self.status:
            values = sorted({status.value for status in self.status})
            wanted["interview_status"] = {"$in": values} if len(values) > 1 else values[0]
        if span := bounds(self.since, self.until):
            wanted["scheduled_start_time"] = span
        if q and (words := matching("_k.words", q)):
            wanted["$and"] = words
        return wanted


def bounds(since: datetime | None, until: datetime | None) -> dict[str, datetime]:
    """``[since, until)`` as a condition; empty when both are open."""
    return {name: at for name, at in (("$gte", since), ("$lt", until)) if at is not None}


async def get_interview(store: Store, who: Principal, interview_id: str) -> Viewed:
    """Problem 404 when there is none in the caller's scope."""
    return await _viewed(store, await store.interviews.get(await scope_of(store, who), interview_id))


async def list_interviews(store: Store, who: Principal, wanted: Filter, page: PageRequest) -> Page[Viewed]:
    """One page of the caller's interviews, newest first unless asked otherwise."""
    scope = await scope_of(store, who)
    found = await store.interviews.page(scope, wanted.query(page.q), page, window=_window(who, wanted))
    if who.audience == "candidate":  # a handful: worth looking whether somebody is booked elsewhere
        items = [await _viewed(store, interview) for interview in found.items]
    else:
        moment = now()
        items = [Viewed(interview, frozenset(), moment) for interview in found.items]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def interview_history(store: Store, who: Principal, candidate_id: str) -> list[Viewed]:
    """All rounds of the application. Problem 404 when it is unknown, erased, or out of the caller's scope."""
    scope = await scope_of(store, who)
    application = await store.applications.find_one(scope, {"_id": candidate_id})
    if application is None or application.erased:
        raise problem.not_found("candidate")
    moment = now()
    return [Viewed(each, frozenset(), moment) for each in await store.rounds(scope, candidate_id)]


def _window(who: Principal, wanted: Filter) -> tuple[str, str] | None:
    """The narrowest indexed key of the list; None where a plain index finds a handful at once."""
    if wanted.candidate_id is not None or who.audience == "candidate":
        return None
    if wanted.since is not None and wanted.until is not None:
        return None
    if wanted.job_id is not None:
        return ("_k.job", f"{wanted.job_id}:")
    client_id = who.client_id or wanted.client_id
    return ("_k.client", f"{client_id}:") if client_id else ("_k.all", "")


async def _viewed(store: Store, interview: Interview) -> Viewed:
    moment = now()
    return Viewed(interview, await store.taken(interview, moment), moment)
