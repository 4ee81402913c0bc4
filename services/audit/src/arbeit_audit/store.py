"""The trail in the database. Entries are only ever added; the one later change is the erasure of personal values."""

from collections.abc import Iterable
from typing import Any

from arbeit_audit.domain.actions import ACTIONS
from arbeit_audit.domain.chain import Appended, Checkpoint, Head, Signer
from arbeit_audit.domain.entry import Draft, Entry
from arbeit_kit import ids
from arbeit_kit.mongo import Database, DuplicateKey, Index, Scope, StaleVersion, Tx
from arbeit_kit.security import Principal
from arbeit_kit.text import words

HEAD = "head"

ERASING = frozenset(action.action_type for action in ACTIONS.values() if action.erases)
"""Action types that justify missing personal values."""

_WINDOWS = ("all", "actor", "action", "entity", "client", "email")
"""Index-only keys `<value>:<tail of log_id>`: lists run as bounded ranges over one of them (kit: windows)."""


_SEARCHED = ("request_id", "company_name", "title", "job_title", "role_name", "job_id", "candidate_id", "interview_id")
"""Facts in `metadata` that `q` looks at."""


def scope_of(who: Principal) -> Scope:
    """Agency staff see entries about what they may see or administer, and their own; client users see none."""
    if who.role not in ("admin", "recruiter") or who.client_id is not None:
        return Scope.none()
    if who.role == "admin" and who.can("users:write") and who.can("roles:write"):
        return Scope.all("administrators read the whole trail")
    # One field for both rules: the local database reads everything for an `$or`.
    return Scope.matching(
        {"_k.readers": {"$in": [*sorted(who.permissions), who.subject]}},
        "staff read entries whose guard they hold, and their own",
    )


class AuditStore:
    """Documents and indexes of the audit service."""

    def __init__(self, db: Database, signer: Signer) -> None:
        self.signer = signer
        self.entries = db.collection("audit_logs", Entry, id_field="log_id")
        self.rows = db.plain(
            "audit_logs",
            indexes=[
                Index(("number", 1), unique=True),
                *(Index((f"_k.{name}", 1)) for name in _WINDOWS),
                Index(("commitments.subject.of", 1)),
                Index(("commitments.actor.of", 1)),
                Index(("_k.erases", 1), partial={"_k.erases": {"$exists": True}}),
            ],
        )
        self.heads = db.plain("chain")
        self.checkpoints = db.plain("checkpoints", indexes=[Index(("number", 1), unique=True)])
        self.erased = db.plain("erased")

    # -- the head -----------------------------------------------------------------------------------------------

    async def seed(self) -> None:
        """The signed head of an empty trail. A trail that lost its head gets no new one: that is a finding."""
        if await self.head() is not None or await self.rows.find_one({}) or await self.checkpoints.find_one({}):
            return
        head = self.signer.head(0, Head().entry_hash, 0, None)
        try:
            await self.heads.insert({"_id": HEAD, **head.model_dump()})
        except DuplicateKey:
            return  # another replica was quicker

    async def head(self, tx: Tx[Any] | None = None) -> Head | None:
        found = await self.heads.get(HEAD, tx)
        return None if found is None else Head.model_validate({k: v for k, v in found.items() if k != "_id"})

    # -- writing ------------------------------------------------------------------------------------------------

    async def has(self, log_id: str, tx: Tx[Any]) -> bool:
        """Whether there is such an entry."""
        return await self.rows.get(log_id, tx) is not None

    async def erased_among(self, person_ids: Iterable[str], tx: Tx[Any]) -> frozenset[str]:
        """Those of the persons who were erased before."""
        wanted = sorted(set(person_ids))
        if not wanted:
            return frozenset()
        found = await self.erased.find({"_id": {"$in": wanted}}, limit=len(wanted), tx=tx)
        return frozenset(row["_id"] for row in found)

    async def write(self, tx: Tx[Any], before: Head, appended: Appended) -> None:
        """Entries behind the head, and the head, if nobody appended meanwhile; else the transaction runs again."""
        moved = await self.heads.update(
            {"_id": HEAD, "number": before.number, "entry_hash": before.entry_hash},
            {"$set": appended.head.model_dump()},
            tx,
        )
        if moved != 1:
            raise StaleVersion(HEAD)
        await self.rows.insert_many([document_of(entry) for entry in appended.entries], tx)
        if appended.checkpoint is not None:
            await self.checkpoints.insert(appended.checkpoint.model_dump(), tx)

    async def erase(self, tx: Tx[Any], person_id: str) -> None:
        """Remove a person's values, with their salts, from all entries; later events of his bring none."""
        await self.erased.insert({"_id": person_id, "at": tx.now}, tx)
        await self.rows.update_many(
            {"commitments.subject.of": person_id, "personal.subject": {"$ne": None}},
            {"$set": {"personal.subject": None}},
            tx,
        )
        await self.rows.update_many(
            {"commitments.actor.of": person_id, "personal.actor": {"$ne": None}},
            {"$set": {"personal.actor": None}, "$unset": {"_k.email": ""}},
            tx,
        )

    # -- reading for the proof ----------------------------------------------------------------------------------

    async def between(self, after: int, up_to: int) -> list[dict[str, Any]]:
        """Raw entries with `after` < number <= `up_to`, ascending; room for a forged second one of each number."""
        limit = 2 * (up_to - after)
        return await self.rows.find({"number": {"$gt": after, "$lte": up_to}}, sort=[("number", 1)], limit=limit)

    async def beyond(self, number: int) -> int | None:
        """The number of some entry behind `number`."""
        found = await self.rows.find({"number": {"$gt": number}}, sort=[("number", 1)], limit=1)
        return int(found[0]["number"]) if found else None

    async def checkpoints_between(self, after: int, up_to: int) -> list[Checkpoint]:
        rows = await self.checkpoints.find(
            {"number": {"$gt": after, "$lte": up_to}}, sort=[("number", 1)], limit=max(1, up_to - after)
        )
        return [_checkpoint(row) for row in rows]

    async def newest_checkpoint(self) -> Checkpoint | None:
        rows = await self.checkpoints.find({}, sort=[("number", -1)], limit=1)
        return _checkpoint(rows[0]) if rows else None

    async def erasures_of(self, person_ids: Iterable[str]) -> frozenset[str]:
        """Those of the persons for whom an entry says that they were erased."""
        wanted = sorted(set(person_ids))
        if not wanted:
            return frozenset()
        found = await self.rows.find({"_k.erases": {"$in": wanted}}, limit=4 * len(wanted))
        return frozenset(row["entity_id"] for row in found if row.get("action_type") in ERASING)


def document_of(entry: Entry) -> dict[str, Any]:
    """The stored form: the entry, `_id`, and index-only keys under `_k` (not hashed, derived from the entry)."""
    return {"_id": entry.log_id, **entry.model_dump(), "_k": keys_of(entry)}


def entry_of(row: dict[str, Any]) -> Entry:
    """The entry of a stored document. Raises `pydantic.ValidationError` when it is none."""
    return Entry.model_validate({key: value for key, value in row.items() if key not in ("_id", "_k")})


def keys_of(entry: Draft) -> dict[str, Any]:
    """Values of the index-only keys."""
    tail = ids.tail(entry.log_id)
    keys: dict[str, Any] = {
        "readers": [entry.guard, *([entry.user_id] if entry.user_id else [])],
        "words": _words(entry),
        "all": tail,
        "action": f"{entry.action_type}:{tail}",
        "entity": f"{entry.entity_type}:{entry.entity_id}:{tail}",
    }
    if entry.user_id:
        keys["actor"] = f"{entry.user_id}:{tail}"
    if entry.client_id:
        keys["client"] = f"{entry.client_id}:{tail}"
    actor = entry.personal.get("actor")
    if actor is not None and isinstance(actor.values.get("user_email"), str):
        keys["email"] = f"{actor.values['user_email'].lower()}:{tail}"
    if entry.action_type in ERASING:
        keys["erases"] = entry.entity_id
    return keys


def _words(entry: Draft) -> list[str]:
    """What `q` finds. Nothing that may have to be erased: of people, only the agency's own."""
    actor = entry.personal.get("actor")
    email = actor.values.get("user_email") if actor and entry.user_role != "candidate" else None
    facts = [entry.metadata.get(name) for name in _SEARCHED]
    named = [entry.action_type, entry.action_type.replace("_", " "), entry.entity_type, entry.entity_id, entry.user_id]
    return words(*named, email, *(fact for fact in facts if isinstance(fact, str)))


def _checkpoint(row: dict[str, Any]) -> Checkpoint:
    return Checkpoint.model_validate({key: value for key, value in row.items() if key != "_id"})
