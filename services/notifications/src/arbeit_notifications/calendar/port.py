"""What a provider's calendar promises: `apply` may be repeated at any time and never makes a second event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from arbeit_notifications.domain.step import Step


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the calendar shall say under `event_id`. `fresh`: it cannot have that event yet."""

    event_id: str
    step: Step
    fresh: bool


@dataclass(frozen=True, slots=True)
class Made:
    """It says so now. `link`: how to join, when the calendar made one; `ical_uid`: its UID for the event."""

    link: str = ""
    ical_uid: str = ""


class Gone(Exception):  # noqa: N818 - an answer, not a crash
    """The event was cancelled in the calendar itself, and its id cannot be used again."""


class CalendarProvider(Protocol):
    async def apply(self, wanted: Wanted) -> Made:
        """Raises `NotNow` or `Refused` (`channels.port`), or `Gone`."""

    async def close(self) -> None: ...
