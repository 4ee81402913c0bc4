"""Internal users: who is registered, changed and removed, by whom."""

from dataclasses import dataclass
from typing import Any

from arbeit_auth.commands import throttling
from arbeit_auth.commands.credentials import send_link
from arbeit_auth.commands.desk import Desk
from arbeit_auth.domain import user as rules
from arbeit_auth.domain.account import password_fields
from arbeit_auth.domain.password import must_be_good
from arbeit_auth.domain.permissions import BaseRole
from arbeit_auth.domain.role import SYSTEM_IDS, Role
from arbeit_auth.domain.user import User
from arbeit_auth.store import Store, scope_of
from arbeit_auth.store.keeping import Guards
from arbeit_kit import ids, problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.problem import Problem
from arbeit_kit.security import Principal


@dataclass(frozen=True, slots=True)
class NewUser:
    """What a caller says about the user he registers. ``password_hash`` None: a link is mailed."""

    email: str
    name: str
    phone: str | None
    role: BaseRole
    role_id: str | None
    client_id: str | None
    password_hash: str | None


def duplicate_email() -> Problem:
    return problem.conflict("duplicate-email", "There is an account with this e-mail address already.")


async def first_hash(desk: Desk, password: str | None, email: str) -> str | None:
    """The hash of a password that somebody chose for somebody else. Problem 422 on ``password``."""
    if password is None:
        return None
    must_be_good(password, email=email)
    return await desk.hasher.hash(password)


async def known_client(desk: Desk, client_id: str | None) -> None:
    """Looks a client company up, also one that was created a moment ago. Problem 422 on ``client_id``."""
    if client_id is None:
        return
    path = f"/internal/clients/{client_id}"
    if await desk.store.clients.get_or_fetch(client_id, desk.peers, "tenancy", path) is None:
        raise problem.invalid("client_id", "there is no such client", "unknown")


async def register(tx: Tx[Store], desk: Desk, who: Principal, new: NewUser) -> User:
    """A new user, who must change the password given, or gets a link to set one.

    Problems: 403 (more than the caller holds), 409 ``duplicate-email`` or ``client-inactive``, 422.
    """
    if await tx.store.by_email("internal", new.email, tx) is not None:
        raise duplicate_email()
    custom = await assigned(tx, new.role_id, new.role)
    user = User(
        user_id=ids.new("user", tx.now),
        email=new.email,
        name=new.name,
        phone=new.phone,
        role=new.role,
        role_id=custom.role_id if custom else None,
        client_id=new.client_id,
        status="active",
        created_at=tx.now,
        created_by=who.email,
        **password_fields(new.password_hash, temporary=True, at=tx.now),
    )
    events = rules.register(user, custom, who.permissions)
    if not await tx.store.company_active(user, tx):
        raise problem.conflict("client-inactive", "This client is inactive.")
    await tx.store.insert(tx, user, events)
    await _welcome(tx, desk, user)
    return user


async def update(
    tx: Tx[Store], who: Principal, scope: Scope, user_id: str, changes: dict[str, Any], if_match: int | None
) -> User:
    """Changes the fields sent. Problems: 403, 404, 409 ``last-admin``, 412, 422."""
    user = await tx.store.users.get(scope, user_id, tx)
    check_version(user, if_match)
    before = await tx.store.custom_role(user.role_id, tx)
    after, changes = before, dict(changes)
    if "role" in changes and changes["role"] != user.role and "role_id" not in changes:
        changes["role_id"] = None  # a custom role refines one base role; it does not survive another
    if "role_id" in changes:
        after = await assigned(tx, changes["role_id"], changes.get("role", user.role))
        changes["role_id"] = after.role_id if after else None
    changed, events = rules.update(
        user,
        changes,
        before=before,
        after=after,
        by=who.subject,
        held=who.permissions,
        other_admins=await other_admins(tx, user),
        at=tx.now,
    )
    if events:
        await tx.store.save(tx, changed, events)
    return changed


async def delete(tx: Tx[Store], who: Principal, scope: Scope, user_id: str, if_match: int | None) -> None:
    """Removes a user for good. Problems: 403, 404, 409 ``last-admin``, 412."""
    user = await tx.store.users.get(scope, user_id, tx)
    check_version(user, if_match)
    custom = await tx.store.custom_role(user.role_id, tx)
    events = rules.delete(
        user, custom, by=who.subject, held=who.permissions, other_admins=await other_admins(tx, user), at=tx.now
    )
    await tx.store.delete(tx, user, events)


async def update_profile(tx: Tx[Store], who: Principal, changes: dict[str, Any], if_match: int | None) -> User:
    """The caller's own name and phone."""
    user = await tx.store.account("internal", who.subject, tx)
    if user is None:
        raise problem.unauthorized()
    check_version(user, if_match)
    changed, events = rules.update_profile(user, changes)
    if events:
        await tx.store.save(tx, changed, events)
    return changed


async def mail_reset(tx: Tx[Store], desk: Desk, who: Principal, user_id: str) -> User:
    """Mails a user a link to set a new password. Problems: 403, 404, 409 ``inactive``, 429."""
    user = await tx.store.users.get(scope_of(who), user_id, tx)
    custom = await tx.store.custom_role(user.role_id, tx)
    rules.must_administer(user, custom, who.permissions)
    if user.status != "active":
        raise problem.conflict("inactive", "This user is inactive.")
    await staff_mail(tx, desk, user.email)
    await send_link(tx, desk.settings.frontend_url, user, "reset-password")
    return user


async def staff_mail(tx: Tx[Store], desk: Desk, email: str) -> None:
    """Counts one mail that staff causes; nobody's mailbox is flooded by us. Problem 429."""
    wait = await throttling.within_rate(tx, throttling.mailbox(email), 2 * desk.settings.mails_per_mailbox)
    if wait:
        raise problem.too_many(wait.total_seconds(), "This mailbox got many links lately.")


async def assigned(tx: Tx[Store], role_id: str | None, base_role: str) -> Role | None:
    """The custom role of that id, held against deletion until this transaction commits; None for no role, and for the
    base role's own id. Problem 422 on ``role_id``."""
    if role_id is None or role_id == SYSTEM_IDS[base_role]:
        return None
    custom = await tx.store.custom_role(role_id, tx)
    if custom is None or custom.is_system_role or not await tx.store.guards.touch(tx, f"role:{role_id}"):
        raise problem.invalid("role_id", "there is no such role for this user", "unknown")
    return custom


async def other_admins(tx: Tx[Store], user: User) -> int:
    """Active admins besides this user. When he is one himself the answer holds until this transaction commits: two
    transactions that each take one of the last two admins away touch the same guard, and one comes again."""
    if user.role != "admin":
        return 1
    await tx.store.guards.touch(tx, Guards.ADMINS)
    every = Scope.all("whether an administrator is left is a matter of all users")
    query = {"role": "admin", "status": "active", "_id": {"$ne": user.user_id}}
    return await tx.store.users.count(every, query, tx)


async def _welcome(tx: Tx[Store], desk: Desk, user: User) -> None:
    if user.password_hash is None:
        await staff_mail(tx, desk, user.email)
        await send_link(tx, desk.settings.frontend_url, user, "set-password")
