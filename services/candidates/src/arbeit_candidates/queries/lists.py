"""Lists of applications, newest first unless asked otherwise."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.domain.status import Status
from arbeit_candidates.domain.words import fold
from arbeit_candidates.store import Store
from arbeit_candidates.store.keys import searches
from arbeit_kit import pagination
from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list may be narrowed to."""

    job_id: str | None = None
    client_id: str | None = None
    status: Status | None = None
    person_id: str | None = None
    skill: str | None = None
    own: bool = False
    """A candidate's own few: no window serves that."""

    def query(self) -> dict[str, Any]:
        named = {
            "job_id": self.job_id,
            "client_id": self.client_id,
            "status": self.status.value if self.status is not None else None,
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
        if self.status is not None:
            return "_k.status", f"{self.status.value}:"
        return "_k.all", ""


async def page_of(store: Store, scope: Scope, filters: Filters, request: PageRequest) -> Page[Candidate]:
    """One page of what the scope shows."""
    if scope.field == "client_id":
        if filters.client_id not in (None, scope.value):
            return Page(items=[], next_cursor=None, total=0 if request.count else None)
        filters = replace(filters, client_id=None)  # the scope says it; twice would be an `$and`
    if request.q is not None:
        return await _search(store, scope, filters, request, searches(request.q))
    return await store.candidates.page(scope, filters.query(), request, window=filters.window(scope))


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
