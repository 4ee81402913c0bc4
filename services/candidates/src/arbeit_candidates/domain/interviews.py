"""What an application does when an interview's fact arrives: late, twice or out of order, it ends in the same state.

The table decides. A fact that it does not allow now (a hire after a rejection by hand, a creation that arrives after
the pass) leaves the status alone; the round it tells of is still noted, because rounds only grow.
"""

from __future__ import annotations

from datetime import datetime

from arbeit_candidates.domain.candidate import Candidate, Change, JobNames, move, reach_round
from arbeit_candidates.domain.status import Cause, Status, legal
from arbeit_events.envelope import EventData


def interview_created(c: Candidate, number: int, interview_id: str, job: JobNames, at: datetime) -> Change:
    """The first interview takes a NEW application into review."""
    return _fact(c, Status.IN_REVIEW, Cause.INTERVIEW_CREATED, number, interview_id, job, at)


def interview_passed(c: Candidate, reached: int, interview_id: str, job: JobNames, at: datetime) -> Change:
    """A round was passed; `reached` is the next one, or the passed one when hiring follows."""
    return _fact(c, Status.IN_PROGRESS, Cause.INTERVIEW_PASSED, reached, interview_id, job, at)


def interview_failed(
    c: Candidate, number: int, interview_id: str, reason: str | None, job: JobNames, at: datetime
) -> Change:
    """The candidate was rejected in this round."""
    return _fact(c, Status.REJECTED, Cause.INTERVIEW_FAILED, number, interview_id, job, at, reason)


def hiring_initiated(
    c: Candidate,
    number: int,
    interview_id: str,
    salary: str | None,
    job: JobNames,
    at: datetime,
    *,
    decided_at: datetime,
) -> Change:
    """The candidate is hired: SELECTED since `decided_at`, with the offer as text.

    Hiring says that its round was passed, so an application that is not IN_PROGRESS yet (one round only, or the pass
    is still on its way) first takes that step of the table. A REJECTED one stays rejected: a person decided that after
    the interview's facts were known, and undoes it by hand if it was a mistake.
    """
    events: list[EventData] = []
    if c.status is not Status.SHORTLISTED and legal(c.status, Status.IN_PROGRESS, Cause.INTERVIEW_PASSED):
        c, events = interview_passed(c, number, interview_id, job, at)
    if not legal(c.status, Status.SELECTED, Cause.HIRING_INITIATED):
        c, more = reach_round(c, number, job, at)
        return c, [*events, *more]
    c, more = move(
        c,
        Status.SELECTED,
        Cause.HIRING_INITIATED,
        job,
        at,
        interview_id=interview_id,
        selected_at=decided_at,
        salary_offered=salary,
        current_round=max(c.current_round, number),
    )
    return c, [*events, *more]


def _fact(
    c: Candidate,
    target: Status,
    cause: Cause,
    number: int,
    interview_id: str,
    job: JobNames,
    at: datetime,
    reason: str | None = None,
) -> Change:
    if not legal(c.status, target, cause):
        return reach_round(c, number, job, at)
    reached = max(c.current_round, number)
    return move(c, target, cause, job, at, reason=reason, interview_id=interview_id, current_round=reached)
