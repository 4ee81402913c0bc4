"""One event on its way to one subscription: its attempts, and when the next one is due.

| from | to | by |
|---|---|---|
| - | pending | the event matches the subscription |
| pending | delivered | the receiver answered 2xx |
| pending | pending | anything else: tried again after a growing pause |
| pending | failed | a day of attempts, or the receiver answered 410 |
| delivered, failed | pending | a person asks for it again |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, Field

Status = Literal["pending", "delivered", "failed"]

PAUSES_S = (5, 30, 120, 600, 1800, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 8 * 3600)
"""Pauses before the second, third, … attempt, in seconds: a day together. One attempt more than there are pauses."""

_LONGEST_ASKED_S = 6 * 3600
"""A receiver's `Retry-After` is honoured up to this."""
MAX_LOG = 30
SNIPPET = 1024
"""Characters kept of an answer."""
GONE = 410


class Attempt(BaseModel):
    """One line of the log. `status` None: there was no answer, `reason` says why."""

    at: datetime
    outcome: Literal["delivered", "refused", "unreachable"]
    status: int | None
    duration_ms: int
    reason: str = ""
    answer: str = ""
    """The beginning of what was answered."""


class Delivery(BaseModel):
    """One event for one subscription. What is sent is made from the kept event each time."""

    delivery_id: str
    webhook_id: str
    client_id: str | None
    """The subscription's."""
    event_id: str
    event_type: str
    subject: str
    occurred_at: datetime
    status: Status = "pending"
    attempts: int = 0
    """Since it was last queued."""
    next_attempt_at: datetime | None = None
    delivered_at: datetime | None = None
    log: list[Attempt] = Field(default_factory=list)
    created_at: datetime
    version: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one attempt. `asked_s`: the receiver's `Retry-After`. `spread` in 0..1 is the jitter. `final`: there
    is nothing to send any more."""

    delivery_id: str
    attempt: Attempt
    asked_s: float | None = None
    spread: float = 0.5
    final: bool = False


def settle(delivery: Delivery, result: Result, now: datetime) -> bool:
    """Records an attempt and decides what follows. True: it is given up."""
    delivery.attempts += 1
    delivery.log = [*delivery.log, result.attempt][-MAX_LOG:]
    if result.attempt.outcome == "delivered":
        delivery.status, delivery.next_attempt_at, delivery.delivered_at = "delivered", None, now
        return False
    over = result.final or result.attempt.status == GONE
    pause = None if over else pause_s(delivery.attempts, result.asked_s, result.spread)
    if pause is None:
        delivery.status, delivery.next_attempt_at = "failed", None
    else:
        delivery.next_attempt_at = now + timedelta(seconds=pause)
    return pause is None


def pause_s(attempts: int, asked_s: float | None, spread: float) -> float | None:
    """Seconds until the next attempt, 80 % to 120 % of the table's; None when that was the last."""
    if attempts > len(PAUSES_S):
        return None
    own = PAUSES_S[attempts - 1] * (0.8 + 0.4 * spread)
    return max(own, min(asked_s, _LONGEST_ASKED_S)) if asked_s else own


def queue_again(delivery: Delivery, now: datetime) -> bool:
    """By hand. False while it is on its way anyway."""
    if delivery.status == "pending":
        return False
    delivery.status, delivery.attempts, delivery.next_attempt_at = "pending", 0, now
    return True


def forget_answers(delivery: Delivery) -> None:
    """An answer may repeat what was sent."""
    delivery.log = [each.model_copy(update={"answer": ""}) for each in delivery.log]
