"""Whether a token's session still counts, from the database itself: auth need not ask anybody."""

from arbeit_auth.domain.account import Audience
from arbeit_auth.domain.session import is_live
from arbeit_auth.store import Store
from arbeit_kit.time import now


async def alive(store: Store, session_id: str | None, subject: str, token_version: int) -> bool:
    """False as soon as the session has ended, or the account voids tokens of that version."""
    session = await store.sessions.get(session_id) if session_id is not None else None
    if session is None or session["subject"] != subject:
        return False
    audience: Audience = session["audience"]
    account = await store.account(audience, subject)
    return is_live(session, account, now()) and token_version >= account.token_version


class OwnSessions:
    """The kit's question, answered here."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def alive(self, session_id: str | None, subject: str, token_version: int) -> bool:
        return await alive(self._store, session_id, subject, token_version)
