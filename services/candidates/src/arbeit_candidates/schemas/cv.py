"""What a CV says, for people to check against it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from arbeit_candidates.cv.reading import HiddenText, SectionPlace


class FoundField(BaseModel):
    """A value that was found, and where. `start` equals `end` for what is only behind a link of the file."""

    field: str
    index: int | None
    """Which entry, for fields that are lists."""
    value: Any
    page: int
    start: int
    end: int
    snippet: str
    kept: bool
    """Whether the application holds this value now."""
    typed: bool
    """Whether a person typed or accepted the field."""


class CvText(BaseModel):
    """The visible text of the CV with the places of what was found in it. All of it was written by a stranger."""

    candidate_id: str
    filename: str
    cv_status: str | None
    text: str
    pages: int
    """0 where the format has none."""
    page_starts: list[int]
    """The place in `text` where each page begins."""
    truncated: bool
    """Only the beginning was read."""
    scanned: bool
    found: list[FoundField]
    sections: list[SectionPlace]
    hidden: list[HiddenText]
    """Text that a reader does not see, with the reason. Always empty for users of clients."""
    hidden_checked: bool
    """Whether it was looked for to the end."""
