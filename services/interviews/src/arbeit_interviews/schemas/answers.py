"""What callers get: the agency everything, a client's users all but the agency's own, a candidate what concerns him."""

from typing import Any, Self, TypeVar

from pydantic import BaseModel

from arbeit_interviews.domain.allowed import allowed_actions, free_slots
from arbeit_interviews.domain.interview import Interviewer, Mode
from arbeit_interviews.domain.status import BOOKABLE, Action, Status
from arbeit_interviews.domain.views import Viewed
from arbeit_kit.security import Principal
from arbeit_kit.time import Instant

M = TypeVar("M", bound=BaseModel)


class ActionOut(BaseModel):
    """Whether the caller may do this now; `reason` says why not."""

    action: Action
    allowed: bool
    reason: str | None


class SlotOut(BaseModel):
    """A proposed time, in UTC and as the clock on the wall shows it in `time_zone`."""

    slot_id: str
    start_time: Instant
    end_time: Instant
    local_start_time: str
    local_end_time: str
    time_zone: str
    available: bool
    """It can be booked now: in the future, not booked already, and (where one interview is shown, or a candidate's
    own) nobody who must come is booked elsewhere."""


class StageOut(BaseModel):
    """A stay in one status."""

    status: Status
    at: Instant
    until: Instant | None
    by: str | None
    """E-mail of who did it, `candidate`, or the event that did. Null for a client's users."""
    reason: str | None


_OF_THE_AGENCY = ("created_by", "invite_sent_by", "slots_declined_message")
"""What a client's users do not see: who works on it, and what the candidate writes to the agency."""


class InterviewOut(BaseModel):
    """An interview, for internal users."""

    interview_id: str
    job_id: str
    job_title: str
    candidate_id: str
    candidate_name: str
    candidate_email: str | None
    client_id: str
    client_name: str
    interview_mode: Mode
    interview_duration: int
    time_zone: str
    proposed_slots: list[SlotOut]
    selected_slot_id: str | None
    scheduled_start_time: Instant | None
    scheduled_end_time: Instant | None
    previous_start_time: Instant | None
    """When it was to begin before it was moved."""
    slots_declined_at: Instant | None
    """Since when it is known that none of the proposed times suits."""
    slots_declined_message: str | None
    interview_status: Status
    interview_round: int
    round_name: str
    meeting_link: str | None
    additional_instructions: str | None
    interviewers: list[Interviewer]
    invite_sent: bool
    invite_sent_by: str | None
    """Null for a client's users."""
    invite_error: str | None
    invite_sequence: int | None
    calendar_event_id: str | None
    feedback: str | None
    rating: int | None
    no_show_flag: bool
    no_show_count: int
    hiring_initiated: bool
    previous_interview_id: str | None
    next_interview_id: str | None
    status_history: list[StageOut]
    published_at: Instant | None
    created_at: Instant
    updated_at: Instant
    created_by: str | None
    """E-mail of the creator; null for a client's users."""
    version: int
    allowed_actions: list[ActionOut]

    @classmethod
    def of(cls, view: Viewed, who: Principal) -> Self:
        """As this internal caller may see it."""
        interview = view.interview
        of_client = who.client_id is not None
        hidden: dict[str, Any] = dict.fromkeys(_OF_THE_AGENCY) if of_client else {}
        stages = [
            StageOut.model_construct(**{**stage.__dict__, "by": None if of_client else stage.by})
            for stage in interview.status_history
        ]
        return _built(
            cls,
            {
                **interview.__dict__,
                **hidden,
                "proposed_slots": _slots(view),
                "status_history": stages,
                "allowed_actions": _actions(view, who),
            },
        )


class OwnInterviewOut(BaseModel):
    """An interview, for the candidate himself: no feedback, no rating, nothing of the agency's own."""

    interview_id: str
    job_id: str
    job_title: str
    candidate_id: str
    client_name: str
    interview_mode: Mode
    interview_duration: int
    time_zone: str
    proposed_slots: list[SlotOut]
    selected_slot_id: str | None
    scheduled_start_time: Instant | None
    scheduled_end_time: Instant | None
    previous_start_time: Instant | None
    """When it was to begin before it was moved."""
    slots_declined_at: Instant | None
    """Since when it is known that none of the proposed times suits."""
    slots_declined_message: str | None
    interview_status: Status
    interview_round: int
    round_name: str
    meeting_link: str | None
    additional_instructions: str | None
    interviewer_names: list[str]
    invite_sent: bool
    created_at: Instant
    updated_at: Instant
    version: int
    allowed_actions: list[ActionOut]

    @classmethod
    def of(cls, view: Viewed, who: Principal) -> Self:
        """As the candidate sees it."""
        interview = view.interview
        return _built(
            cls,
            {
                **interview.__dict__,
                "proposed_slots": _slots(view),
                "interviewer_names": [each.name for each in interview.interviewers if each.name],
                "allowed_actions": _actions(view, who),
            },
        )


AnyInterviewOut = InterviewOut | OwnInterviewOut


def shown(view: Viewed, who: Principal) -> AnyInterviewOut:
    """The interview in the shape that is meant for this caller."""
    return OwnInterviewOut.of(view, who) if who.audience == "candidate" else InterviewOut.of(view, who)


class HistoryOut(BaseModel):
    """All rounds of an application, by round and age."""

    candidate_id: str
    items: list[InterviewOut]
    next_cursor: None


class RoundCount(BaseModel):
    """How many interviews a round has."""

    interview_round: int
    count: int


class StageTime(BaseModel):
    """How long interviews stayed in a status that they have left."""

    count: int
    median_hours: float | None
    """Null when none has left it yet."""


class PipelineOut(BaseModel):
    """Counts over the interviews and applications that the caller may see."""

    total: int
    by_status: dict[Status, int]
    by_round: list[RoundCount]
    by_candidate_status: dict[str, int]
    """Applications, with or without an interview."""
    time_in_stage: dict[Status, StageTime]


def _slots(view: Viewed) -> list[SlotOut]:
    bookable = view.interview.interview_status in BOOKABLE
    free = set(free_slots(view.interview, view.now, view.taken)) if bookable else set()
    return [
        SlotOut.model_construct(**slot.__dict__, available=slot.slot_id in free)
        for slot in view.interview.proposed_slots
    ]


def _actions(view: Viewed, who: Principal) -> list[ActionOut]:
    may = None if who.audience == "candidate" else who.can
    return [
        ActionOut.model_construct(action=action, allowed=allowed, reason=reason)
        for action, allowed, reason in allowed_actions(view.interview, may=may, now=view.now, taken=view.taken)
    ]


def _built(model: type[M], fields: dict[str, Any]) -> M:
    """From checked state: nothing is validated twice on the hot reads."""
    return model.model_construct(**{name: fields[name] for name in model.model_fields})
