"""What goes in and out over HTTP. Field names are the spec's (collection `jobs`)."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from arbeit_jobs.domain import Action, EmploymentType, Job, Priority, Status, actions
from arbeit_jobs.queries import JobView, Stats
from arbeit_kit import ids
from arbeit_kit.security import Principal
from arbeit_kit.text import Integer, Line, Name, Number, Text, absent
from arbeit_kit.time import Instant

Years = Annotated[Integer, Field(ge=0, le=80)]
Salary = Annotated[Number, Field(ge=0)]
Openings = Annotated[Integer, Field(ge=1, le=10_000)]
Skills = Annotated[list[Annotated[Line, Field(max_length=80)]], Field(max_length=100)]
Reason = Annotated[Line, Field(min_length=1)]


class JobCreate(BaseModel):
    """A new job. `client_id` can never be changed afterwards."""

    model_config = ConfigDict(extra="forbid")

    client_id: Annotated[Line, Field(min_length=1, max_length=ids.LONGEST)]
    title: Name
    description: Text = ""
    department: Line | None = None
    location: Line = ""
    employment_type: EmploymentType = "full_time"
    experience_min: Years = 0
    experience_max: Years | None = None
    salary_min: Salary | None = None
    salary_max: Salary | None = None
    required_skills: Skills = []
    nice_to_have_skills: Skills = []
    status: Literal["open", "on_hold"] = "open"
    priority: Priority = "medium"
    openings: Openings = 1


class JobUpdate(BaseModel):
    """Only the fields that are sent change. `status` follows the table of transitions; `reason` explains it, and is
    needed to fill a job by hand and to open a filled one again."""

    model_config = ConfigDict(extra="forbid")

    title: Name = absent()
    description: Text = absent()
    department: Line | None = absent()
    location: Line = absent()
    employment_type: EmploymentType = absent()
    experience_min: Years = absent()
    experience_max: Years | None = absent()
    salary_min: Salary | None = absent()
    salary_max: Salary | None = absent()
    required_skills: Skills = absent()
    nice_to_have_skills: Skills = absent()
    priority: Priority = absent()
    openings: Openings = absent()
    status: Status = absent()
    reason: Reason = absent()


class JobOut(BaseModel):
    """A job as its reader may see it."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    job_id: str
    client_id: str
    client_name: str
    title: str
    description: str
    department: str | None
    location: str
    employment_type: EmploymentType
    experience_min: int
    experience_max: int | None
    salary_min: float | None
    salary_max: float | None
    required_skills: list[str]
    nice_to_have_skills: list[str]
    status: Status
    priority: Priority
    openings: int
    selected_count: int
    """Candidates that are SELECTED for it now."""
    created_at: Instant
    created_by: str | None
    """E-mail of the creator; null for the client's users."""
    version: int
    allowed_actions: list[Action]

    @classmethod
    def of(cls, view: JobView, who: Principal) -> "JobOut":
        """As this caller may see it. Made of a job that was checked when it was read: nothing is validated twice."""
        return cls.model_construct(**cls.row(view, who))

    @classmethod
    def row(cls, view: JobView, who: Principal) -> dict[str, Any]:
        """The fields of one."""
        job, client = view.job, view.client
        fields = {
            **job.__dict__,
            "client_name": client.company_name,
            "selected_count": len(job.selected_candidate_ids),
            "created_by": job.created_by if who.client_id is None else None,
            "allowed_actions": actions(
                job.status,
                active=client.active,
                may_write=who.can("jobs:write"),
                may_add_candidates=who.can("candidates:write"),
            ),
        }
        return {name: fields[name] for name in cls.model_fields}


class ClientCountOut(BaseModel):
    """The jobs of one client."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    client_id: str
    client_name: str
    jobs: int
    open_jobs: int
    open_positions: int
    """Of its open jobs."""


class JobStatsOut(BaseModel):
    """Counts over the jobs that the caller may see; at most about a second old."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    total: int
    by_status: dict[Status, int]
    by_priority: dict[Priority, int]
    """Of the open jobs."""
    open_positions: int
    """Openings of the open jobs that nobody is selected for yet."""
    by_client: list[ClientCountOut]
    """The ten clients with the most open positions."""

    @classmethod
    def of(cls, stats: Stats) -> Self:
        """The answer for these counts."""
        return cls.model_validate(stats, from_attributes=True)


class JobFactsOut(BaseModel):
    """What other services keep of a job: the fields of its events, and the version they are of."""

    sequence: int
    job_id: str
    client_id: str
    client_name: str
    title: str
    department: str | None
    location: str | None
    employment_type: EmploymentType
    experience_min: int | None
    experience_max: int | None
    required_skills: list[str]
    nice_to_have_skills: list[str]
    status: Status
    priority: Priority
    openings: int

    @classmethod
    def of(cls, job: Job, facts: dict[str, object]) -> Self:
        """The answer for this job."""
        return cls.model_validate({**facts, "sequence": job.version})
