"""Lists and statistics."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from arbeit_candidates.domain.status import Status
from arbeit_candidates.queries.lists import Filters, page_of
from arbeit_candidates.queries.stats import StatsCache
from arbeit_candidates.routes.parts import JobId, PeersOf, Reader, StoreOf, answer
from arbeit_candidates.schemas import CandidateRow, CandidateRowForClient, Stats
from arbeit_candidates.schemas.answers import row, row_model
from arbeit_candidates.store import Store, scope_of
from arbeit_candidates.store.scope import sees_client
from arbeit_kit import ids, problem
from arbeit_kit.pagination import Page, PageRequest, page_request, rendered
from arbeit_kit.security import Principal
from arbeit_kit.time import Instant

router = APIRouter(tags=["candidates"])

Paging = Annotated[PageRequest, Depends(page_request(sorts=("name",)))]
Rows = Page[CandidateRow] | Page[CandidateRowForClient]
_Id = Annotated[str | None, Query(max_length=ids.LONGEST)]
_StatusFilter = Annotated[list[Status], Query(max_length=6, description="Only of these; may repeat.")]
_Since = Annotated[Instant | None, Query(alias="from", description="Added at or after this.")]
_Until = Annotated[Instant | None, Query(alias="to", description="Added before this.")]
_Skill = Annotated[str | None, Query(min_length=1, max_length=80, description="Only with this skill, in any case.")]


async def _rows(store: Store, who: Principal, filters: Filters, request: PageRequest) -> Response:
    page = await page_of(store, scope_of(who), filters, request)
    jobs = await store.names.of_all(candidate.job_id for candidate in page.items)
    items = [row(candidate, who, jobs[candidate.job_id]) for candidate in page.items]
    return rendered(row_model(who), items, page.next_cursor, page.total)


@router.get(
    "/api/candidates",
    summary="Applications, newest first",
    response_model=Rows,
    responses=problem.documented(401, 403, 422),
)
async def list_candidates(
    who: Reader,
    store: StoreOf,
    request: Paging,
    job_id: _Id = None,
    client_id: _Id = None,
    status: _StatusFilter = [],  # noqa: B006  FastAPI copies it
    person_id: _Id = None,
    skill: _Skill = None,
    since: _Since = None,
    until: _Until = None,
) -> Response:
    """`q` finds names (first or last name first) and e-mail addresses by how they begin."""
    return await _rows(store, who, Filters(job_id, client_id, tuple(status), person_id, skill, since, until), request)


@router.get(
    "/api/jobs/{job_id}/candidates",
    summary="Applications to a job, newest first",
    response_model=Rows,
    responses=problem.documented(401, 403, 404, 422),
)
async def list_job_candidates(
    job_id: JobId,
    who: Reader,
    store: StoreOf,
    peers: PeersOf,
    request: Paging,
    status: _StatusFilter = [],  # noqa: B006  FastAPI copies it
    person_id: _Id = None,
    skill: _Skill = None,
    since: _Since = None,
    until: _Until = None,
) -> Response:
    """404 for a job that the caller may not see; each row is checked as well."""
    job = await store.jobs.get_or_fetch(job_id, peers, "jobs", f"/internal/jobs/{job_id}")
    if job is None or not sees_client(who, job["client_id"]):
        raise problem.not_found("job")
    return await _rows(store, who, Filters(job_id, None, tuple(status), person_id, skill, since, until), request)


@router.get(
    "/api/candidates/stats",
    summary="Applications counted by status and job",
    response_model=Stats,
    responses=problem.documented(401, 403, 422),
)
async def candidate_stats(
    who: Reader,
    store: StoreOf,
    request: Request,
    days: Annotated[int | None, Query(ge=1, le=366, description="Adds `period`: those of the last days.")] = None,
) -> Response:
    """Of what the caller may list; may be a second old (up to ten with very many applications)."""
    state = request.app.state
    if not hasattr(state, "stats"):
        state.stats = StatsCache(store)
    stats: StatsCache = state.stats
    return answer(await stats.get(scope_of(who), days))
