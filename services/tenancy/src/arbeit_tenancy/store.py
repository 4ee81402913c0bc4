"""Documents and indexes of the tenancy service, and which clients a caller may see."""

from typing import Any

from arbeit_kit import ids
from arbeit_kit.briefly import Briefly
from arbeit_kit.mongo import Database, DuplicateKey, Index, Scope, Tx
from arbeit_kit.security import Principal
from arbeit_kit.text import fold, words
from arbeit_tenancy.domain import Client

NAME_KEY = "_k.name"


def scope_of(who: Principal) -> Scope:
    """Agency staff see all clients, a client's users their own, anybody else none (contract section 3)."""
    if who.audience != "internal":
        return Scope.none()
    if who.role in ("admin", "recruiter"):
        return Scope.all("agency staff")
    return Scope.only("client_id", who.client_id)


def _keys(client: Client) -> dict[str, Any]:
    """Index-only fields: list window (kit.pagination), the name as it is compared, search words."""
    return {
        "all": ids.tail(client.client_id),
        "name": fold(client.company_name),
        "words": words(client.company_name, client.industry, client.city, client.country),
    }


def is_taken_name(error: DuplicateKey) -> bool:
    """Whether the database refused because another client has that name."""
    return NAME_KEY in error.fields


class Store:
    """The database of this service."""

    def __init__(self, db: Database) -> None:
        self.clients = db.collection(
            "clients",
            Client,
            id_field="client_id",
            derive=_keys,
            indexes=[
                Index(("_k.all", 1), unique=True),
                Index((NAME_KEY, 1), unique=True),
                Index(("_k.words", 1)),
                Index(("company_name", 1), ("_id", 1)),
                Index(("created_at", 1), ("_id", 1)),
            ],
        )
        self.client_jobs = db.plain("client_jobs", indexes=[Index(("client_id", 1))])
        """One document per job that any client ever had: `{_id: job_id, client_id}`. Jobs are never deleted."""
        self.stats: Briefly[list[dict[str, Any]]] = Briefly()

    async def note_job(self, tx: Tx[Any], job_id: str, client_id: str) -> None:
        """Remembers that the client has this job; again does nothing (a job never changes its client)."""
        if await self.client_jobs.get(job_id, tx) is None:
            await self.client_jobs.insert({"_id": job_id, "client_id": client_id}, tx)

    async def has_jobs(self, client_id: str, tx: Tx[Any]) -> bool:
        """Whether any job of the client is known."""
        return await self.client_jobs.find_one({"client_id": client_id}, tx) is not None
