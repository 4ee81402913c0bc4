"""What became of the interview: completed, missed, cancelled, and the decision that follows."""

from datetime import datetime

from arbeit_events import EventData
from arbeit_events.interviews import (
    HiringInitiated,
    InterviewCancelled,
    InterviewCompleted,
    InterviewFailed,
    InterviewNoShow,
    InterviewPassed,
)
from arbeit_interviews.domain.interview import By, Interview, Outcome, check, move
from arbeit_interviews.domain.invites import request_invite
from arbeit_interviews.domain.refusal import IllegalTransition
from arbeit_interviews.domain.status import Action, Status


def complete(interview: Interview, *, feedback: str | None, rating: int | None, now: datetime, by: By) -> Outcome:
    """It took place; before its planned start too, because interviews move. ``rating`` is 1 to 5."""
    after = move(interview, Action.MARK_COMPLETED, now=now, by=by, feedback=feedback, rating=rating)
    return Outcome(after, [InterviewCompleted(**after.facts(), feedback=feedback, rating=rating)])


def no_show(interview: Interview, *, now: datetime, by: By) -> Outcome:
    """The candidate did not come."""
    count = interview.no_show_count + 1
    after = move(interview, Action.MARK_NO_SHOW, now=now, by=by, no_show_flag=True, no_show_count=count)
    return Outcome(after, [InterviewNoShow(**after.facts(), no_show_count=count)])


def cancel(interview: Interview, *, reason: str, now: datetime, by: By) -> Outcome:
    """Call it off; an invite that was asked for is withdrawn (same UID, next SEQUENCE)."""
    after = move(interview, Action.CANCEL, now=now, by=by, reason=reason)
    withdrawn: list[EventData] = []
    if after.invite_sequence is not None:
        after, request = request_invite(after, "CANCEL")
        withdrawn.append(request)
    cancelled_by = by.label if by.kind == "system" else by.id
    return Outcome(after, [InterviewCancelled(**after.facts(), reason=reason, cancelled_by=cancelled_by), *withdrawn])


def pass_round(interview: Interview, *, now: datetime, by: By) -> Outcome:
    """The round is passed; the next one may be set up."""
    after = move(interview, Action.MOVE_TO_NEXT_ROUND, now=now, by=by)
    return Outcome(after, [InterviewPassed(**after.facts(), next_round=after.interview_round + 1)])


def fail(interview: Interview, *, reason: str, now: datetime, by: By) -> Outcome:
    """The candidate is rejected in this round."""
    after = move(interview, Action.REJECT, now=now, by=by, reason=reason)
    return Outcome(after, [InterviewFailed(**after.facts(), reason=reason)])


def hire(interview: Interview, *, salary_offered: str | None, now: datetime, by: By) -> Outcome:
    """Pass the round, if it is not yet, and start hiring. The salary travels in the event only."""
    check(interview, Action.INITIATE_HIRING)
    obstacle = hiring_obstacle(interview)
    if obstacle is not None:
        raise IllegalTransition(Action.INITIATE_HIRING, interview.interview_status, obstacle)
    after = move(
        interview, Action.INITIATE_HIRING, now=now, by=by, hiring_initiated=True, hiring_initiated_at=now
    )  # fmt: skip
    events: list[EventData] = [HiringInitiated(**after.facts(), salary_offered=salary_offered)]
    if interview.interview_status is Status.COMPLETED:
        # Both are facts, and the candidate's own table needs the first: IN_REVIEW -> IN_PROGRESS -> SELECTED.
        events.insert(0, InterviewPassed(**after.facts(), next_round=None))
    return Outcome(after, events)


def hiring_obstacle(interview: Interview) -> str | None:
    """Why hiring cannot start although the state would allow it; None when nothing is in the way."""
    if interview.hiring_initiated:
        return "Hiring has already been initiated."
    if interview.next_interview_id is not None:
        return "A later round has been set up; hiring follows from that one."
    if interview.application_ended is not None:
        return f"The candidate is {interview.application_ended}."
    return None
