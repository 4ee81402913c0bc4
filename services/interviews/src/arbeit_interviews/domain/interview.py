"""The interview: one round of one application. Commands on it live beside it; each returns the new state and events."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from arbeit_events import EventData, FieldChange, Instant
from arbeit_events.interviews import Interviewer as InterviewerFact
from arbeit_interviews.domain.refusal import IllegalTransition
from arbeit_interviews.domain.slot import Slot, claim_ids
from arbeit_interviews.domain.status import HOLDING, SPOKEN, TABLE, Action, Status

ERASED = "(erased)"
"""Stands where the name of an erased candidate was."""


class Mode(StrEnum):
    """``interview_mode``."""

    VIDEO = "Video"
    PHONE = "Phone"
    ONSITE = "Onsite"


class By(NamedTuple):
    """Who does something: a member of staff (or client user), the candidate, or the system answering an event."""

    id: str | None
    label: str
    """Staff: e-mail. Candidate: ``candidate``. System: name of the event."""
    kind: Literal["staff", "candidate", "system"] = "staff"


class Interviewer(BaseModel):
    """Somebody who asks the questions. ``email`` is canonical (lower case): it is the key of his claims."""

    name: str | None = None
    email: str


class Stage(BaseModel):
    """One stay in one status; ``until`` is None in the last. Feeds time in stage."""

    status: Status
    at: Instant
    until: Instant | None = None
    by: str
    reason: str | None = None


class Interview(BaseModel):
    """Collection ``interviews`` of the spec, with what the rules need beside it.

    Names of candidate, job and client are copies, kept by events, so that lists and events need no other service.
    """

    version: int = 0
    interview_id: str
    job_id: str
    candidate_id: str
    client_id: str
    job_title: str
    client_name: str
    candidate_name: str
    candidate_email: str | None
    person_id: str
    candidate_portal_id: str | None
    interview_mode: Mode
    interview_duration: int
    """Minutes; the length of a slot that names no end."""
    time_zone: str
    proposed_slots: list[Slot]
    selected_slot_id: str | None = None
    scheduled_start_time: Instant | None = None
    scheduled_end_time: Instant | None = None
    previous_start_time: Instant | None = None
    """When it was to begin before it was moved; None while it never was."""
    slots_declined_at: Instant | None = None
    """Since when it is known that none of the proposed times suits; None again with new ones, or a booking."""
    slots_declined_message: str | None = None
    interview_status: Status
    interview_round: int
    round_name: str
    meeting_link: str | None = None
    additional_instructions: str | None = None
    interviewers: list[Interviewer]
    invite_sent: bool = False
    """The invite as it now stands is out; false again from a change until the next delivery."""
    invite_sent_by: str | None = None
    invite_error: str | None = None
    invite_sequence: int | None = None
    """iCalendar SEQUENCE of the newest request; None before the first. Never goes back: calendars drop older ones."""
    invite_delivered: int | None = None
    """Newest SEQUENCE known to be delivered."""
    calendar_event_id: str | None = None
    feedback: str | None = None
    rating: int | None = None
    no_show_flag: bool = False
    no_show_count: int = 0
    hiring_initiated: bool = False
    hiring_initiated_at: Instant | None = None
    previous_interview_id: str | None = None
    next_interview_id: str | None = None
    """The live interview of the round after this one; hiring then belongs to that one."""
    application_ended: Literal["REJECTED", "SELECTED", "DELETED"] | None = None
    published_at: Instant | None = None
    """When the candidate could first see it; a draft is never shown to him."""
    status_history: list[Stage]
    created_at: Instant
    updated_at: Instant
    created_by: str

    def claims(self) -> frozenset[str]:
        """Ids of the claims this state must hold: a function of the state alone, so they can neither leak nor lack."""
        if self.interview_status not in HOLDING or not self.scheduled_start_time or not self.scheduled_end_time:
            return frozenset()
        return claim_ids(self.people(), self.scheduled_start_time, self.scheduled_end_time)

    def people(self) -> frozenset[str]:
        """Keys of everybody who must be free: the candidate's person and the interviewers' e-mails."""
        return frozenset({self.person_id, *(interviewer.email for interviewer in self.interviewers)})

    def slot(self, slot_id: str | None) -> Slot | None:
        return next((slot for slot in self.proposed_slots if slot.slot_id == slot_id), None)

    def facts(self) -> dict[str, Any]:
        """The fields of ``InterviewFacts``: what every event of an interview tells."""
        return {
            "interview_id": self.interview_id,
            "job_id": self.job_id,
            "job_title": self.job_title,
            "candidate_id": self.candidate_id,
            "candidate_name": self.candidate_name,
            "candidate_email": self.candidate_email,
            "person_id": self.person_id,
            "candidate_portal_id": self.candidate_portal_id,
            "client_id": self.client_id,
            "client_name": self.client_name,
            "interview_round": self.interview_round,
            "round_name": self.round_name,
            "interview_mode": self.interview_mode.value,
            "interview_duration": self.interview_duration,
            "time_zone": self.time_zone,
            "interview_status": self.interview_status.value,
            "scheduled_start_time": self.scheduled_start_time,
            "scheduled_end_time": self.scheduled_end_time,
            "meeting_link": self.meeting_link,
            "interviewers": [InterviewerFact(name=who.name, email=who.email) for who in self.interviewers],
        }


UNDECLINED: dict[str, None] = {"slots_declined_at": None, "slots_declined_message": None}


class Outcome(NamedTuple):
    """What a command on the interview leads to; nothing is stored yet."""

    interview: Interview
    events: list[EventData]


def check(interview: Interview, action: Action) -> Status:
    """The state ``action`` leads to. Raises ``IllegalTransition`` when the table has none."""
    target = TABLE[action].get(interview.interview_status)
    if target is None:
        status = interview.interview_status
        raise IllegalTransition(action, status, f"An interview that is {status} cannot be {SPOKEN[action]}.")
    return target


def move(
    interview: Interview, action: Action, *, now: datetime, by: By, reason: str | None = None, **changes: Any
) -> Interview:
    """The interview after ``action``: new state by the table, history kept. Raises ``IllegalTransition``."""
    target = check(interview, action)
    history = interview.status_history
    if target is not interview.interview_status:
        closed = history[-1].model_copy(update={"until": now})
        history = [*history[:-1], closed, Stage(status=target, at=now, by=by.label, reason=reason)]
    return interview.model_copy(
        update={**changes, "interview_status": target, "status_history": history, "updated_at": now}
    )


def changes_between(before: Interview, after: Interview, fields: tuple[str, ...]) -> list[FieldChange]:
    """What differs in ``fields``, as JSON values."""
    old = before.model_dump(mode="json", include=set(fields))
    new = after.model_dump(mode="json", include=set(fields))
    return [FieldChange(field=name, old=old[name], new=new[name]) for name in fields if old[name] != new[name]]
