"""Reading and telling that is still to be done: one row per run, leased to one worker, gone when its result is saved.

A row is due at an instant. Claiming it moves that instant to the end of the lease, and the worker keeps moving it while
it works: a worker that is killed simply stops, and its row falls due again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from arbeit_kit import ids
from arbeit_kit.mongo import Database, Index, Tx
from arbeit_kit.time import now

LEASE = timedelta(seconds=30)
"""A killed worker's rows wait this long."""
Kind = Literal["parse", "story"]
# A lower bound for what is due: the local database would else walk over every row.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed row. `token` is good for this claim alone."""

    run_id: str
    kind: Kind
    candidate_id: str
    file_id: str
    fresh: bool
    """A person asked for another story: no stored answer."""
    attempts: int
    """This one included."""
    token: str


class WorkQueue:
    """`cv_work`: `{_id: run_id, kind, candidate_id, file_id, fresh, attempts, due_at, token}`."""

    def __init__(self, db: Database) -> None:
        self._rows = db.plain("cv_work", indexes=[Index(("due_at", 1)), Index(("candidate_id", 1))])

    async def add(self, tx: Tx[Any], kind: Kind, candidate_id: str, file_id: str, *, fresh: bool = False) -> str:
        """One more run of that kind; an older one of the same application gives way. Returns the run's id."""
        await self._rows.delete({"candidate_id": candidate_id, "kind": kind}, tx=tx)
        run_id = ids.new("run")
        row = {"_id": run_id, "kind": kind, "candidate_id": candidate_id, "file_id": file_id, "fresh": fresh}
        await self._rows.insert({**row, "attempts": 0, "due_at": tx.now, "token": ""}, tx=tx)
        return run_id

    async def claim(self, most: int) -> list[Work]:
        """Up to `most` due rows, now leased to the caller."""
        due = await self._rows.find({"due_at": {"$gt": _LONG_AGO, "$lte": now()}}, sort=[("due_at", 1)], limit=most)
        claimed = []
        for row in due:
            token = ids.new("lease")
            change = {"$set": {"due_at": now() + LEASE, "token": token}, "$inc": {"attempts": 1}}
            # The instant it was due at is the guard: whoever claims it first has moved it.
            if await self._rows.update({"_id": row["_id"], "due_at": row["due_at"]}, change):
                claimed.append(
                    Work(
                        row["_id"],
                        row["kind"],
                        row["candidate_id"],
                        row["file_id"],
                        row["fresh"],
                        row["attempts"] + 1,
                        token,
                    )
                )
        return claimed

    async def keep(self, work: Work, tx: Tx[Any] | None = None) -> bool:
        """Extends the lease; False when it is lost, or the application was erased.

        In a transaction it makes that transaction and an erasure exclude each other.
        """
        change = {"$set": {"due_at": now() + LEASE}}
        return await self._rows.update({"_id": work.run_id, "token": work.token}, change, tx=tx) == 1

    async def later(self, work: Work, wait_s: float, *, again: bool = False) -> None:
        """Gives it back until then. `again`: this attempt was none."""
        change: dict[str, Any] = {"$set": {"due_at": now() + timedelta(seconds=wait_s), "token": ""}}
        if again:
            change["$inc"] = {"attempts": -1}
        await self._rows.update({"_id": work.run_id, "token": work.token}, change)

    async def finish(self, tx: Tx[Any], work: Work) -> bool:
        """Ends the run together with its result. False when another worker has it: then there is nothing to save."""
        return await self._rows.delete({"_id": work.run_id, "token": work.token}, tx=tx) == 1

    async def waiting(self, tx: Tx[Any], candidate_id: str, kind: Kind) -> bool:
        """Whether such a run is under way."""
        return await self._rows.find_one({"candidate_id": candidate_id, "kind": kind}, tx=tx) is not None

    async def erase(self, tx: Tx[Any], candidate_id: str) -> None:
        await self._rows.delete({"candidate_id": candidate_id}, tx=tx)
