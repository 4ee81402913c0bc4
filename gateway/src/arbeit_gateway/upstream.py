"""One service as the gateway sees it: its deadlines, and its replicas, among which requests take turns.

With one address (a load balancer, a Kubernetes Service, one process) nothing is chosen here. With several, the gateway
asks each twice a second whether it is ready, and sends nothing to one that is about to stop: so a service is restarted
replica by replica, and no request notices.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

import aiohttp

from arbeit_gateway.breaker import State
from arbeit_gateway.replica import Replica
from arbeit_gateway.routes import Timing
from arbeit_gateway.settings import Settings
from arbeit_kit import problem

_ASK_EVERY_S: Final = 0.5


class Upstream:
    """One service. Made inside the event loop; `close` at the end."""

    __slots__ = ("_turn", "_watcher", "deadlines", "name", "part", "replicas", "several", "timeouts")

    def __init__(self, name: str, origins: tuple[str, ...], settings: Settings) -> None:
        self.name = name
        self.replicas = tuple(Replica(origin, settings) for origin in origins)
        self.several = len(origins) > 1
        self._turn = 0
        connect, bulk = settings.connect_timeout, settings.bulk_timeout
        self.timeouts: dict[Timing, aiohttp.ClientTimeout] = {
            "standard": aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=None),
            "bulk": aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=bulk),
            "download": aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=bulk),
            "stream": aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=None),
        }
        # Seconds until the answer begins, and until it is complete.
        self.deadlines: dict[Timing, tuple[float, float] | None] = {
            "standard": (min(settings.read_timeout, settings.request_deadline), settings.request_deadline),
            "bulk": (bulk, bulk),
            "download": (bulk, max(bulk, settings.download_deadline)),
            "stream": None,
        }
        self.part = aiohttp.ClientTimeout(total=settings.compose_timeout, connect=connect, sock_connect=connect)
        self._watcher = asyncio.create_task(self._watch(), name=f"gateway-watch-{name}") if self.several else None

    def admit(self, now: float) -> Replica:
        """The replica whose turn it is, which must be told how the request went (breaker.py). Problem 503 when each is
        being left alone."""
        if not self.several:
            replica = self.replicas[0]
            if wait := replica.breaker.admit(now):
                raise self._unavailable(wait)
            return replica
        shortest = float("inf")
        for replica in self._in_turn():
            if not (wait := replica.breaker.admit(now)):
                return replica
            shortest = min(shortest, wait)
        raise self._unavailable(shortest)

    def other(self, than: Replica, now: float) -> Replica | None:
        """Another replica that may be asked, if there is one."""
        if self.several:
            for replica in self._in_turn():
                if replica is not than and not replica.breaker.admit(now):
                    return replica
        return None

    @property
    def state(self) -> State:
        """That of the best replica: open only when nobody is asked any more."""
        states = {replica.breaker.state for replica in self.replicas}
        return "closed" if "closed" in states else "half-open" if "half-open" in states else "open"

    async def answers(self) -> bool:
        """True when a replica calls itself ready within a second (for /readyz)."""
        return any(await asyncio.gather(*(replica.answers() for replica in self.replicas)))

    async def close(self) -> None:
        if self._watcher is not None:
            self._watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watcher
        await asyncio.gather(*(replica.close() for replica in self.replicas))

    def _in_turn(self) -> list[Replica]:
        """Everybody once, from the next one on; those that are not ready last, for what we know may be half a second
        old and all of them not ready is no reason to ask none."""
        self._turn = (self._turn + 1) % len(self.replicas)
        turn = [*self.replicas[self._turn :], *self.replicas[: self._turn]]
        turn.sort(key=lambda replica: not replica.ready)
        return turn

    async def _watch(self) -> None:
        while True:
            for replica, ready in zip(
                self.replicas, await asyncio.gather(*(each.answers() for each in self.replicas)), strict=True
            ):
                replica.ready = ready
            await asyncio.sleep(_ASK_EVERY_S)

    def _unavailable(self, wait: float) -> problem.Problem:
        return problem.unavailable(f"The {self.name} service does not answer at the moment.", wait)
