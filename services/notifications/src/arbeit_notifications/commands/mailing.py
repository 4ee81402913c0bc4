"""Mails: put into the outbox with the change that caused them, claimed and settled by the sender."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from arbeit_events.notifications import EmailFailed, EmailSent
from arbeit_kit import ids, problem
from arbeit_kit.mongo import Tx
from arbeit_kit.security import Principal
from arbeit_notifications.commands import saga
from arbeit_notifications.domain import message as mails
from arbeit_notifications.domain.message import InvitePart, Message
from arbeit_notifications.mail import letter
from arbeit_notifications.store import STAFF, Store


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail to be written. `cause` and template make it unique per address."""

    cause: str
    kind: Literal["trigger", "link", "invite"]
    template: str
    to: str
    to_name: str
    facts: dict[str, Any] = field(repr=False)
    entity_type: str | None = None
    entity_id: str | None = None
    client_id: str | None = None
    candidate_id: str | None = None
    subject_id: str | None = None
    invite: InvitePart | None = None
    expires_at: datetime | None = None


async def enqueue(tx: Tx[Store], draft: Draft) -> None:
    """Store the mail, to be sent once this transaction has committed. A second one of the same cause is dropped."""
    to_hash = tx.store.hash_address(draft.to)
    dedupe = f"{draft.cause}:{draft.template}:{to_hash}"
    if await tx.store.messages.find_one(STAFF, {"dedupe": dedupe}, tx) is not None:
        return
    message = Message(
        message_id=ids.new("msg"),
        dedupe=dedupe,
        kind=draft.kind,
        template=draft.template,
        to=draft.to,
        to_name=draft.to_name,
        to_hash=to_hash,
        subject=letter.subject(draft.template, draft.facts, to_name=draft.to_name),
        facts=draft.facts,
        entity_type=draft.entity_type,
        entity_id=draft.entity_id,
        client_id=draft.client_id,
        candidate_id=draft.candidate_id,
        subject_id=draft.subject_id,
        invite=draft.invite,
        next_attempt_at=tx.now,
        expires_at=draft.expires_at,
        created_at=tx.now,
    )
    await tx.store.messages.insert(tx, message, [])


async def claim(tx: Tx[Store], message_id: str, lease: str) -> Message | None:
    """Take one for an attempt; None when another sender has it, or it need not be sent any more."""
    message = await tx.store.messages.find_one(STAFF, {"_id": message_id}, tx)
    if message is None or not await _ready(tx, message):
        return None
    mails.claim(message, lease, tx.now)
    await tx.store.messages.save(tx, message, [])
    return message


async def _ready(tx: Tx[Store], message: Message) -> bool:
    """Whether it is to be sent now. One that comes too late is settled."""
    if not mails.due(message, tx.now):
        return False
    if message.expires_at is None or message.expires_at > tx.now:
        return True
    await _settle(tx, message, mails.refuse(message, "none", "too late to be of use", None, tx.now))
    return False


async def accepted(tx: Tx[Store], message_id: str, lease: str, channel: str, provider_id: str | None) -> None:
    """Record that the channel took it. When the claim was lost meanwhile, whoever has it records for himself."""
    message = await _held(tx, message_id, lease)
    if message is None:
        return
    if message.secret and channel != "mailbox":
        message.facts = {**message.facts, "link": WITHHELD}
    await _settle(tx, message, mails.accept(message, channel, provider_id, tx.now))


async def kept(tx: Tx[Store], message_ids: list[str]) -> None:
    """Deliver into the built-in mailbox: being stored is being delivered, so many settle in one transaction."""
    for message in await tx.store.messages.find(STAFF, {"_id": {"$in": message_ids}}, limit=len(message_ids), tx=tx):
        if await _ready(tx, message):
            mails.claim(message, "built-in", tx.now)
            await _settle(tx, message, mails.accept(message, "mailbox", None, tx.now))


async def refused(
    tx: Tx[Store],
    message_id: str,
    lease: str,
    channel: str,
    reason: str,
    *,
    retry: bool,
    retry_after_s: float | None = None,
    doubtful: bool = False,
    spread: float = 0.5,
) -> None:
    """Record that the channel did not take it; `spread` (0..1) spreads the next attempts of many mails."""
    message = await _held(tx, message_id, lease)
    if message is None:
        return
    pause = mails.pause_s(message, retry_after_s, spread, doubtful=doubtful) if retry else None
    await _settle(tx, message, mails.refuse(message, channel, reason, pause, tx.now, doubtful=doubtful))


async def over_share(tx: Tx[Store], message_id: str, next_hour: datetime) -> None:
    """The mailbox has had its hourly share: links are dropped, other mails wait."""
    message = await tx.store.messages.find_one(STAFF, {"_id": message_id}, tx)
    if message is None or message.status != "queued":
        return
    if message.kind == "link":
        await _settle(tx, message, mails.suppress(message, "the mailbox has had its hourly share of links", tx.now))
        return
    mails.defer(message, next_hour, "the mailbox has had its hourly share", tx.now)
    await tx.store.messages.save(tx, message, [])


async def counted(tx: Tx[Store], message_id: str) -> None:
    """The mail has its place in the mailbox's share, and keeps it through all attempts."""
    message = await tx.store.messages.find_one(STAFF, {"_id": message_id}, tx)
    if message is not None and not message.counted:
        message.counted = True
        await tx.store.messages.save(tx, message, [])


async def retry(tx: Tx[Store], who: Principal, message_id: str) -> Message:  # noqa: ARG001 - the route checked him
    """Queue a failed mail again. Problems: 404, 409 when it is not one that failed, or is of no use any more."""
    message = await tx.store.messages.get(STAFF, message_id, tx)
    if not mails.retry(message, tx.now):
        raise problem.conflict("not-retryable", "Only a mail that failed, and is still of use, can be sent again.")
    await tx.store.messages.save(tx, message, [])
    return message


WITHHELD = "(link withheld)"


async def _held(tx: Tx[Store], message_id: str, lease: str) -> Message | None:
    message = await tx.store.messages.find_one(STAFF, {"_id": message_id}, tx)
    return message if message is not None and message.status == "sending" and message.lease == lease else None


async def _settle(tx: Tx[Store], message: Message, events: list[EmailSent] | list[EmailFailed]) -> None:
    """Save the message with its events, and tell the invite saga when its step is decided."""
    await tx.store.messages.save(tx, message, events)
    await saga.settled(tx, message)


def next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
