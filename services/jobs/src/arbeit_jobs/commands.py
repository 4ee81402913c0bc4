"""One function per use case: load, ask the domain, save the job and its events in one transaction."""

from collections.abc import Mapping
from typing import Any

from arbeit_jobs import domain
from arbeit_jobs.domain import Job, Status
from arbeit_jobs.queries import JobView
from arbeit_jobs.store import UNKNOWN_CLIENT, Store, scope_of
from arbeit_kit import ids, problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.security import Principal

_BY_EVENT = Scope.all("in answer to another service's event")


async def create_job(tx: Tx[Store], who: Principal, fields: Mapping[str, Any]) -> JobView:
    """A new job. Problem 422 for a client that does not exist (or that the caller may not see), 409 for an inactive
    one."""
    client_id = fields["client_id"]
    scope = scope_of(who)
    client = await tx.store.client(client_id, tx) if scope.unrestricted or scope.value == client_id else None
    if client is None:
        raise problem.invalid("client_id", "There is no such client.", "unknown-client")
    job_id = ids.new("job")
    job, events = domain.create(
        job_id, at=ids.time_of(job_id), by=who.email or who.subject, client=client, fields=fields
    )
    await tx.store.jobs.insert(tx, job, events)
    return JobView(job, client)


async def update_job(
    tx: Tx[Store],
    who: Principal,
    job_id: str,
    fields: Mapping[str, Any],
    *,
    status: Status | None,
    reason: str | None,
    expected_version: int | None,
) -> JobView:
    """Changes the fields given, and the status. Problems: 404, 409 by the domain's rules, 412 when the job is not at
    the expected version."""
    job = await tx.store.jobs.get(scope_of(who), job_id, tx)
    check_version(job, expected_version)
    client = await tx.store.client(job.client_id, tx) or UNKNOWN_CLIENT
    changed, events = domain.change(job, fields, status=status, reason=reason, client=client)
    if events:
        await tx.store.jobs.save(tx, changed, events)
    return JobView(changed, client)


async def keep_client(tx: Tx[Store], client_id: str, sequence: int, company_name: str, status: str) -> None:
    """The client is as said, unless something newer is known."""
    await tx.store.clients.apply(tx, client_id, sequence, {"company_name": company_name, "status": status})


async def forget_client(tx: Tx[Store], client_id: str, sequence: int) -> None:
    """The client was deleted, whatever its events say that come late."""
    await tx.store.clients.remove(tx, client_id, sequence)


async def follow_application(
    tx: Tx[Store], candidate_id: str, sequence: int, *, job_id: str, status: str
) -> Job | None:
    """An application has this status now: counts who is SELECTED, and fills the job when all are. The job if it
    changed. Old and repeated events change nothing."""
    fields = {"job_id": job_id, "status": status}
    known, is_new = await tx.store.applications.take(tx, candidate_id, sequence, fields)
    # The job's list and what is known of the application change in one transaction, so they agree.
    concerned = "SELECTED" in (status, (known or {}).get("status"))
    return await _select(tx, job_id, candidate_id, selected=status == "SELECTED") if is_new and concerned else None


async def forget_application(tx: Tx[Store], candidate_id: str, sequence: int, *, job_id: str) -> Job | None:
    """An application was erased: it no longer counts, whatever its events say that come late."""
    await tx.store.applications.remove(tx, candidate_id, sequence)
    return await _select(tx, job_id, candidate_id, selected=False)


async def _select(tx: Tx[Store], job_id: str, candidate_id: str, *, selected: bool) -> Job | None:
    job = await tx.store.jobs.find_one(_BY_EVENT, {"_id": job_id}, tx)
    outcome = domain.select(job, candidate_id, selected=selected) if job is not None else None
    if outcome is None:
        return None
    changed, events = outcome
    await tx.store.jobs.save(tx, changed, events)
    return changed
