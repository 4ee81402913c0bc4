"""From an uploaded file and the fields typed beside it to a new application, ready to be stored."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from pydantic import ValidationError

from arbeit_candidates.commands import NewCandidate
from arbeit_candidates.cv.contacts import contacts
from arbeit_candidates.cv.kinds import MAX_BYTES, Kind, kind_of
from arbeit_candidates.cv.reading import read_text
from arbeit_candidates.domain.candidate import CvFile
from arbeit_candidates.schemas import CandidateCreate
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
    if len(content) > MAX_BYTES:
        raise problem.too_large(MAX_BYTES)
    kind, sha256 = await asyncio.to_thread(_examine, content)
    read = contacts(await read_text(kind, content))
    fields = {**read, **typed}
    missing = [name for name in _NEEDED if not fields.get(name)]
    if missing:
        raise problem.invalid_fields([FieldError(m, "was not found in the file: send it", "missing") for m in missing])
    checked = _checked(read, typed)
    file_id = await store.files.put(content)
    cv = CvFile(
        file_id=file_id,
        filename=clean_name(filename, kind),
        content_type=kind.value,
        size=len(content),
        sha256=sha256,
        uploaded_at=now(),
    )
    return NewCandidate(fields=checked, typed=list(typed), source="cv", cv=cv)


def _checked(read: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
    """All fields in the form that is stored; what was read and does not fit is left out, except what is needed."""
    try:
        return CandidateCreate.model_validate({**read, **typed}).model_dump()
    except ValidationError as error:
        odd = {str(entry["loc"][0]) for entry in error.errors()} & read.keys() - typed.keys()
        if not odd or odd & set(_NEEDED):
            raise problem.invalid_fields([problem.field_error(entry) for entry in error.errors()]) from None
        return _checked({name: value for name, value in read.items() if name not in odd}, typed)


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
