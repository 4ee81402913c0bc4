"""Why the domain refuses: the outside maps each class to one answer (409 or 422)."""

from arbeit_interviews.domain.status import Action, Status


class Refusal(Exception):  # noqa: N818 - an answer of the domain, not a fault of the programme
    """Base of all refusals; ``str()`` of it is a sentence for a person."""


class IllegalTransition(Refusal):
    """The state table or a rule beside it forbids the action now."""

    def __init__(self, action: Action, state: Status, detail: str) -> None:
        super().__init__(detail)
        self.action = action
        self.state = state


class SlotAlreadyBooked(Refusal):
    """This interview already has a booked slot: the one asked for, or another one and no reason to move was given."""


class Conflict(Refusal):
    """A rule about the whole application forbids it. ``kind`` is the slug of the problem type."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class Invalid(Refusal):
    """One field of the request cannot be accepted."""

    def __init__(self, field: str, message: str, code: str) -> None:
        super().__init__(message)
        self.field = field
        self.code = code
