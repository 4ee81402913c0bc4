"""What the routes share: dependencies, and answers that are rendered once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Path, Response
from pydantic import BaseModel

from arbeit_candidates import commands
from arbeit_candidates.domain.candidate import Candidate, JobNames
from arbeit_candidates.schemas.answers import full
from arbeit_candidates.store import Store
from arbeit_kit import ids, problem
from arbeit_kit.command import Run, etag
from arbeit_kit.mongo import DuplicateKey, Tx
from arbeit_kit.peers import Peers
from arbeit_kit.security import Principal, require
from arbeit_kit.service import get_peers, get_store, runner

Reader = Annotated[Principal, Depends(require("candidates:read"))]
Writer = Annotated[Principal, Depends(require("candidates:write"))]
Deleter = Annotated[Principal, Depends(require("candidates:delete"))]
StoreOf = Annotated[Store, Depends(get_store)]
PeersOf = Annotated[Peers, Depends(get_peers)]
RunOf = Annotated[Run[Store], Depends(runner)]
CandidateId = Annotated[str, Path(max_length=ids.LONGEST, description="`cand_…`")]
JobId = Annotated[str, Path(max_length=ids.LONGEST, description="`job_…`")]

_ATTEMPTS = 5


def answer(model: BaseModel, version: int | None = None) -> Response:
    """The model as it is: FastAPI would check it again, field by field, which costs more than reading it did."""
    headers = {"ETag": etag(version)} if version is not None else None
    return Response(model.model_dump_json(), headers=headers, media_type="application/json")


async def answered(
    run: Run[Store],
    who: Principal,
    command: Callable[[Tx[Store]], Awaitable[tuple[Candidate, JobNames]]],
    *,
    status: int = 200,
    body: bytes | None = None,
    together: bool = False,
) -> Response:
    """Runs a command on one application and answers with what the caller may see of it."""
    return await run(
        who,
        command,
        render=lambda result: full(result[0], who, result[1]),
        about=lambda result: [result[0].candidate_id],
        status=status,
        body=body,
        together=together,
    )


async def with_unique_email(
    store: Store, job_id: Callable[[], Awaitable[str]], email: str | None, write: Callable[[], Awaitable[Response]]
) -> Response:
    """Runs a write that may meet its own e-mail. Problem 409 `duplicate-candidate` names who was first.

    Two requests may also make the same new person at once; then the loser runs again and joins it.
    """
    for _ in range(_ATTEMPTS):
        try:
            return await write()
        except DuplicateKey as collision:
            if "email" in collision.fields and email is not None:
                refusal = await commands.duplicate(store, await job_id(), email)
                if refusal is not None:
                    raise refusal from None
    raise problem.unavailable("Too many were writing about the same person. Try again.")
