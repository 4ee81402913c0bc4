"""The spec's table "Automatic Triggers": which event tells whom, by which channel.

One row of the spec is one `Trigger` (two where two events say the same thing). Added to it: a candidate with a portal
account is told that slots wait for him, because nobody else would tell him. Everything that turns events into
notifications and mails reads this table; nothing else decides about recipients.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from arbeit_events import EventData
from arbeit_events.auth import PortalUserCreated
from arbeit_events.candidates import CandidateStatusChanged
from arbeit_events.interviews import (
    HiringInitiated,
    InterviewCreated,
    InterviewFacts,
    InterviewPassed,
    InterviewRescheduled,
    InterviewSlotBooked,
    InterviewSlotsDeclined,
    InterviewUpdated,
)
from arbeit_events.jobs import JobCreated
from arbeit_events.notifications import WebhookPaused
from arbeit_notifications.domain import words

E_contra = TypeVar("E_contra", bound=EventData, contravariant=True)


class Recipient(StrEnum):
    """Who is told. `CLIENT` stands for the users of the client that the event belongs to."""

    ADMIN = "admin"
    RECRUITER = "recruiter"
    CLIENT = "client"
    CANDIDATE = "candidate"


class Channel(StrEnum):
    EMAIL = "email"
    IN_APP = "in_app"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one occurrence of a trigger says. `facts` are what the mail's template draws on (plain JSON values)."""

    title: str
    message: str
    entity_type: str
    entity_id: str
    client_id: str | None
    candidate_id: str | None
    facts: Mapping[str, Any]
    candidate: Told | None = None
    """The candidate himself, where he is told: never without a portal account."""


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate who is told something himself."""

    candidate_portal_id: str
    name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class Trigger(Generic[E_contra]):
    """One row: `type` is the spec's notification type, `template` the mail's (None: no mail)."""

    event: type[EventData]
    type: str
    recipients: tuple[Recipient, ...]
    channels: frozenset[Channel]
    template: str | None
    notice: Callable[[E_contra], Notice | None] | None
    """None where a private command brings the contents (one-time links never travel in events). It answers None when
    this event is nothing to tell."""

    @property
    def in_app(self) -> bool:
        return Channel.IN_APP in self.channels

    @property
    def mailed(self) -> bool:
        return Channel.EMAIL in self.channels

    def recipients_of(self, notice: Notice) -> list[str]:
        """The spec's `recipients`: role names, the client's id where the client is told, and the candidate's own."""
        named = [str(r) for r in self.recipients if r in (Recipient.ADMIN, Recipient.RECRUITER)]
        if Recipient.CLIENT in self.recipients and notice.client_id:
            named.append(notice.client_id)
        if Recipient.CANDIDATE in self.recipients and notice.candidate is not None:
            named.append(notice.candidate.candidate_portal_id)
        return named


BOTH = frozenset({Channel.EMAIL, Channel.IN_APP})
STAFF = (Recipient.ADMIN, Recipient.RECRUITER)
AWAITING = "Awaiting Candidate Confirmation"
SLOTS_CHANGED = frozenset({"interview_status", "proposed_slots"})
"""Published, proposed anew after a no-show, or other slots: what makes a candidate look again."""
STAFF_AND_CLIENT = (Recipient.ADMIN, Recipient.RECRUITER, Recipient.CLIENT)


def _status_changed(event: CandidateStatusChanged) -> Notice:
    old, new = words.status(event.old_status), words.status(event.new_status)
    said = f"{event.name} moved from {old} to {new} for {event.job_title} at {event.client_name}."
    if event.cause == "withdrawal":  # a rejection in the table, but nobody of the agency rejected
        new = "Withdrawn"
        said = f"{event.name} withdrew the application for {event.job_title} at {event.client_name}."
    return Notice(
        title=f"{event.name}: {new}",
        message=said,
        entity_type="candidate",
        entity_id=event.candidate_id,
        client_id=event.client_id,
        candidate_id=event.candidate_id,
        facts={
            "candidate_name": event.name,
            "job_title": event.job_title,
            "client_name": event.client_name,
            "old_status": old,
            "new_status": new,
            "reason": event.reason or "",
        },
    )


def _interview(event: InterviewFacts, title: str, message: str, **facts: Any) -> Notice:
    return Notice(
        title=title,
        message=message,
        entity_type="interview",
        entity_id=event.interview_id,
        client_id=event.client_id,
        candidate_id=event.candidate_id,
        facts={
            "candidate_name": event.candidate_name,
            "job_title": event.job_title,
            "client_name": event.client_name,
            "round": words.round_of(event.interview_round, event.round_name),
            "mode": event.interview_mode,
            "start": words.moment(event.scheduled_start_time),
            "end": words.moment(event.scheduled_end_time),
            "time_zone": event.time_zone,
            **facts,
        },
    )


def _slot_booked(event: InterviewSlotBooked) -> Notice:
    when = words.local(event.scheduled_start_time, event.time_zone)
    return _interview(
        event,
        f"Interview booked: {event.candidate_name}",
        f"{words.round_of(event.interview_round, event.round_name)} with {event.candidate_name} for {event.job_title} "
        f"is booked for {when}.",
        moved=False,
        old_start="",
    )


def _rescheduled(event: InterviewRescheduled) -> Notice:
    when = words.local(event.scheduled_start_time, event.time_zone)
    return _interview(
        event,
        f"Interview moved: {event.candidate_name}",
        f"{words.round_of(event.interview_round, event.round_name)} with {event.candidate_name} for {event.job_title} "
        f"is now booked for {when}.",
        moved=True,
        old_start=words.moment(event.old_start),
    )


def _declined(event: InterviewSlotsDeclined) -> Notice:
    return _interview(
        event,
        f"No time suits: {event.candidate_name}",
        f"None of the times for {words.round_of(event.interview_round, event.round_name)}, {event.job_title} at "
        f"{event.client_name}, suits {event.candidate_name}: {event.message}",
        said=event.message,
    )


def _passed(event: InterviewPassed) -> Notice:
    return _interview(
        event,
        f"Interview passed: {event.candidate_name}",
        f"{event.candidate_name} passed {words.round_of(event.interview_round, event.round_name)} "
        f"for {event.job_title} at {event.client_name}.",
    )


def _hiring(event: HiringInitiated) -> Notice:
    # The salary stays in the portal: mail is forwarded, printed and read on trains.
    return _interview(
        event,
        f"Hiring started: {event.candidate_name}",
        f"Hiring of {event.candidate_name} for {event.job_title} at {event.client_name} has started.",
    )


def _slots_wait(event: InterviewCreated | InterviewUpdated) -> Notice | None:
    """None unless slots wait for a candidate who can see them: without a portal account the recruiter books for him."""
    if event.interview_status != AWAITING or event.candidate_portal_id is None:
        return None
    if isinstance(event, InterviewUpdated) and not SLOTS_CHANGED & {each.field for each in event.changed}:
        return None
    about = _interview(
        event,
        f"Pick a time: {event.job_title} at {event.client_name}",
        f"Pick a time for your interview with {event.client_name}: "
        f"{words.round_of(event.interview_round, event.round_name)} for {event.job_title}.",
        minutes=event.interview_duration,
    )
    return replace(about, candidate=Told(event.candidate_portal_id, event.candidate_name, event.candidate_email))


def _new_job(event: JobCreated) -> Notice:
    return Notice(
        title=f"New job: {event.title}",
        message=f"{event.client_name} is looking for {event.title}.",
        entity_type="job",
        entity_id=event.job_id,
        client_id=event.client_id,
        candidate_id=None,
        facts={
            "job_title": event.title,
            "client_name": event.client_name,
            "department": event.department or "",
            "location": event.location or "",
            "employment_type": words.phrase(event.employment_type),
            "experience": words.years(event.experience_min, event.experience_max),
            "skills": ", ".join(event.required_skills[:12]),
            "priority": words.phrase(event.priority),
            "openings": event.openings,
        },
    )


def _webhook_paused(event: WebhookPaused) -> Notice:
    return Notice(
        title="A webhook was paused",
        message=f"Nothing is sent to {event.origin} any more. {event.reason} Its events are kept until it is enabled.",
        entity_type="webhook",
        entity_id=event.webhook_id,
        client_id=event.client_id,
        candidate_id=None,
        facts={},
    )


TRIGGERS: tuple[Trigger[Any], ...] = (
    Trigger(CandidateStatusChanged, "candidate_status_change", STAFF, BOTH, "status-change", _status_changed),
    Trigger(InterviewSlotBooked, "interview_booked", STAFF_AND_CLIENT, BOTH, "slot-booked", _slot_booked),
    # Booking another slot is booking a slot: the spec's one action, which we publish as two events.
    Trigger(InterviewRescheduled, "interview_booked", STAFF_AND_CLIENT, BOTH, "slot-booked", _rescheduled),
    Trigger(InterviewPassed, "interview_passed", STAFF_AND_CLIENT, frozenset({Channel.IN_APP}), None, _passed),
    Trigger(HiringInitiated, "hiring_initiated", STAFF, BOTH, "hiring-initiated", _hiring),
    Trigger(JobCreated, "new_job", (Recipient.RECRUITER,), frozenset({Channel.EMAIL}), "new-job", _new_job),
    # Not in the spec's table; without it a candidate would never learn that he can choose.
    Trigger(InterviewCreated, "interview_slots", (Recipient.CANDIDATE,), BOTH, "interview-slots", _slots_wait),
    Trigger(InterviewUpdated, "interview_slots", (Recipient.CANDIDATE,), BOTH, "interview-slots", _slots_wait),
    # Nor is this: without it an application would rest until somebody looks.
    Trigger(InterviewSlotsDeclined, "interview_slots_declined", STAFF, BOTH, "slots-declined", _declined),
    # Nor this: events pile up, and are told to nobody after a month, until somebody enables it again.
    Trigger(
        WebhookPaused,
        "webhook_paused",
        (Recipient.ADMIN, Recipient.CLIENT),
        frozenset({Channel.IN_APP}),
        None,
        _webhook_paused,
    ),
    # The mail itself is sent by the private command SendOneTimeLink, because it holds the link.
    Trigger(
        PortalUserCreated, "portal_user_created", (Recipient.CANDIDATE,), frozenset({Channel.EMAIL}), "welcome", None
    ),
)
