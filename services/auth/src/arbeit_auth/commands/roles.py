"""Custom roles."""

from typing import Any

from arbeit_auth.domain import role as rules
from arbeit_auth.domain.account import revoke
from arbeit_auth.domain.role import Role
from arbeit_auth.store import OWN, Store, scope_of
from arbeit_kit import ids, problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import DuplicateKey, Tx
from arbeit_kit.problem import Problem
from arbeit_kit.security import Principal

MOST_HOLDERS = 1000
"""Users of one custom role: so many are revoked in the transaction that changes it."""


def duplicate_name() -> Problem:
    return problem.conflict("duplicate-role", "There is a role of this name already.")


async def create(
    tx: Tx[Store], who: Principal, role_name: str, description: str, granted: list[str], client_id: str | None
) -> Role:
    """Problems: 403 (more than the caller holds), 409 ``duplicate-role``, 422."""
    role = Role(
        role_id=ids.new("role", tx.now),
        role_name=role_name,
        description=description,
        granted=granted,
        client_id=client_id,
        is_system_role=False,
        created_at=tx.now,
        created_by=who.email,
    )
    events = rules.create(role, who.permissions)
    await _name_is_free(tx, role)
    await tx.store.roles.insert(tx, role, events)
    await tx.store.guards.make(f"role:{role.role_id}", tx)
    return role


async def update(tx: Tx[Store], who: Principal, role_id: str, changes: dict[str, Any], if_match: int | None) -> Role:
    """Changes the fields sent; other permissions void the tokens of everybody who holds the role.

    Problems: 403, 404, 409, 412, 422.
    """
    role = await tx.store.roles.get(scope_of(who), role_id, tx)
    check_version(role, if_match)
    changed, events = rules.update(role, who.permissions, changes)
    if not events:
        return changed
    if rules.name_key(changed.role_name) != rules.name_key(role.role_name):
        await _name_is_free(tx, changed)
    await tx.store.roles.save(tx, changed, events)
    if changed.granted != role.granted:
        # Whoever is given the role at this moment touches the guard too: he is then either found here or comes later.
        await tx.store.guards.touch(tx, f"role:{role_id}")
        for user in await tx.store.users.find(OWN, {"role_id": role_id}, limit=MOST_HOLDERS, tx=tx):
            holder, revoked = revoke(user, "role-changed", tx.now, sessions=False)
            await tx.store.save(tx, holder, [revoked])
    return changed


async def delete(tx: Tx[Store], who: Principal, role_id: str, if_match: int | None) -> None:
    """Problems: 403, 404, 409 ``role-in-use``, 412."""
    role = await tx.store.roles.get(scope_of(who), role_id, tx)
    check_version(role, if_match)
    await tx.store.guards.remove(tx, f"role:{role_id}")
    holders = await tx.store.users.count(OWN, {"role_id": role_id}, tx)
    await tx.store.roles.delete(tx, role, rules.delete(role, who.permissions, holders))


async def fix_system_roles(db: Any, store: Store, at: Any) -> None:
    """Writes the system roles as this version of the program knows them; any number of starts at once is fine."""

    for wanted in rules.system_roles(at):

        async def in_one(tx: Tx[Store], wanted: Role = wanted) -> None:
            known = await tx.store.roles.find_one(OWN, {"_id": wanted.role_id}, tx)
            if known is None:
                await tx.store.roles.insert(tx, wanted, [])
            elif (known.granted, known.description) != (wanted.granted, wanted.description):
                fields = {"granted": wanted.granted, "description": wanted.description}
                await tx.store.roles.save(tx, known.model_copy(update=fields), [])

        try:
            await db.transaction(in_one)
        except DuplicateKey:  # another process was quicker, with the same content
            continue
    await store.guards.make(store.guards.ADMINS)


async def _name_is_free(tx: Tx[Store], role: Role) -> None:
    """For a clear answer; the unique index has the last word."""
    query = {"client_id": role.client_id, "_k.name": rules.name_key(role.role_name), "_id": {"$ne": role.role_id}}
    if await tx.store.roles.find_one(OWN, query, tx) is not None:
        raise duplicate_name()
