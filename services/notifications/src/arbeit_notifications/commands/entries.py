"""Calendar entries: asked for by the invite's steps, claimed and settled by the calendar's worker."""

from __future__ import annotations

from typing import Any

from arbeit_kit.mongo import Tx
from arbeit_notifications.commands import posting, saga
from arbeit_notifications.domain import entry as entries
from arbeit_notifications.domain import invite as invites
from arbeit_notifications.domain.entry import Entry
from arbeit_notifications.domain.step import Step
from arbeit_notifications.store import STAFF, Store

_AT_A_TIME = 500


async def want(tx: Tx[Store], step: Step) -> None:
    """The calendar shall say this; an older step that still waits is replaced."""
    entry = await _entry(tx, step.interview_id)
    if entry is None:
        await tx.store.entries.insert(tx, entries.begin(step, tx.now), [])
        return
    entries.want(entry, step, tx.now)
    await tx.store.entries.save(tx, entry, [])


async def claim(tx: Tx[Store], interview_id: str, lease: str) -> tuple[Entry, bool] | None:
    """Take one for an attempt, and whether the calendar cannot have it yet; None when it need not be tried now."""
    entry = await _entry(tx, interview_id)
    if entry is None or not entries.due(entry, tx.now):
        return None
    fresh = entries.claim(entry, lease, tx.now)
    await tx.store.entries.save(tx, entry, [])
    return entry, fresh


async def made(tx: Tx[Store], interview_id: str, lease: str, key: str, *, link: str, ical_uid: str) -> None:
    """The calendar says what step `key` wanted: now the mails can say it too."""
    entry = await _held(tx, interview_id, lease)
    if entry is None:
        return
    news = entries.made(entry, key, tx.now)
    await tx.store.entries.save(tx, entry, [])
    invite = await tx.store.invites.find_one(STAFF, {"_id": interview_id}, tx)
    if not news or invite is None or invite.sequence_no != entry.step.sequence_no:
        return
    if entry.step.method == "REQUEST":
        invites.placed(invite, entry.event_id, link, ical_uid)
        await posting.post(tx, invite, entry.step)
    await saga.part_done(tx, invite, entry.step.sequence_no, "calendar", "calendar")


async def refused(tx: Tx[Store], interview_id: str, lease: str, key: str, reason: str, **how: Any) -> None:
    """Try again later, or not; people are told when it is time (`domain.entry.refused`)."""
    entry = await _held(tx, interview_id, lease)
    if entry is None:
        return
    tell = entries.refused(entry, key, reason, tx.now, **how)
    await tx.store.entries.save(tx, entry, [])
    invite = await tx.store.invites.find_one(STAFF, {"_id": interview_id}, tx) if tell else None
    if invite is None:
        return
    again = "" if entry.state == "stopped" else "; it is tried again by itself"
    answer = invites.failed(invite, entry.step.sequence_no, f"Google Calendar: {reason}{again}", retryable=True)
    if answer is not None:
        await saga.conclude(tx, invite, answer)


async def gone(tx: Tx[Store], interview_id: str, lease: str) -> None:
    """The event was cancelled in the calendar by somebody else: the next attempt makes a new one."""
    entry = await _held(tx, interview_id, lease)
    if entry is not None:
        entries.gone(entry, tx.now)
        await tx.store.entries.save(tx, entry, [])


async def erase(tx: Tx[Store], candidate_id: str) -> None:
    """Forget the candidate in his entries, and have his events withdrawn."""
    for entry in await tx.store.entries.find(STAFF, {"candidate_id": candidate_id}, limit=_AT_A_TIME, tx=tx):
        entries.erase(entry, tx.now)
        await tx.store.entries.save(tx, entry, [])


async def _entry(tx: Tx[Store], interview_id: str) -> Entry | None:
    return await tx.store.entries.find_one(STAFF, {"_id": interview_id}, tx)


async def _held(tx: Tx[Store], interview_id: str, lease: str) -> Entry | None:
    entry = await _entry(tx, interview_id)
    return entry if entry is not None and entry.state == "working" and entry.lease == lease else None
