"""The calendar entry of one interview: what the provider's calendar shall say, and how far that is.

| from | to | by |
|---|---|---|
| - | queued | a step of the invite asks for it |
| queued, working with a spent lease | working | the worker claims it |
| working | done | the calendar says what the step wants |
| working | queued | a temporary refusal, a newer step, or a doubt that calls for another look |
| working | stopped | refused for good, or keys, plan or connection must be mended by somebody |
| queued, done, stopped | queued | a newer step |

There is never a second event for an interview: the id follows from the interview and the generation, so a repetition
meets the first one. The generation grows only after the calendar itself has shown that event as cancelled.
"""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, Field

from arbeit_notifications.domain.step import Step, without_candidate

PAUSES_S = (5, 20, 60, 120, 300, 900, 1800, 3600)
"""Before the second, third, … attempt, in seconds; the last one repeats. Repeating is harmless here, unlike with mails,
so it goes on until the step is of no use any more."""
TELL_AFTER = 3
"""Attempts until people are told that it does not work (half a minute); the attempts go on."""
OPERATOR_PAUSE_S = 900
LEASE = timedelta(seconds=60)
"""How long a claimed entry belongs to its worker; well above the 45 s that an attempt may take."""
DOUBT = timedelta(seconds=90)
"""How long after an unanswered write it may still arrive. Then the calendar is read once more."""
_REQUEST_OF_USE = timedelta(hours=1)
_CANCEL_OF_USE = timedelta(days=7)
_MAX_LOG = 20


class Try(BaseModel):
    """One line of the log. `reason` holds no address."""

    at: datetime
    outcome: Literal["made", "refused", "stopped", "new-event"]
    reason: str = ""


class Entry(BaseModel):
    interview_id: str
    client_id: str
    candidate_id: str
    generation: int = 0
    step: Step
    state: Literal["queued", "working", "done", "stopped"] = "queued"
    attempts: int = 0
    """Of the present step."""
    tried: bool = False
    """Whether this generation's event may be in the calendar."""
    answered: bool = False
    """Whether the step has been told of as carried out; what follows is only checking."""
    doubt_until: datetime | None = None
    next_attempt_at: datetime | None = None
    lease: str | None = None
    log: list[Try] = Field(default_factory=list)
    version: int = 0

    @property
    def event_id(self) -> str:
        return event_id(self.interview_id, self.generation)


def event_id(interview_id: str, generation: int) -> str:
    """The event's id in the calendar: base32hex in lower case, the only characters Google takes (a-v, 0-9)."""
    return base64.b32hexencode(f"{interview_id}.{generation}".encode()).decode().rstrip("=").lower()


def begin(step: Step, now: datetime) -> Entry:
    return Entry(
        interview_id=step.interview_id,
        client_id=step.client_id,
        candidate_id=step.candidate_id,
        step=step,
        next_attempt_at=now,
    )


def want(entry: Entry, step: Step, now: datetime) -> None:
    """Another step. One in hand is finished first, lest the older write arrives after the newer one."""
    entry.step, entry.attempts, entry.answered = step, 0, False
    if entry.state != "working":
        entry.state, entry.next_attempt_at = "queued", now


def due(entry: Entry, now: datetime) -> bool:
    return entry.state in ("queued", "working") and entry.next_attempt_at is not None and entry.next_attempt_at <= now


def claim(entry: Entry, lease: str, now: datetime) -> bool:
    """Take it for one attempt. True when nothing of this generation can be in the calendar yet."""
    if entry.state == "working":
        entry.doubt_until = now + DOUBT
    fresh = not entry.tried
    entry.state, entry.lease, entry.next_attempt_at = "working", lease, now + LEASE
    entry.attempts += 1
    entry.tried = entry.tried or entry.step.method == "REQUEST"
    return fresh


def made(entry: Entry, key: str, now: datetime) -> bool:
    """The calendar says what step `key` wants. True when that is news: to be told of, once."""
    entry.lease = None
    if key != entry.step.key:
        entry.state, entry.next_attempt_at = "queued", now
        return False
    news = not entry.answered
    entry.answered, entry.attempts = True, 0
    if news:
        _note(entry, now, "made")
    if entry.doubt_until is not None and entry.doubt_until > now:
        entry.state, entry.next_attempt_at = "queued", entry.doubt_until
    else:
        entry.state, entry.next_attempt_at, entry.doubt_until = "done", None, None
    return news


def refused(
    entry: Entry,
    key: str,
    reason: str,
    now: datetime,
    *,
    retry: bool,
    asked_s: float | None = None,
    operator: bool = False,
    doubtful: bool = False,
    spread: float = 0.5,
) -> bool:
    """The calendar does not say it yet. True when people are to be told; `stopped` says whether it is tried again.

    `asked_s` is the provider's Retry-After, honoured up to an hour; `spread` (0..1) spreads attempts of many.
    A withdrawal is tried again even when an operator must act first: nobody could ask for it a second time.
    """
    entry.lease = None
    if doubtful:
        entry.doubt_until = now + DOUBT
    if key != entry.step.key:
        entry.state, entry.next_attempt_at = "queued", now
        return False
    again = retry and not (operator and entry.step.method == "REQUEST")
    pause = PAUSES_S[min(entry.attempts, len(PAUSES_S)) - 1] * (0.8 + 0.4 * spread)
    pause = max(pause, min(asked_s or 0.0, 3600.0), OPERATOR_PAUSE_S if operator else 0.0)
    at = now + timedelta(seconds=pause)
    if not again or at >= _of_use_until(entry):
        entry.state, entry.next_attempt_at = "stopped", None
    else:
        entry.state, entry.next_attempt_at = "queued", at
    _note(entry, now, "stopped" if entry.state == "stopped" else "refused", reason)
    return not entry.answered and (operator or entry.state == "stopped" or entry.attempts == TELL_AFTER)


def gone(entry: Entry, now: datetime) -> None:
    """Somebody cancelled the event in the calendar. After it was told of that is his affair, until the next step. A
    cancelled id cannot be used again, so the next one is taken; not
    before a write of ours that is still on its way has arrived, for it could bring the old one back."""
    entry.lease, entry.state = None, "queued"
    if entry.answered:
        entry.state, entry.next_attempt_at, entry.doubt_until = "done", None, None
        return
    if entry.doubt_until is not None and entry.doubt_until > now:
        entry.next_attempt_at = entry.doubt_until
        return
    entry.generation, entry.tried, entry.doubt_until, entry.next_attempt_at = entry.generation + 1, False, None, now
    entry.attempts = max(0, entry.attempts - 1)
    _note(entry, now, "new-event")


def erase(entry: Entry, now: datetime) -> None:
    """Forget the candidate, in the calendar too: what may be there is withdrawn, and nobody is told of it."""
    entry.step = without_candidate(entry.step)
    if entry.step.method == "CANCEL":
        return
    want(entry, entry.step.model_copy(update={"method": "CANCEL", "at": now}), now)
    entry.answered = True
    if not entry.tried and entry.state == "queued":
        entry.state, entry.next_attempt_at = "done", None


def _of_use_until(entry: Entry) -> datetime:
    step = entry.step
    if step.method == "CANCEL" or step.end is None:
        return step.at + _CANCEL_OF_USE
    return step.end + _REQUEST_OF_USE


def _note(
    entry: Entry, now: datetime, outcome: Literal["made", "refused", "stopped", "new-event"], reason: str = ""
) -> None:
    entry.log = [*entry.log, Try(at=now, outcome=outcome, reason=reason[:300])][-_MAX_LOG:]
