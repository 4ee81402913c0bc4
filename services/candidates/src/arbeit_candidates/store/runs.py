"""What the model was asked and answered: the record of each run, answers to be used again, and what a day may cost."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from typing import Any

from arbeit_kit.mongo import Database, DuplicateKey, Index, Tx
from arbeit_kit.time import now

KEPT = timedelta(days=30)
_SWEPT_AT_ONCE = 200


class Runs:
    """`ai_runs`: `{_id: run_id, candidate_id, kind, model, prompt_version, input_hash, tokens_in, tokens_out,
    duration_ms, cached, outcome, at}`, no word of the CV.

    `ai_answers`: `{_id: input_hash, owners: [candidate_id], answer, at}`: personal data, erased with its last owner and
    after thirty days. `ai_spent`: `{_id: "<client>:<day>", tokens}`.
    """

    def __init__(self, db: Database) -> None:
        self._runs = db.plain("ai_runs", indexes=[Index(("candidate_id", 1))])
        self._answers = db.plain("ai_answers", indexes=[Index(("owners", 1)), Index(("at", 1))])
        self._spent = db.plain("ai_spent")

    async def record(self, tx: Tx[Any], run_id: str, candidate_id: str, facts: dict[str, Any]) -> None:
        """Once per run."""
        await self._runs.insert({"_id": run_id, "candidate_id": candidate_id, **facts, "at": tx.now}, tx=tx)

    async def known(self, tx: Tx[Any], input_hash: str, candidate_id: str) -> dict[str, Any] | None:
        """The stored answer to the very same question; the candidate becomes one of its owners."""
        if not await self._answers.update({"_id": input_hash}, {"$addToSet": {"owners": candidate_id}}, tx=tx):
            return None
        found = await self._answers.get(input_hash, tx=tx)
        return found["answer"] if found is not None else None

    async def keep(self, tx: Tx[Any], input_hash: str, candidate_id: str, answer: dict[str, Any]) -> None:
        """Kept at once, before the run's result is saved: a crash in between does not pay twice."""
        change = {"$set": {"answer": answer, "at": tx.now}, "$addToSet": {"owners": candidate_id}}
        if not await self._answers.update({"_id": input_hash}, change, tx=tx):
            row = {"_id": input_hash, "owners": [candidate_id], "answer": answer, "at": tx.now}
            await self._answers.insert(row, tx=tx)

    async def reserve(self, client_id: str, at: datetime, tokens: int, limit: int) -> bool:
        """Takes from the day's budget before the model is asked; False when it would be exceeded."""
        if tokens > limit:
            return False
        key = _day(client_id, at)
        with contextlib.suppress(DuplicateKey):
            await self._spent.insert({"_id": key, "tokens": 0})
        # One atomic update decides, so two workers cannot both take the last of it.
        room = {"_id": key, "tokens": {"$gte": -(2**53), "$lte": limit - tokens}}
        return await self._spent.update(room, {"$inc": {"tokens": tokens}}) == 1

    async def settle(self, client_id: str, at: datetime, reserved: int, used: int) -> None:
        """What was reserved and not used goes back."""
        if used != reserved:
            await self._spent.update({"_id": _day(client_id, at)}, {"$inc": {"tokens": used - reserved}})

    async def erase(self, tx: Tx[Any], candidate_id: str) -> None:
        """Runs and answers of an application; an answer that another application shares stays with that one."""
        await self._runs.delete({"candidate_id": candidate_id}, tx=tx)
        await self._answers.update_many({"owners": candidate_id}, {"$pull": {"owners": candidate_id}}, tx)
        await self._answers.delete({"owners": []}, tx=tx)

    async def sweep(self) -> int:
        """Removes answers that are too old; how many."""
        old = await self._answers.find({"at": {"$lt": now() - KEPT}}, limit=_SWEPT_AT_ONCE)
        for row in old:
            await self._answers.delete({"_id": row["_id"]})
        return len(old)


def _day(client_id: str, at: datetime) -> str:
    return f"{client_id}:{at:%Y-%m-%d}"
