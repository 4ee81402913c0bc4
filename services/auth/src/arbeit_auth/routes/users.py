"""``/api/users``: internal users as administrators see them."""

from typing import Annotated

from fastapi import Depends, Query, Response

from arbeit_auth import queries
from arbeit_auth.commands import users
from arbeit_auth.domain.account import Status
from arbeit_auth.domain.permissions import BaseRole
from arbeit_auth.routes.edge import AtDesk, InStore, Running, subject
from arbeit_auth.routes.edge import router as new_router
from arbeit_auth.schemas.session import AcceptedOut
from arbeit_auth.schemas.users import UserOut, UserUpdate
from arbeit_auth.store import scope_of
from arbeit_kit import ids
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.problem import documented
from arbeit_kit.security import Principal, require

router = new_router(prefix="/api/users", tags=["Users"])

Reader = Annotated[Principal, Depends(require("users:read", sensitive=True))]
Writer = Annotated[Principal, Depends(require("users:write"))]
Paged = Annotated[PageRequest, Depends(page_request(sorts=("created_at", "name", "email")))]


@router.get("", summary="List internal users", response_model=Page[UserOut], responses=documented(401, 403, 422))
async def list_users(
    who: Reader,
    store: InStore,
    page: Paged,
    role: BaseRole | None = None,
    status: Status | None = None,
    client_id: Annotated[str | None, Query(max_length=ids.LONGEST)] = None,
    role_id: Annotated[str | None, Query(max_length=ids.LONGEST)] = None,
) -> Page[UserOut]:
    filters = {"role": role, "status": status, "role_id": role_id}
    found = await queries.users(store, scope_of(who), page, filters, client_id)
    return Page(items=[UserOut.of(user) for user in found.items], next_cursor=found.next_cursor, total=found.total)


@router.get("/{user_id}", summary="One internal user", response_model=UserOut, responses=documented(401, 403, 404))
async def read_user(user_id: str, who: Reader, store: InStore, response: Response) -> UserOut:
    user = await store.users.get(scope_of(who), user_id)
    response.headers["ETag"] = f'"{user.version}"'
    return UserOut.of(user)


@router.put(
    "/{user_id}",
    summary="Change name, phone, role or status",
    response_model=UserOut,
    responses=documented(401, 403, 404, 409, 412, 422),
)
async def update_user(user_id: str, body: UserUpdate, who: Writer, desk: AtDesk, run: Running) -> Response:
    changes = body.model_dump(exclude_unset=True)
    await users.known_client(desk, changes.get("client_id"))
    return await run(
        who,
        lambda tx: users.update(tx, who, scope_of(who), user_id, changes, run.if_match),
        render=UserOut.of,
        about=subject,
    )


@router.delete("/{user_id}", summary="Delete for good", status_code=204, responses=documented(401, 403, 404, 409, 412))
async def delete_user(user_id: str, who: Writer, run: Running) -> Response:
    return await run(who, lambda tx: users.delete(tx, who, scope_of(who), user_id, run.if_match), render=lambda _: None)


@router.post(
    "/{user_id}/reset-password",
    summary="Mail a link to set a new password",
    status_code=202,
    response_model=AcceptedOut,
    responses=documented(401, 403, 404, 409, 429),
)
async def mail_user_reset(user_id: str, who: Writer, desk: AtDesk, run: Running) -> Response:
    return await run(
        who,
        lambda tx: users.mail_reset(tx, desk, who, user_id),
        render=lambda _: AcceptedOut(detail="A link is on its way."),
        status=202,
    )
