"""Events of the candidates service: applications. ``subject`` is the ``candidate_id``, ``sequence`` its version.

A candidate is one person's application to one job; the same person in several jobs shares a ``person_id``.
"""

from typing import ClassVar, Literal

from pydantic import Field

from arbeit_events.envelope import EventData, FieldChange, Pii


class CandidatesEvent(EventData):
    service: ClassVar[str] = "candidates"


class _Of(CandidatesEvent):
    """Whose event it is: the ids that every event of an application carries."""

    candidate_id: str
    job_id: str
    client_id: str
    person_id: str


class _Identity(_Of):
    job_title: str
    client_name: str
    name: Pii[str]
    email: Pii[str | None] = None
    """None when a CV named none and nobody typed one."""
    phone: Pii[str | None] = None
    skills: Pii[list[str]] = Field(default_factory=list)
    current_role: Pii[str | None] = None
    status: str
    """``NEW``, ``IN_REVIEW``, ``SHORTLISTED``, ``IN_PROGRESS``, ``SELECTED``, ``REJECTED``."""
    current_round: int = 0
    """Highest interview round reached; 0 before the first."""
    candidate_portal_id: str | None = None


class CandidateCreated(_Identity):
    """An application was added by hand or from a CV. First event of its sequence."""

    source: Literal["manual", "cv"]


class CandidateUpdated(_Identity):
    """Profile fields or the portal link changed (never the status); the payload is the candidate after the change."""

    changed: list[FieldChange] = Field(default_factory=list)


class CandidateStatusChanged(_Of):
    """The status changed, by hand or in answer to an interview's event; ``REJECTED`` cancels open interviews."""

    name: Pii[str]
    email: Pii[str | None] = None
    job_title: str
    client_name: str
    candidate_portal_id: str | None = None
    old_status: str
    new_status: str
    current_round: int = 0
    reason: Pii[str | None] = None
    cause: str = "hand"
    """``hand``, ``withdrawal`` (by the candidate himself), or the event that caused it (``InterviewPassed``)."""
    interview_id: str | None = None


class CandidateDeleted(_Of):
    """An application was erased: every subscriber erases what it keeps of the person. Last event of its sequence."""

    candidate_portal_id: str | None = None


class SelectionNotificationRequested(_Of):
    """The candidate shall get a portal account (if there is none) and the selection mail with a one-time link."""

    name: Pii[str]
    email: Pii[str]
    phone: Pii[str | None] = None
    linkedin: Pii[str | None] = None
    job_title: str
    client_name: str
    candidate_portal_id: str | None = None
    requested_by: str
    """Id of the user who asked."""


class CvUploaded(_Of):
    """A CV file was stored; parsing follows."""

    file_id: str
    filename: Pii[str]
    content_type: str
    size: int
    """Bytes."""
    sha256: str
    """Of the file, as lower-case hexadecimal."""


class CvParsed(_Of):
    """A CV was read; ``fields_filled`` names the fields that hold what it says. Values that others need (phone,
    LinkedIn, role, skills) come with CandidateUpdated where they changed; the CV's text stays where it is."""

    file_id: str | None = None
    fields_filled: list[str] = Field(default_factory=list)
    source: str = "local"
    """``local``: by rule alone; ``model``: with a language model."""
    hidden_text: bool = False
    """The file holds text that a reader does not see."""


class CvParseFailed(_Of):
    """A CV could not be read; the file is kept."""

    file_id: str | None = None
    reason: str
    retryable: bool


class CandidateStoryGenerated(_Of):
    """The AI story of the candidate was written; the story itself stays in the candidates service."""

    headline: Pii[str | None] = None
    source: str = "local"
    """``local``: by rule alone; ``model``: by a language model."""


EVENTS: tuple[type[EventData], ...] = (
    CandidateCreated,
    CandidateUpdated,
    CandidateStatusChanged,
    CandidateDeleted,
    CvUploaded,
    CvParsed,
    CvParseFailed,
    CandidateStoryGenerated,
    SelectionNotificationRequested,
)
