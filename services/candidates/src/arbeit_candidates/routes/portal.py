"""What candidates see of their own applications."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from arbeit_candidates.queries.lists import Filters, page_of
from arbeit_candidates.routes.parts import StoreOf
from arbeit_candidates.schemas import Application
from arbeit_candidates.store import scope_of
from arbeit_kit import problem
from arbeit_kit.pagination import Page, PageRequest, page_request, rendered
from arbeit_kit.security import Principal, require

router = APIRouter(tags=["candidate portal"])
Owner = Annotated[Principal, Depends(require(audiences=("candidate",)))]
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
        return rendered([], None, 0 if request.count else None)
    page = await page_of(store, scope_of(who), Filters(own=True), request)
    jobs = await store.names.of_all(candidate.job_id for candidate in page.items)
    items = [Application.of(candidate, jobs[candidate.job_id]) for candidate in page.items]
    return rendered(items, page.next_cursor, page.total)
