"""The status of an application: one table (contract section 4), by hand or by event, and what it allows whom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Status(StrEnum):
    """The spec's six values."""

    NEW = "NEW"
    IN_REVIEW = "IN_REVIEW"
    IN_PROGRESS = "IN_PROGRESS"
    SHORTLISTED = "SHORTLISTED"
    REJECTED = "REJECTED"
    SELECTED = "SELECTED"


class Cause(StrEnum):
    """What moves a status: a person, or a fact told by an event (the value is the event's name)."""

    HAND = "hand"
    WITHDRAWAL = "withdrawal"
    """By the candidate himself."""
    SELECTION_NOTIFICATION = "SelectionNotificationRequested"
    INTERVIEW_CREATED = "InterviewCreated"
    INTERVIEW_PASSED = "InterviewPassed"
    INTERVIEW_FAILED = "InterviewFailed"
    HIRING_INITIATED = "HiringInitiated"


_OPEN = (Status.NEW, Status.IN_REVIEW, Status.SHORTLISTED, Status.IN_PROGRESS)


def _moves(sources: tuple[Status, ...], target: Status, causes: tuple[Cause, ...]) -> set[tuple[Status, Status, Cause]]:
    return {(source, target, cause) for source in sources for cause in causes}


TABLE: frozenset[tuple[Status, Status, Cause]] = frozenset(
    _moves((Status.NEW,), Status.IN_REVIEW, (Cause.HAND, Cause.INTERVIEW_CREATED))
    | _moves((Status.NEW, Status.IN_REVIEW), Status.SHORTLISTED, (Cause.HAND, Cause.SELECTION_NOTIFICATION))
    | _moves(
        (Status.NEW, Status.IN_REVIEW, Status.SHORTLISTED),
        Status.IN_PROGRESS,
        (Cause.HAND, Cause.INTERVIEW_PASSED),
    )
    | _moves((Status.SHORTLISTED, Status.IN_PROGRESS), Status.SELECTED, (Cause.HIRING_INITIATED,))
    | _moves(_OPEN, Status.REJECTED, (Cause.HAND, Cause.INTERVIEW_FAILED, Cause.WITHDRAWAL))
    | _moves((Status.REJECTED,), Status.IN_REVIEW, (Cause.HAND,))
    | _moves((Status.SELECTED,), Status.IN_PROGRESS, (Cause.HAND,))
)
"""Every legal (from, to, cause). A status "changing" to itself is no transition."""


def _spoken(status: str) -> str:
    """As people say it: `in review`."""
    return status.replace("_", " ").lower()


class IllegalTransition(Exception):  # noqa: N818 - a sentence of the domain
    """The table has no such row; nothing changed."""

    def __init__(self, source: Status, wanted: str, *, action: str) -> None:
        super().__init__(f"A candidate who is {_spoken(source)} cannot become {_spoken(wanted)}.")
        self.source = source
        self.wanted = wanted
        self.action = action


class ReasonRequired(Exception):  # noqa: N818
    """Rejecting, undoing a rejection and rescinding a selection say why."""


def legal(source: Status, target: Status, cause: Cause) -> bool:
    """Whether the table has the row."""
    return (source, target, cause) in TABLE


def needs_reason(source: Status, target: Status) -> bool:
    """By hand, a rejection and every way back from a final status need a reason."""
    return target is Status.REJECTED or source in (Status.REJECTED, Status.SELECTED)


def notifiable(source: Status) -> bool:
    """The selection notification may be sent (again) to everybody who is not rejected."""
    return source is not Status.REJECTED


def withdrawable(source: Status) -> bool:
    """Whether the candidate may take the application back himself."""
    return legal(source, Status.REJECTED, Cause.WITHDRAWAL)


class Action(NamedTuple):
    """One thing a person may try on a candidate, as `allowed_actions` shows it."""

    action: str
    allowed: bool
    reason: str | None
    """Why not; None when allowed."""


class _Button(NamedTuple):
    name: str
    target: Status
    sources: tuple[Status, ...]
    """Only from these the button means this move: IN_REVIEW and IN_PROGRESS each have two."""
    verb: str


# Each is `PUT /api/candidates/{id}` with `status` = target.
_BUTTONS: tuple[_Button, ...] = (
    _Button("review", Status.IN_REVIEW, (Status.NEW,), "taken into review"),
    _Button("shortlist", Status.SHORTLISTED, (Status.NEW, Status.IN_REVIEW), "shortlisted"),
    _Button("progress", Status.IN_PROGRESS, (Status.NEW, Status.IN_REVIEW, Status.SHORTLISTED), "moved to in progress"),
    _Button("reject", Status.REJECTED, _OPEN, "rejected"),
    _Button("undo-rejection", Status.IN_REVIEW, (Status.REJECTED,), "taken back into review"),
    _Button("rescind-selection", Status.IN_PROGRESS, (Status.SELECTED,), "taken back to in progress"),
)
ACTION_TARGETS: Mapping[str, Status] = {button.name: button.target for button in _BUTTONS}
"""The status that each status action sets."""

_NO_RIGHT = "Your role may not change candidates."
_NO_DELETE = "Your role may not delete candidates."


@lru_cache(maxsize=64)
def actions(status: Status, has_cv: bool, may_write: bool, may_delete: bool) -> tuple[Action, ...]:
    """What somebody with these rights may do now with a candidate of this status (contract section 1)."""
    found = [_action("edit", True, may_write, "", _NO_RIGHT)]
    for button in _BUTTONS:
        why = f"A candidate who is {_spoken(status)} cannot be {button.verb}."
        found.append(_action(button.name, status in button.sources, may_write, why, _NO_RIGHT))
    found += [
        _action(
            "send-selection-notification",
            notifiable(status),
            may_write,
            "A rejected candidate is not told of a selection.",
            _NO_RIGHT,
        ),
        _action("download-cv", has_cv, True, "No CV was uploaded.", ""),
        _action("delete", True, may_delete, "", _NO_DELETE),
    ]
    return tuple(found)


def _action(name: str, possible: bool, permitted: bool, why_not: str, no_right: str) -> Action:
    if not permitted:
        return Action(name, False, no_right)
    return Action(name, possible, None if possible else why_not)


def allowed_now(status: Status) -> list[str]:
    """The names of the status actions that are possible now, for the 409 of an illegal transition."""
    names = [button.name for button in _BUTTONS if status in button.sources]
    return [*names, "send-selection-notification"] if notifiable(status) else names
