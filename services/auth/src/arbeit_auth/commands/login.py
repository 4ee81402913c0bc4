"""Log-in, refresh, log-out: the life of a session."""

from typing import Any

from arbeit_auth.commands import throttling
from arbeit_auth.commands.desk import Caller, Desk, LoggedIn, actor, permissions_of, stranger
from arbeit_auth.domain import account as rules
from arbeit_auth.domain.account import Account, Audience
from arbeit_auth.domain.session import Outcome, is_live, new_secret, presented
from arbeit_auth.store import Store
from arbeit_auth.tokens import issue
from arbeit_events.auth import UserLoggedIn, UserLoggedOut, UserLoginFailed
from arbeit_kit import ids, problem
from arbeit_kit.command import cause
from arbeit_kit.mongo import Tx
from arbeit_kit.problem import Problem
from arbeit_kit.time import now


def bad_credentials() -> Problem:
    """The one answer for unknown, wrong, inactive, expired: in the same words (contract section 2)."""
    return problem.unauthorized("E-mail or password is wrong.", "invalid-credentials")


async def log_in(desk: Desk, audience: Audience, email: str, password: str, caller: Caller) -> LoggedIn:
    """A new session. ``email`` canonical, or anything else that nobody has.

    Problems: 401 ``invalid-credentials``, 429. Unknown and wrong cost the same time: the same reads, one bcrypt, one
    transaction with one event.
    """
    with desk.hasher.place() as place:
        charge = await throttling.charge_login(desk, audience, email, caller, stranger(caller.address))
        seen: Account | None = await desk.store.by_email(audience, email)
        matches = await place.matches(password, seen.password_hash if seen else None)
    session_id, secret = ids.new("sess"), new_secret()

    async def in_one(tx: Tx[Store]) -> tuple[Account, list[str]] | None:
        account = await tx.store.by_email(audience, email, tx)
        # What was compared may have been replaced since: then it was not this password.
        same = matches and account is not None and account.password_hash == (seen and seen.password_hash)
        company = await tx.store.company_active(account, tx)
        reason = rules.refusal(account, matches=same, company_active=company, at=tx.now)
        if account is None or reason is not None:
            failed = UserLoginFailed(email_hint=throttling.hint(email), audience=audience, reason=reason or "unknown")
            tx.emit(failed, subject=account.subject if account else "unknown", sequence=0)
            return None
        return await _open(tx, account, session_id, secret, caller, charge)

    acting = actor(seen, caller.address) if seen is not None and matches else stranger(caller.address)
    opened = await desk.db.transaction(in_one, actor=acting, cause=cause())
    if opened is None:
        raise bad_credentials()
    account, permissions = opened
    access = issue(desk.settings, account, permissions, session_id, now())
    return LoggedIn(account, permissions, session_id, secret, access)


async def _open(
    tx: Tx[Store], account: Any, session_id: str, secret: Any, caller: Caller, charge: throttling.Charge
) -> tuple[Account, list[str]]:
    await throttling.credit(tx, charge)
    if account.temporary_until is not None:
        account = rules.spend_temporary(account)
        await tx.store.save(tx, account, [])
    await tx.store.sessions.open(tx, session_id, account, secret, address=caller.address, agent=caller.agent)
    told = UserLoggedIn(user_id=account.subject, email=account.email, audience=account.audience, session_id=session_id)
    await tx.store.emit(tx, account, [told])
    return account, await permissions_of(tx.store, account, tx)


async def refresh(desk: Desk, audience: Audience, caller: Caller) -> LoggedIn:
    """Fresh tokens for the refresh token, which is spent by it. Problem 401.

    A spent one ends its session, unless it was spent a moment ago and nobody has used its successor yet.
    """
    plain, secret = caller.refresh_token, new_secret()
    if plain is None:
        raise problem.unauthorized("Sign in again.")

    async def in_one(tx: Tx[Store]) -> tuple[Outcome, Any, str, list[str]]:
        row = await tx.store.sessions.token(plain, tx)
        session = await tx.store.sessions.get(row["session_id"], tx) if row is not None else None
        if row is None or session is None or session["audience"] != audience:
            return "unknown", None, "", []
        account = await tx.store.account(audience, session["subject"], tx)
        if not is_live(session, account, tx.now):
            return "ended", None, "", []
        meaning = presented(row, session, tx.now)
        if meaning == "reused":
            await tx.store.sessions.end(tx, session["_id"])
            revoked = rules.end_session(account, session["_id"], "reuse-detected", tx.now)
            await tx.store.emit(tx, account, [revoked])
            return "reused", None, "", []
        if meaning == "fresh":
            await tx.store.sessions.rotate(tx, session, secret)
        else:
            await tx.store.sessions.repeat(tx, session, secret)
        return "rotated", account, session["_id"], await permissions_of(tx.store, account, tx)

    outcome, account, session_id, permissions = await desk.db.transaction(
        in_one, actor=stranger(caller.address), cause=cause()
    )
    if outcome != "rotated":
        raise problem.unauthorized("Sign in again.")
    access = issue(desk.settings, account, permissions, session_id, now())
    return LoggedIn(account, permissions, session_id, secret, access)


async def log_out(desk: Desk, audience: Audience, session_id: str | None, caller: Caller) -> None:
    """Ends the session of the access token, or of the refresh token when there is no access token. Nothing to end is
    fine: the caller wanted to be out, and is."""

    async def in_one(tx: Tx[Store]) -> None:
        row = await tx.store.sessions.token(caller.refresh_token, tx) if caller.refresh_token else None
        which = session_id or (row["session_id"] if row is not None else None)
        session = await tx.store.sessions.get(which, tx) if which is not None else None
        if session is None or session["audience"] != audience:
            return
        account = await tx.store.account(audience, session["subject"], tx)
        if account is None or not await tx.store.sessions.end(tx, session["_id"]):
            return
        tx.actor = actor(account, caller.address)
        told = UserLoggedOut(user_id=account.subject, email=account.email, audience=audience, session_id=session["_id"])
        revoked = rules.end_session(account, session["_id"], "logout", tx.now)
        await tx.store.emit(tx, account, [told, revoked])

    await desk.db.transaction(in_one, actor=stranger(caller.address), cause=cause())


async def end_session(tx: Tx[Store], audience: Audience, subject: str, session_id: str) -> None:
    """Ends one of the caller's own sessions. Problem 404 for any other."""
    session = await tx.store.sessions.get(session_id, tx)
    account = await tx.store.account(audience, subject, tx)
    if session is None or account is None or not is_live(session, account, tx.now):
        raise problem.not_found("session")
    await tx.store.sessions.end(tx, session_id)
    await tx.store.emit(tx, account, [rules.end_session(account, session_id, "ended-by-owner", tx.now)])


async def end_other_sessions(tx: Tx[Store], audience: Audience, subject: str, keep: str | None) -> None:
    """Ends every session of the caller but the one he calls from, which needs new tokens by a refresh."""
    account = await tx.store.account(audience, subject, tx)
    if account is None:
        raise problem.not_found("session")
    changed, revoked = rules.revoke(account, "ended-by-owner", tx.now, sessions=True)
    await tx.store.save(tx, changed, [revoked])
    if keep is not None:
        await tx.store.sessions.carry_over(tx, keep, changed)
