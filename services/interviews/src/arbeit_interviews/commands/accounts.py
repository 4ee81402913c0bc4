"""Which portal accounts have proved their address: from auth's events, or asked of it when one is new here."""

from arbeit_interviews.store import Store
from arbeit_kit.mongo import Tx
from arbeit_kit.peers import Peers


async def follow_account(tx: Tx[Store], candidate_portal_id: str, sequence: int, *, verified: bool) -> None:
    """What auth told of the account; old news changes nothing."""
    await tx.store.accounts.apply(tx, candidate_portal_id, sequence, {"verified": verified})


async def forget_account(tx: Tx[Store], candidate_portal_id: str, sequence: int) -> None:
    """The account is gone; nothing late brings it back."""
    await tx.store.accounts.remove(tx, candidate_portal_id, sequence)


async def look_up(store: Store, peers: Peers, candidate_portal_id: str) -> None:
    """Makes sure that the account is known, if it exists. Before a transaction, never inside.

    Problem 503 when it is unknown here and auth does not answer.
    """
    path = f"/internal/portal-users/{candidate_portal_id}"
    await store.accounts.get_or_fetch(candidate_portal_id, peers, "auth", path, only=("verified",))
