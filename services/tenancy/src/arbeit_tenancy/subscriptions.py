"""What this service listens to: new jobs, because a client that has one cannot be deleted."""

from typing import Any

from arbeit_events import Envelope
from arbeit_events.jobs import JobCreated
from arbeit_kit.messaging import Subscriptions
from arbeit_kit.mongo import Tx

subscriptions = Subscriptions("tenancy")


@subscriptions.on(JobCreated)
async def note_job(tx: Tx[Any], event: Envelope, data: JobCreated) -> None:  # noqa: ARG001
    """The client has a job from now on."""
    await tx.store.note_job(tx, data.job_id, data.client_id)
