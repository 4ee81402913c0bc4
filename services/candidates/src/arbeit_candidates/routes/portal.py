"""What candidates see of their own applications."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from arbeit_candidates import commands
from arbeit_candidates.queries.lists import Filters, page_of
from arbeit_candidates.routes.parts import CandidateId, RunOf, StoreOf
from arbeit_candidates.schemas import Application, Withdrawal
from arbeit_candidates.store import scope_of
from arbeit_kit import problem
from arbeit_kit.pagination import Page, PageRequest, page_request, rendered
from arbeit_kit.security import Principal, require

router = APIRouter(tags=["candidate portal"])
Owner = Annotated[Principal, Depends(require(audiences=("candidate",)))]
_SILENT = Withdrawal()
Paging = Annotated[PageRequest, Depends(page_request())]


@router.get(
    "/api/candidate-portal/applications",
    summary="My applications, newest first",
    response_model=Page[Application],
    responses=problem.documented(401, 403, 422),
)
async def list_own_applications(who: Owner, store: StoreOf, request: Paging) -> Response:
    """None until the account's e-mail address is verified."""
    if not await store.persons.is_verified(who.subject):
        return rendered(Application, [], None, 0 if request.count else None)
    page = await page_of(store, scope_of(who), Filters(own=True), request)
    jobs = await store.names.of_all(candidate.job_id for candidate in page.items)
    items = [Application.row(candidate, jobs[candidate.job_id]) for candidate in page.items]
    return rendered(Application, items, page.next_cursor, page.total)


@router.post(
    "/api/candidate-portal/applications/{candidate_id}/withdraw",
    summary="Withdraw my application",
    response_model=Application,
    responses=problem.documented(401, 403, 404, 409, 422),
)
async def withdraw_application(
    candidate_id: CandidateId, who: Owner, run: RunOf, body: Withdrawal = _SILENT
) -> Response:
    """It becomes REJECTED and its open interviews are cancelled; the agency is told, with the reason. Again changes
    nothing; 409 once it was decided. Only the agency can take it back into review."""
    return await run(
        who,
        lambda tx: commands.withdraw_application(tx, who, candidate_id, body.reason or None),
        render=lambda result: Application.of(*result),
        about=lambda result: [result[0].candidate_id],
    )
