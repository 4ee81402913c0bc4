"""Candidates' portal accounts: registered by the candidate, made by staff, or made because he was selected."""

import secrets
from dataclasses import dataclass
from typing import Any, Literal

from arbeit_auth.commands import throttling
from arbeit_auth.commands.credentials import send_link
from arbeit_auth.commands.desk import Caller, Desk, actor, stranger
from arbeit_auth.commands.users import duplicate_email, staff_mail
from arbeit_auth.domain import account as rules
from arbeit_auth.domain import portal_user
from arbeit_auth.domain.account import password_fields
from arbeit_auth.domain.password import must_be_good
from arbeit_auth.domain.portal_user import PortalUser
from arbeit_auth.store import OWN, Store, scope_of
from arbeit_kit import ids, problem
from arbeit_kit.command import cause, check_version
from arbeit_kit.mongo import DuplicateKey, Tx
from arbeit_kit.security import Principal

_GROUPS, _GROUP = 4, 5
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a portal account says about its owner."""

    email: str
    name: str
    phone: str | None = None
    linkedin_url: str | None = None
    current_company: str | None = None
    experience_years: int | None = None


def new_temporary_password() -> str:
    """Twenty characters that can be read aloud: 99 random bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


async def register(desk: Desk, profile: Profile, password: str, caller: Caller) -> None:
    """A candidate registers. The outcome is the same for a known address (contract section 2): the mailbox learns what
    happened, the caller does not. Problems: 422 on ``password``, 429."""
    by = stranger(caller.address)
    await throttling.request_from(desk, "register", caller.address, by)
    must_be_good(password, email=profile.email)
    hashed = await desk.hasher.hash(password)

    async def in_one(tx: Tx[Store]) -> None:
        known: PortalUser | None = await tx.store.by_email("candidate", profile.email, tx)
        full = await throttling.within_rate(tx, throttling.mailbox(profile.email), desk.settings.mails_per_mailbox)
        if known is None:
            account = _account(tx, profile, hashed, temporary=False, created_by=profile.email)
            tx.actor = actor(account, caller.address)
            await tx.store.insert(tx, account, portal_user.create(account, "self"))
            if not full:
                await send_link(tx, desk.settings.frontend_url, account, "verify-email")
        elif known.status == "active" and not full:
            base = desk.settings.frontend_url
            if known.email_verified:
                await send_link(tx, base, known, "reset-password")
            else:
                await send_link(tx, base, known, "verify-email", pending_hash=hashed)

    try:
        await desk.db.transaction(in_one, actor=by, cause=cause())
    except DuplicateKey:  # two registered the address at the same moment: the second is a known address
        await desk.db.transaction(in_one, actor=by, cause=cause())


async def create(
    tx: Tx[Store], desk: Desk, who: Principal, profile: Profile, linked: str | None, password_hash: str | None
) -> PortalUser:
    """Staff makes an account; the welcome mail with a link goes out either way. Problems: 409 ``duplicate-email``."""
    if await tx.store.by_email("candidate", profile.email, tx) is not None:
        raise duplicate_email()
    account = _account(
        tx, profile, password_hash, temporary=True, created_by=who.email or who.subject, linked_candidate_id=linked
    )
    await tx.store.insert(tx, account, portal_user.create(account, "staff"))
    await staff_mail(tx, desk, account.email)
    await send_link(
        tx,
        desk.settings.frontend_url,
        account,
        "welcome",
        temporary=password_hash is not None,
        candidate_id=linked,
    )
    return account


async def update(
    tx: Tx[Store], who: Principal, portal_id: str, changes: dict[str, Any], if_match: int | None
) -> PortalUser:
    """Changes the fields sent. Problems: 404, 409 ``not-verified``, 412."""
    account = await tx.store.portal_users.get(scope_of(who), portal_id, tx)
    check_version(account, if_match)
    return await _changed(tx, account, changes)


async def update_profile(tx: Tx[Store], who: Principal, changes: dict[str, Any], if_match: int | None) -> PortalUser:
    """A candidate's own profile."""
    account = await tx.store.account("candidate", who.subject, tx)
    if account is None:
        raise problem.unauthorized()
    check_version(account, if_match)
    return await _changed(tx, account, changes)


async def delete(tx: Tx[Store], who: Principal, portal_id: str, if_match: int | None) -> None:
    """Removes an account for good. Problems: 404, 412."""
    account = await tx.store.portal_users.get(scope_of(who), portal_id, tx)
    check_version(account, if_match)
    await tx.store.delete(tx, account, portal_user.delete(account, tx.now))


async def reset(tx: Tx[Store], desk: Desk, who: Principal, portal_id: str, password_hash: str | None) -> PortalUser:
    """Ends the account's sessions and gives it a temporary password, or without one mails a link (the present password
    is void from now on). Problems: 404, 409 ``inactive``, 429."""
    account = await tx.store.portal_users.get(scope_of(who), portal_id, tx)
    if account.status != "active":
        raise problem.conflict("inactive", "This portal user is inactive.")
    await tx.store.links.void(tx, account.subject)
    if password_hash is not None:
        account, events = rules.set_password(account, password_hash, "temporary", tx.now)
        await tx.store.save(tx, account, events)
        await throttling.forgive(tx, "candidate", account.email)
        return account
    account, revoked = rules.revoke(rules.without_password(account), "password-reset", tx.now, sessions=True)
    await tx.store.save(tx, account, [revoked])
    await staff_mail(tx, desk, account.email)
    await send_link(tx, desk.settings.frontend_url, account, "reset-password")
    return account


async def select(
    tx: Tx[Store], desk: Desk, profile: Profile, *, candidate_id: str, job_title: str, client_name: str, by: str
) -> None:
    """A selected candidate gets an account, if he has none, linked to his record, and the selection mail with a link.
    Repeating it mails another link and changes nothing else.

    An account that somebody registered with the address and never verified loses its password: linking it would show
    the record to whoever registered, and only the mailbox proves who that is (reliability study, A27).
    """
    account: PortalUser | None = await tx.store.by_email("candidate", profile.email, tx)
    if account is None:
        account = _account(tx, profile, None, temporary=True, created_by=by, linked_candidate_id=candidate_id)
        await tx.store.insert(tx, account, portal_user.create(account, "selection"))
    else:
        events: list[Any] = []
        if account.is_unproven:
            account, revoked = rules.revoke(rules.without_password(account), "reclaimed", tx.now, sessions=True)
            account = account.model_copy(update={"created_by": by})
            events.append(revoked)
            await tx.store.links.void(tx, account.subject)
        if account.linked_candidate_id is None:
            account, linked = portal_user.update(account, {"linked_candidate_id": candidate_id}, tx.now)
            events.extend(linked)
        if events:
            await tx.store.save(tx, account, events)
    full = await throttling.within_rate(tx, throttling.mailbox(account.email), 4 * desk.settings.mails_per_mailbox)
    if account.status == "active" and not full:
        await send_link(
            tx,
            desk.settings.frontend_url,
            account,
            "selection",
            candidate_id=candidate_id,
            job_title=job_title,
            client_name=client_name,
        )


async def unlink(tx: Tx[Store], candidate_id: str) -> None:
    """The candidate record is gone: no account points to it any more."""
    query = {"linked_candidate_id": candidate_id}
    for account in await tx.store.portal_users.find(OWN, query, limit=100, tx=tx):
        changed, events = portal_user.update(account, {"linked_candidate_id": None}, tx.now)
        await tx.store.save(tx, changed, events)


async def _changed(tx: Tx[Store], account: PortalUser, changes: dict[str, Any]) -> PortalUser:
    if changes.get("linked_candidate_id") is not None and account.is_unproven:
        raise problem.conflict(
            "not-verified", "This person registered himself and has not verified the address yet; it cannot be linked."
        )
    changed, events = portal_user.update(account, changes, tx.now)
    if events:
        await tx.store.save(tx, changed, events)
    return changed


def _account(
    tx: Tx[Store],
    profile: Profile,
    password_hash: str | None,
    *,
    temporary: bool,
    created_by: str,
    linked_candidate_id: str | None = None,
) -> PortalUser:
    status: Literal["active"] = "active"
    return PortalUser(
        candidate_portal_id=ids.new("cp", tx.now),
        email=profile.email,
        name=profile.name,
        phone=profile.phone,
        linkedin_url=profile.linkedin_url,
        current_company=profile.current_company,
        experience_years=profile.experience_years,
        status=status,
        linked_candidate_id=linked_candidate_id,
        verified_at=None,
        created_at=tx.now,
        created_by=created_by,
        **password_fields(password_hash, temporary=temporary, at=tx.now),
    )
