"""What people do with an application."""

from __future__ import annotations

from typing import Any

from arbeit_candidates.domain import candidate as domain
from arbeit_candidates.domain.candidate import Candidate, JobNames
from arbeit_candidates.domain.status import IllegalTransition, ReasonRequired, allowed_now
from arbeit_candidates.store import Store, scope_of
from arbeit_kit import problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Tx
from arbeit_kit.problem import Problem
from arbeit_kit.security import Principal

Named = tuple[Candidate, JobNames]


def _illegal(error: IllegalTransition) -> Problem:
    return problem.illegal_transition(str(error), state=error.source.value, allowed=allowed_now(error.source))


async def update_candidate(
    tx: Tx[Store], who: Principal, candidate_id: str, sent: dict[str, Any], if_match: int | None
) -> Named:
    """Changes the fields sent, the status among them; all or nothing.

    Problems: 404; 412; 409 `illegal-transition`; 422 without the reason a transition needs. `DuplicateKey` when the
    new e-mail is on the job already.
    """
    store = tx.store
    before = await store.candidates.get(scope_of(who), candidate_id, tx=tx)
    check_version(before, if_match)
    fields = dict(sent)
    accepted = fields.pop("accepted_fields", [])
    status, reason = fields.pop("status", None), fields.pop("status_reason", None)
    if reason is not None and status is None:
        raise problem.invalid("status_reason", "Send it together with status.", "without_status")
    job = await store.names.of(before.job_id)
    if fields.get("email", before.email) != before.email:
        fields |= await _other_person(tx, before, fields["email"])
    after, events = domain.edit(before, fields, job, tx.now)
    after = domain.accept(after, accepted, tx.now)
    if status is not None:
        try:
            after, more = domain.change_status(after, status, reason, job, tx.now)
        except IllegalTransition as error:
            raise _illegal(error) from None
        except ReasonRequired:
            raise problem.invalid("status_reason", "Say why.", "required") from None
        events = [*events, *more]
    if events or after is not before:
        await store.candidates.save(tx, after, events)
    return after, job


async def _other_person(tx: Tx[Store], c: Candidate, email: str) -> dict[str, Any]:
    """A corrected address means another person; an account linked to this very application stays linked."""
    await tx.store.persons.leave(tx, c.email)
    person = await tx.store.persons.join(tx, email)
    portal_id = person.portal_id
    if portal_id is None and c.candidate_portal_id is not None:
        account = await tx.store.persons.account(tx, c.candidate_portal_id)
        portal_id = c.candidate_portal_id if account.linked_candidate_id == c.candidate_id else None
    return {"person_id": person.person_id, "candidate_portal_id": portal_id}


async def delete_candidate(tx: Tx[Store], who: Principal, candidate_id: str, if_match: int | None) -> None:
    """Erases profile, CV and portal link; the id stays on the list of the erased. Problems: 404, 412."""
    store = tx.store
    candidate = await store.candidates.get(scope_of(who), candidate_id, tx=tx)
    check_version(candidate, if_match)
    await store.candidates.delete(tx, candidate, domain.erase(candidate))
    await store.persons.leave(tx, candidate.email)
    if candidate.cv is not None:
        await store.files.erase(tx, candidate.cv.file_id)
    await store.readings.erase(tx, candidate_id)
    await store.work.erase(tx, candidate_id)
    await store.runs.erase(tx, candidate_id)
    await store.answers.forget(tx, candidate_id)
    await store.erased.insert({"_id": candidate_id, "erased_at": tx.now}, tx=tx)


async def send_selection_notification(tx: Tx[Store], who: Principal, candidate_id: str) -> Candidate:
    """Asks for the selection mail with portal access; twice within a minute asks once. Problems: 404; 409."""
    before = await tx.store.candidates.get(scope_of(who), candidate_id, tx=tx)
    job = await tx.store.names.of(before.job_id)
    try:
        after, events = domain.notify_selection(before, who.subject, job, tx.now)
    except IllegalTransition as error:
        raise _illegal(error) from None
    if events:
        await tx.store.candidates.save(tx, after, events)
    return after
