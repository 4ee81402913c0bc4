"""Events of one queue, several in one transaction when several wait: once in effect, in order per entity, and never at
the cost of isolation.

What arrives with an event, and what arrives while handlers are busy, is gathered, and a free lane takes all of it, in
the order of arrival, into one transaction. An entity is in at most one lane: its later events wait. When anything is
wrong with one of a group, nothing of the group stands, and each of its events is handled alone, entities beside each
other, with the patience, the retry ladder and the dead letters that a single event has.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aio_pika.abc import AbstractIncomingMessage

from arbeit_events.envelope import Envelope

log = logging.getLogger(__name__)

GROUP = 32
LANES = 2
# The broker delivers what a relay published together within this time; waiting for it costs an event alone less than it
# saves when there are several.
GATHER_S = 0.002
# A handler that hangs or waits for its database keeps its own entity waiting, not the lane.
LANE_S = 1.0
# A group takes its time when the database is slow, and more lanes would make it slower.
GROUP_LANE_S = 5.0
GROUP_S = 20.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message and the event in it."""

    message: AbstractIncomingMessage
    event: Envelope


class Gathering:
    """`add` what arrives. `alone` handles one and never raises; `together` handles several or raises, with no effect.
    `start` runs work as a task of the consumer."""

    def __init__(
        self,
        alone: Callable[[Delivery], Awaitable[None]],
        together: Callable[[list[Delivery]], Awaitable[None]],
        start: Callable[[Any], asyncio.Task[None]],
    ) -> None:
        self._alone = alone
        self._together = together
        self._start = start
        self._waiting: deque[Delivery] = deque()
        self._busy: set[str] = set()
        self._lanes = LANES
        self._timer: asyncio.TimerHandle | None = None
        self.stopped = False

    def add(self, delivery: Delivery) -> None:
        """Handles it as soon as it is its turn."""
        self._waiting.append(delivery)
        if self._timer is None and self._lanes:
            self._timer = asyncio.get_running_loop().call_later(GATHER_S, self._gathered)

    def _gathered(self) -> None:
        self._timer = None
        self._pump()

    @property
    def empty(self) -> bool:
        """Whether nothing waits here."""
        return not self._waiting

    def forget(self) -> None:
        """What waits came over a connection that is lost: the broker delivers it again."""
        self._waiting.clear()

    def _pump(self) -> None:
        while self._lanes and not self.stopped and (group := self._next()):
            self._start(self._handle(group, self._lane(LANE_S if len(group) == 1 else GROUP_LANE_S)))

    def _lane(self, seconds: float) -> Callable[[], None]:
        """Takes a lane; returns what gives it back, which happens by itself when the work takes long."""
        self._lanes -= 1
        taken = True

        def free() -> None:
            nonlocal taken
            if taken:
                taken = False
                timer.cancel()
                self._lanes += 1
                self._pump()

        timer = asyncio.get_running_loop().call_later(seconds, free)
        return free

    def _next(self) -> list[Delivery]:
        """The longest wait first; events of entities at work stay, in their order."""
        group: list[Delivery] = []
        kept: deque[Delivery] = deque()
        held = set(self._busy)
        while self._waiting and len(group) < GROUP:
            delivery = self._waiting.popleft()
            if delivery.event.subject in held:
                kept.append(delivery)
            else:
                group.append(delivery)
                self._busy.add(delivery.event.subject)
        self._waiting.extendleft(reversed(kept))
        return group

    async def _handle(self, group: list[Delivery], free: Callable[[], None]) -> None:
        entities: dict[str, list[Delivery]] = {}
        for delivery in group:
            entities.setdefault(delivery.event.subject, []).append(delivery)
        try:
            if len(group) > 1 and await self._went_together(group):
                self._busy -= entities.keys()
            else:
                await asyncio.gather(*(self._in_order(subject, each) for subject, each in entities.items()))
        finally:
            free()
            self._pump()  # the lane may have been given back long ago

    async def _went_together(self, group: list[Delivery]) -> bool:
        try:
            async with asyncio.timeout(GROUP_S):
                await self._together(group)
        except Exception as error:  # noqa: BLE001 - found again, and dealt with, one by one
            log.info("%s events go alone: %s", len(group), type(error).__name__, extra={"event": "group_parted"})
            return False
        return True

    async def _in_order(self, subject: str, deliveries: list[Delivery]) -> None:
        try:
            for delivery in deliveries:
                await self._alone(delivery)
        finally:
            self._busy.discard(subject)
            self._pump()
