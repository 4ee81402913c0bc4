"""Setting an interview up and changing the plan: create, edit, publish, propose other slots."""

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from arbeit_events.interviews import InterviewCreated, InterviewUpdated
from arbeit_interviews.domain.application import Application
from arbeit_interviews.domain.interview import (
    UNDECLINED,
    By,
    Interview,
    Interviewer,
    Mode,
    Outcome,
    Stage,
    changes_between,
    check,
    move,
)
from arbeit_interviews.domain.refusal import Conflict, Invalid
from arbeit_interviews.domain.slot import Slot, in_zone
from arbeit_interviews.domain.status import FINAL, Action, Status

EDITABLE = (
    "interview_mode",
    "interview_duration",
    "time_zone",
    "proposed_slots",
    "round_name",
    "meeting_link",
    "additional_instructions",
    "interviewers",
)
SLOT_SHAPING = frozenset({"interview_duration", "time_zone", "proposed_slots"})
"""Fields that say when it can be: fixed once a slot is booked."""

_TOLD = (*EDITABLE, "interview_status", "selected_slot_id", "scheduled_start_time", "scheduled_end_time")


class Plan(BaseModel):
    """What staff decides about a new interview."""

    interview_mode: Mode
    interview_duration: int
    time_zone: str
    proposed_slots: list[Slot]
    interview_round: int
    round_name: str
    meeting_link: str | None
    additional_instructions: str | None
    interviewers: list[Interviewer]


class Edit(NamedTuple):
    """What a ``PUT`` asks for: only the fields that were sent."""

    fields: dict[str, Any]
    publish: bool | None = None
    """True: publish the draft. False: keep the draft a draft although new slots are set. None: not said."""


def create(
    application: Application, previous: Interview | None, plan: Plan, *, interview_id: str, draft: bool,
    now: datetime, by: By,
) -> Outcome:  # fmt: skip
    """A new interview for ``application``; ``previous`` is the passed interview of the round before, if there is one.

    Raises ``Conflict`` when the application takes no interviews or the round before is not passed, ``Invalid`` when
    it is to be published without a slot.
    """
    application.check_open()
    if plan.interview_round > 1 and previous is None:
        raise Conflict(
            "round-not-passed", f"Round {plan.interview_round} needs round {plan.interview_round - 1} to be passed."
        )
    if previous is not None and previous.hiring_initiated:
        raise Conflict("hiring-initiated", "Hiring has been initiated: there is no further round.")
    if not draft and not plan.proposed_slots:
        raise Invalid("proposed_slots", "needs at least one slot unless it is a draft", "missing")
    status = Status.DRAFT if draft else Status.AWAITING
    interview = Interview(
        interview_id=interview_id,
        job_id=application.job_id,
        candidate_id=application.candidate_id,
        client_id=application.client_id,
        job_title=application.job_title,
        client_name=application.client_name,
        candidate_name=application.name,
        candidate_email=application.email,
        person_id=application.person_id,
        candidate_portal_id=application.candidate_portal_id,
        interview_status=status,
        previous_interview_id=previous.interview_id if previous else None,
        published_at=None if draft else now,
        status_history=[Stage(status=status, at=now, by=by.label)],
        created_at=now,
        updated_at=now,
        created_by=by.label,
        **plan.model_dump(),
    )
    return Outcome(interview, [InterviewCreated(**interview.facts())])


def edit(interview: Interview, wanted: Edit, *, now: datetime, by: By) -> Outcome:
    """Change the fields sent; no events and the very same interview when nothing would change.

    New slots lead from Draft, Awaiting and No Show to Awaiting (contract section 5); ``publish: false`` keeps a draft.
    Raises ``IllegalTransition``, or ``Invalid`` when a draft without a future slot is to be published.
    """
    status = interview.interview_status
    asked = {name: value for name, value in wanted.fields.items() if getattr(interview, name) != value}
    if status is Status.NO_SHOW and "proposed_slots" in wanted.fields:
        asked["proposed_slots"] = wanted.fields["proposed_slots"]  # the same times again are a new proposal
    publish = wanted.publish is True
    if not asked and not publish:
        if status in FINAL or status is Status.COMPLETED:
            check(interview, Action.UPDATE)
        return Outcome(interview, [])
    action = _action(interview, asked, publish, draft_stays=wanted.publish is False)
    if "time_zone" in asked and "proposed_slots" not in asked:
        zone = ZoneInfo(asked["time_zone"])
        asked["proposed_slots"] = [in_zone(slot, zone) for slot in interview.proposed_slots]
    after = interview.model_copy(update=asked)
    if action is not Action.UPDATE:
        if not any(slot.start_time > now for slot in after.proposed_slots):
            raise Invalid("proposed_slots", "needs at least one slot in the future", "missing")
        asked |= _unbooked() if status is Status.NO_SHOW else {}
        asked |= UNDECLINED
        asked["published_at"] = interview.published_at or now
    after = move(interview, action, now=now, by=by, **asked)
    return Outcome(after, [InterviewUpdated(**after.facts(), changed=changes_between(interview, after, _TOLD))])


def _action(interview: Interview, asked: dict[str, Any], publish: bool, *, draft_stays: bool) -> Action:
    check(interview, Action.UPDATE)
    if publish:
        check(interview, Action.PUBLISH)
        return Action.PUBLISH
    if "proposed_slots" in asked:
        check(interview, Action.PROPOSE_SLOTS)
        if interview.interview_status is Status.DRAFT and draft_stays:
            return Action.UPDATE
        return Action.PROPOSE_SLOTS
    if SLOT_SHAPING & asked.keys():
        check(interview, Action.PROPOSE_SLOTS)
    return Action.UPDATE


def _unbooked() -> dict[str, Any]:
    """A missed booking is over; the count of no-shows stays, and so do UID and SEQUENCE of the invite."""
    return {
        "selected_slot_id": None,
        "scheduled_start_time": None,
        "scheduled_end_time": None,
        "previous_start_time": None,
        "no_show_flag": False,
        "invite_sent": False,
        "invite_error": None,
    }
