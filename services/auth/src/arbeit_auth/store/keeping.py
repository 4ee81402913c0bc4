"""Bookkeeping: one-time links, revocations of the last token lifetime, guards against decisions that cross."""

from datetime import datetime
from typing import Any

from arbeit_auth.domain import link as links
from arbeit_auth.domain.account import Account
from arbeit_auth.domain.link import Purpose
from arbeit_auth.domain.session import Secret, digest
from arbeit_events.auth import CredentialsRevoked
from arbeit_kit import ids
from arbeit_kit.mongo import Database, DuplicateKey, Index, Tx

_MOST_REVOCATIONS = 20_000
"""Far beyond a quarter of an hour's worth; a bound for the answer all the same."""


class Links:
    """``links``: ``_id`` is the SHA-256 of the link's secret."""

    def __init__(self, db: Database) -> None:
        self._links = db.plain("links", [Index(("expires_at", 1), expire_after_s=0), Index(("subject", 1))])

    async def add(
        self, tx: Tx[Any], secret: Secret, account: Account, purpose: Purpose, pending_hash: str | None = None
    ) -> datetime:
        """Stores a new link; returns when it expires."""
        row = links.row(secret, account, purpose, tx.now, pending_hash)
        await self._links.insert(row, tx)
        return tx.now + links.LIFETIME

    async def get(self, plain: str, tx: Tx[Any] | None = None) -> dict[str, Any] | None:
        return await self._links.get(digest(plain), tx)

    async def use(self, tx: Tx[Any], plain: str) -> bool:
        """Marks it used; False when somebody was quicker."""
        changed = {"$set": {"used_at": tx.now, "password_hash": None}}
        return await self._links.update({"_id": digest(plain), "used_at": None}, changed, tx) == 1

    async def void(self, tx: Tx[Any], subject: str) -> None:
        """No link of the account works any more."""
        await self._links.update_many(
            {"subject": subject, "used_at": None}, {"$set": {"used_at": tx.now, "password_hash": None}}, tx
        )

    async def forget(self, tx: Tx[Any], subject: str) -> None:
        await self._links.delete({"subject": subject}, tx)


class Revoked:
    """``revocations``: what processes load at their start, until the last void token has expired by itself."""

    def __init__(self, db: Database) -> None:
        self._rows = db.plain("revocations", [Index(("expires_at", 1), expire_after_s=0)])

    async def add(self, tx: Tx[Any], data: CredentialsRevoked) -> None:
        fields = data.model_dump(include={"subject_id", "audience", "token_version", "session_ids", "expires_at"})
        await self._rows.insert({"_id": ids.new("rev", tx.now), **fields}, tx)

    async def current(self, at: datetime) -> list[dict[str, Any]]:
        """Every revocation that still matters."""
        return await self._rows.find({"expires_at": {"$gt": at}}, limit=_MOST_REVOCATIONS)


class Guards:
    """``guards``: a document that two transactions must both touch when one of them would make the other's decision
    wrong. Snapshot isolation alone would let each remove "the other one" of the last two administrators."""

    ADMINS = "admins"

    def __init__(self, db: Database) -> None:
        self._rows = db.plain("guards")

    async def touch(self, tx: Tx[Any], name: str) -> bool:
        """False when there is no such guard (the role was deleted)."""
        return await self._rows.update({"_id": name}, {"$inc": {"n": 1}}, tx) == 1

    async def make(self, name: str, tx: Tx[Any] | None = None) -> bool:
        """False when it was there."""
        if tx is not None:
            await self._rows.insert({"_id": name, "n": 0}, tx)
            return True
        try:
            await self._rows.insert({"_id": name, "n": 0})
        except DuplicateKey:
            return False
        return True

    async def exists(self, name: str) -> bool:
        return await self._rows.get(name) is not None

    async def remove(self, tx: Tx[Any], name: str) -> None:
        await self._rows.delete({"_id": name}, tx)
