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
Part = Literal["mail", "calendar"]


class Invite(BaseModel):
    interview_id: str
    uid: str
    sequence_no: int
    method: Method
    state: State
    meeting_link: str | None = None
    calendar_event_id: str | None = None
    mail_uid: str | None = None
    """UID in our mails, fixed with the first: the provider's own where there is one, so that a calendar which knows
    the event already does not show it twice."""
    open_parts: list[Part] = ["mail"]
    """What of the current step is not done yet."""
    in_calendar: bool = False
    """Whether the current step has a part in a provider's calendar."""
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


def needs(invite: Invite, *, calendar: bool, mail: bool) -> None:
    """What the current step is made of."""
    wanted: dict[Part, bool] = {"calendar": calendar, "mail": mail}
    invite.open_parts, invite.in_calendar = [part for part, here in wanted.items() if here], calendar


def placed(invite: Invite, event_id: str, link: str, ical_uid: str) -> None:
    """The calendar has the event; it may have brought a meeting link."""
    invite.calendar_event_id = event_id
    invite.meeting_link = link or invite.meeting_link
    invite.mail_uid = invite.mail_uid or ical_uid or invite.uid


def part_done(invite: Invite, sequence_no: int, part: Part, channel: str) -> InterviewInviteDelivered | None:
    """A part of the step is done. None while another is open, and when a newer step has replaced it."""
    if sequence_no != invite.sequence_no or invite.state == "delivered":
        return None
    invite.open_parts = [each for each in invite.open_parts if each != part]
    if invite.open_parts:
        return None
    invite.state = "delivered"
    return InterviewInviteDelivered(
        interview_id=invite.interview_id,
        uid=invite.uid,
        sequence_no=invite.sequence_no,
        method=invite.method,
        meeting_link=invite.meeting_link,
        calendar_event_id=invite.calendar_event_id,
        channel=_channel(invite, channel),
    )


def failed(invite: Invite, sequence_no: int, reason: str, retryable: bool) -> InterviewInviteFailed | None:
    """The step's mail was given up, or its entry is not made; None when a newer step has replaced it."""
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


def _channel(invite: Invite, channel: str) -> str:
    if invite.in_calendar:
        return "calendar"
    return "mailbox" if channel == "mailbox" else "email"
