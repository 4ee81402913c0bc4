"""The states of an interview and the one table of what leads where (contract section 5)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """``interview_status``, in the spec's words."""

    DRAFT = "Draft"
    AWAITING = "Awaiting Candidate Confirmation"
    CONFIRMED = "Confirmed"
    SCHEDULED = "Scheduled"
    COMPLETED = "Completed"
    PASSED = "Passed"
    FAILED = "Failed"
    NO_SHOW = "No Show"
    CANCELLED = "Cancelled"


class Action(StrEnum):
    """What one may do to an interview. ``reschedule`` is ``book-slot`` with another slot."""

    UPDATE = "update"
    PUBLISH = "publish"
    PROPOSE_SLOTS = "propose-slots"
    BOOK_SLOT = "book-slot"
    RESCHEDULE = "reschedule"
    DECLINE_SLOTS = "decline-slots"
    SEND_INVITE = "send-invite"
    MARK_COMPLETED = "mark-completed"
    MARK_NO_SHOW = "mark-no-show"
    CANCEL = "cancel"
    MOVE_TO_NEXT_ROUND = "move-to-next-round"
    REJECT = "reject"
    INITIATE_HIRING = "initiate-hiring"


SPOKEN: Mapping[Action, str] = MappingProxyType(
    {
        Action.UPDATE: "edited",
        Action.PUBLISH: "offered to the candidate",
        Action.PROPOSE_SLOTS: "given new times",
        Action.BOOK_SLOT: "booked",
        Action.RESCHEDULE: "moved to another time",
        Action.DECLINE_SLOTS: "sent back for other times",
        Action.SEND_INVITE: "put into calendars",
        Action.MARK_COMPLETED: "completed",
        Action.MARK_NO_SHOW: "marked as missed",
        Action.CANCEL: "cancelled",
        Action.MOVE_TO_NEXT_ROUND: "followed by another round",
        Action.REJECT: "rejected",
        Action.INITIATE_HIRING: "the reason to hire",
    }
)
"""What is done to it, for sentences: `cannot be ...`."""

FINAL = frozenset({Status.PASSED, Status.FAILED, Status.CANCELLED})
"""Nothing leads out of these; hiring after ``Passed`` keeps the state."""

OPEN = frozenset(Status) - FINAL

HOLDING = frozenset({Status.CONFIRMED, Status.SCHEDULED})
"""While in these, the booked time is claimed for the candidate and every interviewer."""

BOOKABLE = HOLDING | {Status.AWAITING}
"""In these a slot can be booked, or another one instead."""

REPLACEABLE = frozenset({Status.FAILED, Status.CANCELLED})
"""In these an interview no longer occupies its round: the same round may be set up again."""

_STAY = {status: status for status in Status}

TABLE: Mapping[Action, Mapping[Status, Status]] = MappingProxyType(
    {
        Action.UPDATE: {
            status: _STAY[status]
            for status in (Status.DRAFT, Status.AWAITING, Status.CONFIRMED, Status.SCHEDULED, Status.NO_SHOW)
        },
        Action.PUBLISH: {Status.DRAFT: Status.AWAITING},
        Action.PROPOSE_SLOTS: {
            Status.DRAFT: Status.AWAITING,
            Status.AWAITING: Status.AWAITING,
            Status.NO_SHOW: Status.AWAITING,
        },
        Action.BOOK_SLOT: {Status.AWAITING: Status.CONFIRMED},
        Action.RESCHEDULE: {Status.CONFIRMED: Status.CONFIRMED, Status.SCHEDULED: Status.CONFIRMED},
        Action.DECLINE_SLOTS: {status: _STAY[status] for status in sorted(BOOKABLE)},
        Action.SEND_INVITE: {Status.CONFIRMED: Status.SCHEDULED, Status.SCHEDULED: Status.SCHEDULED},
        Action.MARK_COMPLETED: {Status.CONFIRMED: Status.COMPLETED, Status.SCHEDULED: Status.COMPLETED},
        Action.MARK_NO_SHOW: {Status.CONFIRMED: Status.NO_SHOW, Status.SCHEDULED: Status.NO_SHOW},
        Action.CANCEL: dict.fromkeys(OPEN, Status.CANCELLED),
        Action.MOVE_TO_NEXT_ROUND: {Status.COMPLETED: Status.PASSED},
        Action.REJECT: {Status.COMPLETED: Status.FAILED, Status.NO_SHOW: Status.FAILED},
        Action.INITIATE_HIRING: {Status.COMPLETED: Status.PASSED, Status.PASSED: Status.PASSED},
    }
)
"""action -> {state it may be taken in: state it leads to}. What is not in it is a 409."""
