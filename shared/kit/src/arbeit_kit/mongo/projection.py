"""Facts of another service, kept locally from its events so that no request waits for that service."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from pymongo.errors import DuplicateKeyError

from arbeit_kit.mongo.flight import whole
from arbeit_kit.mongo.gathered import Gathered
from arbeit_kit.mongo.transaction import Tx, joined
from arbeit_kit.time import now

_AT = "_at"


class PeerReader(Protocol):
    """Reads one resource of another service: the read-through of a projection."""

    async def get(self, service: str, path: str) -> dict[str, Any] | None:
        """The resource, or None when it does not exist; raises a 503 problem when the peer cannot be reached."""


class Projection:
    """Documents `{_id, sequence, deleted, ...fields}`; an older sequence never overwrites, a tombstone stays."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._gathered = Gathered(raw)

    async def apply(self, tx: Tx[Any], entity_id: str, sequence: int, fields: dict[str, Any]) -> bool:
        """Takes over those of `fields` that are newer than what is known of them. False: none was, or it is deleted.

        Each field remembers its own sequence, so an event that tells only a part (a status) never hides an earlier one
        that arrives later and tells the rest.
        """
        return (await self.take(tx, entity_id, sequence, fields))[1]

    async def take(
        self, tx: Tx[Any], entity_id: str, sequence: int, fields: dict[str, Any]
    ) -> tuple[dict[str, Any] | None, bool]:
        """As `apply`, and what was known before: None for an entity never heard of."""
        known = await self._known(tx, entity_id)
        if known is None:
            tx.pending.insert(self.raw, _stamped(fields, entity_id, sequence))
            return None, True
        at = known.pop(_AT, {})
        newer = {name: value for name, value in fields.items() if at.get(name, -1) < sequence}
        if known.get("deleted") or not newer:
            return known, False
        stamps = {f"{_AT}.{name}": sequence for name in newer}
        change = {**newer, **stamps, "sequence": max(sequence, known["sequence"])}
        tx.pending.update(self.raw, entity_id, {"$set": change})
        return known, True

    async def _known(self, tx: Tx[Any], entity_id: str) -> dict[str, Any] | None:
        """As it stands; where several events are handled together, read with those of the others."""
        name = self.raw.name
        if several := tx.ahead.wanted(name, entity_id):
            query: dict[str, Any] = {"_id": {"$in": several}}
            cursor = self.raw.find(query, session=await joined(tx, self.raw, query))
            tx.ahead.keep(name, several, await whole(tx, cursor.to_list(len(several))))
        if tx.ahead.has(name, entity_id):
            return tx.ahead.take(name, entity_id)
        query = {"_id": entity_id}
        session = await joined(tx, self.raw, query)
        found: dict[str, Any] | None = await whole(tx, self.raw.find_one(query, session=session))
        return found

    async def remove(self, tx: Tx[Any], entity_id: str, sequence: int) -> None:
        """Leaves only a tombstone, so that a late event cannot bring the entity back."""
        tombstone = {"sequence": sequence, "deleted": True, "deleted_at": now()}
        query = {"_id": entity_id}
        session = await joined(tx, self.raw, query)
        done = await whole(tx, self.raw.replace_one(query, tombstone, session=session))
        if done.matched_count == 0:
            tx.pending.insert(self.raw, {"_id": entity_id, **tombstone})

    async def get(self, entity_id: str, tx: Tx[Any] | None = None) -> dict[str, Any] | None:
        """The known facts, or None when the entity is unknown or deleted."""
        query = {"_id": entity_id}
        session = await joined(tx, self.raw, query)
        found: dict[str, Any] | None = await whole(tx, self.raw.find_one(query, session=session))
        return None if found is None or found.get("deleted") else _facts(found)

    async def get_or_fetch(
        self, entity_id: str, peers: PeerReader, service: str, path: str, *, only: Collection[str] | None = None
    ) -> dict[str, Any] | None:
        """As `get`, but asks the owner on a miss: for what was created a moment ago. Never inside a transaction.

        Of what the owner answers only the fields `only` are kept: the rest is none of this service's business.
        """
        found = await self._gathered.get(entity_id)
        if found is not None:
            return None if found.get("deleted") else _facts(found)
        fetched = await peers.get(service, path)
        if fetched is None:
            return None
        wanted = fetched.keys() - {"sequence"} if only is None else only
        facts = {key: _from_json(fetched[key]) for key in wanted}
        document = _stamped(facts, entity_id, int(fetched["sequence"]))
        try:
            await self.raw.insert_one(document)
        except DuplicateKeyError:  # its event arrived meanwhile; what the event said is at least as new
            return await self.get(entity_id)
        return _facts(document)

    async def find(self, query: dict[str, Any], *, limit: int, tx: Tx[Any] | None = None) -> list[dict[str, Any]]:
        """Known entities that match; tombstones are left out."""
        cursor = self.raw.find({**query, "deleted": {"$ne": True}}, session=await joined(tx, self.raw, query)).limit(
            limit
        )
        rows: list[dict[str, Any]] = await whole(tx, cursor.to_list(limit))
        return [_facts(row) for row in rows]


def _stamped(fields: dict[str, Any], entity_id: str, sequence: int) -> dict[str, Any]:
    return {**fields, "_id": entity_id, "sequence": sequence, _AT: dict.fromkeys(fields, sequence)}


def _facts(document: dict[str, Any]) -> dict[str, Any]:
    document.pop(_AT, None)
    return document


def _from_json(value: Any) -> Any:
    """Instants travel as text between services and are stored as dates."""
    if isinstance(value, str) and len(value) == 24 and value.endswith("Z") and value[10] == "T":
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return value
    return value
