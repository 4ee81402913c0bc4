"""Facts of another service, kept locally from its events so that no request waits for that service."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from pymongo.errors import DuplicateKeyError

from arbeit_kit.mongo.transaction import Tx
from arbeit_kit.time import now


class PeerReader(Protocol):
    """Reads one resource of another service: the read-through of a projection."""

    async def get(self, service: str, path: str) -> dict[str, Any] | None:
        """The resource, or None when it does not exist; raises a 503 problem when the peer cannot be reached."""


class Projection:
    """Documents `{_id, sequence, deleted, ...fields}`; an older sequence never overwrites, a tombstone stays."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    async def apply(self, tx: Tx[Any], entity_id: str, sequence: int, fields: dict[str, Any]) -> bool:
        """Takes over `fields` when `sequence` is newer than what is known. False: it was old, or is deleted."""
        known = await self.raw.find_one({"_id": entity_id}, {"sequence": 1, "deleted": 1}, session=tx.session)
        if known is None:
            await self.raw.insert_one({**fields, "_id": entity_id, "sequence": sequence}, session=tx.session)
            return True
        if known.get("deleted") or known["sequence"] >= sequence:
            return False
        await self.raw.update_one({"_id": entity_id}, {"$set": {**fields, "sequence": sequence}}, session=tx.session)
        return True

    async def remove(self, tx: Tx[Any], entity_id: str, sequence: int) -> None:
        """Leaves only a tombstone, so that a late event cannot bring the entity back."""
        tombstone = {"sequence": sequence, "deleted": True, "deleted_at": now()}
        done = await self.raw.replace_one({"_id": entity_id}, tombstone, session=tx.session)
        if done.matched_count == 0:
            await self.raw.insert_one({"_id": entity_id, **tombstone}, session=tx.session)

    async def get(self, entity_id: str, tx: Tx[Any] | None = None) -> dict[str, Any] | None:
        """The known facts, or None when the entity is unknown or deleted."""
        found: dict[str, Any] | None = await self.raw.find_one(
            {"_id": entity_id}, session=tx.session if tx is not None else None
        )
        return None if found is None or found.get("deleted") else found

    async def get_or_fetch(self, entity_id: str, peers: PeerReader, service: str, path: str) -> dict[str, Any] | None:
        """As `get`, but asks the owner on a miss: for what was created a moment ago. Never inside a transaction."""
        found: dict[str, Any] | None = await self.raw.find_one({"_id": entity_id})
        if found is not None:
            return None if found.get("deleted") else found
        fetched = await peers.get(service, path)
        if fetched is None:
            return None
        document = {**{key: _from_json(value) for key, value in fetched.items()}, "_id": entity_id}
        try:
            await self.raw.insert_one(document)
        except DuplicateKeyError:  # its event arrived meanwhile; what the event said is at least as new
            return await self.get(entity_id)
        return document

    async def find(self, query: dict[str, Any], *, limit: int, tx: Tx[Any] | None = None) -> list[dict[str, Any]]:
        """Known entities that match; tombstones are left out."""
        cursor = self.raw.find(
            {**query, "deleted": {"$ne": True}}, session=tx.session if tx is not None else None
        ).limit(limit)
        rows: list[dict[str, Any]] = await cursor.to_list(limit)
        return rows


def _from_json(value: Any) -> Any:
    """Instants travel as text between services and are stored as dates."""
    if isinstance(value, str) and len(value) == 24 and value.endswith("Z") and value[10] == "T":
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return value
    return value
