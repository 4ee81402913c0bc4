"""``/internal``: what our other services may ask. Never routed from outside."""

from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel

from arbeit_auth import queries
from arbeit_auth.routes.edge import InStore
from arbeit_auth.routes.edge import router as new_router
from arbeit_auth.sessions import alive
from arbeit_kit import problem
from arbeit_kit.problem import documented
from arbeit_kit.security import Principal, require_service
from arbeit_kit.time import Instant, now

router = new_router(prefix="/internal", tags=["Between services"])

Peer = Annotated[Principal, Depends(require_service())]


class Revocation(BaseModel):
    subject_id: str
    audience: str
    token_version: int
    session_ids: list[str]
    expires_at: Instant


class RevocationsOut(BaseModel):
    items: list[Revocation]


class SessionStateOut(BaseModel):
    active: bool


class UserFacts(BaseModel):
    sequence: int
    user_id: str
    email: str
    name: str
    role: str
    role_id: str | None
    client_id: str | None
    status: str


class PortalUserFacts(BaseModel):
    sequence: int
    candidate_portal_id: str
    email: str
    name: str
    phone: str | None
    status: str
    linked_candidate_id: str | None
    verified: bool


@router.get("/revocations", summary="Revocations of the last token lifetime", response_model=RevocationsOut)
async def read_revocations(_: Peer, store: InStore) -> RevocationsOut:
    return RevocationsOut(items=[Revocation.model_validate(row) for row in await store.revoked.current(now())])


@router.get(
    "/sessions/{session_id}",
    summary="Whether a session's token still counts",
    response_model=SessionStateOut,
    responses=documented(404),
)
async def read_session(session_id: str, subject: str, tv: int, _: Peer, store: InStore) -> SessionStateOut:
    return SessionStateOut(active=await alive(store, session_id, subject, tv))


@router.get("/users/{user_id}", summary="Facts of a user", response_model=UserFacts, responses=documented(404))
async def read_user_facts(user_id: str, _: Peer, store: InStore) -> UserFacts:
    user = await queries.find_user(store, user_id)
    if user is None:
        raise problem.not_found("user")
    return UserFacts.model_validate({**user.model_dump(), "sequence": user.version})


@router.get(
    "/portal-users/{candidate_portal_id}",
    summary="Facts of a portal user",
    response_model=PortalUserFacts,
    responses=documented(404),
)
async def read_portal_user_facts(candidate_portal_id: str, _: Peer, store: InStore) -> PortalUserFacts:
    account: Any = await store.account("candidate", candidate_portal_id)
    if account is None:
        raise problem.not_found("portal user")
    fields = {**account.model_dump(), "sequence": account.version, "verified": account.email_verified}
    return PortalUserFacts.model_validate(fields)
