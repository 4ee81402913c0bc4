"""Events of the interviews service. ``subject`` is the ``interview_id``, ``sequence`` its version.

Every event carries the interview's facts as they are after the change, so that a subscriber needs no call back.
"""

from typing import ClassVar, Literal

from pydantic import Field

from arbeit_events.envelope import EventData, FieldChange, Instant, Part, Pii


class Interviewer(Part):
    """Somebody who asks the questions; not always a user of the portal."""

    name: Pii[str | None] = None
    email: Pii[str | None] = None
    user_id: str | None = None


class InterviewFacts(EventData):
    """The interview as it is after the change."""

    service: ClassVar[str] = "interviews"

    interview_id: str
    job_id: str
    job_title: str
    candidate_id: str
    candidate_name: Pii[str]
    candidate_email: Pii[str | None] = None
    person_id: str
    candidate_portal_id: str | None = None
    client_id: str
    client_name: str
    interview_round: int
    round_name: str
    interview_mode: str
    """``Video``, ``Phone`` or ``Onsite``."""
    interview_duration: int
    """Minutes."""
    time_zone: str
    """IANA name of the zone the slots were proposed in."""
    interview_status: str
    scheduled_start_time: Instant | None = None
    scheduled_end_time: Instant | None = None
    meeting_link: str | None = None
    interviewers: list[Interviewer] = Field(default_factory=list)


class InterviewCreated(InterviewFacts):
    """An interview was created, as a draft or waiting for the candidate. First event of its sequence."""


class InterviewUpdated(InterviewFacts):
    """Details, slots or the state of the invite changed, or a draft was published."""

    changed: list[FieldChange] = Field(default_factory=list)


class InterviewSlotBooked(InterviewFacts):
    """A slot was booked for the first time; the scheduled times are set."""

    slot_id: str
    booked_by: Literal["candidate", "staff"]


class InterviewRescheduled(InterviewFacts):
    """Another slot was booked; the times in the facts are the new ones."""

    slot_id: str
    old_start: Instant | None = None
    old_end: Instant | None = None
    reason: Pii[str | None] = None
    booked_by: Literal["candidate", "staff"]


class InterviewSlotsDeclined(InterviewFacts):
    """None of the proposed times suits; they stay on offer until others are proposed."""

    message: Pii[str]
    """To the agency: when another time would suit."""
    declined_by: Literal["candidate", "staff"]


class InterviewInviteRequested(InterviewFacts):
    """The calendar invite shall be sent, updated or withdrawn; notifications answers with Delivered or Failed."""

    sequence_no: int
    """iCalendar SEQUENCE: grows with every change of the same ``uid``."""
    method: Literal["REQUEST", "CANCEL"]
    uid: str
    additional_instructions: str | None = None
    calendar_event_id: str | None = None
    """Event of the calendar that an earlier invite made; None for the first."""


class InterviewScheduled(InterviewFacts):
    """The invite was asked for: Confirmed became Scheduled."""


class InterviewCompleted(InterviewFacts):
    """The interview took place; the decision is open."""

    feedback: Pii[str | None] = None
    rating: int | None = None
    """1 to 5."""


class InterviewPassed(InterviewFacts):
    """The candidate passed the round and may go on to ``next_round``."""

    next_round: int | None = None
    """None when hiring follows instead."""


class InterviewFailed(InterviewFacts):
    """The candidate was rejected in this round."""

    reason: Pii[str | None] = None


class InterviewNoShow(InterviewFacts):
    """The candidate did not come."""

    no_show_count: int


class InterviewCancelled(InterviewFacts):
    """The interview was cancelled, by a person or because the application ended."""

    reason: Pii[str | None] = None
    cancelled_by: str | None = None
    """Id of the user, or the name of the event that caused it."""


class HiringInitiated(InterviewFacts):
    """The candidate passed and hiring starts: the application becomes SELECTED."""

    salary_offered: Pii[str | None] = None


EVENTS: tuple[type[EventData], ...] = (
    InterviewCreated,
    InterviewUpdated,
    InterviewSlotBooked,
    InterviewRescheduled,
    InterviewSlotsDeclined,
    InterviewInviteRequested,
    InterviewScheduled,
    InterviewCompleted,
    InterviewPassed,
    InterviewFailed,
    InterviewNoShow,
    InterviewCancelled,
    HiringInitiated,
)
