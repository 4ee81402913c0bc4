"""The candidate: one person's application to one job (spec collection 4, contract section 4).

Every command takes the state and returns the new state with the events that tell of it; nothing here does input or
output. `at` is always the instant of the change, UTC.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, Field

from arbeit_candidates.domain.status import (
    Cause,
    IllegalTransition,
    ReasonRequired,
    Status,
    legal,
    needs_reason,
    notifiable,
    withdrawable,
)
from arbeit_candidates.domain.story import Story
from arbeit_events.candidates import (
    CandidateCreated,
    CandidateDeleted,
    CandidateStatusChanged,
    CandidateUpdated,
    CvUploaded,
    SelectionNotificationRequested,
)
from arbeit_events.envelope import EventData, FieldChange

Entry = dict[str, Any]
"""One line of work experience or education: flat, checked at the door (`schemas.Entry`)."""

RENOTIFY_AFTER = timedelta(seconds=60)
"""A second selection notification within this time is taken for a double click and sends nothing."""

PROFILE = ("name", "email", "phone", "linkedin", "current_role", "skills", "experience", "education", "summary")
"""The fields a person may type."""


class CvFile(BaseModel):
    """The uploaded file; its bytes are in GridFS under `file_id`."""

    file_id: str
    filename: str
    """As the uploader called it: data, never a path."""
    content_type: str
    """Decided by content, not by name."""
    size: int
    """Bytes."""
    sha256: str
    uploaded_at: datetime


class Candidate(BaseModel):
    """One application. `version` counts its events."""

    candidate_id: str
    job_id: str
    client_id: str
    person_id: str
    """Shared by all applications with the same canonical e-mail."""
    name: str
    email: str
    """Canonical; unique per job."""
    phone: str | None = None
    linkedin: str | None = None
    current_role: str | None = None
    skills: list[str] = Field(default_factory=list)
    experience: list[Entry] = Field(default_factory=list)
    education: list[Entry] = Field(default_factory=list)
    summary: str | None = None
    typed_fields: list[str] = Field(default_factory=list)
    """Profile fields that a person typed: reading a CV never overwrites them."""
    cv: CvFile | None = None
    cv_status: Literal["uploaded", "parsing", "parsed", "failed"] | None = None
    """None without a CV; `uploaded` only from before CVs were parsed."""
    cv_failure: str | None = None
    """Why reading it failed; one of `domain.cv.FAILURES`."""
    cv_hidden_text: bool = False
    """The file holds text that a reader does not see: somebody should look."""
    ai_story: Story | None = None
    """None until it was written."""
    story_status: Literal["writing", "written"] | None = None
    status: Status = Status.NEW
    status_reason: str | None = None
    withdrawn_at: datetime | None = None
    """When the candidate took it back himself; None again once it is taken back into review."""
    current_round: int = 0
    """The highest interview round reached; 0 before the first."""
    status_since: datetime | None = None
    """When the status, or the round within it, was entered. None in documents from before it was kept."""
    candidate_portal_id: str | None = None
    selected_at: datetime | None = None
    salary_offered: str | None = None
    selection_notified_at: datetime | None = None
    source: Literal["manual", "cv"] = "manual"
    created_at: datetime
    created_by: str
    updated_at: datetime
    version: int = 0

    @property
    def in_stage_since(self) -> datetime:
        """When its present stage began, as well as is known."""
        return self.status_since or self.created_at


class JobNames(NamedTuple):
    """What events say about the job beside its id."""

    title: str
    client_name: str


Change = tuple[Candidate, list[EventData]]


def ids_of(c: Candidate) -> dict[str, Any]:
    """What every event of an application carries."""
    return {"candidate_id": c.candidate_id, "job_id": c.job_id, "client_id": c.client_id, "person_id": c.person_id}


def identity_of(c: Candidate, job: JobNames) -> dict[str, Any]:
    """The candidate as the other services know him."""
    return {
        **ids_of(c),
        "job_title": job.title,
        "client_name": job.client_name,
        "name": c.name,
        "email": c.email,
        "phone": c.phone,
        "skills": c.skills,
        "current_role": c.current_role,
        "status": c.status.value,
        "current_round": c.current_round,
        "candidate_portal_id": c.candidate_portal_id,
    }


def uploaded(c: Candidate, file: CvFile) -> CvUploaded:
    """The event of a new file."""
    return CvUploaded(
        **ids_of(c),
        file_id=file.file_id,
        filename=file.filename,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
    )


def create(candidate: Candidate, job: JobNames) -> Change:
    """A new application; with a CV the upload is told of as well."""
    events: list[EventData] = [CandidateCreated(**identity_of(candidate, job), source=candidate.source)]
    if candidate.cv is not None:
        events.append(uploaded(candidate, candidate.cv))
    return candidate, events


def edit(c: Candidate, fields: dict[str, Any], job: JobNames, at: datetime) -> Change:
    """Changes what a person typed, and the `person_id` that follows from the e-mail. Equal values change nothing."""
    return _updated(c, fields, job, at, typed=[name for name in fields if name in PROFILE])


def accept(c: Candidate, names: list[str], at: datetime) -> Candidate:
    """A person takes these fields as they are: from now on they count as typed."""
    new = [name for name in names if name not in c.typed_fields]
    return c.model_copy(update={"typed_fields": [*c.typed_fields, *new], "updated_at": at}) if new else c


def link_portal(c: Candidate, portal_id: str | None, job: JobNames, at: datetime) -> Change:
    """Ties the application to a portal account, or unties it (None)."""
    return _updated(c, {"candidate_portal_id": portal_id}, job, at)


def reach_round(c: Candidate, number: int, job: JobNames, at: datetime) -> Change:
    """Notes that a round was reached. Rounds only grow, so late and repeated events end in the same state."""
    after, events = _updated(c, {"current_round": max(c.current_round, number)}, job, at)
    return (after.model_copy(update={"status_since": at}) if events else after), events


def _updated(
    c: Candidate, fields: dict[str, Any], job: JobNames, at: datetime, typed: list[str] | None = None
) -> Change:
    changed = [
        FieldChange(field=name, old=getattr(c, name), new=value)
        for name, value in fields.items()
        if getattr(c, name) != value
    ]
    if not changed:
        return c, []
    known = [*c.typed_fields, *(name for name in typed or () if name not in c.typed_fields)]
    after = c.model_copy(update={**fields, "typed_fields": known, "updated_at": at})
    return after, [CandidateUpdated(**identity_of(after, job), changed=changed)]


def change_status(c: Candidate, target: Status, reason: str | None, job: JobNames, at: datetime) -> Change:
    """Moves the status by hand.

    The status it already has is no transition and changes nothing, so a repeated PUT is safe.
    Raises `IllegalTransition`, and `ReasonRequired` for a legal move that must say why.
    """
    if target is c.status:
        return c, []
    if not legal(c.status, target, Cause.HAND):
        raise IllegalTransition(c.status, target, action="set-status")
    if needs_reason(c.status, target) and not reason:
        raise ReasonRequired
    return move(c, target, Cause.HAND, job, at, reason=reason)


def move(
    c: Candidate,
    target: Status,
    cause: Cause,
    job: JobNames,
    at: datetime,
    *,
    reason: str | None = None,
    interview_id: str | None = None,
    **fields: Any,
) -> Change:
    """Makes a move that the caller found legal; `fields` change with it."""
    fields = {"withdrawn_at": None, **fields}
    if c.status is Status.SELECTED:  # rescinded: the selection and its offer no longer hold
        fields |= {"selected_at": None, "salary_offered": None}
    after = c.model_copy(
        update={**fields, "status": target, "status_reason": reason, "status_since": at, "updated_at": at}
    )
    event = CandidateStatusChanged(
        **ids_of(c),
        name=c.name,
        email=c.email,
        job_title=job.title,
        client_name=job.client_name,
        candidate_portal_id=c.candidate_portal_id,
        old_status=c.status.value,
        new_status=target.value,
        current_round=after.current_round,
        reason=reason,
        cause=cause.value,
        interview_id=interview_id,
    )
    return after, [event]


def withdraw(c: Candidate, words: str | None, job: JobNames, at: datetime) -> Change:
    """The candidate takes the application back: REJECTED, with his own words. Again changes nothing.

    Raises `IllegalTransition` for one that has ended, well or badly.
    """
    if c.withdrawn_at is not None:
        return c, []
    if not withdrawable(c.status):
        raise IllegalTransition(c.status, "withdrawn", action="withdraw")
    reason = f"Withdrawn by the candidate: {words}" if words else "Withdrawn by the candidate."
    return move(c, Status.REJECTED, Cause.WITHDRAWAL, job, at, reason=reason, withdrawn_at=at)


def notify_selection(c: Candidate, requested_by: str, job: JobNames, at: datetime) -> Change:
    """Asks for the selection mail; NEW and IN_REVIEW become SHORTLISTED. A double click changes nothing.

    Raises `IllegalTransition` for a rejected candidate.
    """
    if not notifiable(c.status):
        raise IllegalTransition(c.status, Status.SHORTLISTED, action="send-selection-notification")
    if c.selection_notified_at is not None and at - c.selection_notified_at < RENOTIFY_AFTER:
        return c, []
    events: list[EventData] = []
    if legal(c.status, Status.SHORTLISTED, Cause.SELECTION_NOTIFICATION):
        c, events = move(c, Status.SHORTLISTED, Cause.SELECTION_NOTIFICATION, job, at)
    request = SelectionNotificationRequested(
        **ids_of(c),
        name=c.name,
        email=c.email,
        phone=c.phone,
        linkedin=c.linkedin,
        job_title=job.title,
        client_name=job.client_name,
        candidate_portal_id=c.candidate_portal_id,
        requested_by=requested_by,
    )
    return c.model_copy(update={"selection_notified_at": at, "updated_at": at}), [*events, request]


def erase(c: Candidate) -> list[EventData]:
    """The last event: ids only."""
    return [CandidateDeleted(**ids_of(c), candidate_portal_id=c.candidate_portal_id)]
