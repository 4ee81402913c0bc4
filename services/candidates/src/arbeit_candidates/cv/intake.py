"""From an uploaded file and the fields typed beside it to what an application takes from them."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from pydantic import ValidationError

from arbeit_candidates.commands import NewCandidate, TakenIn
from arbeit_candidates.cv.kinds import MAX_BYTES, Kind, kind_of
from arbeit_candidates.cv.reading import Reading, read_cv
from arbeit_candidates.domain.candidate import PROFILE, CvFile
from arbeit_candidates.schemas import CandidateCreate, CandidateUpdate
from arbeit_candidates.store import Store
from arbeit_kit import problem
from arbeit_kit import text as kit_text
from arbeit_kit.problem import FieldError
from arbeit_kit.time import now

_MOST_NAME = 150
_NEEDED = ("name", "email")


async def take_in(store: Store, filename: str | None, content: bytes, typed: dict[str, Any]) -> NewCandidate:
    """Reads and stores the file; what a person typed wins over what the file says.

    Problems: 413; 415; 422 for a file that cannot be read, or that shows no name or e-mail while none was typed.
    """
    kind, sha256, reading = await _read(content)
    found = checked(reading.fields)
    fields = {**found, **typed}
    missing = [name for name in _NEEDED if not fields.get(name)]
    if missing:
        why = (
            "is not in the text of a scanned file: type it" if reading.scanned else "was not found in the file: send it"
        )
        raise problem.invalid_fields([FieldError(name, why, "missing") for name in missing])
    try:
        complete = CandidateCreate.model_validate(fields).model_dump()
    except ValidationError as error:
        raise problem.invalid_fields([problem.field_error(entry) for entry in error.errors()]) from None
    cv = await _stored(store, filename, content, kind, sha256)
    return NewCandidate(fields=complete, typed=list(typed), source="cv", cv=cv, reading=reading)


async def read_again(store: Store, filename: str | None, content: bytes) -> TakenIn:
    """A file for an application that is there: nothing has to be found in it. Problems: 413; 415; 422."""
    kind, sha256, reading = await _read(content)
    return TakenIn(await _stored(store, filename, content, kind, sha256), reading, checked(reading.fields))


async def _read(content: bytes) -> tuple[Kind, str, Reading]:
    if len(content) > MAX_BYTES:
        raise problem.too_large(MAX_BYTES)
    kind, sha256 = await asyncio.to_thread(_examine, content)
    return kind, sha256, await read_cv(kind, content)


async def _stored(store: Store, filename: str | None, content: bytes, kind: Kind, sha256: str) -> CvFile:
    return CvFile(
        file_id=await store.files.put(content),
        filename=clean_name(filename, kind),
        content_type=kind.value,
        size=len(content),
        sha256=sha256,
        uploaded_at=now(),
    )


def checked(read: dict[str, Any]) -> dict[str, Any]:
    """The fields that fit what a person might have typed; the others are left out, never half taken."""
    kept = {name: value for name, value in read.items() if name in PROFILE and value not in (None, "", [])}
    while True:
        try:
            return CandidateUpdate.model_validate(kept).model_dump(exclude_unset=True)
        except ValidationError as error:
            odd = {str(entry["loc"][0]) for entry in error.errors()}
            kept = {name: value for name, value in kept.items() if name not in odd}


def _examine(content: bytes) -> tuple[Kind, str]:
    return kind_of(content), hashlib.sha256(content).hexdigest()


def clean_name(filename: str | None, kind: Kind) -> str:
    """The uploader's name for the file without a path or control characters, with the extension its content has."""
    last = (filename or "").replace("\\", "/").rpartition("/")[2]
    try:
        cleaned = kit_text.line(last)
    except ValueError:
        cleaned = ""
    stem = cleaned[: -len(kind.extension)] if cleaned.lower().endswith(kind.extension) else cleaned
    return (stem.strip(" .")[:_MOST_NAME] or "cv") + kind.extension
