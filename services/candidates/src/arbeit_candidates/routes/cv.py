"""The CV of an application: the file, its text, reading it again, its story."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from starlette.datastructures import UploadFile

from arbeit_candidates import commands
from arbeit_candidates.cv.intake import checked, read_again
from arbeit_candidates.cv.kinds import MAX_BYTES
from arbeit_candidates.cv.reading import Place, Reading
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.routes.parts import CandidateId, Reader, RunOf, StoreOf, Writer, answer, answered
from arbeit_candidates.schemas import CandidateFull
from arbeit_candidates.schemas.cv import CvText, FoundField
from arbeit_candidates.store import scope_of
from arbeit_kit import http, problem
from arbeit_kit.security import Principal

router = APIRouter(tags=["candidates"])

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@router.get(
    "/api/candidates/{candidate_id}/cv",
    summary="Download the CV",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The file", "content": {"application/octet-stream": {}}},
        **problem.documented(401, 403, 404),
    },
)
async def download_cv(candidate_id: CandidateId, who: Reader, store: StoreOf) -> StreamingResponse:
    """The file as it was uploaded, always as a download: a browser must never render what strangers send."""
    candidate = await store.candidates.get(scope_of(who), candidate_id)
    stream = await store.files.open(candidate.cv.file_id) if candidate.cv is not None else None
    if candidate.cv is None or stream is None:
        raise problem.not_found("CV")
    return StreamingResponse(
        stream,
        media_type=candidate.cv.content_type,
        headers={
            "Content-Length": str(candidate.cv.size),
            "Content-Disposition": disposition(candidate.cv.filename),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


@router.put(
    "/api/candidates/{candidate_id}/cv",
    summary="Add a CV to an application, or replace it",
    response_model=CandidateFull,
    responses=problem.documented(400, 401, 403, 404, 412, 413, 415, 422, 503),
    openapi_extra={**http.upload(MAX_BYTES + 64 * 1024), **_BODY},
)
async def replace_cv(candidate_id: CandidateId, request: Request, who: Writer, run: RunOf, store: StoreOf) -> Response:
    """One `file` (PDF, DOCX, ODT, RTF or text of up to 10 MiB). It fills what nobody typed; name and e-mail stay. An
    earlier CV, what it filled and its story go."""
    await store.candidates.get(scope_of(who), candidate_id)
    async with request.form(max_files=1, max_fields=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or len(form) != 1:
            raise problem.invalid("file", "Send one file and nothing else.", "missing")
        taken = await read_again(store, file.filename, await file.read())
    try:
        return await answered(
            run,
            who,
            lambda tx: commands.attach_cv(tx, who, candidate_id, taken, run.if_match),
            body=taken.cv.sha256.encode(),
        )
    finally:
        await store.files.discard(taken.cv.file_id)  # does nothing once the application has it


@router.get(
    "/api/candidates/{candidate_id}/cv-text",
    summary="What the CV says, and where",
    response_model=CvText,
    responses=problem.documented(401, 403, 404),
)
async def read_cv_text(candidate_id: CandidateId, who: Reader, store: StoreOf) -> Response:
    """Its visible text, the places of the fields found in it, its sections, and text that is hidden in it."""
    candidate = await store.candidates.get(scope_of(who), candidate_id)
    reading = await store.readings.get(candidate.cv.file_id) if candidate.cv is not None else None
    if candidate.cv is None or reading is None:
        raise problem.not_found("CV")
    return answer(
        CvText(
            candidate_id=candidate_id,
            filename=candidate.cv.filename,
            cv_status=candidate.cv_status,
            text=reading.text,
            pages=reading.pages,
            page_starts=reading.page_starts,
            truncated=reading.truncated,
            scanned=reading.scanned,
            found=_found(candidate, reading),
            sections=reading.sections,
            hidden=reading.hidden if _may_judge(who) else [],
            hidden_checked=reading.checked,
        ),
        candidate.version,
    )


@router.post(
    "/api/candidates/{candidate_id}/parse-cv",
    summary="Read the CV again",
    status_code=202,
    response_model=CandidateFull,
    responses=problem.documented(401, 403, 404, 409),
)
async def parse_cv(candidate_id: CandidateId, who: Writer, run: RunOf) -> Response:
    """After a failure that may pass. `cv_status` is `parsing` until it is done."""
    return await answered(
        run,
        who,
        lambda tx: commands.parse_cv(tx, who, candidate_id),
        status=202,
    )


@router.post(
    "/api/candidates/{candidate_id}/regenerate-story",
    summary="Write the story anew",
    status_code=202,
    response_model=CandidateFull,
    responses=problem.documented(401, 403, 404, 409),
)
async def regenerate_story(candidate_id: CandidateId, who: Writer, run: RunOf) -> Response:
    """`story_status` is `writing` until it is there; until then the old story stands."""
    return await answered(
        run,
        who,
        lambda tx: commands.regenerate_story(tx, who, candidate_id),
        status=202,
    )


def _may_judge(who: Principal) -> bool:
    return who.role != "client_user"


def _found(c: Candidate, reading: Reading) -> list[FoundField]:
    values = checked(reading.fields)
    found = []
    for place in reading.found:
        value = _value(values, place)
        if value is not None:
            kept = _kept(getattr(c, place.field), value, place.index)
            typed = place.field in c.typed_fields
            found.append(FoundField(**place.model_dump(), value=value, kept=kept, typed=typed))
    return found


def _value(values: dict[str, Any], place: Place) -> Any:
    value = values.get(place.field)
    if place.index is None:
        return value
    return value[place.index] if isinstance(value, list) and place.index < len(value) else None


def _kept(held: Any, value: Any, index: int | None) -> bool:
    return value in held if index is not None and isinstance(held, list) else bool(held == value)


def disposition(filename: str) -> str:
    """RFC 6266: an ASCII stand-in for old clients, the real name percent-encoded for all others."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
