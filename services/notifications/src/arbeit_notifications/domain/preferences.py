"""What a person wants to be told, and how: per notification type in the app and by mail.

Everything is on until somebody switches it off. What a person asked for himself or cannot do without has no switch:
one-time links, notices about the account, invitations with their calendar part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, Field

from arbeit_notifications.domain.triggers import TRIGGERS, Channel, Recipient

ALWAYS = ("account_security", "interview_invitation")
"""Kinds of mail that always go."""


class Preferences(BaseModel):
    """One person's switches that are off, as `<type>:<channel>`."""

    person_id: str
    off: list[str] = Field(default_factory=list)
    updated_at: datetime
    version: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One type as a person has it. None: it does not come by that channel."""

    type: str
    in_app: bool | None
    email: bool | None
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """One switch as somebody wants it. `place` is where he said so."""

    place: str
    type: str
    channel: Channel
    on: bool


class NoSuchChoice(ValueError):  # noqa: N818 - says what is wrong with the wish
    """A type or channel that this person has no switch for. `field` is `type`, `in_app` or `email`."""

    def __init__(self, wish: Wish, field: str) -> None:
        super().__init__(wish.type)
        self.wish, self.field = wish, field


def switch(kind: str, channel: Channel) -> str:
    return f"{kind}:{channel}"


def offered(recipient: Recipient) -> dict[str, frozenset[Channel]]:
    """The types that reach such a person, in the order of the table, each with its channels."""
    found: dict[str, frozenset[Channel]] = {}
    for trigger in TRIGGERS:
        if recipient in trigger.recipients and trigger.notice is not None:
            found[trigger.type] = found.get(trigger.type, frozenset()) | trigger.channels
    return found


def choices(recipient: Recipient, off: Iterable[str]) -> list[Choice]:
    """All that reaches the person, what can be switched first."""
    without = frozenset(off)

    def state(kind: str, channel: Channel, channels: frozenset[Channel]) -> bool | None:
        return switch(kind, channel) not in without if channel in channels else None

    own = [
        Choice(kind, state(kind, Channel.IN_APP, channels), state(kind, Channel.EMAIL, channels))
        for kind, channels in offered(recipient).items()
    ]
    return [*own, *(Choice(kind, None, True, mandatory=True) for kind in ALWAYS)]


def change(recipient: Recipient, off: Iterable[str], wishes: Iterable[Wish]) -> list[str]:
    """The switches that are off after these wishes. Raises `NoSuchChoice`; to wish for what
    always comes is no mistake."""
    after = set(off)
    known = offered(recipient)
    for wish in wishes:
        if wish.type in ALWAYS and wish.channel is Channel.EMAIL and wish.on:
            continue
        if wish.type not in known and wish.type not in ALWAYS:
            raise NoSuchChoice(wish, "type")
        if wish.channel not in known.get(wish.type, ()):
            raise NoSuchChoice(wish, str(wish.channel))
        (after.discard if wish.on else after.add)(switch(wish.type, wish.channel))
    return sorted(after)
