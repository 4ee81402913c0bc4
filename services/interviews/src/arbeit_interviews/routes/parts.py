"""What the routes share: who calls, and how a write is answered."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Path, Response
from fastapi.routing import APIRoute

from arbeit_interviews.commands.accounts import look_up
from arbeit_interviews.commands.booking import lost_race
from arbeit_interviews.domain.allowed import DECIDE, WRITE
from arbeit_interviews.domain.views import Viewed
from arbeit_interviews.schemas.answers import shown
from arbeit_interviews.store import Store, is_claim
from arbeit_kit import ids, problem
from arbeit_kit.command import Run
from arbeit_kit.mongo import DuplicateKey, Tx
from arbeit_kit.peers import Peers
from arbeit_kit.security import Principal, require
from arbeit_kit.service import get_peers, get_store, runner

READ = "interviews:read"

Reader = Annotated[Principal, Depends(require(READ))]
Writer = Annotated[Principal, Depends(require(WRITE))]
Decider = Annotated[Principal, Depends(require(DECIDE))]
TheStore = Annotated[Store, Depends(get_store)]
TheRun = Annotated[Run[Store], Depends(runner)]
ThePeers = Annotated[Peers, Depends(get_peers)]
InterviewId = Annotated[str, Path(max_length=ids.LONGEST)]
CandidateId = Annotated[str, Path(max_length=ids.LONGEST)]


def operation_id(route: APIRoute) -> str:
    """In the OpenAPI document an operation is called as its function is."""
    return route.name


def _or_candidate(permission: str) -> Callable[..., Awaitable[Principal]]:
    """Who has the permission, or a candidate: then his account is made known, for ``scope_of`` needs it."""
    either = require(permission, audiences=("internal", "candidate"))

    async def caller(who: Annotated[Principal, Depends(either)], store: TheStore, peers: ThePeers) -> Principal:
        if who.audience == "candidate":
            await look_up(store, peers, who.subject)
        return who

    return caller


ReaderOrCandidate = Annotated[Principal, Depends(_or_candidate(READ))]
WriterOrCandidate = Annotated[Principal, Depends(_or_candidate(WRITE))]


async def writer_or_decider(who: Annotated[Principal, Depends(require())]) -> Principal:
    """Who may cancel: staff, and the client's users who decide. Problem 403."""
    if not (who.can(WRITE) or who.can(DECIDE)):
        raise problem.forbidden("Your role does not allow this.")
    return who


WriterOrDecider = Annotated[Principal, Depends(writer_or_decider)]


async def answered(
    run: Run[Store],
    who: Principal,
    store: Store,
    command: Callable[[Tx[Store]], Awaitable[Viewed]],
    *,
    interview_id: str = "",
    slot_id: str = "",
    status: int = 200,
) -> Response:
    """Runs the command; a refusal by a unique index becomes 409 with what the caller needs to go on."""
    try:
        return await run(who, command, render=lambda view: shown(view, who), status=status)
    except DuplicateKey as refused:
        if is_claim(refused):
            raise await lost_race(store, who, interview_id, slot_id) from refused
        raise problem.conflict(
            "round-occupied", "The candidate already has an interview of this round that was not cancelled or failed."
        ) from refused
