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
_HANDFUL = 4
# Who waits holds his file in memory, and a person before his screen: nobody is let in for more than this.
_MOST_WAITING, _LONGEST_WAIT_S = 16, 12
_AGAIN_S, _LONGEST_AWAY_S = 5, 120


class Turns:
    """At most half of the cores read at a time, as each child may take a core and half a gigabyte; and of many files at
    once, after a handful, `per_second` are begun (0: no such limit), because what follows a CV (its story, the log, the
    events) costs the database more than its reading does. One that comes alone never waits.
    """

    def __init__(self, per_second: float = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_second = per_second
        self._clock = clock
        self._places = asyncio.Semaphore(max(1, min(4, _CORES // 2)))
        self.inside = 0
        """Files that wait or are being read."""
        self._paid_until = 0.0
        """When the files begun so far would all have had their time."""
        self._told_at = 0.0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Waits for its turn. Problem: 503 when too many wait."""
        if self.inside >= self._most():
            raise problem.unavailable("Many CVs are being read. Send the file again.", self._again_in())
        alone = self.inside == 0
        self.inside += 1
        try:
            await asyncio.sleep(self.reserve(alone=alone))
            async with self._places:
                yield
        finally:
            self.inside -= 1

    def reserve(self, *, alone: bool) -> float:
        """Seconds until the turn of who asks, which nobody else will have."""
        if not self.per_second:
            return 0.0
        moment, each = self._clock(), 1 / self.per_second
        paid_until = max(moment, self._paid_until) + each
        if alone:
            self._paid_until = min(paid_until, moment + _HANDFUL * each)
            return 0.0
        self._paid_until = paid_until
        return max(0.0, paid_until - moment - _HANDFUL * each)

    def _most(self) -> int:
        return min(_MOST_WAITING, max(2, int(_LONGEST_WAIT_S * self.per_second))) if self.per_second else _MOST_WAITING

    def _again_in(self) -> int:
        """Whole seconds: each who is sent away is told another moment, so that they do not all come at once, again."""
        if not self.per_second:
            return _AGAIN_S
        moment = self._clock()
        self._told_at = max(self._told_at, moment + self.inside / self.per_second) + 1 / self.per_second
        return min(math.ceil(self._told_at - moment), _LONGEST_AWAY_S)


def default_pace() -> float:
    """CVs a second and process: a quarter of the cores. Measured on two: `make bench ARGS=cv`."""
    return _CORES / 4
