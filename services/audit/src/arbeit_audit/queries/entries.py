"""Lists of entries, newest first."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from arbeit_audit.domain.entry import Entry
from arbeit_audit.store import AuditStore, scope_of
from arbeit_kit import ids, problem
from arbeit_kit.pagination import Page, PageRequest
from arbeit_kit.security import Principal
from arbeit_kit.text import matching
from arbeit_kit.time import now, within_reach

_WORDS = "_k.words"
_AT_A_TIME = 500
"""Entries in memory while all of them are read."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asks for; None: any. Times: `since` <= timestamp <= `until`."""

    user_id: str | None = None
    user_email: str | None = None
    action_type: str | None = None
    entity_type: str | None = None
    entity_id: str | None = None
    client_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def checked(self) -> Self:
        """Problem 422 for an empty range."""
        if self.since and self.until and self.since > self.until:
            raise problem.invalid("to", "must not be before from", "empty-range")
        return self


async def list_entries(store: AuditStore, who: Principal, filters: Filters, page: PageRequest) -> Page[Entry]:
    """One page of what the reader may see. Problem 422 for another order than newest first."""
    if not page.is_default_order:
        raise problem.invalid("sort", "The trail is listed newest first.", "unknown-sort")
    return await store.entries.page(
        scope_of(who),
        _query(filters, page.q),
        _starting(page, filters.until),
        window=_window(filters),
        since=within_reach(filters.since) if filters.since is not None else None,
    )


async def all_entries(
    store: AuditStore, who: Principal, filters: Filters, words: str | None
) -> AsyncIterator[list[Entry]]:
    """All that the reader may see, newest first, some at a time. What happens meanwhile is left out."""
    if filters.until is None:
        filters = replace(filters, until=now())
    cursor = None
    while True:
        page = await list_entries(store, who, filters, PageRequest(limit=_AT_A_TIME, q=words, cursor=cursor))
        if page.items:
            yield page.items
            cursor = (None, page.items[-1].log_id)
        if page.next_cursor is None:
            return


def _window(filters: Filters) -> tuple[str, str]:
    """The most selective key that the filters allow: lists of one thing never read the whole trail."""
    if filters.entity_type and filters.entity_id:
        return "_k.entity", f"{filters.entity_type}:{filters.entity_id}:"
    if filters.user_id:
        return "_k.actor", f"{filters.user_id}:"
    if filters.user_email:
        return "_k.email", f"{filters.user_email.lower()}:"
    if filters.client_id:
        return "_k.client", f"{filters.client_id}:"
    if filters.action_type:
        return "_k.action", f"{filters.action_type}:"
    return "_k.all", ""


def _query(filters: Filters, words: str | None) -> dict[str, Any]:
    query: dict[str, Any] = {
        name: value
        for name in ("user_id", "action_type", "entity_type", "entity_id", "client_id")
        if (value := getattr(filters, name)) is not None
    }
    if filters.user_email:
        prefix = f"{filters.user_email.lower()}:"
        query["_k.email"] = {"$gte": prefix, "$lt": prefix + "~"}
    if filters.since or filters.until:
        bounds = {"$gte": filters.since, "$lte": filters.until}
        query["timestamp"] = {operator: at for operator, at in bounds.items() if at}
    wanted = matching(_WORDS, words or "")
    if wanted:
        # Each of the words, in one condition: the local database serves no `$and` from an index.
        query[_WORDS] = {"$all": [condition[_WORDS] for condition in wanted]}
    return query


def _starting(page: PageRequest, until: datetime | None) -> PageRequest:
    """The page, begun at `until`: ids sort by time, so nothing newer needs to be read."""
    if until is None or page.cursor is not None:
        return page
    above = ids.tail(ids.new("log", at=within_reach(until) + timedelta(milliseconds=1)))[:10] + "0" * 16
    return page.mapped(cursor=(None, f"log_{above}"))
