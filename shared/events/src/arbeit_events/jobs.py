"""Events of the jobs service: job requirements. ``subject`` is the ``job_id``, ``sequence`` its version."""

from typing import ClassVar

from pydantic import Field

from arbeit_events.envelope import EventData, FieldChange


class JobsEvent(EventData):
    service: ClassVar[str] = "jobs"


class _Job(JobsEvent):
    job_id: str
    client_id: str
    client_name: str
    title: str
    department: str | None = None
    location: str | None = None
    employment_type: str
    """``full_time``, ``part_time``, ``contract``, ``internship``."""
    experience_min: int | None = None
    """Years."""
    experience_max: int | None = None
    """Years."""
    required_skills: list[str] = Field(default_factory=list)
    nice_to_have_skills: list[str] = Field(default_factory=list)
    status: str
    """``open``, ``closed``, ``on_hold``, ``filled``."""
    priority: str
    """``low``, ``medium``, ``high``, ``urgent``."""
    openings: int


class JobCreated(_Job):
    """A job was posted. First event of its sequence; all recruiters are told by mail."""


class JobUpdated(_Job):
    """Fields of a job other than its status changed; the payload is the job after the change."""

    changed: list[FieldChange] = Field(default_factory=list)


class JobStatusChanged(JobsEvent):
    """A job's status changed, by hand or because it was filled. Only ``open`` jobs take candidates."""

    job_id: str
    client_id: str
    title: str
    old_status: str
    new_status: str
    reason: str | None = None


class JobFilled(JobsEvent):
    """A job has as many SELECTED candidates as ``openings``; published beside its JobStatusChanged."""

    job_id: str
    client_id: str
    title: str
    openings: int
    selected_candidate_ids: list[str]


EVENTS: tuple[type[EventData], ...] = (JobCreated, JobUpdated, JobStatusChanged, JobFilled)
