"""What the database does of our create without us: the same documents, indexes and commands, sent by the bare driver.

On the local stand-in this, and not our code, bounds what can be written in a second; the share that we reach of it is
what a figure of ours says about us.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import WriteConcern
from pymongo.read_concern import ReadConcern

from arbeit_kit import ids
from arbeit_kit.time import now

COLLECTIONS = ("candidates", "persons", "outbox")
GROUP = 16
_BODY = b"x" * 1100
"""About the size of a CandidateCreated."""


class Ceiling:
    """Creates in a scratch database beside ours, dropped at the end."""

    def __init__(self, mongo_url: str, db_name: str) -> None:
        self._client: Any = AsyncIOMotorClient(mongo_url, tz_aware=True)
        self._ours = self._client[f"{db_name}_candidates"]
        self._scratch = self._client[f"{db_name}_ceiling"]
        self._numbers = itertools.count()
        self._model: dict[str, Any] = {}

    async def measure(self, seconds: float, connections: int) -> tuple[float, float]:
        """Creates per second: each in its own transaction, `connections` at once; and sixteen in one transaction."""
        await self._prepare()
        try:
            alone = await self._rate(self._one, 1, connections, seconds)
            return alone, await self._rate(self._many, GROUP, 1, seconds)
        finally:
            await self._client.drop_database(self._scratch.name)
            self._client.close()

    async def _prepare(self) -> None:
        await self._client.drop_database(self._scratch.name)
        for name in COLLECTIONS:
            await self._scratch.create_collection(name)
            for key, index in (await self._ours[name].index_information()).items():
                if key != "_id_":
                    await self._scratch[name].create_index(index["key"], unique=index.get("unique", False))
        # The newest one was made through the API; the mass of the others is copied for the indexes' depth.
        (self._model,) = await self._ours.candidates.find({}).sort("_id", -1).limit(1).to_list(1)
        rows = await self._ours.candidates.find({}).limit(2_000).to_list(2_000)
        await self._scratch.candidates.insert_many(rows)

    def _documents(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        candidate_id, email = ids.new("cand"), f"ceiling{next(self._numbers)}@people.example"
        tail = ids.tail(candidate_id)
        keys = {**self._model["_k"], "all": tail, "job": f"{self._model['job_id']}:{tail}"}
        candidate = {**self._model, "_id": candidate_id, "candidate_id": candidate_id, "email": email, "_k": keys}
        person = {"_id": email, "person_id": ids.new("person"), "applications": 1, "portal_id": None}
        row = {"_id": ids.new("evt"), "exchange": "arbeit.events", "routing_key": "candidates.CandidateCreated.v1",
               "type": "arbeit.candidates.CandidateCreated.v1", "entity": candidate_id, "sequence": 1, "body": _BODY,
               "created_at": now()}  # fmt: skip
        return candidate, person, row

    async def _one(self) -> None:
        await self._transaction(1)

    async def _many(self) -> None:
        await self._transaction(GROUP)

    async def _transaction(self, count: int) -> None:
        made = [self._documents() for _ in range(count)]
        async with await self._client.start_session() as session:
            session.start_transaction(
                read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority", j=True)
            )
            for _, person, _ in made:
                await self._scratch.persons.find_one({"_id": person["_id"]}, session=session)
            await self._scratch.persons.insert_many([person for _, person, _ in made], session=session)
            await self._scratch.candidates.insert_many([candidate for candidate, _, _ in made], session=session)
            await self._scratch.outbox.insert_many([row for _, _, row in made], session=session)
            await session.commit_transaction()

    async def _rate(self, work: Any, each: int, connections: int, seconds: float) -> float:
        done = 0
        begun = time.perf_counter()

        async def worker() -> None:
            nonlocal done
            while time.perf_counter() - begun < seconds:
                await work()
                done += each

        await asyncio.gather(*(worker() for _ in range(connections)))
        return done / (time.perf_counter() - begun)
