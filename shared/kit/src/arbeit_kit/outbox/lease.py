"""A lease in the service's database: at most one relay (or sender) of all replicas works at a time.

Expiry is the recovery path: a process that is killed simply stops renewing. The database's clock decides, so skewed
clocks of replicas do not matter; the holder additionally stops by its own monotonic clock before the lease ends.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from arbeit_kit import ids


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
        free = {"$or": [{"$eq": ["$token", self._token]}, {"$lt": ["$until", "$$NOW"]}]}
        until = {"$add": ["$$NOW", int(self._seconds * 1000)]}
        change = [{"$set": {"token": self._token, "until": until}}]
        done = await self._raw.update_one({"_id": self._name, "$expr": free}, change)
        if done.matched_count == 0 and await self._seed():
            done = await self._raw.update_one({"_id": self._name, "$expr": free}, change)
        if done.matched_count == 0:
            self._held_until = 0.0
            return False
        # Counted from before the call: the database may have granted it any time since.
        self._held_until = began + self._seconds * 0.8
        self._renew_at = began + self._seconds / 3
        return True

    async def release(self) -> None:
        """Gives the lease back at once, so that a successor does not wait for expiry."""
        self._held_until = 0.0
        await self._raw.update_one(
            {"_id": self._name, "token": self._token}, [{"$set": {"until": {"$subtract": ["$$NOW", 1]}}}]
        )

    async def _seed(self) -> bool:
        """Creates the lease document, free, on first use. False: it is there already."""
        try:
            await self._raw.insert_one({"_id": self._name, "token": "", "until": _LONG_AGO})
        except DuplicateKeyError:
            return False
        return True


_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
