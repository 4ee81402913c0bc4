"""Who may read a CV now: few at a time, and each leaves the machine to others for a while before the next begins."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """`places` at a time. A place that was held for some seconds rests `rest` times as long, at most `longest_rest_s`.

    Whoever comes when nobody was there for a while never waits; many at once get a steady share of the machine instead
    of all of it, which is what the people at work elsewhere feel.
    """

    def __init__(self, places: int, rest: float, longest_rest_s: float) -> None:
        self._places = asyncio.Semaphore(places)
        self._free_at = [0.0] * places
        self._rest, self._longest_rest_s = rest, longest_rest_s

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Waits for a place that has rested, and holds it."""
        async with self._places:
            free_at = heapq.heappop(self._free_at)
            try:
                await asyncio.sleep(max(0.0, free_at - time.monotonic()))
                began = time.monotonic()
                try:
                    yield
                finally:
                    ended = time.monotonic()
                    free_at = ended + min((ended - began) * self._rest, self._longest_rest_s)
            finally:
                heapq.heappush(self._free_at, free_at)
