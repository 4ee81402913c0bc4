"""``/api/admin/candidate-portal-users``: portal accounts as staff sees them."""

from typing import Annotated, Any

from fastapi import Depends, Response

from arbeit_auth import queries
from arbeit_auth.commands import portal_users, users
from arbeit_auth.commands.desk import Desk
from arbeit_auth.commands.portal_users import Profile
from arbeit_auth.domain.account import Status
from arbeit_auth.routes.edge import AtDesk, InStore, Running, subject, unique
from arbeit_auth.routes.edge import router as new_router
from arbeit_auth.schemas.portal_users import (
    PortalUserCreate,
    PortalUserOut,
    PortalUserUpdate,
    ResetOut,
    ResetPortalPassword,
)
from arbeit_auth.store import scope_of
from arbeit_kit import problem
from arbeit_kit.command import actor_of, cause
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.problem import documented
from arbeit_kit.security import Principal, require

router = new_router(prefix="/api/admin/candidate-portal-users", tags=["Portal administration"])

Reader = Annotated[Principal, Depends(require("portal_users:read", sensitive=True))]
Writer = Annotated[Principal, Depends(require("portal_users:write"))]
Paged = Annotated[PageRequest, Depends(page_request(sorts=("created_at", "name", "email")))]


async def _known_candidate(desk: Desk, candidate_id: str | None) -> None:
    if candidate_id is None:
        return
    if await desk.peers.get("candidates", f"/internal/candidates/{candidate_id}") is None:
        raise problem.invalid("linked_candidate_id", "there is no such candidate", "unknown")


@router.get("", summary="List portal users", response_model=Page[PortalUserOut], responses=documented(401, 403))
async def list_portal_users(
    who: Reader, store: InStore, page: Paged, status: Status | None = None, verified: bool | None = None
) -> Page[PortalUserOut]:
    filters: dict[str, Any] = {"status": status}
    if verified is not None:
        filters["verified_at"] = {"$ne": None} if verified else {"$eq": None}
    found = await queries.portal_users(store, scope_of(who), page, filters)
    items = [PortalUserOut.of(account) for account in found.items]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


@router.post(
    "",
    summary="Create portal user; the welcome mail carries a one-time link",
    status_code=201,
    response_model=PortalUserOut,
    responses=documented(401, 403, 409, 422, 429),
)
async def create_portal_user(body: PortalUserCreate, who: Writer, desk: AtDesk, run: Running) -> Response:
    await _known_candidate(desk, body.linked_candidate_id)
    profile = Profile(**body.model_dump(exclude={"password", "linked_candidate_id"}))
    hashed = await users.first_hash(desk, body.password, body.email)
    with unique(users.duplicate_email):
        return await run(
            who,
            lambda tx: portal_users.create(tx, desk, who, profile, body.linked_candidate_id, hashed),
            render=PortalUserOut.of,
            about=subject,
            status=201,
        )


@router.get(
    "/{candidate_portal_id}",
    summary="One portal user",
    response_model=PortalUserOut,
    responses=documented(401, 403, 404),
)
async def read_portal_user(candidate_portal_id: str, who: Reader, store: InStore, response: Response) -> PortalUserOut:
    account = await store.portal_users.get(scope_of(who), candidate_portal_id)
    response.headers["ETag"] = f'"{account.version}"'
    return PortalUserOut.of(account)


@router.put(
    "/{candidate_portal_id}",
    summary="Update portal user",
    response_model=PortalUserOut,
    responses=documented(401, 403, 404, 409, 412, 422),
)
async def update_portal_user(
    candidate_portal_id: str, body: PortalUserUpdate, who: Writer, desk: AtDesk, run: Running
) -> Response:
    changes = body.model_dump(exclude_unset=True)
    await _known_candidate(desk, changes.get("linked_candidate_id"))
    return await run(
        who,
        lambda tx: portal_users.update(tx, who, candidate_portal_id, changes, run.if_match),
        render=PortalUserOut.of,
        about=subject,
    )


@router.delete(
    "/{candidate_portal_id}",
    summary="Delete portal user",
    status_code=204,
    responses=documented(401, 403, 404, 412),
)
async def delete_portal_user(candidate_portal_id: str, who: Writer, run: Running) -> Response:
    return await run(
        who, lambda tx: portal_users.delete(tx, who, candidate_portal_id, run.if_match), render=lambda _: None
    )


@router.post(
    "/{candidate_portal_id}/reset-password",
    summary="Reset password: mail a link, or answer a temporary password once",
    response_model=ResetOut,
    responses=documented(401, 403, 404, 409, 422, 429),
)
async def reset_portal_user_password(
    candidate_portal_id: str, who: Writer, desk: AtDesk, body: ResetPortalPassword | None = None
) -> ResetOut:
    """An ``Idempotency-Key`` is not honoured here: the answer would have to be stored, and it may be a secret. Sending
    it again gives another password, and the one before is void."""
    temporary = portal_users.new_temporary_password() if body is not None and body.temporary else None
    hashed = await desk.hasher.hash(temporary) if temporary is not None else None
    await desk.db.transaction(
        lambda tx: portal_users.reset(tx, desk, who, candidate_portal_id, hashed),
        actor=actor_of(who),
        cause=cause(),
    )
    return ResetOut(candidate_portal_id=candidate_portal_id, temporary_password=temporary, link_sent=temporary is None)
