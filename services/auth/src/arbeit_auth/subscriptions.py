"""Events of other services that change who may sign in, or where accounts point."""

from typing import Any

from arbeit_auth.commands import companies, portal_users
from arbeit_auth.commands.desk import Desk
from arbeit_auth.commands.portal_users import Profile
from arbeit_auth.store import Store
from arbeit_events.candidates import CandidateDeleted, SelectionNotificationRequested
from arbeit_events.envelope import Envelope
from arbeit_events.tenancy import ClientDeleted, ClientUpdated
from arbeit_kit import text
from arbeit_kit.messaging import Permanent, Subscriptions
from arbeit_kit.mongo import Tx


def subscriptions(desk: Any) -> Subscriptions:
    """The table. ``desk`` gives the Desk of the running service when it is asked."""
    table = Subscriptions("auth")

    @table.on(ClientUpdated)
    async def client_updated(tx: Tx[Store], event: Envelope, data: ClientUpdated) -> None:
        await companies.learn(tx, data.client_id, event.sequence, data.company_name, data.status)

    @table.on(ClientDeleted)
    async def client_deleted(tx: Tx[Store], event: Envelope, data: ClientDeleted) -> None:
        await companies.forget(tx, data.client_id, event.sequence)

    @table.on(CandidateDeleted)
    async def candidate_deleted(tx: Tx[Store], event: Envelope, data: CandidateDeleted) -> None:  # noqa: ARG001
        await portal_users.unlink(tx, data.candidate_id)

    @table.on(SelectionNotificationRequested)
    async def selection_requested(tx: Tx[Store], event: Envelope, data: SelectionNotificationRequested) -> None:
        at: Desk = desk()
        try:
            email = text.email(data.email)
        except ValueError:
            raise Permanent("the candidate's e-mail address cannot be mailed to") from None
        await portal_users.select(
            tx,
            at,
            Profile(email=email, name=data.name, phone=data.phone, linkedin_url=data.linkedin),
            candidate_id=data.candidate_id,
            job_title=data.job_title,
            client_name=data.client_name,
            by=event.actoremail or data.requested_by,
        )

    return table
