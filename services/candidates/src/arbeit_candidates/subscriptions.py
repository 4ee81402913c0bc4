"""Which event leads to which command. Every handler may see its event late, twice or out of order."""

from __future__ import annotations

from arbeit_candidates import commands
from arbeit_candidates.domain import interviews
from arbeit_candidates.domain.candidate import JobNames
from arbeit_candidates.store import Store
from arbeit_events.auth import PortalUserCreated, PortalUserDeleted, PortalUserUpdated, PortalUserVerified
from arbeit_events.candidates import CvParsed, CvParseFailed, CvUploaded
from arbeit_events.envelope import Envelope
from arbeit_events.interviews import HiringInitiated, InterviewCreated, InterviewFacts, InterviewFailed, InterviewPassed
from arbeit_events.jobs import JobCreated, JobFilled, JobStatusChanged, JobUpdated
from arbeit_events.tenancy import ClientCreated, ClientDeleted, ClientUpdated
from arbeit_kit.messaging import Subscriptions
from arbeit_kit.mongo import Tx

subscriptions = Subscriptions("candidates")


async def keep_job(tx: Tx[Store], event: Envelope, data: JobCreated | JobUpdated) -> None:
    """The job as it is."""
    fields = {
        "client_id": data.client_id,
        "client_name": data.client_name,
        "title": data.title,
        "status": data.status,
        "required_skills": data.required_skills,
        "nice_to_have_skills": data.nice_to_have_skills,
    }
    await tx.store.jobs.apply(tx, data.job_id, event.sequence, fields)


subscriptions.on(JobCreated)(keep_job)
subscriptions.on(JobUpdated)(keep_job)


@subscriptions.on(JobStatusChanged)
async def keep_job_status(tx: Tx[Store], event: Envelope, data: JobStatusChanged) -> None:
    """Only an open job takes candidates."""
    fields = {"client_id": data.client_id, "title": data.title, "status": data.new_status}
    await tx.store.jobs.apply(tx, data.job_id, event.sequence, fields)


@subscriptions.on(JobFilled)
async def keep_job_filled(tx: Tx[Store], event: Envelope, data: JobFilled) -> None:
    """As many SELECTED as openings: closed for others."""
    fields = {"client_id": data.client_id, "title": data.title, "status": "filled"}
    await tx.store.jobs.apply(tx, data.job_id, event.sequence, fields)


async def keep_client(tx: Tx[Store], event: Envelope, data: ClientCreated | ClientUpdated) -> None:
    """Name and status of the company."""
    fields = {"company_name": data.company_name, "status": data.status}
    await tx.store.clients.apply(tx, data.client_id, event.sequence, fields)


subscriptions.on(ClientCreated)(keep_client)
subscriptions.on(ClientUpdated)(keep_client)


@subscriptions.on(ClientDeleted)
async def forget_client(tx: Tx[Store], event: Envelope, data: ClientDeleted) -> None:
    """Its jobs take no more candidates; applications stay until somebody erases them."""
    await tx.store.clients.remove(tx, data.client_id, event.sequence)


def _job(data: InterviewFacts) -> JobNames:
    return JobNames(data.job_title, data.client_name)


@subscriptions.on(InterviewCreated)
async def note_interview(tx: Tx[Store], event: Envelope, data: InterviewCreated) -> None:
    """NEW becomes IN_REVIEW."""
    await commands.apply_interview(
        tx,
        data.candidate_id,
        data.interview_id,
        event.name,
        lambda c: interviews.interview_created(c, data.interview_round, data.interview_id, _job(data), tx.now),
    )


@subscriptions.on(InterviewPassed)
async def pass_round(tx: Tx[Store], event: Envelope, data: InterviewPassed) -> None:
    """IN_PROGRESS, and the round that follows."""
    reached = data.next_round or data.interview_round
    await commands.apply_interview(
        tx,
        data.candidate_id,
        data.interview_id,
        event.name,
        lambda c: interviews.interview_passed(c, reached, data.interview_id, _job(data), tx.now),
    )


@subscriptions.on(InterviewFailed)
async def fail_round(tx: Tx[Store], event: Envelope, data: InterviewFailed) -> None:
    """REJECTED."""
    await commands.apply_interview(
        tx,
        data.candidate_id,
        data.interview_id,
        event.name,
        lambda c: interviews.interview_failed(
            c, data.interview_round, data.interview_id, data.reason, _job(data), tx.now
        ),
    )


@subscriptions.on(HiringInitiated)
async def hire(tx: Tx[Store], event: Envelope, data: HiringInitiated) -> None:
    """SELECTED, with the offer."""
    await commands.apply_interview(
        tx,
        data.candidate_id,
        data.interview_id,
        event.name,
        lambda c: interviews.hiring_initiated(
            c,
            data.interview_round,
            data.interview_id,
            data.salary_offered,
            _job(data),
            tx.now,
            decided_at=event.time,
        ),
    )


@subscriptions.on(CvUploaded)
async def read_cv(tx: Tx[Store], event: Envelope, data: CvUploaded) -> None:  # noqa: ARG001
    """A run that reads it."""
    await commands.schedule(tx, "parse", data.candidate_id, data.file_id)


async def tell_story(tx: Tx[Store], event: Envelope, data: CvParsed | CvParseFailed) -> None:  # noqa: ARG001
    """A run that writes the story, where there is something to tell."""
    await commands.schedule(tx, "story", data.candidate_id, data.file_id)


subscriptions.on(CvParsed)(tell_story)
subscriptions.on(CvParseFailed)(tell_story)


async def keep_account(tx: Tx[Store], event: Envelope, data: PortalUserCreated | PortalUserUpdated) -> None:
    """Links the applications that the account may see."""
    await commands.tell_account(
        tx, data.candidate_portal_id, event.sequence, data.email, data.linked_candidate_id, data.verified
    )


subscriptions.on(PortalUserCreated)(keep_account)
subscriptions.on(PortalUserUpdated)(keep_account)


@subscriptions.on(PortalUserVerified)
async def prove_account(tx: Tx[Store], event: Envelope, data: PortalUserVerified) -> None:
    """All applications with the proved address."""
    await commands.prove_account(tx, data.candidate_portal_id, event.sequence, data.email)


@subscriptions.on(PortalUserDeleted)
async def forget_account(tx: Tx[Store], event: Envelope, data: PortalUserDeleted) -> None:  # noqa: ARG001
    """Unlinks them."""
    await commands.forget_account(tx, data.candidate_portal_id)
