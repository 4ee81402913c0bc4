"""Who the internal users are, from auth's events; and forgetting a candidate."""

from __future__ import annotations

from collections.abc import Mapping

from arbeit_events import Envelope
from arbeit_events.auth import PortalUserDeleted, UserDeleted, UserRegistered, UserUpdated
from arbeit_events.candidates import CandidateDeleted
from arbeit_kit.mongo import Tx
from arbeit_kit.peers import Peers
from arbeit_notifications.commands import deliveries, entries
from arbeit_notifications.domain import message as mails
from arbeit_notifications.store import STAFF, Store

_AT_A_TIME = 500


async def keep_user(tx: Tx[Store], event: Envelope, user: UserRegistered | UserUpdated) -> None:
    """Take over address, role, client and status."""
    fields: dict[str, object] = {
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "client_id": user.client_id,
        "status": user.status,
    }
    if isinstance(user, UserRegistered):
        fields["registered_at"] = event.time
    await tx.store.people.apply(tx, user.user_id, event.sequence, fields)


async def forget_user(tx: Tx[Store], event: Envelope, user: UserDeleted) -> None:
    """No more mails, and no read state left behind."""
    await tx.store.people.remove(tx, user.user_id, event.sequence)
    await deliveries.erase(tx, user.user_id)
    await _forget_preferences(tx, user.user_id)
    await tx.store.receipts.delete({"reader": {"$gte": f"{user.user_id}|", "$lt": f"{user.user_id}}}"}}, tx)
    await tx.store.marks.delete({"_id": {"$gte": f"{user.user_id}|", "$lt": f"{user.user_id}}}"}}, tx)


async def erase_candidate(tx: Tx[Store], event: Envelope, candidate: CandidateDeleted) -> None:
    """Forget the application: its notifications go, its mails keep only that they were, its calendar events are
    withdrawn. Late events find the id."""
    if not await tx.store.is_erased(candidate.candidate_id, tx):
        await tx.store.erased.insert({"_id": candidate.candidate_id, "at": event.time}, tx)
    query = {"candidate_id": candidate.candidate_id}
    while notifications := await tx.store.notifications.find(STAFF, query, limit=_AT_A_TIME, tx=tx):
        for notification in notifications:
            await tx.store.receipts.delete({"notification_id": notification.notification_id}, tx)
            await tx.store.notifications.delete(tx, notification, [])
    await _erase_mails(tx, query)
    await entries.erase(tx, candidate.candidate_id)
    await deliveries.erase(tx, candidate.candidate_id)


async def keep_account(tx: Tx[Store], candidate_portal_id: str, sequence: int, *, verified: bool) -> None:
    """What auth told of a portal account: only a proved address shows anything of an application."""
    await tx.store.accounts.apply(tx, candidate_portal_id, sequence, {"verified": verified})


async def look_up_account(store: Store, peers: Peers, candidate_portal_id: str) -> None:
    """Makes sure that the account is known, if it exists. Before a transaction, never inside.

    Problem 503 when it is unknown here and auth does not answer.
    """
    path = f"/internal/portal-users/{candidate_portal_id}"
    await store.accounts.get_or_fetch(candidate_portal_id, peers, "auth", path, only=("verified",))


async def forget_portal_user(tx: Tx[Store], event: Envelope, account: PortalUserDeleted) -> None:
    """Nobody sees anything with it any more, the mails about it keep only that they were, and webhooks tell nothing of
    the person."""
    await tx.store.accounts.remove(tx, account.candidate_portal_id, event.sequence)
    await _forget_preferences(tx, account.candidate_portal_id)
    await deliveries.erase(tx, account.candidate_portal_id)
    await _erase_mails(tx, {"subject_id": account.candidate_portal_id})


async def _forget_preferences(tx: Tx[Store], person_id: str) -> None:
    known = await tx.store.preferences.find_one(STAFF, {"_id": person_id}, tx)
    if known is not None:
        await tx.store.preferences.delete(tx, known, [])


async def _erase_mails(tx: Tx[Store], query: Mapping[str, object]) -> None:
    open_ones = {**query, "erased": False}
    while messages := await tx.store.messages.find(STAFF, open_ones, limit=_AT_A_TIME, tx=tx):
        for message in messages:
            mails.erase(message, tx.now)
            await tx.store.messages.save(tx, message, [])
