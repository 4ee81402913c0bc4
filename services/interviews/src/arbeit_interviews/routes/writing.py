"""Create interviews and change their plan."""

from fastapi import APIRouter, Response

from arbeit_interviews.commands import applications, planning
from arbeit_interviews.routes.parts import InterviewId, ThePeers, TheRun, TheStore, Writer, answered, operation_id
from arbeit_interviews.schemas.answers import InterviewOut
from arbeit_interviews.schemas.requests import InterviewCreate, InterviewUpdate
from arbeit_kit import problem

router = APIRouter(tags=["interviews"], generate_unique_id_function=operation_id)


@router.post(
    "/api/interviews",
    summary="Create an interview",
    status_code=201,
    response_model=InterviewOut,
    responses=problem.documented(401, 403, 409, 422, 503),
)
async def create_interview(
    who: Writer, body: InterviewCreate, run: TheRun, store: TheStore, peers: ThePeers
) -> Response:
    """One round for one candidate, waiting for him to choose a slot, or a draft. 409 `round-occupied`,
    `round-not-passed`, `candidate-not-active`, `hiring-initiated`."""
    await applications.look_up(store, peers, body.candidate_id)
    return await answered(run, who, store, lambda tx: planning.create_interview(tx, who, body), status=201)


@router.put(
    "/api/interviews/{interview_id}",
    summary="Update an interview",
    response_model=InterviewOut,
    responses=problem.documented(401, 403, 404, 409, 412, 422),
)
async def update_interview(
    who: Writer, interview_id: InterviewId, body: InterviewUpdate, run: TheRun, store: TheStore
) -> Response:
    """Only the fields sent change; honours `If-Match`. 409 `slot-conflict`: a new interviewer is booked elsewhere."""
    return await answered(
        run,
        who,
        store,
        lambda tx: planning.update_interview(tx, who, interview_id, body, if_match=run.if_match),
        interview_id=interview_id,
    )
