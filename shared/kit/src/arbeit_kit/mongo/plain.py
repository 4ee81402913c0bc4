"""Bookkeeping documents: no tenant, no version, no events. Aggregates belong into a `Collection`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo.errors import PyMongoError

from arbeit_kit.mongo.errors import duplicate_key
from arbeit_kit.mongo.flight import whole
from arbeit_kit.mongo.transaction import Tx, joined

Document = dict[str, Any]
Query = Mapping[str, Any]


class PlainCollection:
    """Thin, typed access; pass `tx` to join a transaction. Duplicate keys surface as `DuplicateKey`."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    async def get(self, _id: Any, tx: Tx[Any] | None = None) -> Document | None:
        return await self.find_one({"_id": _id}, tx=tx)

    async def find_one(self, query: Query, tx: Tx[Any] | None = None) -> Document | None:
        found: Document | None = await whole(
            tx, self.raw.find_one(dict(query), session=await joined(tx, self.raw, query))
        )
        return found

    async def find(
        self, query: Query, *, limit: int, sort: Sequence[tuple[str, int]] = (), tx: Tx[Any] | None = None
    ) -> list[Document]:
        cursor = self.raw.find(dict(query), session=await joined(tx, self.raw, query)).limit(limit)
        if sort:
            cursor = cursor.sort(list(sort))
        rows: list[Document] = await whole(tx, cursor.to_list(limit))
        return rows

    async def count(self, query: Query, tx: Tx[Any] | None = None) -> int:
        session = await joined(tx, self.raw, query)
        return int(await whole(tx, self.raw.count_documents(dict(query), session=session)))

    async def insert(self, document: Document, tx: Tx[Any] | None = None) -> None:
        """In a transaction it is sent with the next command that could see it, at the latest before the commit."""
        await self.insert_many([document], tx)

    async def insert_many(self, documents: list[Document], tx: Tx[Any] | None = None) -> None:
        """As `insert`."""
        if tx is not None:
            for document in documents:
                tx.pending.insert(self.raw, document)
        elif len(documents) == 1:
            await self._write(self.raw.insert_one(documents[0]), None)
        elif documents:
            await self._write(self.raw.insert_many(documents), None)

    async def update(self, query: Query, change: Any, tx: Tx[Any] | None = None, *, upsert: bool = False) -> int:
        """The number of documents matched. Never race an upsert for its outcome (database study, section 1)."""
        session = await joined(tx, self.raw, None if upsert else query)
        done = await self._write(self.raw.update_one(dict(query), change, upsert=upsert, session=session), tx)
        return int(done.matched_count)

    async def update_many(self, query: Query, change: Any, tx: Tx[Any] | None = None) -> int:
        session = await joined(tx, self.raw, query)
        done = await self._write(self.raw.update_many(dict(query), change, session=session), tx)
        return int(done.modified_count)

    async def delete(self, query: Query, tx: Tx[Any] | None = None) -> int:
        """Deletes every match; returns how many."""
        session = await joined(tx, self.raw, query)
        done = await self._write(self.raw.delete_many(dict(query), session=session), tx)
        return int(done.deleted_count)

    async def aggregate(self, pipeline: list[Document]) -> list[Document]:
        rows: list[Document] = await self.raw.aggregate(pipeline).to_list(None)
        return rows

    @staticmethod
    async def _write(operation: Any, tx: Tx[Any] | None) -> Any:
        try:
            return await whole(tx, operation)
        except PyMongoError as error:
            # Inside a transaction the loop translates, because the transaction is void either way.
            duplicate = duplicate_key(error) if tx is None else None
            if duplicate is not None:
                raise duplicate from error
            raise
