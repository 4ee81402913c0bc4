"""Read interviews, the pipeline's counts, and the history of an application."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from arbeit_interviews.domain.status import Status
from arbeit_interviews.queries import interviews
from arbeit_interviews.queries.pipeline import PipelineFilter, pipeline
from arbeit_interviews.routes.parts import CandidateId, InterviewId, Reader, ReaderOrCandidate, TheStore, operation_id
from arbeit_interviews.schemas.answers import (
    AnyInterviewOut,
    HistoryOut,
    InterviewOut,
    PipelineOut,
    RoundCount,
    StageTime,
    shown,
)
from arbeit_interviews.schemas.calendar import MEDIA_TYPE, calendar_file
from arbeit_kit import ids, problem
from arbeit_kit.command import etag
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.time import Instant

router = APIRouter(tags=["interviews"], generate_unique_id_function=operation_id)

_Id = Annotated[str | None, Query(max_length=ids.LONGEST)]
_READ = problem.documented(401, 403, 422)


@router.get(
    "/api/interviews",
    summary="List interviews",
    response_model=Page[AnyInterviewOut],
    response_model_exclude_unset=True,
    responses=_READ,
)
async def list_interviews(
    who: ReaderOrCandidate,
    store: TheStore,
    page: Annotated[PageRequest, Depends(page_request(sorts=interviews.SORTS))],
    status: Annotated[list[Status], Query(max_length=9)] = [],  # noqa: B006  FastAPI copies it
    job_id: _Id = None,
    candidate_id: _Id = None,
    client_id: _Id = None,
    interview_round: Annotated[int | None, Query(ge=1, le=20)] = None,
    since: Annotated[Instant | None, Query(alias="from", description="Earliest scheduled_start_time.")] = None,
    until: Annotated[Instant | None, Query(alias="to", description="scheduled_start_time before this.")] = None,
) -> Response:
    """The caller's interviews, newest first: staff all, a client's users their client's, a candidate his own.
    `status` may repeat; `q` finds words of candidate, job title and round name by their beginnings."""
    wanted = interviews.Filter(
        status=tuple(status),
        job_id=job_id,
        candidate_id=candidate_id,
        client_id=client_id,
        interview_round=interview_round,
        since=since,
        until=until,
    )
    found = await interviews.list_interviews(store, who, wanted, page)
    items = [shown(view, who) for view in found.items]
    answer = Page[AnyInterviewOut].model_construct(items=items, next_cursor=found.next_cursor, total=found.total)
    without = None if page.count else {"total"}
    return Response(answer.model_dump_json(exclude=without), media_type="application/json")


@router.get("/api/interviews/stats/pipeline", summary="Count the pipeline", response_model=PipelineOut, responses=_READ)
async def get_pipeline_stats(
    who: Reader,
    store: TheStore,
    client_id: _Id = None,
    job_id: _Id = None,
    since: Annotated[Instant | None, Query(alias="from", description="Created at or after this.")] = None,
    until: Annotated[Instant | None, Query(alias="to", description="Created before this.")] = None,
) -> PipelineOut:
    """Interviews by status and round, applications by status, and the median time in each status of an interview."""
    found = await pipeline(store, who, PipelineFilter(client_id, job_id, since, until))
    return PipelineOut(
        total=sum(found.by_status.values()),
        by_status=dict(found.by_status),
        by_round=[RoundCount(interview_round=number, count=count) for number, count in found.by_round.items()],
        by_candidate_status=dict(found.by_candidate_status),
        time_in_stage={
            status: StageTime(count=count, median_hours=hours) for status, (count, hours) in found.stays.items()
        },
    )


@router.get(
    "/api/interviews/{interview_id}",
    summary="Get an interview",
    response_model=AnyInterviewOut,
    responses=problem.documented(401, 403, 404),
)
async def get_interview(who: ReaderOrCandidate, store: TheStore, interview_id: InterviewId) -> Response:
    """404 when it does not exist or is none of the caller's business. A draft is not shown to the candidate."""
    view = await interviews.get_interview(store, who, interview_id)
    body = shown(view, who).model_dump_json()
    return Response(body, media_type="application/json", headers={"ETag": etag(view.version)})


@router.get(
    "/api/interviews/{interview_id}/calendar.ics",
    summary="Download the booked time for a calendar",
    response_class=Response,
    responses={**problem.documented(401, 403, 404, 409), 200: {"content": {"text/calendar": {}}}},
)
async def get_calendar_file(who: ReaderOrCandidate, store: TheStore, interview_id: InterviewId) -> Response:
    """The same entry as the invite's (same UID). 409 `not-booked` while no slot is booked."""
    view = await interviews.get_interview(store, who, interview_id)
    body = calendar_file(view.interview)
    if body is None:
        raise problem.conflict("not-booked", "No slot is booked yet.")
    headers = {"Content-Disposition": f'attachment; filename="{view.interview.interview_id}.ics"'}
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


@router.get(
    "/api/candidates/{candidate_id}/interview-history",
    summary="Get all interview rounds of a candidate",
    response_model=HistoryOut,
    responses=problem.documented(401, 403, 404),
)
async def get_interview_history(who: Reader, store: TheStore, candidate_id: CandidateId) -> Response:
    """By round and age, drafts and cancelled ones included."""
    views = await interviews.interview_history(store, who, candidate_id)
    items = [InterviewOut.of(view, who) for view in views]
    history = HistoryOut.model_construct(candidate_id=candidate_id, items=items, next_cursor=None)
    return Response(history.model_dump_json(), media_type="application/json")
