"""Lists of applications, newest first unless asked otherwise."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.domain.status import Status
from arbeit_candidates.domain.words import fold
from arbeit_candidates.store import Store
from arbeit_candidates.store.keys import searches
from arbeit_kit import ids, pagination
from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest
from arbeit_kit.time import within_reach

_ID_AFTER = timedelta(seconds=10)
"""An id is made in the attempt of the transaction whose time is `created_at`: by so much it may be later at most."""


def _any_of(status: tuple[Status, ...]) -> Any:
    """As a filter; None when there is nothing to filter."""
    values = [each.value for each in status]
    return {"$in": values} if len(values) > 1 else next(iter(values), None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list may be narrowed to."""

    job_id: str | None = None
    client_id: str | None = None
    status: tuple[Status, ...] = ()
    """Any of these; none: all."""
    person_id: str | None = None
    skill: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Added at or after, and before."""
    own: bool = False
    """A candidate's own few: no window serves that."""

    def query(self) -> dict[str, Any]:
        named = {
            "job_id": self.job_id,
            "client_id": self.client_id,
            "status": _any_of(self.status),
            "created_at": {name: at for name, at in (("$gte", self.since), ("$lt", self.until)) if at} or None,
            "person_id": self.person_id,
            "_k.skills": fold(self.skill) if self.skill is not None else None,
        }
        return {field: value for field, value in named.items() if value is not None}

    def window(self, scope: Scope) -> tuple[str, str] | None:
        """The narrowest key that serves the default order; one person's few applications need none."""
        client_id = scope.value if scope.field == "client_id" else self.client_id
        if self.person_id is not None or self.own:
            return None
        if self.job_id is not None:
            return "_k.job", f"{self.job_id}:"
        if client_id is not None:
            return "_k.client", f"{client_id}:"
        if len(self.status) == 1:
            return "_k.status", f"{self.status[0].value}:"
        return "_k.all", ""


async def page_of(store: Store, scope: Scope, filters: Filters, request: PageRequest) -> Page[Candidate]:
    """One page of what the scope shows."""
    asked = tuple(dict.fromkeys(filters.status))
    filters = replace(filters, status=asked if len(asked) < len(Status) else ())
    if scope.field == "client_id":
        if filters.client_id not in (None, scope.value):
            return Page(items=[], next_cursor=None, total=0 if request.count else None)
        filters = replace(filters, client_id=None)  # the scope says it; twice would be an `$and`
    if request.q is not None:
        return await _search(store, scope, filters, request, searches(request.q))
    window = filters.window(scope)
    if window == ("_k.all", "") and filters.status and request.is_default_order:
        return await _of_several(store, scope, filters, request)
    return await _newest(store, scope, filters, request, window)


async def _newest(
    store: Store, scope: Scope, filters: Filters, request: PageRequest, window: tuple[str, str] | None
) -> Page[Candidate]:
    """One list; a window is walked only over the time that is asked for."""
    since = within_reach(filters.since) - _ID_AFTER if filters.since is not None else None
    if filters.until is not None and request.cursor is None and request.is_default_order:
        begin = ids.new("cand", at=within_reach(filters.until) + _ID_AFTER)
        request = replace(request, cursor=(filters.until, begin))
    return await store.candidates.page(scope, filters.query(), request, window=window, since=since)


async def _of_several(store: Store, scope: Scope, filters: Filters, request: PageRequest) -> Page[Candidate]:
    """Each status has its own window; their newest are merged. One walk over everything would read all the others."""
    apart = [replace(filters, status=(status,)) for status in filters.status]
    pages = await asyncio.gather(*(_newest(store, scope, each, request, each.window(scope)) for each in apart))
    found = sorted((c for page in pages for c in page.items), key=lambda c: c.candidate_id, reverse=True)
    items = found[: request.limit]
    more = len(found) > request.limit or any(page.next_cursor for page in pages)
    cursor = pagination.encode(items[-1].created_at, items[-1].candidate_id, request.sort) if more else None
    total = sum(page.total or 0 for page in pages) if request.count else None
    return Page(items=items, next_cursor=cursor, total=total)


async def _search(
    store: Store, scope: Scope, filters: Filters, request: PageRequest, alternatives: list[dict[str, Any]]
) -> Page[Candidate]:
    """Each alternative is one range of one index; together they are merged in the order asked for.

    `$or` would be one query, and a scan of everything on the local database.
    """
    if not alternatives:
        return Page(items=[], next_cursor=None, total=0 if request.count else None)
    query = filters.query()
    if request.is_default_order:  # ids sort by creation, and one bound is better than a pair
        beyond: dict[str, Any] = {"_id": {"$lt": request.cursor[1]}} if request.cursor else {}
        sort = [("_id", -1)]
    else:
        beyond, sort = request.keyset(), request.mongo_sort()
    wanted = request.limit + 1
    found = await asyncio.gather(
        *(
            # One flat document: below an `$and` the local database would use no index.
            store.candidates.find(scope, {**query, **alternative, **beyond}, sort=sort, limit=wanted)
            for alternative in alternatives
        )
    )
    merged = {candidate.candidate_id: candidate for part in found for candidate in part}
    field = request.field
    rows = sorted(merged.values(), key=lambda c: (getattr(c, field), c.candidate_id), reverse=request.direction < 0)[
        :wanted
    ]
    items = rows[: request.limit]
    cursor = None
    if len(rows) > request.limit:
        cursor = pagination.encode(getattr(items[-1], field), items[-1].candidate_id, request.sort)
    total = await store.candidates.count(scope, {**query, "$or": alternatives}) if request.count else None
    return Page(items=items, next_cursor=cursor, total=total)
