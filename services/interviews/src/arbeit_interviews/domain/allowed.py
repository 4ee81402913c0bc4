"""``allowed_actions``: what the caller may do now, and why not. The SPA draws its buttons from this."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from arbeit_interviews.domain.decisions import hiring_obstacle
from arbeit_interviews.domain.interview import Interview
from arbeit_interviews.domain.status import TABLE, Action, Status

WRITE = "interviews:write"
DECIDE = "interviews:decide"

NEEDS: Mapping[Action, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(Action, (WRITE,)),
        Action.CANCEL: (WRITE, DECIDE),
        Action.MOVE_TO_NEXT_ROUND: (DECIDE,),
        Action.REJECT: (DECIDE,),
        Action.INITIATE_HIRING: (DECIDE,),
    }
)
"""Any one of these permissions is enough (contract section 3)."""

CANDIDATES_OWN = (Action.BOOK_SLOT, Action.RESCHEDULE, Action.DECLINE_SLOTS)
_BOOKING = (Action.BOOK_SLOT, Action.RESCHEDULE)
"""What a candidate may do with an interview of his own."""


class Allowed(NamedTuple):
    action: Action
    allowed: bool
    reason: str | None
    """Why not; None when allowed."""


def allowed_actions(
    interview: Interview, *, may: Callable[[str], bool] | None, now: datetime, taken: Collection[str] = ()
) -> list[Allowed]:
    """What the caller may do. ``may`` tells his permissions; None stands for the candidate himself.

    ``taken`` are the ids of slots in which somebody who must come is booked elsewhere.
    """
    actions = CANDIDATES_OWN if may is None else tuple(Action)
    return [_allowed(interview, action, may, now, taken) for action in actions]


def free_slots(interview: Interview, now: datetime, taken: Collection[str] = ()) -> list[str]:
    """Ids of the slots that can still be booked: in the future, not taken, not the one that is booked already."""
    return [
        slot.slot_id
        for slot in interview.proposed_slots
        if slot.start_time > now and slot.slot_id not in taken and slot.slot_id != interview.selected_slot_id
    ]


def _allowed(
    interview: Interview, action: Action, may: Callable[[str], bool] | None, now: datetime, taken: Collection[str]
) -> Allowed:
    if may is not None and not any(may(permission) for permission in NEEDS[action]):
        return Allowed(action, False, f"You need the permission {' or '.join(NEEDS[action])}.")
    status = interview.interview_status
    if status not in TABLE[action]:
        return Allowed(action, False, f"Not possible while {status}.")
    obstacle = _obstacle(interview, action, now, taken)
    return Allowed(action, obstacle is None, obstacle)


def _obstacle(interview: Interview, action: Action, now: datetime, taken: Collection[str]) -> str | None:
    if action is Action.INITIATE_HIRING:
        return hiring_obstacle(interview)
    if action in _BOOKING and not free_slots(interview, now, taken):
        return "No proposed slot is free any more."
    if action is Action.PUBLISH and interview.interview_status is Status.DRAFT:
        return None if free_slots(interview, now) else "There is no slot in the future to offer."
    return None
