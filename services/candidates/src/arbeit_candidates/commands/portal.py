"""Which portal account each application belongs to, from what auth tells."""

from __future__ import annotations

from arbeit_candidates.commands.applications import Named
from arbeit_candidates.domain import candidate as domain
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.domain.status import IllegalTransition
from arbeit_candidates.store import Store, scope_of
from arbeit_candidates.store.persons import Account
from arbeit_kit import problem
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.security import Principal

_SCOPE = Scope.all("an account's own applications, in whichever job")
_MOST = 1000


async def tell_account(
    tx: Tx[Store], portal_id: str, sequence: int, email: str, linked_candidate_id: str | None, verified: bool
) -> None:
    """The account was created or changed; this is all of it."""
    before, after = await tx.store.persons.tell(tx, portal_id, sequence, email, linked_candidate_id, verified)
    await _relink(tx, portal_id, before, after)


async def prove_account(tx: Tx[Store], portal_id: str, sequence: int, email: str) -> None:
    """The account's address was proved to be its owner's."""
    before, after = await tx.store.persons.prove(tx, portal_id, sequence, email)
    await _relink(tx, portal_id, before, after)


async def forget_account(tx: Tx[Store], portal_id: str) -> None:
    """The account was deleted: its applications stay, without it."""
    before, after = await tx.store.persons.forget(tx, portal_id)
    await _relink(tx, portal_id, before, after)


async def withdraw_application(tx: Tx[Store], who: Principal, candidate_id: str, words: str | None) -> Named:
    """The candidate takes his own application back; what is open of it is cancelled by the event.

    Problems: 404 for any that is not his, or while his address is not proved; 409 once it has ended.
    """
    if not (await tx.store.persons.account(tx, who.subject)).verified:
        raise problem.not_found("candidate")
    before = await tx.store.candidates.get(scope_of(who), candidate_id, tx=tx)
    job = await tx.store.names.of(before.job_id)
    try:
        after, events = domain.withdraw(before, words, job, tx.now)
    except IllegalTransition as error:
        detail = "An application that has ended cannot be withdrawn. Ask the agency."
        raise problem.illegal_transition(detail, state=error.source.value, allowed=[]) from None
    if events:
        await tx.store.candidates.save(tx, after, events)
    return after, job


async def _relink(tx: Tx[Store], portal_id: str, before: Account, after: Account) -> None:
    if before == after:
        return
    store = tx.store
    await store.persons.move_proof(tx, portal_id, before.proven_email, after.proven_email)
    for candidate in await _concerned(tx, portal_id, after):
        if after.proven_email == candidate.email or after.linked_candidate_id == candidate.candidate_id:
            target: str | None = portal_id
        else:
            target = await store.persons.portal_of(tx, candidate.email)
        job = await store.names.of(candidate.job_id)
        linked, events = domain.link_portal(candidate, target, job, tx.now)
        if events:
            await store.candidates.save(tx, linked, events)


async def _concerned(tx: Tx[Store], portal_id: str, after: Account) -> list[Candidate]:
    """The account's applications until now, and those that it gets."""
    candidates = tx.store.candidates
    found = await candidates.find(_SCOPE, {"candidate_portal_id": portal_id}, limit=_MOST, tx=tx)
    if after.proven_email is not None:
        found += await candidates.find(_SCOPE, {"email": after.proven_email}, limit=_MOST, tx=tx)
    if after.linked_candidate_id is not None:
        named = await candidates.find_one(_SCOPE, {"_id": after.linked_candidate_id}, tx=tx)
        found += [named] if named is not None else []
    return list({candidate.candidate_id: candidate for candidate in found}.values())
