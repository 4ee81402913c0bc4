"""A lease in the service's database: at most one relay (or sender) of all replicas works at a time.

Expiry is the recovery path: a process that is killed simply stops renewing. The database's clock decides, so skewed
clocks of replicas do not matter; the holder additionally stops by its own monotonic clock before the lease ends.
"""

from __future__ import annotations

import time
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from arbeit_kit import ids

# As a number: the local database does not compare its own $$NOW with a stored date.
_DATABASE_MS = {"$toLong": "$$NOW"}


class Lease:
    """`await lease.hold()` is True while this process is the holder; call it at least every third of `seconds`."""

    def __init__(self, raw: Any, name: str, *, seconds: float = 6.0) -> None:
        self._raw = raw
        self._name = name
        self._seconds = seconds
        self._token = ids.new("lease")
        self._held_until = 0.0
        self._renew_at = 0.0

    @property
    def held(self) -> bool:
        """Whether this process may still act, by its own monotonic clock."""
        return time.monotonic() < self._held_until

    async def hold(self) -> bool:
        """Takes or renews the lease when that is due. Raises the driver's error when the database cannot be reached."""
        began = time.monotonic()
        if self.held and began < self._renew_at:
            return True
        granted = await self._ask()
        if granted is None and await self._seed():
            granted = await self._ask()
        if not granted:
            self._held_until = 0.0
            return False
        # Counted from before the call: the database may have granted it any time since.
        self._held_until = began + self._seconds * 0.8
        self._renew_at = began + self._seconds / 3
        return True

    async def _ask(self) -> bool | None:
        """One atomic update decides by the database's own clock. None: there is no lease document yet."""
        free = {"$or": [{"$eq": ["$token", self._token]}, {"$lt": ["$until_ms", _DATABASE_MS]}]}
        until = {"$add": [_DATABASE_MS, int(self._seconds * 1000)]}
        taken = {"token": {"$cond": [free, self._token, "$token"]}, "until_ms": {"$cond": [free, until, "$until_ms"]}}
        after = await self._raw.find_one_and_update(
            {"_id": self._name}, [{"$set": taken}], return_document=ReturnDocument.AFTER
        )
        return None if after is None else bool(after["token"] == self._token)

    async def release(self) -> None:
        """Gives the lease back at once, so that a successor does not wait for expiry."""
        self._held_until = 0.0
        await self._raw.update_one({"_id": self._name, "token": self._token}, {"$set": {"until_ms": 0}})

    async def _seed(self) -> bool:
        """Creates the lease document, free, on first use. False: it is there already."""
        try:
            await self._raw.insert_one({"_id": self._name, "token": "", "until_ms": 0})
        except DuplicateKeyError:
            return False
        return True
