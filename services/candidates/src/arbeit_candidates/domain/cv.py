"""What happens to an application with its CV: it gets one, it is read, a story is written.

Reading a CV fills what nobody typed. It never moves a status, and never touches a field in `typed_fields`. Events name
the fields that were filled; of the values they carry only what identifies (contract section 6), never the CV's text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from arbeit_candidates.domain.candidate import (
    Candidate,
    Change,
    CvFile,
    JobNames,
    identity_of,
    ids_of,
    uploaded,
)
from arbeit_candidates.domain.status import Action
from arbeit_candidates.domain.story import Story
from arbeit_events.candidates import (
    CandidateStoryGenerated,
    CandidateUpdated,
    CvParsed,
    CvParseFailed,
)
from arbeit_events.envelope import EventData, FieldChange

FAILURES = {
    "scanned": False,
    "no-text": False,
    "unreadable": False,
    "model-unavailable": True,
    "model-answer": True,
    "model-refused": True,
}
"""Why a CV could not be parsed -> whether trying again may help."""

FROM_CV = ("phone", "linkedin", "current_role", "skills", "experience", "education", "summary")
"""What reading a CV may fill. Name and e-mail say who it is: after the upload only a person changes them."""
_ACTIONS = ("upload-cv", "parse-cv", "regenerate-story")
_EMPTY: dict[str, Any] = {"current_role": None, "skills": [], "experience": [], "education": [], "summary": None}
_TOLD = ("phone", "linkedin", "current_role", "skills")


def attach(c: Candidate, file: CvFile, found: dict[str, Any], hidden_text: bool, job: JobNames, at: datetime) -> Change:
    """A first or another CV. What an earlier one filled gives way to it; its story is no longer true and goes."""
    emptied = {name: value for name, value in _EMPTY.items() if c.cv is not None and _free(c, name)}
    after = c.model_copy(
        update={
            **emptied,
            **_fillable(c, found),
            "cv": file,
            "cv_status": "parsing",
            "cv_failure": None,
            "cv_hidden_text": hidden_text,
            "ai_story": None,
            "story_status": None,
            "updated_at": at,
        }
    )
    return after, [*_told(c, after, job), uploaded(after, file)]


def parsed(c: Candidate, found: dict[str, Any], source: str, hidden_text: bool, job: JobNames, at: datetime) -> Change:
    """The CV was read; `found` are checked values."""
    filled = _fillable(c, found)
    after = c.model_copy(
        update={
            **filled,
            "cv_status": "parsed",
            "cv_failure": None,
            "cv_hidden_text": hidden_text,
            "story_status": "writing",
            "updated_at": at,
        }
    )
    file_id = c.cv.file_id if c.cv is not None else None
    event = CvParsed(**ids_of(c), file_id=file_id, fields_filled=sorted(filled), source=source, hidden_text=hidden_text)
    return after, [*_told(c, after, job), event]


def parse_failed(
    c: Candidate,
    reason: str,
    retryable: bool,
    found: dict[str, Any],
    hidden_text: bool,
    job: JobNames,
    at: datetime,
) -> Change:
    """The file is kept. What was found by rule (`found`) stands all the same; without any text there is no story."""
    after = c.model_copy(
        update={
            **_fillable(c, found),
            "cv_status": "failed",
            "cv_failure": reason,
            "cv_hidden_text": hidden_text,
            "story_status": "writing" if found else None,
            "updated_at": at,
        }
    )
    file_id = c.cv.file_id if c.cv is not None else None
    event = CvParseFailed(**ids_of(c), file_id=file_id, reason=reason, retryable=retryable)
    return after, [*_told(c, after, job), event]


def parse_again(c: Candidate, at: datetime) -> Candidate:
    """A person asked for it."""
    return c.model_copy(update={"cv_status": "parsing", "cv_failure": None, "updated_at": at})


def ask_story(c: Candidate, at: datetime) -> Candidate:
    """A person asked for a new story; the old one stands until it is there."""
    return c.model_copy(update={"story_status": "writing", "updated_at": at})


def story_written(c: Candidate, story: Story, at: datetime) -> Change:
    """Nothing but the story changes."""
    after = c.model_copy(update={"ai_story": story, "story_status": "written", "updated_at": at})
    return after, [CandidateStoryGenerated(**ids_of(c), headline=story.headline, source=story.source)]


def no_story(c: Candidate, at: datetime) -> Candidate:
    """It could not be written; an older one stands."""
    return c.model_copy(update={"story_status": "written" if c.ai_story else None, "updated_at": at})


def retryable(c: Candidate) -> bool:
    """Whether reading a file again may come to something else."""
    return c.cv_status != "failed" or FAILURES.get(c.cv_failure or "", True)


def actions(c: Candidate, may_write: bool) -> list[Action]:
    """What somebody may do now about the CV (contract section 1); the same conditions as the commands have."""
    if not may_write:
        return [Action(name, False, "Your role may not change candidates.") for name in _ACTIONS]
    why: str | None = None
    if c.cv is None:
        why = "No CV was uploaded."
    elif not retryable(c):
        why = "This file cannot be read. Upload another."
    elif c.cv_status == "parsing":
        why = "The CV is being read."
    telling = why or ("The story is being written." if c.story_status == "writing" else None)
    return [
        Action("upload-cv", True, None),
        Action("parse-cv", why is None, why),
        Action("regenerate-story", telling is None, telling),
    ]


def _free(c: Candidate, name: str) -> bool:
    return name not in c.typed_fields


def _fillable(c: Candidate, found: dict[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in FROM_CV if _free(c, name) and found.get(name)}


def _told(before: Candidate, after: Candidate, job: JobNames) -> list[EventData]:
    changed = [
        FieldChange(field=name, old=getattr(before, name), new=getattr(after, name))
        for name in _TOLD
        if getattr(before, name) != getattr(after, name)
    ]
    return [CandidateUpdated(**identity_of(after, job), changed=changed)] if changed else []
