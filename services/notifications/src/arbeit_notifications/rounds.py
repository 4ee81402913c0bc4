"""Work that is done in rounds, by one process of all replicas at a time, woken by commits."""

from __future__ import annotations

import asyncio
import logging

from arbeit_kit.mongo.lease import Lease
from arbeit_kit.service import Service
from arbeit_notifications.store import Store

POLL_S = 0.5
"""A commit that left something to publish wakes the worker at once; this is for everything else."""
BATCH = 50
_PAUSE_AFTER_ERROR_S = 2.0


class Rounds:
    """Run it as a background task; `stop()` finishes what is in hand. A subclass says what one round does."""

    drain_s = 16.0

    def __init__(self, service: Service[Store], name: str, *, parallel: int) -> None:
        self._service = service
        self._name = name
        self._lease = Lease(service.store.leases.raw, name)
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._slots = asyncio.Semaphore(parallel)
        self._idle = asyncio.Event()
        self._idle.set()
        service.db.on_wake(self._wake)

    async def round(self) -> int:
        """Handles up to `BATCH` pieces that are due; how many there were."""
        raise NotImplementedError

    async def close(self) -> None:
        """Lets go of what the worker holds."""

    @property
    def may_act(self) -> bool:
        """Whether this process is still the one that acts."""
        return self._lease.held and not self._stopping.is_set()

    async def run(self) -> None:
        """Until `stop()`. Errors of the database or of one piece are logged and tried again, never fatal."""
        while not self._stopping.is_set():
            pause = POLL_S
            self._wake.clear()
            try:
                if await self._lease.hold() and await self.round() == BATCH:
                    continue
            except Exception:
                log = logging.getLogger(type(self).__module__)
                log.exception("a round of %s failed", self._name, extra={"event": "round_failed"})
                pause = _PAUSE_AFTER_ERROR_S
            await self._sleep(pause)

    async def stop(self) -> None:
        """Takes nothing more; what is on the wire gets its time."""
        self._stopping.set()
        self._wake.set()
        try:
            async with asyncio.timeout(self.drain_s):
                await self._idle.wait()
        except TimeoutError:
            log = logging.getLogger(type(self).__module__)
            log.warning("%s was still at work", self._name, extra={"event": "drain_timeout"})
        if self._lease.held:
            await self._lease.release()
        await self.close()

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return
