"""The first administrator, from ADMIN_EMAIL and ADMIN_PASSWORD, when there is no user yet."""

import logging

from arbeit_auth.commands.desk import Desk
from arbeit_auth.domain import user as rules
from arbeit_auth.domain.account import password_fields
from arbeit_auth.domain.permissions import ALL
from arbeit_auth.domain.user import User
from arbeit_auth.store import OWN, Store
from arbeit_kit import ids
from arbeit_kit.mongo import DuplicateKey, Tx

log = logging.getLogger(__name__)

_MARK = "first-admin"


async def ensure(desk: Desk) -> None:
    """Makes the account once. Twenty processes that start at once make one between them: all try to set the same mark
    in the transaction of their user. The password is the operator's own, so it need not be changed."""
    email, password = desk.settings.admin_email, desk.settings.admin_password
    if await desk.store.guards.exists(_MARK) or await desk.store.users.count(OWN, {}):
        return
    if email is None or password is None:
        log.warning("there is no user: set ADMIN_EMAIL and ADMIN_PASSWORD", extra={"event": "no_user"})
        return
    hashed = await desk.hasher.hash(password.get_secret_value())

    async def in_one(tx: Tx[Store]) -> bool:
        if await tx.store.users.count(OWN, {}, tx):
            return False
        await tx.store.guards.make(_MARK, tx)
        user = User(
            user_id=ids.new("user", tx.now),
            email=email,
            name=desk.settings.admin_name,
            phone=None,
            role="admin",
            role_id=None,
            client_id=None,
            status="active",
            created_at=tx.now,
            created_by=None,
            **password_fields(hashed, temporary=False, at=tx.now),
        )
        await tx.store.insert(tx, user, rules.register(user, None, ALL))
        return True

    try:
        made = await desk.db.transaction(in_one)
    except DuplicateKey:
        return
    if made:
        log.info("made the first administrator", extra={"event": "first_admin"})
