"""The read side: lists, and who may do what."""

from typing import Any

from arbeit_auth.domain import role as rules
from arbeit_auth.domain.permissions import ALL, CLIENT_CEILING, reach
from arbeit_auth.domain.portal_user import PortalUser
from arbeit_auth.domain.role import Role
from arbeit_auth.domain.user import User
from arbeit_auth.schemas.governance import Cell, MatrixRow, MatrixUser
from arbeit_auth.store import OWN, Store
from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest
from arbeit_kit.text import matching


async def users(
    store: Store, scope: Scope, request: PageRequest, filters: dict[str, Any], client_id: str | None = None
) -> Page[User]:
    """Internal users, newest first; those of one client with ``client_id``."""
    query = _narrowed(filters, request)
    if client_id is None:
        return await store.users.page(scope, query, request, window=("_k.all", ""))
    query["client_id"] = client_id
    return await store.users.page(scope, query, request, window=("_k.client", f"{client_id}:"))


async def portal_users(store: Store, scope: Scope, request: PageRequest, filters: dict[str, Any]) -> Page[PortalUser]:
    """Portal accounts, newest first."""
    return await store.portal_users.page(scope, _narrowed(filters, request), request, window=("_k.all", ""))


async def client_user(store: Store, scope: Scope, client_id: str, who: str) -> User | None:
    """A client's user by e-mail or user_id; None for another client's."""
    field = "email" if "@" in who else "_id"
    return await store.users.find_one(scope, {field: who, "client_id": client_id})


async def roles(store: Store, scope: Scope, request: PageRequest, client_id: str | None) -> Page[Role]:
    """Roles, newest first, the system's last; those of one client with ``client_id``."""
    query = {} if client_id is None else {"client_id": client_id}
    return await store.roles.page(scope, query, request, window=("_k.all", ""))


def matrix_row(role: Role) -> MatrixRow:
    """One role by every permission."""
    base = role.role_name if role.is_system_role else "client_user" if role.client_id is not None else "recruiter"
    rule = f"system role {role.role_name}" if role.is_system_role else f"custom role {role.role_name}"
    return MatrixRow(
        role_id=role.role_id,
        role_name=role.role_name,
        client_id=role.client_id,
        is_system_role=role.is_system_role,
        cells=[_cell(name, name in role.granted, base, rule) for name in ALL],
    )


async def matrix_user(store: Store, user: User) -> MatrixUser:
    """One person by every permission, each with the rule that decides it."""
    custom = await store.custom_role(user.role_id)
    company = await store.company_active(user)
    held = rules.effective(user.role, custom)
    cells = []
    for name in ALL:
        granted = name in held and user.status == "active" and company
        cells.append(_cell(name, granted, user.role, _rule(user, custom, name, company)))
    return MatrixUser(
        user_id=user.user_id,
        name=user.name,
        role=user.role,
        role_id=user.role_id,
        client_id=user.client_id,
        status=user.status,
        cells=cells,
    )


async def find_user(store: Store, user_id: str) -> User | None:
    """For other services of ours."""
    return await store.users.find_one(OWN, {"_id": user_id})


def _rule(user: User, custom: Role | None, name: str, company: bool) -> str:
    if user.status != "active":
        return "the user is inactive"
    if not company:
        return "the client is inactive"
    if custom is None or user.role == "admin":
        return f"system role {user.role}"
    if user.role == "client_user" and name in custom.granted and name not in CLIENT_CEILING:
        return "no client's user exceeds client_user"
    return f"custom role {custom.role_name}"


def _cell(name: str, granted: bool, base: str, rule: str) -> Cell:
    return Cell(permission=name, granted=granted, scope=reach(base, name) if granted else "none", rule=rule)


def _narrowed(filters: dict[str, Any], request: PageRequest) -> dict[str, Any]:
    query = {name: value for name, value in filters.items() if value is not None}
    if request.q:
        query["$and"] = matching("_k.words", request.q) or [{"_id": {"$in": []}}]
    return query
