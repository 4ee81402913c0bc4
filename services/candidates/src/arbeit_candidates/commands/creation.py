"""New applications."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

from arbeit_candidates.cv.reading import Reading
from arbeit_candidates.domain import candidate as domain
from arbeit_candidates.domain.candidate import Candidate, CvFile, JobNames
from arbeit_candidates.store import Store
from arbeit_candidates.store.scope import sees_client
from arbeit_kit import ids, problem
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.peers import Peers
from arbeit_kit.problem import Problem
from arbeit_kit.security import Principal


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A job that takes candidates."""

    job_id: str
    client_id: str
    names: JobNames


@dataclass(frozen=True, slots=True)
class NewCandidate:
    """What is known of a new application: checked profile fields, which of them a person typed, and the stored CV."""

    fields: dict[str, Any]
    typed: list[str]
    source: Literal["manual", "cv"] = "manual"
    cv: CvFile | None = None
    reading: Reading | None = None
    """What the CV says."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that was read and stored, and the fields found in it, in the form that is stored."""

    cv: CvFile
    reading: Reading
    fields: dict[str, Any]


async def open_job(store: Store, peers: Peers, who: Principal, job_id: str) -> OpenJob:
    """The job, ready for a candidate; asks its owner when it was created a moment ago. Never inside a transaction.

    Problems: 404; 409 `job-not-open`, `client-inactive`.
    """
    job = await store.jobs.get_or_fetch(job_id, peers, "jobs", f"/internal/jobs/{job_id}")
    if job is None or not sees_client(who, job["client_id"]):
        raise problem.not_found("job")
    if job["status"] != "open":
        raise problem.conflict(
            "job-not-open", f"The job is {job['status']}: it takes no new candidate.", job_status=job["status"]
        )
    client_id = str(job["client_id"])
    client = await store.clients.get_or_fetch(client_id, peers, "tenancy", f"/internal/clients/{client_id}")
    if client is None or client["status"] != "active":
        raise problem.conflict("client-inactive", "The client is inactive: its jobs take no new candidate.")
    return OpenJob(job_id, client_id, JobNames(str(job["title"]), str(client["company_name"])))


async def create_candidate(tx: Tx[Store], who: Principal, job: OpenJob, new: NewCandidate) -> Candidate:
    """Adds the application. `DuplicateKey` when the job has that e-mail already (see `duplicate`)."""
    person = await tx.store.persons.join(tx, new.fields["email"])
    if new.cv is not None:
        await tx.store.files.adopt(tx, new.cv.file_id)
    candidate, events = domain.create(
        Candidate(
            **new.fields,
            candidate_id=ids.new("cand"),
            job_id=job.job_id,
            client_id=job.client_id,
            person_id=person.person_id,
            candidate_portal_id=person.portal_id,
            typed_fields=new.typed,
            cv=new.cv,
            cv_hidden_text=new.reading is not None and bool(new.reading.hidden),
            cv_status="parsing" if new.cv is not None else None,
            source=new.source,
            status_since=tx.now,
            created_at=tx.now,
            created_by=who.email or who.subject,
            updated_at=tx.now,
        ),
        job.names,
    )
    await tx.store.candidates.insert(tx, candidate, events)
    if candidate.cv is not None and new.reading is not None:
        await tx.store.readings.put(tx, candidate.cv.file_id, candidate.candidate_id, new.reading)
    return candidate


async def duplicate(store: Store, job_id: str, email: str) -> Problem | None:
    """The 409 that names the application that was first; None when there is none (it has just been deleted).

    The winner of a race has committed before the loser is refused; only its visibility to us may lag a moment.
    """
    for _ in range(3):
        first = await store.candidates.find_one(
            Scope.all("the caller may add to this job, so he may see who is on it"), {"email": email, "job_id": job_id}
        )
        if first is not None:
            return duplicate_of(first)
        await asyncio.sleep(0.02)
    return None


def duplicate_of(first: Candidate) -> Problem:
    """409: the e-mail is on the job already; names the application that has it."""
    return problem.conflict(
        "duplicate-candidate",
        "This e-mail address is already a candidate for the job.",
        candidate_id=first.candidate_id,
        job_id=first.job_id,
    )
