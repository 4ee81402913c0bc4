"""Roles: the four of the system, and custom ones with permission flags."""

from collections.abc import Collection, Mapping
from datetime import datetime

from pydantic import BaseModel

from arbeit_auth.domain.errors import NotAllowed, NotPossible, NotValid
from arbeit_auth.domain.permissions import ALL, CLIENT_CEILING, SYSTEM_ROLES, must_hold, ordered
from arbeit_events.auth import RoleCreated, RoleDeleted, RoleUpdated
from arbeit_events.envelope import EventData, FieldChange

_SYSTEM_TEXT = {
    "admin": "Everything.",
    "recruiter": "The agency's daily work; no users, no roles.",
    "client_user": "Reads the own company's jobs, candidates and interviews; decides its interviews.",
    "candidate": "The own applications, interviews and profile.",
}
SYSTEM_IDS = {name: f"role_{number:026d}" for number, name in enumerate(_SYSTEM_TEXT, start=1)}
"""Fixed ids, older than every custom role's, so that lists end with them."""


class Role(BaseModel):
    """A named set of permissions; with ``client_id`` only for that client's users."""

    version: int = 0
    role_id: str
    role_name: str
    description: str
    granted: list[str]
    client_id: str | None
    is_system_role: bool
    created_at: datetime
    created_by: str | None

    @property
    def permissions(self) -> dict[str, bool]:
        """The spec's object of flags, one per permission there is."""
        return {name: name in self.granted for name in ALL}


def name_key(role_name: str) -> str:
    """Two roles whose names differ in case or spacing only would be mistaken for each other."""
    return " ".join(role_name.split()).casefold()


def system_roles(at: datetime) -> list[Role]:
    """The fixed roles, as they are stored so that lists show them."""
    return [
        Role(
            role_id=SYSTEM_IDS[name],
            role_name=name,
            description=_SYSTEM_TEXT[name],
            granted=ordered(granted),
            client_id=None,
            is_system_role=True,
            created_at=at,
            created_by=None,
        )
        for name, granted in SYSTEM_ROLES.items()
    ]


def granted_by(flags: Mapping[str, bool]) -> list[str]:
    """The permissions that are switched on. Raises ``NotValid`` for a flag that does not exist."""
    for name in flags:
        if name not in ALL:
            raise NotValid("permissions", "there is no such permission; the access matrix lists them", "unknown")
    return [name for name in ALL if flags.get(name)]


def create(role: Role, held: Collection[str]) -> list[EventData]:
    """Raises ``NotValid`` (exceeds a client's ceiling, name of a system role) or ``NotAllowed`` (not held)."""
    _check(role, held)
    return [RoleCreated(**_facts(role))]


def update(role: Role, held: Collection[str], changes: Mapping[str, object]) -> tuple[Role, list[EventData]]:
    """Only the fields in ``changes``. What the role held before counts too: taking away is a grant's mirror."""
    _custom(role)
    must_hold(held, role.granted)
    changed = role.model_copy(update=dict(changes))
    _check(changed, held)
    fields = [
        FieldChange(field="permissions" if name == "granted" else name, old=getattr(role, name), new=value)
        for name, value in changes.items()
        if getattr(role, name) != value
    ]
    if not fields:
        return role, []
    return changed, [RoleUpdated(**_facts(changed), changed=fields)]


def delete(role: Role, held: Collection[str], holders: int) -> list[EventData]:
    """Raises ``NotPossible`` while anybody holds it."""
    _custom(role)
    must_hold(held, role.granted)
    if holders:
        raise NotPossible("role-in-use", f"{holders} user(s) hold this role. Give them another one first.")
    return [RoleDeleted(**_facts(role))]


def effective(base_role: str, custom: Role | None) -> list[str]:
    """What a user holds. A client's user never exceeds ``client_user``, whatever the role says today."""
    if custom is None or base_role == "admin":
        return ordered(SYSTEM_ROLES[base_role])
    if base_role == "client_user":
        return ordered(CLIENT_CEILING.intersection(custom.granted))
    return ordered(custom.granted)


def must_fit(role: Role, base_role: str, client_id: str | None) -> None:
    """Whether a custom role may be assigned to a user of that base role and client. Raises ``NotValid``."""
    if base_role == "admin":
        raise NotValid("role_id", "an admin holds everything and takes no further role", "not-for-admins")
    if role.client_id is not None and role.client_id != client_id:
        raise NotValid("role_id", "this role belongs to a client", "other-client")
    if base_role == "client_user" and not CLIENT_CEILING.issuperset(role.granted):
        raise NotValid("role_id", "this role exceeds what a client's user may hold", "exceeds-client-user")


def _custom(role: Role) -> None:
    if role.is_system_role:
        raise NotAllowed("System roles are fixed.")


def _check(role: Role, held: Collection[str]) -> None:
    if name_key(role.role_name) in SYSTEM_ROLES:
        raise NotValid("role_name", "is the name of a system role", "reserved")
    if role.client_id is not None and not CLIENT_CEILING.issuperset(role.granted):
        beyond = ", ".join(name for name in role.granted if name not in CLIENT_CEILING)
        raise NotValid("permissions", f"a client's role cannot hold {beyond}", "exceeds-client-user")
    must_hold(held, role.granted)


def _facts(role: Role) -> dict[str, object]:
    return {
        "role_id": role.role_id,
        "role_name": role.role_name,
        "permissions": role.granted,
        "client_id": role.client_id,
    }
