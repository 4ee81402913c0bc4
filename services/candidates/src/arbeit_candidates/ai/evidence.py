"""Whether words stand in a CV, and where."""

from __future__ import annotations

from bisect import bisect_right

from arbeit_candidates.cv.reading import Reading
from arbeit_candidates.domain.story import Passage

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"})
_LONGEST = 400
_MOST_TRIES = 50


class CvText:
    """The visible text of a CV. Spaces, case and the shapes of quotes and dashes do not count; all else does."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self._pages = reading.page_starts or [0]
        folded: list[str] = []
        places: list[int] = []
        for place, character in enumerate(reading.text):
            if character.isspace():
                if folded and folded[-1] != " ":
                    folded.append(" ")
                    places.append(place)
                continue
            for part in character.translate(_ALIKE).casefold():
                folded.append(part)
                places.append(place)
        self._folded = "".join(folded)
        self._places = places

    def find(self, words: str) -> Passage | None:
        """Where the words stand as whole words; None when they do not."""
        wanted = _fold(words)
        if not wanted or len(wanted) > _LONGEST or not any(character.isalnum() for character in wanted):
            return None
        at = -1
        for _ in range(_MOST_TRIES):
            at = self._folded.find(wanted, at + 1)
            if at < 0:
                return None
            if self._whole(at, at + len(wanted)):
                start, end = self._places[at], self._places[at + len(wanted) - 1] + 1
                page = max(1, bisect_right(self._pages, start))
                return Passage(text=self.text[start:end], page=page, start=start, end=end)
        return None

    def holds(self, words: str) -> bool:
        """Whether they stand there."""
        return self.find(words) is not None

    def _whole(self, start: int, end: int) -> bool:
        before, after = self._folded[start - 1 : start], self._folded[end : end + 1]
        inside = (self._folded[start], self._folded[end - 1])
        clean_start = not (before.isalnum() and inside[0].isalnum())
        # `C` is not `C++` nor `C#`, and `Java` is not `JavaScript`.
        return clean_start and not ((after.isalnum() or after in ("+", "#")) and after and inside[1].isalnum())


def _fold(words: str) -> str:
    return " ".join(words.translate(_ALIKE).casefold().split())
