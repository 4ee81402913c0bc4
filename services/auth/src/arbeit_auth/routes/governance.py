"""``/api/governance``: roles and the access matrix."""

from typing import Annotated

from fastapi import Depends, Query, Response

from arbeit_auth import queries
from arbeit_auth.commands import roles, users
from arbeit_auth.domain.permissions import ALL
from arbeit_auth.domain.role import granted_by
from arbeit_auth.routes.edge import AtDesk, InStore, Running, unique
from arbeit_auth.routes.edge import router as new_router
from arbeit_auth.schemas.governance import AccessMatrix, RoleCreate, RoleOut, RoleUpdate
from arbeit_auth.store import scope_of
from arbeit_kit import ids
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.problem import documented
from arbeit_kit.security import Principal, require

router = new_router(prefix="/api/governance", tags=["Governance"])

Reader = Annotated[Principal, Depends(require("roles:read", sensitive=True))]
Writer = Annotated[Principal, Depends(require("roles:write"))]
Paged = Annotated[PageRequest, Depends(page_request(sorts=("created_at",)))]


@router.get("/roles", summary="List roles", response_model=Page[RoleOut], responses=documented(401, 403))
async def list_roles(
    who: Reader, store: InStore, page: Paged, client_id: Annotated[str | None, Query(max_length=ids.LONGEST)] = None
) -> Page[RoleOut]:
    found = await queries.roles(store, scope_of(who), page, client_id)
    return Page(items=[RoleOut.of(role) for role in found.items], next_cursor=found.next_cursor, total=found.total)


@router.post(
    "/roles",
    summary="Create role",
    status_code=201,
    response_model=RoleOut,
    responses=documented(401, 403, 409, 422),
)
async def create_role(body: RoleCreate, who: Writer, desk: AtDesk, run: Running) -> Response:
    await users.known_client(desk, body.client_id)
    granted = granted_by(body.permissions)
    with unique(roles.duplicate_name):
        return await run(
            who,
            lambda tx: roles.create(tx, who, body.role_name, body.description, granted, body.client_id),
            render=RoleOut.of,
            status=201,
        )


@router.get("/roles/{role_id}", summary="One role", response_model=RoleOut, responses=documented(401, 403, 404))
async def read_role(role_id: str, who: Reader, store: InStore, response: Response) -> RoleOut:
    role = await store.roles.get(scope_of(who), role_id)
    response.headers["ETag"] = f'"{role.version}"'
    return RoleOut.of(role)


@router.put(
    "/roles/{role_id}",
    summary="Change a custom role",
    response_model=RoleOut,
    responses=documented(401, 403, 404, 409, 412, 422),
)
async def update_role(role_id: str, body: RoleUpdate, who: Writer, run: Running) -> Response:
    changes = body.model_dump(exclude_unset=True)
    if "permissions" in changes:
        changes["granted"] = granted_by(changes.pop("permissions"))
    with unique(roles.duplicate_name):
        return await run(who, lambda tx: roles.update(tx, who, role_id, changes, run.if_match), render=RoleOut.of)


@router.delete(
    "/roles/{role_id}",
    summary="Delete a custom role that nobody holds",
    status_code=204,
    responses=documented(401, 403, 404, 409, 412),
)
async def delete_role(role_id: str, who: Writer, run: Running) -> Response:
    return await run(who, lambda tx: roles.delete(tx, who, role_id, run.if_match), render=lambda _: None)


@router.get(
    "/access-matrix",
    summary="Every role by every permission, or one person's rights and the rules behind them",
    response_model=AccessMatrix,
    responses=documented(401, 403, 404),
)
async def read_access_matrix(
    who: Reader, store: InStore, page: Paged, user_id: Annotated[str | None, Query(max_length=ids.LONGEST)] = None
) -> AccessMatrix:
    if user_id is not None:
        user = await store.users.get(scope_of(who), user_id)
        person = await queries.matrix_user(store, user)
        return AccessMatrix(permissions=list(ALL), items=[], user=person, next_cursor=None)
    found = await queries.roles(store, scope_of(who), page, None)
    rows = [queries.matrix_row(role) for role in found.items]
    return AccessMatrix(permissions=list(ALL), items=rows, user=None, next_cursor=found.next_cursor)
