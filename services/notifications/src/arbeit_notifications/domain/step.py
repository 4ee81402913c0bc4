"""One step of an interview's invite: what is said, to whom. Frozen when it is asked for, so that every attempt says
the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

ERASED_NAME = "the candidate"


class Invitee(BaseModel):
    """Somebody who is invited. The fate of the `primary` one's mail decides the step."""

    name: str
    address: str
    candidate: bool = False
    primary: bool = False


class Step(BaseModel):
    """A request, update or withdrawal. `facts` are plain JSON values for mail and calendar alike."""

    cause: str
    """Id of the event that asked for it."""
    interview_id: str
    client_id: str
    candidate_id: str
    sequence_no: int
    method: Literal["REQUEST", "CANCEL"]
    at: datetime
    end: datetime | None = None
    """When the interview is over."""
    facts: dict[str, Any]
    people: list[Invitee]

    @property
    def key(self) -> str:
        """Names the step inside the calendar's event: tells which of our writes the calendar shows."""
        return f"{self.sequence_no}-{self.method.lower()}"


def without_candidate(step: Step) -> Step:
    """The same step with nothing left that tells who the candidate was."""
    facts = {**step.facts, "candidate_name": ERASED_NAME, "instructions": ""}
    people = [person for person in step.people if not person.candidate]
    facts["attendees"] = [[person.name, person.address] for person in people]
    return step.model_copy(update={"facts": facts, "people": people})
