"""The CV file of an application."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from arbeit_candidates.routes.parts import CandidateId, Reader, StoreOf
from arbeit_candidates.store import scope_of
from arbeit_kit import problem

router = APIRouter(tags=["candidates"])


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


def disposition(filename: str) -> str:
    """RFC 6266: an ASCII stand-in for old clients, the real name percent-encoded for all others."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
