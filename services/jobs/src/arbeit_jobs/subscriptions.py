"""What this service listens to: clients (whether they take jobs, and their names), applications (who is selected)."""

from typing import Any

from arbeit_events import Envelope
from arbeit_events.candidates import CandidateDeleted, CandidateStatusChanged
from arbeit_events.tenancy import ClientCreated, ClientDeleted, ClientUpdated
from arbeit_jobs import commands
from arbeit_kit.messaging import Subscriptions
from arbeit_kit.mongo import Tx

subscriptions = Subscriptions("jobs")


@subscriptions.on(ClientCreated)
async def keep_new_client(tx: Tx[Any], event: Envelope, data: ClientCreated) -> None:
    """It takes jobs from now on."""
    await commands.keep_client(tx, data.client_id, event.sequence, data.company_name, data.status)


@subscriptions.on(ClientUpdated)
async def keep_changed_client(tx: Tx[Any], event: Envelope, data: ClientUpdated) -> None:
    """It may have a new name, or take jobs no more."""
    await commands.keep_client(tx, data.client_id, event.sequence, data.company_name, data.status)


@subscriptions.on(ClientDeleted)
async def drop_client(tx: Tx[Any], event: Envelope, data: ClientDeleted) -> None:
    """It takes no job any more."""
    await commands.forget_client(tx, data.client_id, event.sequence)


@subscriptions.on(CandidateStatusChanged)
async def follow_application(tx: Tx[Any], event: Envelope, data: CandidateStatusChanged) -> None:
    """Counts the selected ones of the job; the last of them fills it."""
    await commands.follow_application(tx, data.candidate_id, event.sequence, job_id=data.job_id, status=data.new_status)


@subscriptions.on(CandidateDeleted)
async def forget_application(tx: Tx[Any], event: Envelope, data: CandidateDeleted) -> None:
    """Who was erased is not selected."""
    await commands.forget_application(tx, data.candidate_id, event.sequence, job_id=data.job_id)
