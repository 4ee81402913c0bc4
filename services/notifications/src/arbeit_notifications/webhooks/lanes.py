"""What waits, by subscription, and whose turn it is: a receiver that is slow or gone holds up its own events alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

PER_RECEIVER = 4
"""Deliveries to one receiver at a time."""
DOUBTFUL_AFTER = 5
"""Failures in a row after which a receiver gets one at a time, until it takes one."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One due delivery, by what is needed to order and to find it."""

    delivery_id: str
    webhook_id: str
    event_id: str
    event_type: str
    due: datetime


@dataclass(slots=True)
class _Lane:
    waiting: deque[Waiting] = field(default_factory=deque)
    running: int = 0
    failures: int = 0

    @property
    def room(self) -> int:
        return (1 if self.failures >= DOUBTFUL_AFTER else PER_RECEIVER) - self.running


class Lanes:
    """Due deliveries in memory; the database is the truth, so forgetting them costs nothing but reading again."""

    def __init__(self) -> None:
        self._lanes: dict[str, _Lane] = {}
        self._known: set[str] = set()

    def __len__(self) -> int:
        return len(self._known)

    def forget_waiting(self) -> None:
        """All but what is being sent."""
        for lane in self._lanes.values():
            self._known.difference_update(each.delivery_id for each in lane.waiting)
            lane.waiting.clear()

    def add(self, found: Iterable[Waiting]) -> None:
        """What is known already, waiting or on its way, is not taken twice."""
        for each in found:
            if each.delivery_id not in self._known:
                self._known.add(each.delivery_id)
                self._lanes.setdefault(each.webhook_id, _Lane()).waiting.append(each)

    def take(self, room: int, may_send: Callable[[Waiting], bool]) -> list[Waiting]:
        """Up to `room` deliveries, one of each receiver in turn. Those that may not be sent now are passed over."""
        taken: list[Waiting] = []
        while len(taken) < room:
            before = len(taken)
            for webhook_id in list(self._lanes):
                lane = self._lanes[webhook_id]
                if len(taken) < room and lane.waiting and lane.room > 0 and may_send(lane.waiting[0]):
                    lane.running += 1
                    taken.append(lane.waiting.popleft())
            if len(taken) == before:
                break
        # Whoever comes first today comes last tomorrow.
        for each in taken[:1]:
            self._lanes[each.webhook_id] = self._lanes.pop(each.webhook_id)
        return taken

    def sent(self, delivery: Waiting, *, accepted: bool) -> None:
        """Its receiver has room again. It stays known until `settled`."""
        lane = self._lanes[delivery.webhook_id]
        lane.running -= 1
        lane.failures = 0 if accepted else lane.failures + 1

    def settled(self, delivery_ids: Iterable[str]) -> None:
        """Written down: what is due again later may be read again."""
        self._known.difference_update(delivery_ids)
        for webhook_id in [each for each, lane in self._lanes.items() if not lane.waiting and not lane.running]:
            if self._lanes[webhook_id].failures == 0:
                del self._lanes[webhook_id]

    def drop(self, webhook_id: str) -> None:
        """Its subscription is gone, or takes nothing now."""
        lane = self._lanes.get(webhook_id)
        if lane is not None:
            self._known.difference_update(each.delivery_id for each in lane.waiting)
            lane.waiting.clear()

    def waiting_for(self) -> list[str]:
        return [webhook_id for webhook_id, lane in self._lanes.items() if lane.waiting]

    def oldest(self, may_send: Callable[[Waiting], bool]) -> datetime | None:
        """When the longest waiting of those that may be sent was due."""
        first = [lane.waiting[0] for lane in self._lanes.values() if lane.waiting]
        return min((each.due for each in first if may_send(each)), default=None)
