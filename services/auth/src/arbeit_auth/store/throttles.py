"""Counters of tries. No key holds an e-mail in clear, and every counter is gone after a day."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from arbeit_auth.domain.throttle import Counter, Policy
from arbeit_kit.mongo import Database, Index, Tx


def key(kind: str, *parts: str) -> str:
    """The id of one counter: ``pair``, ``account``, ``address``, ``session``, ``mail`` …"""
    return f"{kind}:{hashlib.sha256(chr(0).join(parts).encode('utf-8', 'replace')).hexdigest()}"


class Throttles:
    """``throttles``: ``{_id, failures, last, told}`` for tries, ``{_id, used: [...]}`` for rates."""

    def __init__(self, db: Database) -> None:
        self._rows = db.plain("throttles", [Index(("expires_at", 1), expire_after_s=0)])

    async def counter(self, tx: Tx[Any], name: str, policy: Policy) -> Counter:
        return Counter.of(await self._rows.get(name, tx), policy, tx.now)

    async def put(self, tx: Tx[Any], name: str, counter: Counter, policy: Policy) -> None:
        """Stores a counter; one that is back at zero is forgotten."""
        if counter.failures == 0 or counter.last is None:
            await self._rows.delete({"_id": name}, tx)
            return
        fields = {
            "failures": counter.failures,
            "last": counter.last,
            "told": False,
            "expires_at": counter.last + policy.memory,
        }
        await self._write(tx, name, fields)

    async def tell_once(self, tx: Tx[Any], name: str) -> bool:
        """True for the first refusal since the last try: a flood of refusals is told once."""
        return await self._rows.update({"_id": name, "told": False}, {"$set": {"told": True}}, tx) == 1

    async def clear(self, tx: Tx[Any], *names: str) -> None:
        await self._rows.delete({"_id": {"$in": list(names)}}, tx)

    async def used(self, tx: Tx[Any], name: str) -> list[datetime]:
        row = await self._rows.get(name, tx)
        return list(row["used"]) if row is not None else []

    async def use(self, tx: Tx[Any], name: str, used: list[datetime], window: timedelta) -> None:
        """Counts one more use now; what is older than the window is dropped."""
        kept = [moment for moment in used if moment > tx.now - window]
        await self._write(tx, name, {"used": [*kept, tx.now], "expires_at": tx.now + window})

    async def _write(self, tx: Tx[Any], name: str, fields: dict[str, Any]) -> None:
        # Not an upsert: two of them racing lose one answer on the local database. In a transaction the second insert
        # is a conflict or a duplicate key, and `commands.throttling` comes again.
        if await self._rows.update({"_id": name}, {"$set": fields}, tx) == 0:
            await self._rows.insert({"_id": name, **fields}, tx)
