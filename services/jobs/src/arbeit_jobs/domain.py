"""A job requirement of a client: its states, its invariants, its events.

Spec: collection `jobs`. Status by this table; whatever is not in it is an illegal transition.

| from          | to      | by                                                                              |
|---------------|---------|---------------------------------------------------------------------------------|
| -             | open    | create (or on_hold)                                                             |
| open          | on_hold | hand                                                                            |
| on_hold       | open    | hand, for an active client                                                      |
| open, on_hold | closed  | hand                                                                            |
| closed        | open    | hand, for an active client                                                      |
| open, on_hold | filled  | as many SELECTED candidates as openings (with JobFilled); by hand with a reason |
| filled        | open    | hand with a reason, for an active client                                        |

A candidate who is no longer SELECTED lowers the count and reopens nothing: whether to search again is for people.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, Field

from arbeit_events import EventData, FieldChange
from arbeit_events.jobs import JobCreated, JobFilled, JobStatusChanged, JobUpdated

Status = Literal["open", "closed", "on_hold", "filled"]
Priority = Literal["low", "medium", "high", "urgent"]
EmploymentType = Literal["full_time", "part_time", "contract", "internship"]

STATUSES: tuple[Status, ...] = ("open", "on_hold", "filled", "closed")
PRIORITIES: tuple[Priority, ...] = ("urgent", "high", "medium", "low")

TRANSITIONS: Mapping[Status, tuple[Status, ...]] = {
    "open": ("on_hold", "closed", "filled"),
    "on_hold": ("open", "closed", "filled"),
    "closed": ("open",),
    "filled": ("open",),
}
NEEDS_REASON: frozenset[tuple[Status, Status]] = frozenset(
    {("open", "filled"), ("on_hold", "filled"), ("filled", "open")}
)
ACTION_OF: Mapping[Status, str] = {"open": "open", "on_hold": "hold", "closed": "close", "filled": "fill"}
"""What the change to a status is called among the allowed actions; it is done by PUT with that status."""


class ClientFacts(BaseModel):
    """What a job must know of its client."""

    company_name: str
    active: bool


class Job(BaseModel):
    """The aggregate, as it is stored."""

    version: int = 0
    job_id: str
    client_id: str
    title: str
    description: str
    department: str | None
    location: str
    employment_type: EmploymentType
    experience_min: int
    """Years."""
    experience_max: int | None
    """Years; None: no upper limit."""
    salary_min: float | None
    salary_max: float | None
    required_skills: list[str]
    nice_to_have_skills: list[str]
    status: Status
    priority: Priority
    openings: int
    selected_candidate_ids: list[str] = Field(default_factory=list)
    """Who is SELECTED now. Kept here, not counted, so that two selections at once meet on this document's version and
    the second one sees the first."""
    created_at: datetime
    created_by: str


class JobRuleBroken(Exception):  # noqa: N818
    """A rule of this page refuses the command; nothing has changed."""


class IllegalTransition(JobRuleBroken):
    """The table has no such line."""

    def __init__(self, state: Status, wanted: Status) -> None:
        super().__init__(f"A job that is {_said(state)} cannot become {_said(wanted)}.")
        self.state = state
        self.allowed = [ACTION_OF[status] for status in TRANSITIONS[state]]


class ReasonNeeded(JobRuleBroken):
    """This transition by hand wants to be explained."""


class RangeReversed(JobRuleBroken):
    """A minimum lies above its maximum; ``field`` is the minimum's name."""

    def __init__(self, field: str, maximum: str) -> None:
        super().__init__(f"must not be above {maximum}")
        self.field = field


class ClientInactive(JobRuleBroken):
    """An inactive client neither gets a new job nor has one reopened."""


class OpeningsBelowSelected(JobRuleBroken):
    """More candidates are selected already than would be wanted."""


def create(
    job_id: str, *, at: datetime, by: str, client: ClientFacts, fields: Mapping[str, Any]
) -> tuple[Job, list[EventData]]:
    """A new job. ``fields`` are those of the request, complete. Raises ClientInactive, RangeReversed."""
    if not client.active:
        raise ClientInactive("This client is inactive: it takes no new job.")
    job = Job(job_id=job_id, created_at=at, created_by=by, **fields)
    _tidy(job)
    return job, [JobCreated(**facts(job, client.company_name))]


def change(
    job: Job,
    fields: Mapping[str, Any],
    *,
    status: Status | None = None,
    reason: str | None = None,
    client: ClientFacts,
) -> tuple[Job, list[EventData]]:
    """The job with ``fields`` replaced and, when given, its status changed by hand.

    Raises IllegalTransition, ReasonNeeded, RangeReversed, ClientInactive, OpeningsBelowSelected. What already is as
    wanted makes no event.
    """
    changed = job.model_copy(update=dict(fields), deep=True)
    _tidy(changed)
    if changed.openings < job.openings and changed.openings < len(job.selected_candidate_ids):
        raise OpeningsBelowSelected(f"{len(job.selected_candidate_ids)} candidates are selected for this job already.")
    differences = [
        FieldChange(field=name, old=old, new=new)
        for name in fields
        if (old := getattr(job, name)) != (new := getattr(changed, name))
    ]
    events: list[EventData] = []
    if status is not None and status != job.status:
        _check_transition(job.status, status, reason, client)
        changed.status = status
        events.append(_status_changed(job, status, reason))
    if differences:
        events.insert(0, JobUpdated(**facts(changed, client.company_name), changed=differences))
    if status is None and changed.openings != job.openings:
        events += _fill_if_complete(changed)
    return changed, events


def select(job: Job, candidate_id: str, *, selected: bool) -> tuple[Job, list[EventData]] | None:
    """The job after a candidate became SELECTED, or ceased to be; None when that was known already."""
    if selected == (candidate_id in job.selected_candidate_ids):
        return None
    changed = job.model_copy(deep=True)
    if not selected:
        changed.selected_candidate_ids.remove(candidate_id)
        return changed, []
    changed.selected_candidate_ids.append(candidate_id)
    return changed, _fill_if_complete(changed)


class Action(BaseModel):
    """One thing that could be done with the job, and for the caller: whether, and if not, why."""

    action: str
    allowed: bool
    reason: str | None


@lru_cache(maxsize=64)
def actions(status: Status, *, active: bool, may_write: bool, may_add_candidates: bool) -> list[Action]:
    """What the caller may do now with a job of this status, of a client that is active or not: edit, add_candidate, and
    one action per status that the job could have. Remembered, because there are few cases and a list asks for each
    row: not to be changed."""

    def judge(action: str, *obstacles: tuple[bool, str]) -> Action:
        reason = next((why for stands, why in obstacles if stands), None)
        return Action(action=action, allowed=reason is None, reason=reason)

    not_mine = (not may_write, "Your role may not change jobs.")
    found = [
        judge("edit", not_mine),
        judge(
            "add_candidate",
            (not may_add_candidates, "Your role may not add candidates."),
            (status != "open", f"The job is {_said(status)}."),
        ),
    ]
    for wanted in STATUSES:
        if wanted != status:
            impossible = (wanted not in TRANSITIONS[status], str(IllegalTransition(status, wanted)))
            inactive = (wanted == "open" and not active, "The client is inactive.")
            found.append(judge(ACTION_OF[wanted], not_mine, impossible, inactive))
    return found


def _check_transition(state: Status, wanted: Status, reason: str | None, client: ClientFacts) -> None:
    if wanted not in TRANSITIONS[state]:
        raise IllegalTransition(state, wanted)
    if (state, wanted) in NEEDS_REASON and not reason:
        raise ReasonNeeded(f"Say why a job that is {_said(state)} becomes {_said(wanted)}.")
    if wanted == "open" and not client.active:
        raise ClientInactive("This client is inactive: its jobs stay as they are.")


def _fill_if_complete(job: Job) -> list[EventData]:
    """Makes the job filled when everybody it wants is selected (contract section 4)."""
    if job.status not in ("open", "on_hold") or len(job.selected_candidate_ids) < job.openings:
        return []
    filled = JobFilled(
        job_id=job.job_id,
        client_id=job.client_id,
        title=job.title,
        openings=job.openings,
        selected_candidate_ids=list(job.selected_candidate_ids),
    )
    events = [_status_changed(job, "filled", "As many candidates are selected as there are openings."), filled]
    job.status = "filled"
    return events


def _status_changed(job: Job, status: Status, reason: str | None) -> EventData:
    return JobStatusChanged(
        job_id=job.job_id,
        client_id=job.client_id,
        title=job.title,
        old_status=job.status,
        new_status=status,
        reason=reason,
    )


def _tidy(job: Job) -> None:
    job.required_skills = skills(job.required_skills)
    required = {skill.casefold() for skill in job.required_skills}
    job.nice_to_have_skills = [skill for skill in skills(job.nice_to_have_skills) if skill.casefold() not in required]
    if job.experience_max is not None and job.experience_min > job.experience_max:
        raise RangeReversed("experience_min", "experience_max")
    if job.salary_min is not None and job.salary_max is not None and job.salary_min > job.salary_max:
        raise RangeReversed("salary_min", "salary_max")


def skills(given: list[str]) -> list[str]:
    """Each skill once (case does not count, the first spelling stays), inner spaces single, empty ones left out."""
    kept: dict[str, str] = {}
    for skill in given:
        single = " ".join(skill.split())
        if single:
            kept.setdefault(single.casefold(), single)
    return list(kept.values())


def facts(job: Job, client_name: str) -> dict[str, Any]:
    """What other services may know of a job: the fields of its events."""
    names = set(JobCreated.model_fields) - {"client_name"}
    return job.model_dump(include=names) | {"client_name": client_name}


def _said(status: Status) -> str:
    return status.replace("_", " ")
