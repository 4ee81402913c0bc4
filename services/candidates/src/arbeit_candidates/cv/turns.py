"""When the next CV may be read: who works elsewhere in the portal should hardly feel fifty files dropped at once."""

from __future__ import annotations

import asyncio
import math
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from arbeit_kit import problem

_CORES = len(os.sched_getaffinity(0))
# Who waits holds his file in memory.
_MOST_WAITING = 16
_AGAIN_S, _LONGEST_S = 5, 60


class Turns:
    """At most half of the cores at a time, as each child may take a core and half a gigabyte, and not more often than
    `per_second` (0: no such limit): what follows a CV (its story, the log, the events) costs the database more than its
    reading does.
    """

    def __init__(self, per_second: float = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_second = per_second
        self._clock = clock
        self._places = asyncio.Semaphore(max(1, min(4, _CORES // 2)))
        self._waiting = 0
        self._next_at = 0.0
        self._told_at = 0.0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Waits for its turn. Problem: 503 when too many wait."""
        if self._waiting >= _MOST_WAITING:
            raise problem.unavailable("Many CVs are being read. Send the file again.", self._again_in())
        self._waiting += 1
        try:
            async with self._places:
                await asyncio.sleep(self.reserve())
                yield
        finally:
            self._waiting -= 1

    def reserve(self) -> float:
        """Seconds until the turn of who asks, which nobody else will have."""
        moment = self._clock()
        turn_at = max(moment, self._next_at)
        if self.per_second:
            self._next_at = turn_at + 1 / self.per_second
        return turn_at - moment

    def _again_in(self) -> int:
        """Whole seconds: each who is sent away is told another moment, so that they do not all come at once, again."""
        if not self.per_second:
            return _AGAIN_S
        moment = self._clock()
        self._told_at = max(self._told_at, moment + _MOST_WAITING / self.per_second) + 1 / self.per_second
        return min(math.ceil(self._told_at - moment), _LONGEST_S)


def default_pace() -> float:
    """CVs a second and process: one for each two cores. Measured: `make bench ARGS=cv`."""
    return max(1, _CORES // 2)
