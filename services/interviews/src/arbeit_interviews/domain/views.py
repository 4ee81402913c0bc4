"""An interview as it is shown: with what the moment and other people's bookings make of it."""

from datetime import datetime
from typing import NamedTuple

from arbeit_interviews.domain.interview import Interview


class Viewed(NamedTuple):
    """``taken``: ids of slots in which somebody who must come is booked elsewhere, as of ``now``."""

    interview: Interview
    taken: frozenset[str]
    now: datetime

    @property
    def version(self) -> int:
        return self.interview.version
