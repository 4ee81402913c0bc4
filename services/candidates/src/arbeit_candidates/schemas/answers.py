"""What callers get. Built with `model_construct` from checked state: nothing is validated twice on the hot reads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from arbeit_candidates.domain import status as table
from arbeit_candidates.domain.candidate import Candidate, Entry, JobNames
from arbeit_candidates.domain.cv import actions as cv_actions
from arbeit_candidates.domain.cv import retryable
from arbeit_candidates.domain.status import Status
from arbeit_candidates.domain.story import Story
from arbeit_kit.security import Principal
from arbeit_kit.time import Instant

M = TypeVar("M", bound=BaseModel)


class Action(BaseModel):
    """Whether the caller may do this now; `reason` says why not."""

    action: str
    allowed: bool
    reason: str | None


@lru_cache(maxsize=64)
def _actions(status: Status, has_cv: bool, may_write: bool, may_delete: bool) -> list[Action]:
    return [Action(**action._asdict()) for action in table.actions(status, has_cv, may_write, may_delete)]


class CandidateRowForClient(BaseModel):
    """An application in a list, for a client's user: nothing of the agency's own."""

    candidate_id: str
    job_id: str
    job_title: str
    client_id: str
    client_name: str
    person_id: str
    name: str
    email: str
    phone: str | None
    linkedin: str | None
    current_role: str | None
    skills: list[str]
    cv_file_url: str | None
    cv_filename: str | None
    cv_status: str | None
    """`parsing`, then `parsed` or `failed`; `uploaded` for CVs from before they were parsed; null without a CV."""
    story_status: str | None
    """`writing`, then `written`; null where there is nothing to write from."""
    status: Status
    status_since: Instant
    """When this status, or the round within it, was entered."""
    current_round: int
    candidate_portal_id: str | None
    selected_at: Instant | None
    created_at: Instant
    updated_at: Instant
    version: int
    allowed_actions: list[Action]


class CandidateRow(CandidateRowForClient):
    """An application in a list, for the agency."""

    status_reason: str | None
    salary_offered: str | None
    selection_notified_at: Instant | None
    source: str
    created_by: str


class CandidateForClient(CandidateRowForClient):
    """An application in full, for a client's user."""

    experience: list[Entry]
    education: list[Entry]
    summary: str | None
    ai_story: Story | None
    """Without the record of its making."""


class CandidateFull(CandidateRow):
    """An application in full, for the agency."""

    experience: list[Entry]
    education: list[Entry]
    summary: str | None
    ai_story: Story | None
    cv_failure: str | None
    """Why the CV could not be parsed: `scanned`, `no-text`, `unreadable`, `model-unavailable`, `model-answer`,
    `model-refused`. The first three stay so; for the others trying again may help."""
    cv_retryable: bool
    cv_hidden_text: bool
    """The file holds text that a reader does not see: look at it (cv-text) before anything is believed."""
    typed_fields: list[str]
    """Profile fields that a person typed or accepted."""


def _fields(c: Candidate, who: Principal, job: JobNames) -> dict[str, Any]:
    has_cv = c.cv is not None
    return {
        **c.__dict__,
        "status_since": c.in_stage_since,
        "job_title": job.title,
        "client_name": job.client_name,
        "cv_file_url": f"/api/candidates/{c.candidate_id}/cv" if has_cv else None,
        "cv_filename": c.cv.filename if c.cv is not None else None,
        "cv_retryable": c.cv_status == "failed" and retryable(c),
        "allowed_actions": _actions(c.status, has_cv, who.can("candidates:write"), who.can("candidates:delete")),
    }


def _built(model: type[M], fields: Mapping[str, Any]) -> M:
    return model.model_construct(**{name: fields[name] for name in model.model_fields})


def _outsider(who: Principal) -> bool:
    return who.role == "client_user"


def full(c: Candidate, who: Principal, job: JobNames) -> CandidateFull | CandidateForClient:
    """One application as the caller may see it."""
    fields = _fields(c, who, job)
    about = [Action(**action._asdict()) for action in cv_actions(c, who.can("candidates:write"))]
    fields["allowed_actions"] = [*fields["allowed_actions"], *about]
    if c.ai_story is not None and _outsider(who):
        fields["ai_story"] = c.ai_story.model_copy(update={"run": None})
    return _built(CandidateForClient, fields) if _outsider(who) else _built(CandidateFull, fields)


def row_model(who: Principal) -> type[BaseModel]:
    """What the caller sees of an application in a list: no experience, education, summary and story."""
    return CandidateRowForClient if _outsider(who) else CandidateRow


def row(c: Candidate, who: Principal, job: JobNames) -> dict[str, Any]:
    """The fields of that model."""
    fields = _fields(c, who, job)
    return {name: fields[name] for name in row_model(who).model_fields}


class FileResult(BaseModel):
    """What became of one file of several."""

    filename: str
    status: int
    """As the answer would have been for this file alone: 201, 409, 413, 415, 422."""
    candidate: CandidateFull | CandidateForClient | None
    problem: dict[str, Any] | None


class UploadResults(BaseModel):
    """One result per file, in the order sent."""

    items: list[FileResult]
    created: int
    refused: int


class Notified(BaseModel):
    """The selection notification is on its way."""

    candidate_id: str
    status: Status
    candidate_portal_id: str | None
    """Null until the portal account is made or linked, a moment later."""
    selection_notified_at: Instant | None
    version: int


def _withdraw(status: Status) -> Action:
    possible = table.withdrawable(status)
    return Action(action="withdraw", allowed=possible, reason=None if possible else "The application has ended.")


class Application(BaseModel):
    """A candidate's own application, as the candidate portal shows it."""

    candidate_id: str
    job_id: str
    job_title: str
    client_name: str
    name: str
    email: str
    status: Status
    status_since: Instant
    current_round: int
    cv_filename: str | None
    withdrawn_at: Instant | None
    """When the candidate took it back himself."""
    created_at: Instant
    updated_at: Instant
    allowed_actions: list[Action]

    @classmethod
    def of(cls, c: Candidate, job: JobNames) -> Application:
        return cls.model_construct(**cls.row(c, job))

    @classmethod
    def row(cls, c: Candidate, job: JobNames) -> dict[str, Any]:
        """The fields of one."""
        shown = {
            "job_title": job.title,
            "client_name": job.client_name,
            "status_since": c.in_stage_since,
            "cv_filename": c.cv and c.cv.filename,
            "allowed_actions": [_withdraw(c.status)],
        }
        fields = {**c.__dict__, **shown}
        return {name: fields[name] for name in cls.model_fields}


class JobCount(BaseModel):
    """How many applications a job has."""

    job_id: str
    job_title: str
    candidates: int


class PeriodStats(BaseModel):
    """Applications of the last `days` days, and where they are now."""

    days: int
    total: int
    by_status: dict[Status, int]


class Stats(BaseModel):
    """Applications that the caller may list, counted."""

    total: int
    by_status: dict[Status, int]
    new_this_week: int
    """Created in the last seven days."""
    by_job: list[JobCount]
    """The ten jobs with the most."""
    period: PeriodStats | None = None
    """Only when `days` asked for it."""
