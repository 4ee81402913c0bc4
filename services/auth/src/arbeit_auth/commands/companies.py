"""What client companies' fortunes mean for their users."""

from arbeit_auth.domain.account import revoke
from arbeit_auth.store import OWN, Store
from arbeit_kit.mongo import Tx

_MOST_USERS = 1000


async def learn(tx: Tx[Store], client_id: str, sequence: int, company_name: str, status: str) -> None:
    """Takes over a company's present state. When it is inactive, its users are signed out and stay out."""
    newer = await tx.store.clients.apply(tx, client_id, sequence, {"company_name": company_name, "status": status})
    if newer and status != "active":
        await _sign_out(tx, client_id, "client-inactive")


async def forget(tx: Tx[Store], client_id: str, sequence: int) -> None:
    """The company is gone: its users are signed out and cannot come back."""
    await tx.store.clients.remove(tx, client_id, sequence)
    await _sign_out(tx, client_id, "client-deleted")


async def _sign_out(tx: Tx[Store], client_id: str, reason: str) -> None:
    for user in await tx.store.users.find(OWN, {"client_id": client_id}, limit=_MOST_USERS, tx=tx):
        changed, revoked = revoke(user, reason, tx.now, sessions=True)
        await tx.store.save(tx, changed, [revoked])
