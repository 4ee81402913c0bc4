"""The invite: a saga with notifications. We ask, it answers Delivered or Failed, in any order and any number of times.

UID is fixed for the life of an interview and SEQUENCE grows with every request, so that calendars move one and the
same event and never fall back to an older time (RFC 5545, 3.8.7.4).
"""

from datetime import datetime
from typing import Literal

from arbeit_events.interviews import InterviewInviteRequested, InterviewScheduled, InterviewUpdated
from arbeit_interviews.domain.interview import By, Interview, Outcome, changes_between, move
from arbeit_interviews.domain.status import Action, Status

Method = Literal["REQUEST", "CANCEL"]
_TOLD = ("invite_sent", "invite_error", "meeting_link", "calendar_event_id")


def uid(interview_id: str) -> str:
    """iCalendar UID of the interview, the same in every message about it."""
    return f"{interview_id}@arbeit"


def request_invite(interview: Interview, method: Method) -> tuple[Interview, InterviewInviteRequested]:
    """Ask for the invite to be sent, updated or withdrawn under the next SEQUENCE."""
    sequence = 0 if interview.invite_sequence is None else interview.invite_sequence + 1
    after = interview.model_copy(
        update={
            "invite_sequence": sequence,
            "invite_sent": interview.invite_sent and method == "CANCEL",
            "invite_error": None,
        }
    )
    return after, InterviewInviteRequested(
        **after.facts(),
        sequence_no=sequence,
        method=method,
        uid=uid(after.interview_id),
        additional_instructions=after.additional_instructions,
        calendar_event_id=after.calendar_event_id,
    )


def send_invite(interview: Interview, *, now: datetime, by: By) -> Outcome:
    """Confirmed -> Scheduled with a first invite; Scheduled stays and sends an update, or tries again after a failure.

    Raises ``IllegalTransition``.
    """
    after, requested = request_invite(
        move(interview, Action.SEND_INVITE, now=now, by=by, invite_sent_by=by.label), "REQUEST"
    )
    if interview.interview_status is Status.SCHEDULED:
        return Outcome(after, [requested])
    return Outcome(after, [InterviewScheduled(**after.facts()), requested])


def invite_delivered(
    interview: Interview,
    *,
    sequence_no: int,
    method: Method,
    meeting_link: str | None,
    calendar_event_id: str | None,
    now: datetime,
) -> Outcome | None:
    """Note that the newest request was delivered. None: an older request's answer, or a repetition; nothing to do."""
    if sequence_no != interview.invite_sequence or sequence_no == interview.invite_delivered:
        return None
    after = interview.model_copy(
        update={
            "invite_delivered": sequence_no,
            "invite_sent": method == "REQUEST" or interview.invite_sent,
            "invite_error": None,
            # A link that staff typed stands; the calendar's own serves where there is none.
            "meeting_link": interview.meeting_link or meeting_link,
            "calendar_event_id": calendar_event_id or interview.calendar_event_id,
            "updated_at": now,
        }
    )
    return Outcome(after, [InterviewUpdated(**after.facts(), changed=changes_between(interview, after, _TOLD))])


def invite_failed(interview: Interview, *, sequence_no: int, reason: str, now: datetime) -> Outcome | None:
    """Note that the newest request failed. None: an older request's answer, or it was delivered after all."""
    if sequence_no != interview.invite_sequence or sequence_no == interview.invite_delivered:
        return None
    after = interview.model_copy(update={"invite_error": reason, "updated_at": now})
    if interview.invite_error == reason:
        return None
    return Outcome(after, [InterviewUpdated(**after.facts(), changed=changes_between(interview, after, _TOLD))])
