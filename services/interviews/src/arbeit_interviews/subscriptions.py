"""What this service listens to: applications above all, names of jobs and clients, and what became of invites."""

from arbeit_events import Envelope
from arbeit_events.auth import PortalUserCreated, PortalUserDeleted, PortalUserUpdated, PortalUserVerified
from arbeit_events.candidates import CandidateCreated, CandidateDeleted, CandidateStatusChanged, CandidateUpdated
from arbeit_events.jobs import JobCreated, JobFilled, JobStatusChanged, JobUpdated
from arbeit_events.notifications import InterviewInviteDelivered, InterviewInviteFailed
from arbeit_events.tenancy import ClientCreated, ClientDeleted, ClientUpdated
from arbeit_interviews.commands import accounts, following
from arbeit_interviews.commands.applications import erased, heard, heard_of_change
from arbeit_interviews.store import Store
from arbeit_kit.messaging import Subscriptions
from arbeit_kit.mongo import Tx

subscriptions = Subscriptions("interviews")


@subscriptions.on(CandidateCreated)
async def meet_candidate(tx: Tx[Store], event: Envelope, data: CandidateCreated) -> None:
    """Interviews may be created for him from now on."""
    await following.follow_candidate(tx, heard(data.model_dump(), event.sequence))


@subscriptions.on(CandidateUpdated)
async def follow_candidate(tx: Tx[Store], event: Envelope, data: CandidateUpdated) -> None:
    """Interviews show the candidate as he is now, and his portal account sees them."""
    await following.follow_candidate(tx, heard(data.model_dump(), event.sequence))


@subscriptions.on(CandidateStatusChanged)
async def follow_status(tx: Tx[Store], event: Envelope, data: CandidateStatusChanged) -> None:
    """A rejection cancels what is open."""
    await following.follow_status(
        tx,
        heard_of_change(event, data.model_dump()),
        old_status=data.old_status,
        new_status=data.new_status,
        changed_at=event.time,
        cause=event.name,
        withdrawn=data.cause == "withdrawal",
    )


@subscriptions.on(CandidateDeleted)
async def forget_candidate(tx: Tx[Store], event: Envelope, data: CandidateDeleted) -> None:
    """Erasure: ids and states stay, the person goes."""
    await following.forget_candidate(tx, erased(data.model_dump(), event.sequence))


@subscriptions.on(JobCreated)
async def keep_job(tx: Tx[Store], event: Envelope, data: JobCreated) -> None:
    """The title that interviews show."""
    await following.rename_job(tx, data.job_id, event.sequence, data.title)


@subscriptions.on(JobUpdated)
async def rename_job(tx: Tx[Store], event: Envelope, data: JobUpdated) -> None:
    """The title may be new."""
    await following.rename_job(tx, data.job_id, event.sequence, data.title)


@subscriptions.on(JobStatusChanged)
async def keep_job_that_changed(tx: Tx[Store], event: Envelope, data: JobStatusChanged) -> None:
    """Nothing happens to interviews of a job that closes (contract section 5)."""
    await following.rename_job(tx, data.job_id, event.sequence, data.title)


@subscriptions.on(JobFilled)
async def keep_job_that_is_filled(tx: Tx[Store], event: Envelope, data: JobFilled) -> None:
    """Nor to those of one that is filled."""
    await following.rename_job(tx, data.job_id, event.sequence, data.title)


@subscriptions.on(ClientCreated)
async def keep_client(tx: Tx[Store], event: Envelope, data: ClientCreated) -> None:
    """The company name that interviews show."""
    await following.rename_client(tx, data.client_id, event.sequence, data.company_name)


@subscriptions.on(ClientUpdated)
async def rename_client(tx: Tx[Store], event: Envelope, data: ClientUpdated) -> None:
    """The name may be new."""
    await following.rename_client(tx, data.client_id, event.sequence, data.company_name)


@subscriptions.on(ClientDeleted)
async def forget_client(tx: Tx[Store], event: Envelope, data: ClientDeleted) -> None:
    """Its interviews stay as they are."""
    await tx.store.clients.remove(tx, data.client_id, event.sequence)


@subscriptions.on(InterviewInviteDelivered)
async def note_delivered(tx: Tx[Store], event: Envelope, data: InterviewInviteDelivered) -> None:  # noqa: ARG001
    """The invite is out."""
    await following.note_delivered(
        tx,
        data.interview_id,
        sequence_no=data.sequence_no,
        method=data.method,
        meeting_link=data.meeting_link,
        calendar_event_id=data.calendar_event_id,
    )


@subscriptions.on(InterviewInviteFailed)
async def note_failed(tx: Tx[Store], event: Envelope, data: InterviewInviteFailed) -> None:  # noqa: ARG001
    """The invite could not be sent."""
    await following.note_failed(tx, data.interview_id, sequence_no=data.sequence_no, reason=data.reason)


async def follow_account(tx: Tx[Store], event: Envelope, data: PortalUserCreated | PortalUserUpdated) -> None:
    """Only a proved address shows interviews; a changed one must be proved anew."""
    await accounts.follow_account(tx, data.candidate_portal_id, event.sequence, verified=data.verified)


subscriptions.on(PortalUserCreated)(follow_account)
subscriptions.on(PortalUserUpdated)(follow_account)


@subscriptions.on(PortalUserVerified)
async def note_verified(tx: Tx[Store], event: Envelope, data: PortalUserVerified) -> None:
    """The owner sees his interviews from now on."""
    await accounts.follow_account(tx, data.candidate_portal_id, event.sequence, verified=True)


@subscriptions.on(PortalUserDeleted)
async def forget_account(tx: Tx[Store], event: Envelope, data: PortalUserDeleted) -> None:
    """Nobody sees anything with it any more."""
    await accounts.forget_account(tx, data.candidate_portal_id, event.sequence)
