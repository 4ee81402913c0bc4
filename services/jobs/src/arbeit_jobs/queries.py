"""The read side: one job, lists, counts. Every query is narrowed to the caller's scope by the store."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from arbeit_jobs.domain import PRIORITIES, STATUSES, ClientFacts, EmploymentType, Job, Priority, Status, facts
from arbeit_jobs.store import UNKNOWN_CLIENT, Store, scope_of
from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest
from arbeit_kit.security import Principal
from arbeit_kit.text import matching

SORTS = ("created_at", "title", "openings")


@dataclass(frozen=True, slots=True)
class JobView:
    """A job with what is shown of its client, which may have been renamed since the job was made."""

    job: Job
    client: ClientFacts

    @property
    def version(self) -> int:
        return self.job.version


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list was narrowed to."""

    client_id: str | None = None
    status: tuple[Status, ...] = ()
    priority: tuple[Priority, ...] = ()
    employment_type: tuple[EmploymentType, ...] = ()

    def query(self, q: str | None) -> dict[str, Any]:
        """As a filter of the database."""
        wanted: dict[str, Any] = {}
        if self.client_id is not None:
            wanted["client_id"] = self.client_id
        for name in ("status", "priority", "employment_type"):
            if values := getattr(self, name):
                wanted[name] = {"$in": sorted(set(values))} if len(values) > 1 else values[0]
        if q and (words := matching("_k.words", q)):
            wanted["$and"] = words
        return wanted


async def get_job(store: Store, who: Principal, job_id: str) -> JobView:
    """Problem 404 when there is none in the caller's scope."""
    job = await store.jobs.get(scope_of(who), job_id)
    return JobView(job, await store.client(job.client_id) or UNKNOWN_CLIENT)


async def list_jobs(store: Store, who: Principal, wanted: Filter, page: PageRequest) -> Page[JobView]:
    """One page of the caller's jobs, newest first unless asked otherwise."""
    scope = scope_of(who)
    client_id = scope.value if scope.kind == "only" else wanted.client_id
    window = ("_k.client", f"{client_id}:") if client_id else ("_k.all", "")
    found = await store.jobs.page(scope, wanted.query(page.q), page, window=window)
    clients = await store.client_names({job.client_id for job in found.items})
    views = [JobView(job, clients.get(job.client_id, UNKNOWN_CLIENT)) for job in found.items]
    return Page(items=views, next_cursor=found.next_cursor, total=found.total)


@dataclass(frozen=True, slots=True)
class ClientCount:
    """The jobs of one client."""

    client_id: str
    client_name: str
    jobs: int
    open_jobs: int
    open_positions: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over a scope."""

    total: int
    by_status: dict[Status, int]
    by_priority: dict[Priority, int]
    open_positions: int
    by_client: list[ClientCount]


_TOP_CLIENTS = 10

_COUNTS: list[dict[str, Any]] = [
    {
        "$project": {
            "client_id": 1,
            "status": 1,
            "priority": 1,
            "wanted": {"$max": [0, {"$subtract": ["$openings", {"$size": "$selected_candidate_ids"}]}]},
        }
    },
    {
        "$group": {
            "_id": {"client_id": "$client_id", "status": "$status", "priority": "$priority"},
            "jobs": {"$sum": 1},
            "wanted": {"$sum": "$wanted"},
        }
    },
]


async def job_stats(store: Store, who: Principal, client_id: str | None = None) -> Stats:
    """Counts over the caller's jobs (of one client, if asked), at most about a second old."""
    scope = scope_of(who)
    pipeline = [{"$match": {"client_id": client_id}}, *_COUNTS] if client_id is not None else _COUNTS
    rows = await store.stats.get((scope, client_id), lambda: store.jobs.aggregate(scope, pipeline))
    stats = _stats(rows)
    names = await store.client_names({client.client_id for client in stats.by_client})
    named = [
        replace(each, client_name=names[each.client_id].company_name) if each.client_id in names else each
        for each in stats.by_client
    ]
    return replace(stats, by_client=named)


def _stats(rows: Iterable[dict[str, Any]]) -> Stats:
    by_status: dict[Status, int] = dict.fromkeys(STATUSES, 0)
    by_priority: dict[Priority, int] = dict.fromkeys(PRIORITIES, 0)
    clients: dict[str, ClientCount] = {}
    for row in rows:
        key, jobs = row["_id"], row["jobs"]
        is_open = key["status"] == "open"
        by_status[key["status"]] += jobs
        if is_open:
            by_priority[key["priority"]] += jobs
        of = clients.get(key["client_id"]) or ClientCount(key["client_id"], UNKNOWN_CLIENT.company_name, 0, 0, 0)
        clients[of.client_id] = replace(
            of,
            jobs=of.jobs + jobs,
            open_jobs=of.open_jobs + (jobs if is_open else 0),
            open_positions=of.open_positions + (row["wanted"] if is_open else 0),
        )
    most = sorted(clients.values(), key=lambda each: (-each.open_positions, -each.jobs, each.client_id))
    positions = sum(each.open_positions for each in most)
    return Stats(sum(by_status.values()), by_status, by_priority, positions, most[:_TOP_CLIENTS])


async def job_facts(store: Store, job_id: str) -> tuple[Job, dict[str, Any]]:
    """For another service's projection. Problem 404."""
    job = await store.jobs.get(Scope.all("another service's projection"), job_id)
    client = await store.client(job.client_id) or UNKNOWN_CLIENT
    return job, facts(job, client.company_name)
