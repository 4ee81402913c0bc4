"""For our other services: the read-through of their projections."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from arbeit_candidates.domain.status import Status
from arbeit_candidates.routes.parts import CandidateId, StoreOf, answer
from arbeit_candidates.store import scope_of
from arbeit_kit import problem
from arbeit_kit.security import Principal, require_service

router = APIRouter(tags=["internal"], include_in_schema=False)


class CandidateFacts(BaseModel):
    """The fields of `CandidateCreated`, as they are now; `sequence` is the version they belong to."""

    sequence: int
    candidate_id: str
    job_id: str
    job_title: str
    client_id: str
    client_name: str
    person_id: str
    name: str
    email: str
    phone: str | None
    skills: list[str]
    current_role: str | None
    status: Status
    current_round: int
    candidate_portal_id: str | None


@router.get("/internal/candidates/{candidate_id}", responses=problem.documented(401, 404))
async def read_candidate(
    candidate_id: CandidateId, who: Annotated[Principal, Depends(require_service())], store: StoreOf
) -> Response:
    """404 when it does not exist or was erased."""
    candidate = await store.candidates.get(scope_of(who), candidate_id)
    job = await store.names.of(candidate.job_id)
    known = {
        **candidate.__dict__,
        "sequence": candidate.version,
        "job_title": job.title,
        "client_name": job.client_name,
    }
    return answer(CandidateFacts.model_validate({name: known[name] for name in CandidateFacts.model_fields}))
