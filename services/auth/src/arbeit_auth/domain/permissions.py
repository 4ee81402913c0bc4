"""Every permission, what each system role holds, and how far it reaches. Contract section 3; the only such table."""

from collections.abc import Collection
from typing import Literal

from arbeit_auth.domain.errors import NotAllowed

BaseRole = Literal["admin", "recruiter", "client_user"]
"""The spec's values of a user's ``role``."""

ALL: tuple[str, ...] = (
    "clients:read",
    "clients:write",
    "users:read",
    "users:write",
    "jobs:read",
    "jobs:write",
    "candidates:read",
    "candidates:write",
    "candidates:delete",
    "interviews:read",
    "interviews:write",
    "interviews:decide",
    "portal_users:read",
    "portal_users:write",
    "roles:read",
    "roles:write",
    "audit:read",
    "dashboard:read",
    "notifications:read",
    "webhooks:read",
    "webhooks:write",
)

CLIENT_USER: frozenset[str] = frozenset(
    {
        "clients:read",  # its own company only
        "jobs:read",
        "candidates:read",
        "interviews:read",
        "interviews:decide",
        "dashboard:read",
        "notifications:read",
    }
)
"""What ``client_user`` holds."""

CLIENT_CEILING: frozenset[str] = CLIENT_USER | {"webhooks:read", "webhooks:write"}
"""What no role of a client may exceed. Webhooks, of its own events, are for those users who are given them: a client's
every user could else send its data anywhere."""

SYSTEM_ROLES: dict[str, frozenset[str]] = {
    "admin": frozenset(ALL),
    "recruiter": frozenset(ALL)
    - {"users:read", "users:write", "roles:read", "roles:write", "webhooks:read", "webhooks:write"},
    "client_user": CLIENT_USER,
    "candidate": frozenset({"candidates:read", "interviews:read", "notifications:read"}),
}

_REACH = {"admin": "all", "recruiter": "all", "client_user": "own_client", "candidate": "own_records"}


def ordered(permissions: Collection[str]) -> list[str]:
    """In the order of the table, each once; unknown names are dropped (a newer version may have written them)."""
    return [name for name in ALL if name in permissions]


def reach(base_role: str, permission: str) -> str:
    """How far a granted permission goes: ``all``, ``own_client``, ``own_records``; ``visible_to_caller`` for the audit
    as a recruiter reads it (entries about what he may see anyway)."""
    if permission == "audit:read" and base_role != "admin":
        return "visible_to_caller"
    return _REACH[base_role]


def must_hold(held: Collection[str], wanted: Collection[str]) -> None:
    """Nobody grants, changes or takes away what he does not hold. Raises ``NotAllowed``."""
    missing = [name for name in ALL if name in wanted and name not in held]
    if missing:
        raise NotAllowed(f"You cannot give or take what you do not hold yourself: {', '.join(missing)}.")
