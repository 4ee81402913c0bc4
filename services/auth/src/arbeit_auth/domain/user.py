"""Internal users: admins, recruiters and clients' users."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar

from arbeit_auth.domain import role as roles
from arbeit_auth.domain.account import Account, Audience, differences, revoke
from arbeit_auth.domain.errors import NotAllowed, NotPossible, NotValid
from arbeit_auth.domain.permissions import BaseRole, must_hold
from arbeit_auth.domain.role import Role
from arbeit_events.auth import UserDeleted, UserRegistered, UserUpdated
from arbeit_events.envelope import EventData

OF_THE_TOKEN = ("role", "role_id", "client_id")
"""Fields that access tokens carry: changing one voids the tokens."""


class User(Account):
    """Spec collection ``users``."""

    audience: ClassVar[Audience] = "internal"

    user_id: str
    role: BaseRole
    role_id: str | None
    client_id: str | None

    @property
    def subject(self) -> str:
        return self.user_id


def register(user: User, custom: Role | None, held: Collection[str]) -> list[EventData]:
    """A new user. Raises ``NotValid`` when role, role_id and client do not fit, ``NotAllowed`` when the caller
    (who holds ``held``) would give more than he has."""
    _fits(user, custom)
    must_hold(held, roles.effective(user.role, custom))
    return [UserRegistered(**_facts(user))]


def update(
    user: User,
    changes: dict[str, Any],
    *,
    before: Role | None,
    after: Role | None,
    by: str,
    held: Collection[str],
    other_admins: int,
    at: datetime,
) -> tuple[User, list[EventData]]:
    """Changes the fields given. ``before`` and ``after`` are the custom roles, ``by`` is the caller's user_id,
    ``other_admins`` the number of other active admins.

    Raises ``NotAllowed`` for a person with more rights than the caller, or for one's own role and status;
    ``NotPossible`` (``last-admin``) when nobody would be left to administer.
    """
    fields = differences(user, changes)
    if not fields:
        return user, []
    names = {change.field for change in fields}
    must_administer(user, before, held)
    if user.user_id == by and names & {*OF_THE_TOKEN, "status"}:
        raise NotAllowed("Another administrator has to change your own role or status.")
    changed = user.model_copy(update={change.field: changes[change.field] for change in fields})
    _fits(changed, after)
    must_hold(held, roles.effective(changed.role, after))
    if _is_admin(user) and not _is_admin(changed):
        _someone_left(other_admins)
    events: list[EventData] = [UserUpdated(**_facts(changed), changed=fields)]
    if changed.status == "inactive" and user.status == "active":
        changed, revoked = revoke(changed, "deactivated", at, sessions=True)
        events.append(revoked)
    elif names.intersection(OF_THE_TOKEN):
        changed, revoked = revoke(changed, "role-changed", at, sessions=False)
        events.append(revoked)
    return changed, events


def delete(
    user: User, custom: Role | None, *, by: str, held: Collection[str], other_admins: int, at: datetime
) -> list[EventData]:
    """Raises as ``update`` does."""
    must_administer(user, custom, held)
    if user.user_id == by:
        raise NotAllowed("Another administrator has to delete your account.")
    if _is_admin(user):
        _someone_left(other_admins)
    _, revoked = revoke(user, "deleted", at, sessions=True)
    deleted = UserDeleted(
        user_id=user.user_id, email=user.email, name=user.name, role=user.role, client_id=user.client_id
    )
    return [revoked, deleted]


def must_administer(user: User, custom: Role | None, held: Collection[str]) -> None:
    """Nobody administers a person who holds more than he does. Raises ``NotAllowed``."""
    must_hold(held, roles.effective(user.role, custom))


def update_profile(user: User, changes: dict[str, Any]) -> tuple[User, list[EventData]]:
    """What a person may change of himself: name and phone."""
    fields = differences(user, changes)
    if not fields:
        return user, []
    changed = user.model_copy(update=changes)
    return changed, [UserUpdated(**_facts(changed), changed=fields)]


def _is_admin(user: User) -> bool:
    return user.role == "admin" and user.status == "active"


def _someone_left(other_admins: int) -> None:
    if other_admins < 1:
        raise NotPossible("last-admin", "This is the last active admin. Make another one first.")


def _fits(user: User, custom: Role | None) -> None:
    if user.role == "client_user" and user.client_id is None:
        raise NotValid("client_id", "is needed for a client_user", "missing")
    if user.role != "client_user" and user.client_id is not None:
        raise NotValid("client_id", "is for a client_user only", "not-for-this-role")
    if custom is not None:
        roles.must_fit(custom, user.role, user.client_id)


def _facts(user: User) -> dict[str, Any]:
    return {
        "user_id": user.user_id,
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "role_id": user.role_id,
        "client_id": user.client_id,
        "status": user.status,
    }
