"""The application (candidate record) as this service knows it from the candidates' events."""

from typing import Literal

from pydantic import BaseModel

from arbeit_events import Instant
from arbeit_interviews.domain.interview import ERASED
from arbeit_interviews.domain.refusal import Conflict

Ended = Literal["REJECTED", "SELECTED", "DELETED"]


class Application(BaseModel):
    """One candidate of one job. ``version`` is ours; ``sequence`` is the candidate's own and only ever grows."""

    version: int = 0
    candidate_id: str
    sequence: int
    job_id: str
    client_id: str
    person_id: str
    name: str
    email: str | None = None
    job_title: str
    client_name: str
    status: str
    candidate_portal_id: str | None = None
    erased: bool = False
    created_at: Instant
    """When the candidate was added, as its id tells."""

    @property
    def ended(self) -> Ended | None:
        """Why it takes no new interviews; None while it does."""
        if self.erased:
            return "DELETED"
        if self.status == "REJECTED":
            return "REJECTED"
        return "SELECTED" if self.status == "SELECTED" else None

    def check_open(self) -> None:
        """Raises ``Conflict`` when no new interview may be created."""
        if self.ended is not None:
            raise Conflict("candidate-not-active", f"The candidate is {self.ended} and takes no new interviews.")

    def erase(self, sequence: int) -> "Application":
        """Keeps the ids only."""
        return self.model_copy(
            update={
                "sequence": max(sequence, self.sequence),
                "name": ERASED,
                "email": None,
                "candidate_portal_id": None,
                "erased": True,
            }
        )
