"""The read side: one client, lists, counts. Every query is narrowed to the caller's scope by the store."""

from dataclasses import dataclass
from typing import Any

from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest
from arbeit_kit.security import Principal
from arbeit_kit.text import matching
from arbeit_tenancy.domain import STATUSES, Client, Status, facts
from arbeit_tenancy.store import Store, scope_of

SORTS = ("created_at", "company_name")


async def get_client(store: Store, who: Principal, client_id: str) -> Client:
    """Problem 404 when there is none in the caller's scope."""
    return await store.clients.get(scope_of(who), client_id)


async def list_clients(store: Store, who: Principal, page: PageRequest, status: Status | None) -> Page[Client]:
    """One page of the caller's clients, newest first unless asked otherwise."""
    wanted: dict[str, Any] = {} if status is None else {"status": status}
    if page.q and (words := matching("_k.words", page.q)):
        wanted["$and"] = words
    return await store.clients.page(scope_of(who), wanted, page, window=("_k.all", ""))


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over a scope."""

    total: int
    by_status: dict[Status, int]


async def client_stats(store: Store, who: Principal) -> Stats:
    """Counts over the caller's clients, at most about a second old."""
    scope = scope_of(who)
    counts: list[dict[str, Any]] = [{"$group": {"_id": "$status", "clients": {"$sum": 1}}}]
    rows = await store.stats.get(scope, lambda: store.clients.aggregate(scope, counts))
    by_status: dict[Status, int] = dict.fromkeys(STATUSES, 0) | {row["_id"]: row["clients"] for row in rows}
    return Stats(sum(by_status.values()), by_status)


async def client_facts(store: Store, client_id: str) -> tuple[Client, dict[str, Any]]:
    """For another service's projection. Problem 404."""
    client = await store.clients.get(Scope.all("another service's projection"), client_id)
    return client, facts(client)
