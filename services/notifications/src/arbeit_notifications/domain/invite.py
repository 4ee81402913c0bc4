"""One interview's calendar invite and where its current step stands (contract, section 5: the invite saga).

There is one `Invite` per interview; each request, update and withdrawal is a step with a higher SEQUENCE.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from arbeit_events.interviews import InterviewInviteRequested
from arbeit_events.notifications import InterviewInviteDelivered, InterviewInviteFailed

State = Literal["sending", "delivered", "failed"]
Method = Literal["REQUEST", "CANCEL"]


class Invite(BaseModel):
    interview_id: str
    uid: str
    sequence_no: int
    method: Method
    state: State
    meeting_link: str | None = None
    calendar_event_id: str | None = None
    start: datetime | None = None
    """When the interview begins, UTC. Kept when a withdrawal comes without a time."""
    end: datetime | None = None
    client_id: str
    candidate_id: str
    requested_at: datetime
    version: int = 0


def begin(asked: InterviewInviteRequested, at: datetime) -> Invite:
    """The first step."""
    return Invite(
        interview_id=asked.interview_id,
        uid=asked.uid,
        sequence_no=asked.sequence_no,
        method=asked.method,
        state="sending",
        meeting_link=asked.meeting_link,
        calendar_event_id=asked.calendar_event_id,
        start=asked.scheduled_start_time,
        end=asked.scheduled_end_time,
        client_id=asked.client_id,
        candidate_id=asked.candidate_id,
        requested_at=at,
    )


def advance(invite: Invite, asked: InterviewInviteRequested, at: datetime) -> bool:
    """Take the next step. False when this one is known already or older: events may come twice and out of order."""
    if asked.sequence_no <= invite.sequence_no:
        return False
    invite.uid = asked.uid
    invite.sequence_no = asked.sequence_no
    invite.method = asked.method
    invite.state = "sending"
    invite.meeting_link = asked.meeting_link
    invite.calendar_event_id = asked.calendar_event_id or invite.calendar_event_id
    invite.start = asked.scheduled_start_time or invite.start
    invite.end = asked.scheduled_end_time or invite.end
    invite.requested_at = at
    return True


def delivered(invite: Invite, sequence_no: int, channel: str) -> InterviewInviteDelivered | None:
    """The step's mail was accepted; None when a newer step has replaced it."""
    if sequence_no != invite.sequence_no or invite.state == "delivered":
        return None
    invite.state = "delivered"
    return InterviewInviteDelivered(
        interview_id=invite.interview_id,
        uid=invite.uid,
        sequence_no=invite.sequence_no,
        method=invite.method,
        meeting_link=invite.meeting_link,
        calendar_event_id=invite.calendar_event_id,
        channel="mailbox" if channel == "mailbox" else "email",
    )


def failed(invite: Invite, sequence_no: int, reason: str, retryable: bool) -> InterviewInviteFailed | None:
    """The step's mail was given up; None when a newer step has replaced it."""
    if sequence_no != invite.sequence_no or invite.state != "sending":
        return None
    invite.state = "failed"
    return InterviewInviteFailed(
        interview_id=invite.interview_id,
        sequence_no=invite.sequence_no,
        method=invite.method,
        reason=reason,
        retryable=retryable,
    )
