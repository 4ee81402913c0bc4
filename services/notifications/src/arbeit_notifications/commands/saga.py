"""The end of an invite step: the fate of its primary mail becomes InterviewInviteDelivered or InterviewInviteFailed."""

from __future__ import annotations

from arbeit_events.notifications import InterviewInviteDelivered, InterviewInviteFailed
from arbeit_kit.mongo import Tx
from arbeit_notifications.domain import invite as invites
from arbeit_notifications.domain.invite import Invite
from arbeit_notifications.domain.message import Message
from arbeit_notifications.store import STAFF, Store

UNDECIDED = ("queued", "sending")


async def settled(tx: Tx[Store], message: Message) -> None:
    """Answer the interviews service when this message decides an invite's step; else nothing."""
    part = message.invite
    if part is None or not part.primary or message.status in UNDECIDED:
        return
    invite = await tx.store.invites.find_one(STAFF, {"_id": part.interview_id}, tx)
    if invite is None:
        return
    if message.status == "sent":
        answer: InterviewInviteDelivered | InterviewInviteFailed | None = invites.delivered(
            invite, part.sequence_no, message.channel or "email"
        )
    else:
        reason = message.log[-1].reason if message.log else "the mail could not be sent"
        answer = invites.failed(invite, part.sequence_no, reason or "the mail could not be sent", retryable=True)
    if answer is not None:
        await conclude(tx, invite, answer)


async def conclude(tx: Tx[Store], invite: Invite, answer: InterviewInviteDelivered | InterviewInviteFailed) -> None:
    """Save the invite and publish the answer; its `sequence` is the step's number, as the event says."""
    await tx.store.invites.save(tx, invite, [])
    tx.emit(answer, subject=invite.interview_id, sequence=invite.sequence_no, client_id=invite.client_id)
