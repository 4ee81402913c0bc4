"""The service's own database: connection, write and read concerns, collections, transactions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pymongo
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorGridFSBucket
from pydantic import BaseModel
from pymongo import WriteConcern
from pymongo.errors import (
    ConnectionFailure,
    ExecutionTimeout,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)
from pymongo.read_concern import ReadConcern

from arbeit_kit import problem
from arbeit_kit.mongo import transaction
from arbeit_kit.mongo.collection import Collection, Index
from arbeit_kit.mongo.flight import Flight
from arbeit_kit.mongo.plain import PlainCollection
from arbeit_kit.mongo.pool import PoolWaits
from arbeit_kit.mongo.projection import Projection
from arbeit_kit.mongo.transaction import SYSTEM, Actor, Cause, Tx
from arbeit_kit.time import now

S = TypeVar("S")
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

log = logging.getLogger(__name__)

# IndexOptionsConflict and IndexKeySpecsConflict: the keys are indexed, but with other options.
_INDEX_CONFLICT = (85, 86)

# Times in milliseconds; the reliability study, section 5: database 5 s inside a request of 8 s. Connecting has 3 s and
# not the 1 s of that study: the driver's heartbeat goes by it too, and a busy machine that was taken for a dead one
# lost every transaction on its way.
_CLIENT_OPTIONS: dict[str, Any] = {
    "tz_aware": True,
    "timeoutMS": 5000,
    "serverSelectionTimeoutMS": 3000,
    "connectTimeoutMS": 3000,
    "maxPoolSize": 50,
    "w": "majority",
    "journal": True,
    "readConcernLevel": "majority",
    "retryWrites": True,
    "uuidRepresentation": "standard",
}

problem.register(ConnectionFailure, lambda _: problem.unavailable("The database cannot be reached.", 2))
problem.register(NetworkTimeout, lambda _: problem.unavailable("The database did not answer in time.", 2))
problem.register(ExecutionTimeout, lambda _: problem.unavailable("The database did not answer in time.", 2))
problem.register(WTimeoutError, lambda _: problem.unavailable("The database did not answer in time.", 2))


class Database:
    """One service's database. `source` (`/arbeit/<service>`) marks its events; `seal` encrypts private commands."""

    def __init__(self, url: str, name: str, *, source: str, seal: Callable[[bytes], bytes]) -> None:
        self.client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(
            url, event_listeners=[PoolWaits()], **_CLIENT_OPTIONS
        )
        self.name = name
        self.source = source
        self.seal = seal
        self.raw = self.client.get_database(
            name, write_concern=WriteConcern(w="majority", j=True), read_concern=ReadConcern("majority")
        )
        self.outbox = self.raw["outbox"]
        self.flights: set[Flight] = set()
        self._wake: list[asyncio.Event] = []
        self._indexed: list[tuple[str, tuple[Index, ...]]] = [("outbox", ())]
        self.store: Any = None

    def collection(
        self,
        name: str,
        model: type[M],
        *,
        id_field: str,
        derive: Callable[[M], dict[str, Any]] | None = None,
        indexes: tuple[Index, ...] | list[Index] = (),
    ) -> Collection[M]:
        """A collection of versioned aggregates of `model`; `derive` gives index-only fields, stored under `_k`."""
        self._indexed.append((name, tuple(indexes)))
        return Collection(self.raw[name], model, id_field=id_field, derive=derive)

    def plain(self, name: str, indexes: tuple[Index, ...] | list[Index] = ()) -> PlainCollection:
        """Bookkeeping documents that belong to no tenant: sessions, claims, leases, counters."""
        self._indexed.append((name, tuple(indexes)))
        return PlainCollection(self.raw[name])

    def projection(self, name: str) -> Projection:
        """Facts of another service, kept from its events."""
        self._indexed.append((name, ()))
        return Projection(self.raw[name])

    def gridfs(self, bucket: str) -> AsyncIOMotorGridFSBucket:
        """A GridFS bucket for files."""
        return AsyncIOMotorGridFSBucket(self.raw, bucket)

    async def transaction(
        self,
        fn: Callable[[Tx[Any]], Awaitable[T]],
        *,
        actor: Actor = SYSTEM,
        cause: Cause | None = None,
        deadline_s: float = transaction.DEADLINE_S,
    ) -> T:
        """Runs `fn` as one unit of work; see `transaction.run`. `fn` may run several times."""
        return await transaction.run(self, self.store, fn, actor, cause or Cause(), deadline_s)

    async def attempt(self, fn: Callable[[Tx[Any]], Awaitable[T]]) -> T:
        """Runs `fn` as one unit of work, once, for the system. Raises whatever ended it.

        For work that is known by its ids (an inbox): after an unanswered commit it may have been done all the same.
        """
        return await transaction.once(self, self.store, fn, SYSTEM, Cause())

    async def ensure_indexes(self) -> None:
        """Creates what is missing: every collection (a transaction cannot on every server) and its indexes."""
        existing = set(await self.raw.list_collection_names())
        for name, indexes in self._indexed:
            if name not in existing:
                await self._create(name)
            for index in indexes:
                await self._index(name, index)

    async def _index(self, name: str, index: Index) -> None:
        collection = self.raw[name]
        try:
            await collection.create_index(index.keys, **index.options())
        except OperationFailure as error:
            if error.code not in _INDEX_CONFLICT:
                raise
            # A newer version asks for other options on the same keys, under the same generated name.
            await collection.drop_index(index.keys)
            await collection.create_index(index.keys, **index.options())
            log.warning("index rebuilt with new options", extra={"event": "index_rebuilt", "collection": name})

    async def _create(self, name: str) -> None:
        try:
            await self.raw.create_collection(name)
        except PyMongoError as error:
            if getattr(error, "code", None) != 48 and "exists" not in str(error):  # another replica was quicker
                raise

    def on_wake(self, event: asyncio.Event) -> None:
        """`event` is set after each commit that left something to publish: a hint, polling stays the rule."""
        self._wake.append(event)

    def wake_relay(self) -> None:
        for event in self._wake:
            event.set()

    async def backlog(self) -> tuple[int, float]:
        """Rows in the outbox, and the age of the oldest in seconds (0 when there is none)."""
        oldest = await self.outbox.find({}, {"created_at": 1}).sort("_id", 1).limit(1).to_list(1)
        if not oldest:
            return 0, 0.0
        age = (now() - oldest[0]["created_at"]).total_seconds()
        return await self.outbox.estimated_document_count(), max(0.0, age)

    async def ping(self) -> None:
        """Raises the driver's error when the server does not answer."""
        await self.client.admin.command("ping")

    async def drop(self) -> None:
        """Deletes the whole database. What a transaction without an end has locked delays it by up to 70 seconds."""
        with pymongo.timeout(100):
            await self.client.drop_database(self.name)

    async def landed(self, within_s: float) -> bool:
        """Waits for the transactions that are open; False when some still are."""
        endings = [asyncio.ensure_future(flight.ended.wait()) for flight in self.flights]
        if not endings:
            return True
        _, late = await asyncio.wait(endings, timeout=within_s)
        for ending in late:
            ending.cancel()
        return not late

    def close(self) -> None:
        self.client.close()
