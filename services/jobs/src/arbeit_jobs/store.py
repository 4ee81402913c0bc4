"""Documents and indexes of the jobs service, and whose jobs a caller may see."""

from typing import Any

from arbeit_jobs.domain import ClientFacts, Job
from arbeit_kit import ids
from arbeit_kit.briefly import Briefly
from arbeit_kit.mongo import Database, Index, Scope, Tx
from arbeit_kit.peers import Peers
from arbeit_kit.security import Principal
from arbeit_kit.text import words

UNKNOWN_CLIENT = ClientFacts(company_name="", active=False)
"""What is shown of a client that was never heard of (a restored database, say): its jobs stay readable, no more."""


def scope_of(who: Principal) -> Scope:
    """Agency staff see all jobs, a client's users those of their client, anybody else none (contract section 3)."""
    if who.audience != "internal":
        return Scope.none()
    if who.role in ("admin", "recruiter"):
        return Scope.all("agency staff")
    return Scope.only("client_id", who.client_id)


def _keys(job: Job) -> dict[str, Any]:
    """Index-only fields: list windows (kit.pagination) and search words."""
    tail = ids.tail(job.job_id)
    return {
        "all": tail,
        "client": f"{job.client_id}:{tail}",
        "words": words(job.title, job.department, job.location, *job.required_skills, *job.nice_to_have_skills),
    }


class Store:
    """The database of this service."""

    def __init__(self, db: Database) -> None:
        self.jobs = db.collection(
            "jobs",
            Job,
            id_field="job_id",
            derive=_keys,
            indexes=[
                Index(("_k.all", 1), unique=True),
                Index(("_k.client", 1), unique=True),
                Index(("_k.words", 1)),
                Index(("client_id", 1), ("status", 1)),
                Index(("status", 1), ("created_at", -1)),
                Index(("title", 1), ("_id", 1)),
                Index(("created_at", 1), ("_id", 1)),
            ],
        )
        self.clients = db.projection("clients")
        """By client_id: company_name, status."""
        self.applications = db.projection("applications")
        """By candidate_id: job_id, status. Says which event of an application is the newest."""
        self.stats: Briefly[list[dict[str, Any]]] = Briefly()
        self.names: Briefly[dict[str, ClientFacts]] = Briefly()

    async def client(self, client_id: str, tx: Tx[Any] | None = None) -> ClientFacts | None:
        """The client as events told of it; None when unknown or deleted."""
        found = await self.clients.get(client_id, tx)
        return None if found is None else _client(found)

    async def client_names(self, client_ids: set[str]) -> dict[str, ClientFacts]:
        """The known ones of these clients (one page of a list: at most 200); at most about a second old."""
        if not client_ids:
            return {}
        wanted = tuple(sorted(client_ids))

        async def read() -> dict[str, ClientFacts]:
            found = await self.clients.find({"_id": {"$in": list(wanted)}}, limit=len(wanted))
            return {entry["_id"]: _client(entry) for entry in found}

        return await self.names.get(wanted, read)

    async def fetch_client(self, client_id: str, peers: Peers) -> None:
        """Asks tenancy for a client that no event has told of yet: it may have been created a moment ago. Before a
        transaction, never inside. Problem 503 when tenancy does not answer."""
        await self.clients.get_or_fetch(client_id, peers, "tenancy", f"/internal/clients/{client_id}")


def _client(found: dict[str, Any]) -> ClientFacts:
    return ClientFacts(company_name=found["company_name"], active=found["status"] == "active")
