"""One application."""

from __future__ import annotations

from fastapi import APIRouter, Response

from arbeit_candidates import commands
from arbeit_candidates.routes.parts import (
    CandidateId,
    Deleter,
    Reader,
    RunOf,
    StoreOf,
    Writer,
    answer,
    answered,
    with_unique_email,
)
from arbeit_candidates.schemas import CandidateForClient, CandidateFull, CandidateUpdate, Notified
from arbeit_candidates.schemas.answers import full
from arbeit_candidates.store import scope_of
from arbeit_kit import problem

router = APIRouter(tags=["candidates"])
_One = CandidateFull | CandidateForClient


@router.get(
    "/api/candidates/{candidate_id}",
    summary="An application",
    response_model=_One,
    responses=problem.documented(401, 403, 404),
)
async def get_candidate(candidate_id: CandidateId, who: Reader, store: StoreOf) -> Response:
    """With what the caller may do now in `allowed_actions`."""
    candidate = await store.candidates.get(scope_of(who), candidate_id)
    return answer(full(candidate, who, await store.names.of(candidate.job_id)), candidate.version)


@router.put(
    "/api/candidates/{candidate_id}",
    summary="Change an application, or move its status by hand",
    response_model=CandidateFull,
    responses=problem.documented(400, 401, 403, 404, 409, 412, 413, 415, 422),
)
async def update_candidate(
    candidate_id: CandidateId, body: CandidateUpdate, who: Writer, run: RunOf, store: StoreOf
) -> Response:
    """Only the fields sent change. Status: NEW -> IN_REVIEW -> SHORTLISTED -> IN_PROGRESS (steps may be skipped);
    all but SELECTED -> REJECTED, REJECTED -> IN_REVIEW and SELECTED -> IN_PROGRESS with `status_reason`."""
    sent = body.model_dump(exclude_unset=True)

    async def job_id() -> str:
        return (await store.candidates.get(scope_of(who), candidate_id)).job_id

    async def write() -> Response:
        return await answered(
            run,
            who,
            lambda tx: commands.update_candidate(tx, who, candidate_id, sent, run.if_match),
            together=True,
        )

    return await with_unique_email(store, job_id, sent.get("email"), write)


@router.delete(
    "/api/candidates/{candidate_id}",
    summary="Erase an application",
    status_code=204,
    response_class=Response,
    responses=problem.documented(401, 403, 404, 412),
)
async def delete_candidate(candidate_id: CandidateId, who: Deleter, run: RunOf) -> Response:
    """Profile, CV and portal link are erased, here and in every other service; interviews keep the id only."""
    return await run(
        who,
        lambda tx: commands.delete_candidate(tx, who, candidate_id, run.if_match),
        render=lambda _: None,
    )


@router.post(
    "/api/candidates/{candidate_id}/send-selection-notification",
    summary="Send the selection mail with portal access",
    status_code=202,
    response_model=Notified,
    responses=problem.documented(401, 403, 404, 409),
)
async def send_selection_notification(candidate_id: CandidateId, who: Writer, run: RunOf) -> Response:
    """NEW and IN_REVIEW become SHORTLISTED; makes and links the portal account when there is none. Asked again
    within a minute, nothing more is sent."""
    return await run(
        who,
        lambda tx: commands.send_selection_notification(tx, who, candidate_id),
        render=lambda candidate: Notified.model_validate(candidate, from_attributes=True),
        status=202,
    )
