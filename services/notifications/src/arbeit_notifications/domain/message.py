"""A mail on its way: the state of one message to one address, its attempts and when the next one is due.

| from | to | by |
|---|---|---|
| - | queued | an event or command asks for it |
| queued, sending with a spent lease | sending | a sender claims it |
| sending | sent | the channel accepted it |
| sending | queued | a temporary refusal: tried again after a growing pause |
| sending, queued | failed | refused for good, out of attempts, or too late to be of use |
| queued | suppressed | the mailbox has had its share, or a newer mail says the same better |
| failed, suppressed | queued | an administrator asks for another try |
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, Field

from arbeit_events.notifications import EmailFailed, EmailSent

Status = Literal["queued", "sending", "sent", "failed", "suppressed"]

PAUSES_S: dict[str, tuple[int, ...]] = {
    # Told to nobody in particular at no particular time: worth a day of trying.
    "trigger": (15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600),
    # Somebody sits before the screen and waits: tried closely, and given up when the link is about to be useless.
    "link": (5, 15, 60, 300, 900, 3600, 3 * 3600),
    # The interview waits for the answer and can ask again by hand, so the answer comes within five minutes.
    "invite": (5, 20, 60, 120),
}
"""Pauses before the second, third, … attempt, in seconds. One attempt more than there are pauses."""
DOUBT_S = 20
"""Before the next attempt when the last one was not answered: a provider that takes 30 s has done it by then, and one
that can be asked for the mail is."""

LEASE = timedelta(seconds=60)
"""How long a claimed message belongs to its sender; well above the 15 s in which a channel must answer."""

_MAX_LOG = 20


class Attempt(BaseModel):
    """One line of the delivery log. `reason` holds no address."""

    at: datetime
    outcome: Literal["sent", "refused", "failed", "suppressed", "deferred", "retried", "erased"]
    channel: str
    reason: str = ""


class Message(BaseModel):
    """One mail to one address. Its words are rendered from `facts` when it is sent and when it is read."""

    message_id: str
    dedupe: str
    """`<cause>:<template>:<address hash>`, unique: the same cause never mails the same person twice."""
    kind: Literal["trigger", "link", "invite"]
    template: str
    to: str
    to_name: str
    to_hash: str
    """Keyed hash of the address: what events and logs show instead of it."""
    subject: str
    facts: dict[str, Any]
    entity_type: str | None = None
    entity_id: str | None = None
    client_id: str | None = None
    candidate_id: str | None = None
    subject_id: str | None = None
    """The account the mail is about (one-time links)."""
    invite: InvitePart | None = None
    status: Status = "queued"
    attempts: int = 0
    doubtful: bool = False
    """Whether an earlier attempt may have gone through: its sender died, or the answer never came."""
    next_attempt_at: datetime | None = None
    lease: str | None = None
    expires_at: datetime | None = None
    """After this it is of no use: the link is spent, the interview is over."""
    channel: str | None = None
    provider_id: str | None = None
    sent_at: datetime | None = None
    counted: bool = False
    """Whether it already took its place in the mailbox's hourly share."""
    erased: bool = False
    log: list[Attempt] = Field(default_factory=list)
    created_at: datetime
    version: int = 0

    @property
    def mime_id(self) -> str:
        """The left part of the Message-ID: the same at every attempt, so that a receiver can drop a repetition."""
        return self.message_id.replace("_", ".")

    @property
    def secret(self) -> bool:
        """Whether its words hold a one-time link."""
        return self.kind == "link"


class InvitePart(BaseModel):
    """Which step of which invite a message carries. `primary` is the one whose fate decides the step."""

    interview_id: str
    sequence_no: int
    primary: bool


def due(message: Message, now: datetime) -> bool:
    """Whether a sender may claim it."""
    return (
        message.status in ("queued", "sending")
        and message.next_attempt_at is not None
        and (message.next_attempt_at <= now)
    )


def claim(message: Message, lease: str, now: datetime) -> None:
    """Takes it for one attempt. When the sender dies, it is due again after `LEASE`."""
    message.doubtful = message.doubtful or message.status == "sending"
    message.status = "sending"
    message.lease = lease
    message.attempts += 1
    message.next_attempt_at = now + LEASE


def accept(message: Message, channel: str, provider_id: str | None, now: datetime) -> list[EmailSent]:
    """The channel took it over."""
    _end(message, "sent", channel)
    message.sent_at = now
    message.provider_id = provider_id
    _note(message, now, "sent", channel)
    return [EmailSent(**_facts(message))]


def refuse(
    message: Message, channel: str, reason: str, retry_in_s: float | None, now: datetime, *, doubtful: bool = False
) -> list[EmailFailed]:
    """The channel did not take it. `retry_in_s` None: for good."""
    message.doubtful = message.doubtful or doubtful
    retry_at = now + timedelta(seconds=retry_in_s) if retry_in_s is not None else None
    if retry_at is not None and message.expires_at is not None and retry_at >= message.expires_at:
        retry_at, reason = None, f"too late for another attempt; {reason}"
    if retry_at is None:
        _end(message, "failed", channel)
    else:
        message.status, message.lease, message.next_attempt_at = "queued", None, retry_at
    _note(message, now, "refused" if retry_at else "failed", channel, reason)
    return [EmailFailed(**_facts(message), reason=reason)]


def suppress(message: Message, reason: str, now: datetime) -> list[EmailFailed]:
    """It will not be sent: a mailbox's share is used up, or a newer mail replaced it."""
    _end(message, "suppressed", "none")
    _note(message, now, "suppressed", "none", reason)
    return [EmailFailed(**_facts(message), reason=reason)]


def defer(message: Message, until: datetime, reason: str, now: datetime) -> None:
    """It waits for the next hour of its mailbox; no attempt was made."""
    message.status, message.lease, message.next_attempt_at = "queued", None, until
    _note(message, now, "deferred", "none", reason)


def retry(message: Message, now: datetime) -> bool:
    """Queue it again by hand. False when its state or its age does not allow that."""
    too_late = message.expires_at is not None and message.expires_at <= now
    if message.status not in ("failed", "suppressed") or message.erased or too_late:
        return False
    message.status, message.attempts, message.next_attempt_at, message.counted = "queued", 0, now, False
    _note(message, now, "retried", "none")
    return True


def erase(message: Message, now: datetime) -> None:
    """Forget the person; that there was a mail stays. Nothing is sent any more."""
    if message.status in ("queued", "sending"):
        message.status, message.lease, message.next_attempt_at = "suppressed", None, None
    message.to, message.to_name, message.to_hash, message.subject = "", "", "", "Erased"
    message.facts, message.erased = {}, True
    message.dedupe = f"erased:{message.message_id}"
    _note(message, now, "erased", "none")


def pause_s(message: Message, asked_s: float | None, spread: float, *, doubtful: bool = False) -> float | None:
    """Seconds until the next attempt, None when that was the last. `spread` in 0..1 is the jitter: 80 % to 120 %.

    A provider's own `Retry-After` (`asked_s`) is honoured up to an hour.
    """
    pauses = PAUSES_S[message.kind]
    if message.attempts > len(pauses):
        return None
    own = max(pauses[message.attempts - 1] * (0.8 + 0.4 * spread), DOUBT_S if doubtful else 0)
    return max(own, min(asked_s, 3600.0)) if asked_s else own


def _end(message: Message, status: Status, channel: str) -> None:
    message.status, message.lease, message.next_attempt_at = status, None, None
    message.channel = channel


def _note(message: Message, now: datetime, outcome: Any, channel: str, reason: str = "") -> None:
    line = Attempt(at=now, outcome=outcome, channel=channel, reason=reason[:300])
    message.log = [*message.log, line][-_MAX_LOG:]


def _facts(message: Message) -> dict[str, Any]:
    return {
        "message_id": message.message_id,
        "template": message.template,
        "to_hash": message.to_hash,
        "subject_line": message.subject,
        "entity_type": message.entity_type,
        "entity_id": message.entity_id,
        "attempt": max(1, message.attempts),
    }
