"""``/api/clients/{client_id}/users``: the users of one client. Path client and user must match, or there is none.

The spec names them by e-mail; ``user_id`` is taken too, and keeps addresses out of URLs.
"""

from typing import Annotated, Any

from fastapi import Depends, Path, Response

from arbeit_auth import queries
from arbeit_auth.commands import users
from arbeit_auth.commands.desk import Desk
from arbeit_auth.domain.account import Status
from arbeit_auth.domain.user import User
from arbeit_auth.routes.edge import AtDesk, InStore, Running, address, subject, unique
from arbeit_auth.routes.edge import router as new_router
from arbeit_auth.schemas.users import ClientUserCreate, ClientUserUpdate, UserOut
from arbeit_auth.store import Store, scope_of
from arbeit_kit import problem
from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.problem import documented
from arbeit_kit.security import Principal, require

router = new_router(prefix="/api/clients/{client_id}/users", tags=["Clients"])

Reader = Annotated[Principal, Depends(require("users:read", sensitive=True))]
Writer = Annotated[Principal, Depends(require("users:write"))]
Paged = Annotated[PageRequest, Depends(page_request(sorts=("created_at", "name", "email")))]
Who = Annotated[str, Path(description="E-mail address or user_id.")]


async def _known(desk: Desk, client_id: str) -> None:
    path = f"/internal/clients/{client_id}"
    if await desk.store.clients.get_or_fetch(client_id, desk.peers, "tenancy", path) is None:
        raise problem.not_found("client")


async def _user(store: Store, scope: Scope, client_id: str, who: str) -> User:
    user = await queries.client_user(store, scope, client_id, address(who) if "@" in who else who)
    if user is None:
        raise problem.not_found("user")
    return user


@router.get("", summary="List client users", response_model=Page[UserOut], responses=documented(401, 403, 404))
async def list_client_users(
    client_id: str, who: Reader, desk: AtDesk, page: Paged, status: Status | None = None
) -> Page[UserOut]:
    await _known(desk, client_id)
    found = await queries.users(desk.store, scope_of(who), page, {"status": status}, client_id)
    return Page(items=[UserOut.of(user) for user in found.items], next_cursor=found.next_cursor, total=found.total)


@router.post(
    "",
    summary="Create client user",
    status_code=201,
    response_model=UserOut,
    responses=documented(401, 403, 404, 409, 422, 429),
)
async def create_client_user(
    client_id: str, body: ClientUserCreate, who: Writer, desk: AtDesk, run: Running
) -> Response:
    await _known(desk, client_id)
    new = users.NewUser(
        **body.model_dump(exclude={"password"}),
        client_id=client_id,
        password_hash=await users.first_hash(desk, body.password, body.email),
    )
    with unique(users.duplicate_email):
        return await run(
            who, lambda tx: users.register(tx, desk, who, new), render=UserOut.of, about=subject, status=201
        )


@router.get("/{email:path}", summary="One client user", response_model=UserOut, responses=documented(401, 403, 404))
async def read_client_user(client_id: str, email: Who, who: Reader, store: InStore, response: Response) -> UserOut:
    user = await _user(store, scope_of(who), client_id, email)
    response.headers["ETag"] = f'"{user.version}"'
    return UserOut.of(user)


@router.put(
    "/{email:path}",
    summary="Update client user",
    response_model=UserOut,
    responses=documented(401, 403, 404, 409, 412, 422),
)
async def update_client_user(
    client_id: str, email: Who, body: ClientUserUpdate, who: Writer, store: InStore, run: Running
) -> Response:
    user = await _user(store, scope_of(who), client_id, email)
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    scope = Scope.only("client_id", client_id)
    return await run(
        who,
        lambda tx: users.update(tx, who, scope, user.user_id, changes, run.if_match),
        render=UserOut.of,
        about=subject,
    )


@router.delete(
    "/{email:path}", summary="Delete client user", status_code=204, responses=documented(401, 403, 404, 409, 412)
)
async def delete_client_user(client_id: str, email: Who, who: Writer, store: InStore, run: Running) -> Response:
    user = await _user(store, scope_of(who), client_id, email)
    scope = Scope.only("client_id", client_id)
    return await run(who, lambda tx: users.delete(tx, who, scope, user.user_id, run.if_match), render=lambda _: None)
