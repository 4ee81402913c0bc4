"""New applications: JSON, one CV, or several."""

from __future__ import annotations

import hashlib
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from arbeit_candidates import commands
from arbeit_candidates.commands import NewCandidate, OpenJob
from arbeit_candidates.cv.intake import take_in
from arbeit_candidates.cv.kinds import MAX_BYTES
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.routes.parts import JobId, PeersOf, RunOf, StoreOf, Writer, with_unique_email
from arbeit_candidates.schemas import CandidateCreate, CandidateFull, CandidateUpdate, FileResult, UploadResults
from arbeit_candidates.schemas.answers import full
from arbeit_kit import http, problem
from arbeit_kit.problem import FieldError, Problem
from arbeit_kit.security import Principal
from arbeit_kit.text import printable

router = APIRouter(tags=["candidates"])

MOST_FILES = 20
MOST_BYTES = 5 * MAX_BYTES + 1024 * 1024
_TYPED = ("name", "email", "phone", "linkedin", "current_role", "skills", "summary")
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": CandidateCreate.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        **{name: {"type": "string"} for name in _TYPED if name != "skills"},
                        "skills": {"type": "array", "items": {"type": "string"}},
                    },
                }
            },
        },
    }
}


@router.post(
    "/api/jobs/{job_id}/candidates",
    summary="Add a candidate, typed or from a CV",
    status_code=201,
    response_model=CandidateFull,
    responses={
        207: {"model": UploadResults, "description": "Several files: one result each"},
        **problem.documented(400, 401, 403, 404, 409, 413, 415, 422, 503),
    },
    openapi_extra={**http.upload(MOST_BYTES), **_BODY},
)
async def create_candidate(
    job_id: JobId, request: Request, who: Writer, run: RunOf, store: StoreOf, peers: PeersOf
) -> Response:
    """JSON, or a form with one or several `file` (PDF, DOCX, ODT, RTF or text of up to 10 MiB each, 51 MiB together).

    From a CV the contact fields are read at once; what is typed beside a single file wins. Several files are answered
    with 207 and one result each. The job must be open and its client active (409).
    """
    job = await commands.open_job(store, peers, who, job_id)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        try:
            body = CandidateCreate.model_validate_json(await request.body())
        except ValidationError as error:
            raise _invalid(error) from None
        fields = body.model_dump()
        new = NewCandidate(fields=fields, typed=sorted(body.model_fields_set))
        return await _create_one(run, store, who, job, new, None)
    async with request.form(max_files=MOST_FILES, max_fields=200, max_part_size=256 * 1024) as form:
        files = [value for value in form.getlist("file") if isinstance(value, UploadFile)]
        typed = _typed(form, files)
        digest = await _digest(files, typed)
        if len(files) == 1:
            new = await take_in(store, files[0].filename, await files[0].read(), typed)
            return await _create_one(run, store, who, job, new, digest)
        return await _create_several(run, store, who, job, files, digest)


def _typed(form: FormData, files: list[UploadFile]) -> dict[str, Any]:
    """The checked text fields of the form. Problem 422 for what does not belong there."""
    if not files:
        raise problem.invalid("file", "Send at least one file, or JSON.", "missing")
    fields: dict[str, Any] = {}
    errors: list[FieldError] = []
    for name, value in form.multi_items():
        if name == "file" and isinstance(value, UploadFile):
            continue
        if name not in _TYPED or not isinstance(value, str):
            errors.append(FieldError(name[:200], "is not a field of this form", "extra_forbidden"))
        elif len(files) > 1:
            errors.append(FieldError(name, "belongs to one person: send one file with it", "with_several_files"))
        elif name == "skills":
            fields.setdefault("skills", []).extend(part for part in value.split(",") if part.strip())
        elif name in fields:
            errors.append(FieldError(name, "was sent twice", "duplicate"))
        elif value.strip():
            fields[name] = value
    if errors:
        raise problem.invalid_fields(errors)
    try:
        return CandidateUpdate.model_validate(fields).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise _invalid(error) from None


def _invalid(error: ValidationError) -> Problem:
    return problem.invalid_fields([problem.field_error(entry) for entry in error.errors()[:50]])


async def _digest(files: list[UploadFile], typed: dict[str, Any]) -> bytes:
    """What makes a repeated upload the same request; the boundary between its parts differs each time."""
    digest = hashlib.sha256(repr(sorted(typed.items())).encode())
    for file in files:
        digest.update(f"\n{file.filename}\n{file.size}\n".encode())
        while chunk := await file.read(1024 * 1024):
            digest.update(chunk)
        await file.seek(0)
    return digest.digest()


async def _create_one(
    run: RunOf, store: StoreOf, who: Principal, job: OpenJob, new: NewCandidate, digest: bytes | None
) -> Response:
    kept = False

    async def job_id() -> str:
        return job.job_id

    async def write() -> Response:
        nonlocal kept

        async def command(tx: Any) -> Candidate:
            return await commands.create_candidate(tx, who, job, new)

        response = await run(
            who,
            command,
            render=lambda candidate: full(candidate, who, job.names),
            status=201,
            headers=lambda candidate: {"Location": f"/api/candidates/{candidate.candidate_id}"},
            about=lambda candidate: [candidate.candidate_id],
            body=digest,
            together=True,
        )
        kept = "Idempotent-Replayed" not in response.headers
        return response

    try:
        return await with_unique_email(store, job_id, new.fields["email"], write)
    finally:
        if new.cv is not None and not kept:
            await store.files.discard(new.cv.file_id)


async def _create_several(
    run: RunOf, store: StoreOf, who: Principal, job: OpenJob, files: list[UploadFile], digest: bytes
) -> Response:
    prepared: list[NewCandidate | Problem] = []
    try:
        for file in files:
            try:
                prepared.append(await take_in(store, file.filename, await file.read(), {}))
            except Problem as refused:
                prepared.append(refused)

        async def command(tx: Any) -> list[Candidate | Problem]:
            return await commands.create_candidates(tx, who, job, prepared)

        async def write() -> Response:
            return await run(
                who,
                command,
                render=lambda results: _report(files, results, who, job),
                status=207,
                about=lambda results: [each.candidate_id for each in results if isinstance(each, Candidate)],
                body=digest,
            )

        async def job_id() -> str:
            return job.job_id

        return await with_unique_email(store, job_id, None, write)
    finally:
        # Whatever an application took has lost its note and stays.
        for entry in prepared:
            if isinstance(entry, NewCandidate) and entry.cv is not None:
                await store.files.discard(entry.cv.file_id)


def _report(files: list[UploadFile], results: list[Candidate | Problem], who: Principal, job: OpenJob) -> UploadResults:
    items = []
    for file, result in zip(files, results, strict=True):
        name = printable(file.filename or "")
        if isinstance(result, Problem):
            body = result.body(f"/api/jobs/{job.job_id}/candidates")
            items.append(FileResult(filename=name, status=result.status, candidate=None, problem=body))
        else:
            shown = full(result, who, job.names)
            items.append(FileResult.model_construct(filename=name, status=201, candidate=shown, problem=None))
    created = sum(item.status == 201 for item in items)
    return UploadResults.model_construct(items=items, created=created, refused=len(items) - created)
