"""Writes of a transaction that wait for company.

An insert, or a replacement that must match, can tell its caller nothing but that it worked; when it did not, the whole
transaction is void. So such writes wait until the transaction reads or changes what they touch, or ends, and those of
one collection then travel as one command: a database spends most of a small write on the command around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pymongo import InsertOne, ReplaceOne, UpdateOne

from arbeit_kit.mongo.errors import StaleVersion
from arbeit_kit.mongo.flight import Flight

_Operation = InsertOne[Any] | ReplaceOne[Any] | UpdateOne


@dataclass(slots=True)
class _Write:
    """One write; `document` only of an insert."""

    id: Any
    operation: _Operation
    document: Mapping[str, Any] | None = None


class Pending:
    """The waiting writes of one transaction, in the order they were made."""

    def __init__(self, session: Any, flight: Flight) -> None:
        self._session = session
        self._flight = flight
        self._waiting: dict[str, tuple[Any, list[_Write]]] = {}

    def insert(self, raw: Any, document: dict[str, Any]) -> None:
        """A new document."""
        self._add(raw, _Write(document.get("_id"), InsertOne(document), document))

    def replace(self, raw: Any, entity_id: str, version: int, document: dict[str, Any]) -> None:
        """Raises `StaleVersion`, when it is sent, if the document is no longer at `version`."""
        query = {"_id": entity_id, "version": version}
        self._add(raw, _Write(entity_id, ReplaceOne(query, document)))

    def update(self, raw: Any, entity_id: str, change: dict[str, Any]) -> None:
        """A change of a document that this transaction has read."""
        self._add(raw, _Write(entity_id, UpdateOne({"_id": entity_id}, change)))

    def _add(self, raw: Any, write: _Write) -> None:
        self._waiting.setdefault(raw.name, (raw, []))[1].append(write)

    async def settle(self, raw: Any, query: Mapping[str, Any] | None = None) -> None:
        """Before a command on this collection: sends what waits for it, unless `query` cannot see any of it."""
        waiting = self._waiting.get(raw.name)
        if waiting is not None and (query is None or any(_may_concern(query, write) for write in waiting[1])):
            del self._waiting[raw.name]
            await self._send(*waiting)

    async def flush(self) -> None:
        """Sends everything."""
        while self._waiting:
            name = next(iter(self._waiting))
            await self._send(*self._waiting.pop(name))

    async def _send(self, raw: Any, writes: list[_Write]) -> None:
        documents = [write.document for write in writes if write.document is not None]
        if len(documents) == len(writes):
            if len(documents) == 1:
                await self._flight.whole(raw.insert_one(documents[0], session=self._session))
            else:
                await self._flight.whole(raw.insert_many(documents, session=self._session, ordered=True))
            return
        operations = [write.operation for write in writes]
        done = await self._flight.whole(raw.bulk_write(operations, session=self._session, ordered=True))
        if done.matched_count != len(writes) - len(documents):
            raise StaleVersion(", ".join(sorted({str(write.id) for write in writes if write.document is None})))


def _may_concern(query: Mapping[str, Any], write: _Write) -> bool:
    """Whether the query's answer could differ once the write is made. In doubt: yes."""
    wanted = query.get("_id")
    if isinstance(wanted, str):
        return bool(write.id == wanted)
    if isinstance(wanted, Mapping) and list(wanted) == ["$in"]:
        return write.id in wanted["$in"]
    if write.document is None:
        return True  # what it changes may match now, or have matched before
    return not any(
        isinstance(value, str) and "." not in field and _differs(write.document.get(field), value)
        for field, value in query.items()
    )


def _differs(have: Any, wanted: str) -> bool:
    """Whether a new document's plain field rules it out; a list would match by any of its members."""
    return have is None or (isinstance(have, str) and have != wanted)
