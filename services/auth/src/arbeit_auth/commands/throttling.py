"""Counting tries in the database, so that all replicas count together. The rules are in ``domain.throttle``."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from arbeit_auth.commands.desk import Caller, Desk
from arbeit_auth.domain.account import Audience
from arbeit_auth.domain.session import is_live
from arbeit_auth.domain.throttle import Counter, Policy, login_wait, network, window_wait
from arbeit_auth.store import Store
from arbeit_auth.store.throttles import key
from arbeit_events.auth import UserLoginFailed
from arbeit_kit import problem
from arbeit_kit.command import cause
from arbeit_kit.mongo import Actor, DuplicateKey, Tx

HOUR = timedelta(hours=1)
_RACES = 5


@dataclass(frozen=True, slots=True)
class Charge:
    """The counters that one try was charged to; credited when the password was right."""

    counters: tuple[tuple[str, Policy], ...]
    wait: timedelta


def hint(email: str) -> str:
    """Enough for the owner to recognise his address, too little for anybody else."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}***@{domain}"[:100]


async def charge_login(desk: Desk, audience: Audience, email: str, caller: Caller, actor: Actor) -> Charge:
    """Charges one try before the password is looked at. Problem 429 with the pause that is left."""

    async def in_one(tx: Tx[Store]) -> Charge:
        found = await _charged(tx, desk, audience, email, caller)
        if found.wait and await tx.store.throttles.tell_once(tx, found.counters[0][0]):
            account = await tx.store.by_email(audience, email, tx)
            told = UserLoginFailed(email_hint=hint(email), audience=audience, reason="throttled")
            tx.emit(told, subject=account.subject if account else "unknown", sequence=0)
        return found

    return await _decided(desk, in_one, actor)


async def charge_password_check(desk: Desk, session_id: str, actor: Actor) -> Charge:
    """The same for a signed-in person's current password. Problem 429."""

    async def in_one(tx: Tx[Store]) -> Charge:
        return await _by_session(tx, desk, session_id)

    return await _decided(desk, in_one, actor)


async def credit(tx: Tx[Store], charge: Charge) -> None:
    """The password was right: the try counts no more, and the failures before it from here neither."""
    for place, (name, policy) in enumerate(charge.counters):
        if place == 0:
            await tx.store.throttles.clear(tx, name)
        else:
            counter = await tx.store.throttles.counter(tx, name, policy)
            await tx.store.throttles.put(tx, name, counter.credited(), policy)


async def forgive(tx: Tx[Store], audience: Audience, email: str) -> None:
    """The owner set a new password by mail: the account's own counter starts again."""
    await tx.store.throttles.clear(tx, key("account", audience, email))


async def within_rate(tx: Tx[Store], name: str, limit: int) -> timedelta:
    """Counts one use of at most ``limit`` per hour; the time left to wait when it is used up (nothing is counted)."""
    used = await tx.store.throttles.used(tx, name)
    wait = window_wait(used, limit, HOUR, tx.now)
    if not wait:
        await tx.store.throttles.use(tx, name, used, HOUR)
    return wait


async def request_from(desk: Desk, kind: str, address: str, actor: Actor) -> None:
    """Counts one public request of a kind from an address. Problem 429."""

    async def in_one(tx: Tx[Store]) -> Charge:
        name = key(kind, network(address))
        return Charge((), await within_rate(tx, name, desk.settings.requests_per_address))

    await _decided(desk, in_one, actor)


def mailbox(email: str) -> str:
    """The counter of mails to one address."""
    return key("mail", email)


async def _charged(tx: Tx[Store], desk: Desk, audience: Audience, email: str, caller: Caller) -> Charge:
    store, tries, spread = tx.store.throttles, desk.tries, desk.spread
    account = await tx.store.by_email(audience, email, tx)
    own_session = await _own_session(tx, account, caller)
    if own_session is not None:
        return await _by_session(tx, desk, own_session)
    place = network(caller.address)
    names = (
        (key("pair", audience, email, place), tries),
        (key("account", audience, email), tries),
        (key("address", place), spread),
    )
    pair, whole, address = [await store.counter(tx, name, policy) for name, policy in names]
    familiar = await tx.store.sessions.was_let_in(account.subject if account else "nobody", place)
    wait = login_wait(
        pair=pair, account=whole, address=address, tries=tries, spread=spread, familiar=familiar, at=tx.now
    )
    if not wait:
        for (name, policy), counter in zip(names, (pair, whole, address), strict=True):
            await store.put(tx, name, counter.charged(tx.now), policy)
    return Charge(names, wait)


async def _by_session(tx: Tx[Store], desk: Desk, session_id: str) -> Charge:
    name, policy = key("session", session_id), desk.tries
    counter: Counter = await tx.store.throttles.counter(tx, name, policy)
    wait = counter.wait(policy, tx.now)
    if not wait:
        await tx.store.throttles.put(tx, name, counter.charged(tx.now), policy)
    return Charge(((name, policy),), wait)


async def _own_session(tx: Tx[Store], account: Any, caller: Caller) -> str | None:
    """The live session of this very account that the browser proves to hold, or None."""
    if caller.refresh_token is None:
        return None
    row = await tx.store.sessions.token(caller.refresh_token, tx)
    if row is None or row["spent_at"] is not None:
        return None
    session = await tx.store.sessions.get(row["session_id"], tx)
    return row["session_id"] if session is not None and is_live(session, account, tx.now) else None


async def _decided(desk: Desk, in_one: Any, actor: Actor) -> Charge:
    for race in range(_RACES):
        try:
            charge: Charge = await desk.db.transaction(in_one, actor=actor, cause=cause())
        except DuplicateKey:  # two made the same counter at once; now it is there
            if race == _RACES - 1:
                raise problem.unavailable() from None
        else:
            break
    if charge.wait:
        raise problem.too_many(charge.wait.total_seconds(), "Too many tries. Please wait, or use another way in.")
    return charge
