"""Passwords and one-time links: change, forget, reset, verify."""

from typing import Any

from arbeit_auth.commands import throttling
from arbeit_auth.commands.desk import Caller, Desk, LoggedIn, actor, permissions_of, stranger
from arbeit_auth.domain import account as rules
from arbeit_auth.domain import link, portal_user
from arbeit_auth.domain.account import Account, Audience
from arbeit_auth.domain.link import Purpose
from arbeit_auth.domain.password import must_be_good, normal
from arbeit_auth.domain.portal_user import PortalUser
from arbeit_auth.domain.session import is_live, new_secret
from arbeit_auth.store import Store
from arbeit_auth.tokens import issue
from arbeit_events.commands import SendOneTimeLink
from arbeit_kit import problem
from arbeit_kit.command import cause
from arbeit_kit.mongo import Tx
from arbeit_kit.problem import Problem
from arbeit_kit.security import Principal
from arbeit_kit.time import now


def bad_link() -> Problem:
    """One answer for a link that is unknown, used, expired or for something else."""
    return Problem(400, "invalid-link", "Link not valid", "This link was used before, has expired, or is not complete.")


async def send_link(
    tx: Tx[Store],
    base: str,
    account: Account,
    purpose: Purpose,
    *,
    pending_hash: str | None = None,
    **facts: Any,
) -> None:
    """Stores a one-time link and hands it to notifications, encrypted. ``facts`` go into the letter."""
    secret = new_secret()
    expires_at = await tx.store.links.add(tx, secret, account, purpose, pending_hash)
    letter = SendOneTimeLink(
        purpose=purpose,
        email=account.email,
        name=account.name,
        link=link.address(base, account.audience, purpose, secret),
        expires_at=expires_at,
        subject_id=account.subject,
        **facts,
    )
    tx.send_secret(letter)


async def change_password(desk: Desk, who: Principal, current: str, new: str, caller: Caller) -> LoggedIn:
    """The owner's own change: every other session ends, this one goes on with new tokens.

    Problems: 422 on ``current_password`` or ``new_password``, 401 when the session has ended, 429.
    """
    audience: Audience = "candidate" if who.audience == "candidate" else "internal"
    seen: Account | None = await desk.store.account(audience, who.subject)
    if seen is None or who.session_id is None:
        raise problem.unauthorized()
    session_id, acting = who.session_id, actor(seen, caller.address)
    must_be_good(new, email=seen.email, field="new_password")
    if normal(new) == normal(current):
        raise problem.invalid("new_password", "must differ from the current one", "same")
    with desk.hasher.place() as place:
        charge = await throttling.charge_password_check(desk, session_id, acting)
        if not await place.matches(current, seen.password_hash):
            raise problem.invalid("current_password", "is not the current password", "wrong")
        hashed, secret = await place.hash(new), new_secret()

    async def in_one(tx: Tx[Store]) -> tuple[Account, list[str]]:
        account = await tx.store.account(audience, who.subject, tx)
        session = await tx.store.sessions.get(session_id, tx)
        if session is None or not is_live(session, account, tx.now) or account.password_hash != seen.password_hash:
            raise problem.unauthorized()
        await throttling.credit(tx, charge)
        changed, events = rules.set_password(account, hashed, "change", tx.now)
        await tx.store.save(tx, changed, events)
        await tx.store.links.void(tx, changed.subject)
        await tx.store.sessions.carry_over(tx, session_id, changed)
        await tx.store.sessions.rotate(tx, session, secret, may_repeat=False)
        return changed, await permissions_of(tx.store, changed, tx)

    changed, permissions = await desk.db.transaction(in_one, actor=acting, cause=cause())
    access = issue(desk.settings, changed, permissions, session_id, now())
    return LoggedIn(changed, permissions, session_id, secret, access)


async def forgot_password(desk: Desk, audience: Audience, email: str, caller: Caller) -> None:
    """Mails a link when there is such an account and it may log in. The caller cannot tell. Problem 429 per address."""
    await throttling.request_from(desk, f"forgot-{audience}", caller.address, stranger(caller.address))

    async def in_one(tx: Tx[Store]) -> None:
        account = await tx.store.by_email(audience, email, tx)
        full = await throttling.within_rate(tx, throttling.mailbox(email), desk.settings.mails_per_mailbox)
        if account is not None and account.status == "active" and not full:
            await send_link(tx, desk.settings.frontend_url, account, "reset-password")

    await desk.db.transaction(in_one, actor=stranger(caller.address), cause=cause())


async def reset_password(desk: Desk, audience: Audience, token: str, new: str, caller: Caller) -> None:
    """Sets a password with a link; ends every session and every other link. Opening a mailed link also verifies the
    address. Problems: 400 ``invalid-link``, 422 on ``new_password``, 429."""
    await throttling.request_from(desk, f"reset-{audience}", caller.address, stranger(caller.address))
    seen = await desk.store.links.get(token)
    account = await _of_link(desk.store, seen, audience)
    if account is None or not link.is_usable(seen, audience, now(), password=True):
        raise bad_link()
    must_be_good(new, email=account.email, field="new_password")
    hashed = await desk.hasher.hash(new)

    async def in_one(tx: Tx[Store]) -> None:
        row = await tx.store.links.get(token, tx)
        owner = await _of_link(tx.store, row, audience, tx)
        usable = link.is_usable(row, audience, tx.now, password=True)
        if row is None or owner is None or not usable or not await tx.store.links.use(tx, token):
            raise bad_link()
        tx.actor = actor(owner, caller.address)
        how = "reset" if row["purpose"] == "reset-password" else "set"
        changed, events = rules.set_password(owner, hashed, how, tx.now)
        if isinstance(changed, PortalUser):
            changed, verified = portal_user.verify(changed, tx.now)
            events = [*events, *verified]
        await tx.store.save(tx, changed, events)
        await tx.store.links.void(tx, changed.subject)
        await throttling.forgive(tx, audience, changed.email)

    await desk.db.transaction(in_one, actor=stranger(caller.address), cause=cause())


async def verify_email(desk: Desk, token: str, caller: Caller) -> None:
    """Opens a verification link. When the address was registered again before it was verified, the password of *that*
    registration takes effect with its own link: whoever opens his own mail gets his own password, and somebody who had
    registered the address before him loses it. Problem 400 ``invalid-link``."""

    async def in_one(tx: Tx[Store]) -> None:
        row = await tx.store.links.get(token, tx)
        owner = await _of_link(tx.store, row, "candidate", tx)
        usable = link.is_usable(row, "candidate", tx.now, password=False)
        if row is None or owner is None or not usable or not await tx.store.links.use(tx, token):
            raise bad_link()
        tx.actor = actor(owner, caller.address)
        events: list[Any] = []
        if row["password_hash"] is not None and not owner.email_verified:
            owner, events = rules.set_password(owner, row["password_hash"], "set", tx.now)
            await tx.store.links.void(tx, owner.subject)
        owner, verified = portal_user.verify(owner, tx.now)
        if events or verified:
            await tx.store.save(tx, owner, [*events, *verified])

    await desk.db.transaction(in_one, actor=stranger(caller.address), cause=cause())


async def _of_link(store: Store, row: dict[str, Any] | None, audience: Audience, tx: Tx[Any] | None = None) -> Any:
    """The account of a link, when it may log in."""
    account = await store.account(audience, row["subject"] if row is not None else "nobody", tx)
    return account if account is not None and account.status == "active" else None
