"""Versioned aggregates: every read names a scope, every write belongs to a transaction and names its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar, cast

from pydantic import BaseModel

from arbeit_events.envelope import EventData
from arbeit_kit import problem
from arbeit_kit.mongo.errors import StaleVersion
from arbeit_kit.mongo.flight import whole
from arbeit_kit.mongo.scope import Scope, checked
from arbeit_kit.mongo.transaction import Tx, joined
from arbeit_kit.mongo.windows import Windows
from arbeit_kit.pagination import Page, PageRequest, next_cursor

MAX_FIND = 1000


class Versioned(Protocol):
    version: int


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Index:
    """An index: `Index(("job_id", 1), ("_k.email", 1), unique=True)`; `partial` is a partialFilterExpression."""

    keys: list[tuple[str, int]]
    unique: bool = False
    partial: Mapping[str, Any] | None = None
    expire_after_s: int | None = None

    def __init__(
        self,
        *keys: tuple[str, int],
        unique: bool = False,
        partial: Mapping[str, Any] | None = None,
        expire_after_s: int | None = None,
    ) -> None:
        object.__setattr__(self, "keys", list(keys))
        object.__setattr__(self, "unique", unique)
        object.__setattr__(self, "partial", partial)
        object.__setattr__(self, "expire_after_s", expire_after_s)

    def options(self) -> dict[str, Any]:
        options: dict[str, Any] = {}
        if self.unique:
            options["unique"] = True
        if self.partial is not None:
            options["partialFilterExpression"] = dict(self.partial)
        if self.expire_after_s is not None:
            options["expireAfterSeconds"] = self.expire_after_s
        return options


class Collection(Generic[M]):
    """Aggregates of one type. Stored as the model's fields, `_id` = its id, and index-only fields under `_k`."""

    def __init__(self, raw: Any, model: type[M], *, id_field: str, derive: Any = None) -> None:
        self.raw = raw
        self.model = model
        self.id_field = id_field
        self.noun = id_field.removesuffix("_id").replace("_", " ")
        self._derive = derive
        self._windows = Windows(raw)

    # -- reading ------------------------------------------------------------------------------------------------

    async def get(self, scope: Scope, entity_id: str, tx: Tx[Any] | None = None) -> M:
        """The aggregate; a 404 problem when it does not exist or lies outside the scope, without a difference."""
        found = await self.find_one(scope, {"_id": entity_id}, tx=tx)
        if found is None:
            raise problem.not_found(self.noun)
        return found

    async def find_one(self, scope: Scope, query: Mapping[str, Any], tx: Tx[Any] | None = None) -> M | None:
        narrowed = checked(scope).applied(query)
        session = await joined(tx, self.raw, narrowed)
        found = await whole(tx, self.raw.find_one(narrowed, session=session))
        return None if found is None else self.load(found)

    async def find(
        self,
        scope: Scope,
        query: Mapping[str, Any],
        *,
        limit: int,
        sort: Sequence[tuple[str, int]] = (),
        tx: Tx[Any] | None = None,
    ) -> list[M]:
        """At most `limit` (1..1000) aggregates."""
        if not 1 <= limit <= MAX_FIND:
            raise ValueError(f"limit must be 1..{MAX_FIND}")
        narrowed = checked(scope).applied(query)
        cursor = self.raw.find(narrowed, session=await joined(tx, self.raw, narrowed)).limit(limit)
        if sort:
            cursor = cursor.sort(list(sort))
        return [self.load(row) for row in await whole(tx, cursor.to_list(limit))]

    async def count(self, scope: Scope, query: Mapping[str, Any], tx: Tx[Any] | None = None) -> int:
        narrowed = checked(scope).applied(query)
        session = await joined(tx, self.raw, narrowed)
        return int(await whole(tx, self.raw.count_documents(narrowed, session=session)))

    async def aggregate(self, scope: Scope, pipeline: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Runs the pipeline over what the scope shows."""
        match = checked(scope).applied({})
        rows: list[dict[str, Any]] = await self.raw.aggregate([{"$match": match}, *pipeline]).to_list(None)
        return rows

    async def page(
        self,
        scope: Scope,
        query: Mapping[str, Any],
        request: PageRequest,
        *,
        window: tuple[str, str] | None = None,
        since: datetime | None = None,
    ) -> Page[M]:
        """One page of a list, newest first unless `request.sort` says otherwise.

        `window=(field, prefix)` names an indexed string key `prefix + tail(id)`: then the default order runs as
        bounded ranges over that one key (see `windows`). Filters and other sorts need their own compound index.
        `since` ends the walk: nothing that was made earlier is read (the filter itself is still the caller's).
        """
        narrowed = checked(scope).applied(query)
        wanted = request.limit + 1
        if window is not None and request.is_default_order:
            field, prefix = window
            rows = await self._windows.newest(field, prefix, narrowed, wanted, before=request.after_tail, since=since)
        else:
            cursor = self.raw.find({"$and": [narrowed, request.keyset()]} if request.cursor else narrowed)
            rows = await cursor.sort(request.mongo_sort()).limit(wanted).to_list(wanted)
        cursor_text = next_cursor(request, rows)
        total = await self.raw.count_documents(narrowed) if request.count else None
        return Page(items=[self.load(row) for row in rows[: request.limit]], next_cursor=cursor_text, total=total)

    # -- writing ------------------------------------------------------------------------------------------------

    async def insert(
        self, tx: Tx[Any], aggregate: M, events: Sequence[EventData], client_id: str | None = None
    ) -> None:
        """Stores a new aggregate and its events; a unique index that refuses raises `DuplicateKey` at the edge.

        Sent with the next command that could see it, at the latest before the commit (see `pending`)."""
        versioned = cast(Versioned, aggregate)
        versioned.version = max(1, len(events))
        tx.pending.insert(self.raw, self.dump(aggregate))
        self._emit(tx, aggregate, events, 0, client_id)

    async def save(self, tx: Tx[Any], aggregate: M, events: Sequence[EventData], client_id: str | None = None) -> None:
        """Replaces the aggregate if nobody saved it since it was read; else the whole transaction runs again.

        Each event takes its own version number as `sequence`, so a subscriber can drop what is old. Sent as `insert`.
        """
        versioned = cast(Versioned, aggregate)
        read = versioned.version
        versioned.version = read + max(1, len(events))
        document = self.dump(aggregate)
        tx.pending.replace(self.raw, document["_id"], read, document)
        self._emit(tx, aggregate, events, read, client_id)

    async def delete(
        self, tx: Tx[Any], aggregate: M, events: Sequence[EventData], client_id: str | None = None
    ) -> None:
        """Removes the aggregate if nobody saved it since it was read."""
        read = cast(Versioned, aggregate).version
        entity_id = str(getattr(aggregate, self.id_field))
        query = {"_id": entity_id, "version": read}
        session = await joined(tx, self.raw, query)
        done = await whole(tx, self.raw.delete_one(query, session=session))
        if done.deleted_count != 1:
            raise StaleVersion(entity_id)
        self._emit(tx, aggregate, events, read, client_id)

    def _emit(self, tx: Tx[Any], aggregate: M, events: Sequence[EventData], read: int, client_id: str | None) -> None:
        entity_id = str(getattr(aggregate, self.id_field))
        owner = client_id if client_id is not None else getattr(aggregate, "client_id", None)
        for offset, data in enumerate(events, start=1):
            tx.emit(data, subject=entity_id, sequence=read + offset, client_id=owner)

    # -- documents ----------------------------------------------------------------------------------------------

    def dump(self, aggregate: M) -> dict[str, Any]:
        document = {"_id": str(getattr(aggregate, self.id_field)), **aggregate.model_dump(mode="python")}
        if self._derive is not None:
            document["_k"] = self._derive(aggregate)
        return document

    def load(self, document: dict[str, Any]) -> M:
        document.pop("_id", None)
        document.pop("_k", None)
        return self.model.model_validate(document)
