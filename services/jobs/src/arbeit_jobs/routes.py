"""HTTP: paths of the spec's section "Jobs", counts for the dashboard, and what other services may ask."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from arbeit_jobs import commands, domain, queries
from arbeit_jobs.domain import EmploymentType, Priority, Status
from arbeit_jobs.schemas import JobCreate, JobFactsOut, JobOut, JobStatsOut, JobUpdate
from arbeit_jobs.store import Store
from arbeit_kit import ids, problem
from arbeit_kit.command import Run, etag
from arbeit_kit.pagination import Page, PageRequest, page_request, rendered
from arbeit_kit.peers import Peers
from arbeit_kit.security import Principal, require, require_service
from arbeit_kit.service import get_peers, get_store, runner

router = APIRouter(tags=["jobs"])

Reader = Annotated[Principal, Depends(require("jobs:read"))]
Writer = Annotated[Principal, Depends(require("jobs:write"))]
TheStore = Annotated[Store, Depends(get_store)]
TheRun = Annotated[Run[Store], Depends(runner)]
ClientId = Annotated[str | None, Query(max_length=ids.LONGEST)]

problem.register(
    domain.IllegalTransition,
    lambda error: problem.illegal_transition(str(error), state=error.state, allowed=error.allowed),
)
problem.register(domain.ReasonNeeded, lambda error: problem.invalid("reason", str(error), "missing"))
problem.register(domain.RangeReversed, lambda error: problem.invalid(error.field, str(error), "range-reversed"))
problem.register(domain.ClientInactive, lambda error: problem.conflict("client-inactive", str(error)))
problem.register(domain.OpeningsBelowSelected, lambda error: problem.conflict("openings-below-selected", str(error)))


@router.get(
    "/api/jobs",
    summary="List jobs",
    response_model=Page[JobOut],
    responses=problem.documented(401, 403, 422),
)
async def list_jobs(
    who: Reader,
    store: TheStore,
    page: Annotated[PageRequest, Depends(page_request(sorts=queries.SORTS))],
    client_id: ClientId = None,
    status: Annotated[list[Status], Query(max_length=4)] = [],  # noqa: B006  FastAPI copies it
    priority: Annotated[list[Priority], Query(max_length=4)] = [],  # noqa: B006
    employment_type: Annotated[list[EmploymentType], Query(max_length=4)] = [],  # noqa: B006
) -> Response:
    """The caller's jobs, newest first. Filters may repeat (`status=open&status=on_hold`); `q` finds words of title,
    department, location and skills by their beginnings."""
    wanted = queries.Filter(client_id, tuple(status), tuple(priority), tuple(employment_type))
    found = await queries.list_jobs(store, who, wanted, page)
    items = [JobOut.row(view, who) for view in found.items]
    return rendered(JobOut, items, found.next_cursor, found.total)


@router.get(
    "/api/jobs/stats", summary="Count jobs", response_model=JobStatsOut, responses=problem.documented(401, 403, 422)
)
async def get_job_stats(who: Reader, store: TheStore, client_id: ClientId = None) -> JobStatsOut:
    """Counts over the caller's jobs, for the dashboard."""
    return JobStatsOut.of(await queries.job_stats(store, who, client_id))


@router.post(
    "/api/jobs",
    summary="Create a job",
    status_code=201,
    response_model=JobOut,
    responses=problem.documented(401, 403, 409, 422, 503),
)
async def create_job(
    who: Writer, body: JobCreate, run: TheRun, store: TheStore, peers: Annotated[Peers, Depends(get_peers)]
) -> Response:
    """For an active client (409 `client-inactive` otherwise). All recruiters are told."""
    await store.fetch_client(body.client_id, peers)

    async def command(tx: Any) -> queries.JobView:
        return await commands.create_job(tx, who, body.model_dump())

    return await run(who, command, render=lambda view: JobOut.of(view, who), status=201)


@router.get(
    "/api/jobs/{job_id}", summary="Read a job", response_model=JobOut, responses=problem.documented(401, 403, 404)
)
async def get_job(job_id: str, who: Reader, store: TheStore, response: Response) -> JobOut:
    """With an ETag for If-Match."""
    view = await queries.get_job(store, who, job_id)
    response.headers["ETag"] = etag(view.version)
    return JobOut.of(view, who)


@router.put(
    "/api/jobs/{job_id}",
    summary="Change a job or its status",
    response_model=JobOut,
    responses=problem.documented(401, 403, 404, 409, 412, 422),
)
async def update_job(job_id: str, who: Writer, body: JobUpdate, run: TheRun) -> Response:
    """Only the fields sent change. `status` by hand: open <-> on_hold, open or on_hold -> closed, closed -> open, and
    with a `reason` open or on_hold -> filled, filled -> open; anything else is 409 `illegal-transition`."""
    sent = body.model_dump(exclude_unset=True)
    status, reason = sent.pop("status", None), sent.pop("reason", None)
    if reason is not None and status is None:
        raise problem.invalid("reason", "explains a change of status: send both", "unexpected")

    async def command(tx: Any) -> queries.JobView:
        return await commands.update_job(
            tx, who, job_id, sent, status=status, reason=reason, expected_version=run.if_match
        )

    return await run(who, command, render=lambda view: JobOut.of(view, who))


@router.get("/internal/jobs/{job_id}", include_in_schema=False, response_model=JobFactsOut)
async def get_job_facts(
    job_id: str, store: TheStore, _: Annotated[Principal, Depends(require_service())]
) -> JobFactsOut:
    """For another service's projection, when the job's first event has not reached it yet."""
    return JobFactsOut.of(*await queries.job_facts(store, job_id))
