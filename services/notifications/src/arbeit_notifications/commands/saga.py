"""The end of an invite step: when its parts are done, or one of them fails, the interviews service is answered."""

from __future__ import annotations

from arbeit_events.notifications import InterviewInviteDelivered, InterviewInviteFailed
from arbeit_kit.mongo import Tx
from arbeit_notifications.domain import invite as invites
from arbeit_notifications.domain.invite import Invite, Part
from arbeit_notifications.domain.message import Message
from arbeit_notifications.store import STAFF, Store

UNDECIDED = ("queued", "sending")


async def settled(tx: Tx[Store], message: Message) -> None:
    """Take note of the mail that decides an invite's step; of any other, nothing."""
    part = message.invite
    if part is None or not part.primary or message.status in UNDECIDED:
        return
    invite = await tx.store.invites.find_one(STAFF, {"_id": part.interview_id}, tx)
    if invite is None:
        return
    if message.status == "sent":
        await part_done(tx, invite, part.sequence_no, "mail", message.channel or "email")
        return
    reason = message.log[-1].reason if message.log else ""
    answer = invites.failed(invite, part.sequence_no, reason or "the mail could not be sent", retryable=True)
    if answer is not None:
        await conclude(tx, invite, answer)


async def part_done(tx: Tx[Store], invite: Invite, sequence_no: int, part: Part, channel: str) -> None:
    """Save that one part of the step is done, and answer when it was the last."""
    if sequence_no != invite.sequence_no:
        return
    answer = invites.part_done(invite, sequence_no, part, channel)
    if answer is not None:
        await conclude(tx, invite, answer)
    else:
        await tx.store.invites.save(tx, invite, [])


async def conclude(tx: Tx[Store], invite: Invite, answer: InterviewInviteDelivered | InterviewInviteFailed) -> None:
    """Save the invite and publish the answer; its `sequence` is the step's number, as the event says."""
    await tx.store.invites.save(tx, invite, [])
    tx.emit(answer, subject=invite.interview_id, sequence=invite.sequence_no, client_id=invite.client_id)
