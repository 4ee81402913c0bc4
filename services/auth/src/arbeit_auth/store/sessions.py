"""Sessions and their refresh tokens."""

from datetime import datetime
from typing import Any

from arbeit_auth.domain import session as rules
from arbeit_auth.domain.account import Account
from arbeit_auth.domain.session import Secret
from arbeit_kit.mongo import Database, Index, StaleVersion, Tx

Session = dict[str, Any]


class Sessions:
    """``sessions`` (``_id`` is the session id, the claim ``sid``) and ``refresh_tokens`` (``_id`` is a SHA-256)."""

    def __init__(self, db: Database) -> None:
        self._sessions = db.plain(
            "sessions", [Index(("ends_at", 1), expire_after_s=0), Index(("subject", 1), ("_id", 1))]
        )
        self._tokens = db.plain(
            "refresh_tokens", [Index(("expires_at", 1), expire_after_s=0), Index(("session_id", 1), ("spent_at", 1))]
        )

    async def open(
        self, tx: Tx[Any], session_id: str, account: Account, secret: Secret, *, address: str, agent: str
    ) -> Session:
        session = rules.opened(session_id, account, address=address, agent=agent, at=tx.now)
        await self._sessions.insert(session, tx)
        await self._tokens.insert(rules.refresh_row(secret, session_id, tx.now, 0), tx)
        return session

    async def get(self, session_id: str, tx: Tx[Any] | None = None) -> Session | None:
        return await self._sessions.get(session_id, tx)

    async def live_of(self, account: Account, at: datetime, *, limit: int, before: str | None = None) -> list[Session]:
        """The account's live sessions, newest first, from ``before`` (a session id) on."""
        query: dict[str, Any] = {
            "subject": account.subject,
            "epoch": account.session_epoch,
            "ended_at": None,
            "idle_until": {"$gt": at},
        }
        if before is not None:
            query["_id"] = {"$lt": before}
        return await self._sessions.find(query, limit=limit, sort=[("_id", -1)])

    async def was_let_in(self, subject: str, network: str) -> bool:
        """Whether somebody logged in to the account from there within the life of a session."""
        return await self._sessions.find_one({"subject": subject, "network": network}) is not None

    async def token(self, plain: str, tx: Tx[Any] | None = None) -> dict[str, Any] | None:
        """The row of a refresh token, spent or not; None for one that never was."""
        return await self._tokens.get(rules.digest(plain), tx)

    async def rotate(self, tx: Tx[Any], session: Session, secret: Secret, *, may_repeat: bool = True) -> None:
        """Spends every unspent token of the session; the new one is the first of the next generation.

        Without ``may_repeat`` none of the spent ones may come again even for a moment: the password has changed.
        """
        unspent = {"session_id": session["_id"], "spent_at": None}
        await self._tokens.update_many(unspent, {"$set": {"spent_at": tx.now}}, tx)
        await self._hand_out(tx, session, secret, rules.generation(session) + (1 if may_repeat else 2))

    async def repeat(self, tx: Tx[Any], session: Session, secret: Secret) -> None:
        """One more token of the present generation, for a caller whom the first one did not reach."""
        await self._hand_out(tx, session, secret, rules.generation(session))

    async def _hand_out(self, tx: Tx[Any], session: Session, secret: Secret, present: int) -> None:
        await self._tokens.insert(rules.refresh_row(secret, session["_id"], tx.now, present), tx)
        # Of two who come at once the second must see what the first has done: that tells "again" from "stolen".
        unchanged = {"_id": session["_id"], "generation": session.get("generation")}
        if await self._sessions.update(unchanged, {"$set": rules.used(session, tx.now, present)}, tx) != 1:
            raise StaleVersion

    async def carry_over(self, tx: Tx[Any], session_id: str, account: Account) -> None:
        """This session of the account outlives what ended the others."""
        which = {"_id": session_id, "subject": account.subject, "epoch": account.session_epoch - 1}
        await self._sessions.update(which, {"$set": {"epoch": account.session_epoch}}, tx)

    async def end(self, tx: Tx[Any], session_id: str) -> bool:
        """Ends one session; False when it had ended."""
        ended = {"$set": {"ended_at": tx.now}}
        return await self._sessions.update({"_id": session_id, "ended_at": None}, ended, tx) == 1

    async def forget(self, tx: Tx[Any], subject: str) -> None:
        """Nothing is kept of a deleted account: sessions hold addresses. Its tokens die with their sessions."""
        await self._sessions.delete({"subject": subject}, tx)
