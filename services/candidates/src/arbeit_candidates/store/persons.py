"""Persons and portal accounts: which applications belong to one human being, and which account may see them.

`persons` is keyed by the canonical e-mail (the `_id`, so unique): `{_id, person_id, applications, portal_id}`. A typed
e-mail groups applications within the agency; the portal sees them only when its account's owner has proved that the
address is his (`portal_id` is the verified account). Every new application and every change of an account writes this
one document, so that the two cannot miss each other under snapshot isolation.

`portal_accounts` keeps what auth told: `{_id: candidate_portal_id, email, linked_candidate_id, verified, told,
proved}`; `told` and `proved` are the sequences of the details and of the proof, so that late events change nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from arbeit_kit import ids
from arbeit_kit.mongo import Database, Tx


class Person(NamedTuple):
    """Whom an e-mail stands for."""

    person_id: str
    portal_id: str | None
    """The verified portal account of that address."""


class Account(NamedTuple):
    """A portal account as far as it matters here."""

    email: str | None
    linked_candidate_id: str | None
    verified: bool

    @property
    def proven_email(self) -> str | None:
        """The address whose applications the account may see."""
        return self.email if self.verified else None


_NOBODY = Account(None, None, False)


class Persons:
    """All of it inside the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self.persons = db.plain("persons")
        self.accounts = db.plain("portal_accounts")

    async def join(self, tx: Tx[Any], email: str) -> Person:
        """The person of a new application; a new one for an address never seen."""
        known = await self.persons.get(email, tx=tx)
        if known is None:
            person_id = ids.new("person")
            await self.persons.insert(
                {"_id": email, "person_id": person_id, "applications": 1, "portal_id": None}, tx=tx
            )
            return Person(person_id, None)
        await self.persons.update({"_id": email}, {"$inc": {"applications": 1}}, tx=tx)
        return Person(known["person_id"], known["portal_id"])

    async def leave(self, tx: Tx[Any], email: str) -> None:
        """An application is gone; with the last one, and no portal account, so is the person."""
        known = await self.persons.get(email, tx=tx)
        if known is None:
            return
        if known["applications"] <= 1 and known["portal_id"] is None:
            await self.persons.delete({"_id": email}, tx=tx)
        else:
            await self.persons.update({"_id": email}, {"$inc": {"applications": -1}}, tx=tx)

    async def portal_of(self, tx: Tx[Any], email: str) -> str | None:
        """The verified account of an address."""
        known = await self.persons.get(email, tx=tx)
        return known["portal_id"] if known is not None else None

    async def is_verified(self, portal_id: str) -> bool:
        """Whether the account's owner has proved his address (contract section 2)."""
        known = await self.accounts.get(portal_id)
        return known is not None and bool(known.get("verified"))

    async def account(self, tx: Tx[Any], portal_id: str) -> Account:
        """What is known of an account; nothing, when it is unknown or deleted."""
        return _account(await self.accounts.get(portal_id, tx=tx))

    async def tell(
        self, tx: Tx[Any], portal_id: str, sequence: int, email: str, linked_candidate_id: str | None, verified: bool
    ) -> tuple[Account, Account]:
        """Takes over an account as auth describes it in full. Before and after; equal when it was old news."""
        known = await self.accounts.get(portal_id, tx=tx)
        before = _account(known)
        if known is not None and known.get("deleted"):
            return before, before
        after = dict(known or {"told": 0, "proved": 0, "verified": False})
        if sequence > after["told"]:
            after |= {"email": email, "linked_candidate_id": linked_candidate_id, "told": sequence}
        if sequence > after["proved"]:
            after |= {"verified": verified, "proved": sequence}
        return before, await self._put(tx, portal_id, known, after)

    async def prove(self, tx: Tx[Any], portal_id: str, sequence: int, email: str) -> tuple[Account, Account]:
        """The account's owner proved that the address is his."""
        known = await self.accounts.get(portal_id, tx=tx)
        before = _account(known)
        if known is not None and (known.get("deleted") or known["proved"] >= sequence):
            return before, before
        start = {"email": email, "linked_candidate_id": None, "told": 0}
        return before, await self._put(
            tx, portal_id, known, {**start, **(known or {}), "verified": True, "proved": sequence}
        )

    async def forget(self, tx: Tx[Any], portal_id: str) -> tuple[Account, Account]:
        """The account is deleted: its id stays, so that a late event cannot bring the address back."""
        known = await self.accounts.get(portal_id, tx=tx)
        await self._put(tx, portal_id, known, {"deleted": True})
        return _account(known), _NOBODY

    async def _put(self, tx: Tx[Any], portal_id: str, known: dict[str, Any] | None, after: dict[str, Any]) -> Account:
        fields = {name: value for name, value in after.items() if name != "_id"}
        if known is None:
            await self.accounts.insert({**fields, "_id": portal_id}, tx=tx)
        else:
            change: dict[str, Any] = {"$set": fields}
            if gone := {name: "" for name in known if name not in fields and name != "_id"}:
                change["$unset"] = gone
            await self.accounts.update({"_id": portal_id}, change, tx=tx)
        return _account(after)

    async def move_proof(self, tx: Tx[Any], portal_id: str, before: str | None, after: str | None) -> None:
        """The account's proven address became another one (None: none)."""
        if before is not None and before != after:
            held = await self.persons.find_one({"_id": before, "portal_id": portal_id}, tx=tx)
            if held is not None and held["applications"] < 1:
                await self.persons.delete({"_id": before}, tx=tx)
            elif held is not None:
                await self.persons.update({"_id": before}, {"$set": {"portal_id": None}}, tx=tx)
        if after is None:
            return
        if not await self.persons.update({"_id": after}, {"$set": {"portal_id": portal_id}}, tx=tx):
            await self._insert(tx, after, ids.new("person"), 0, portal_id)

    async def _insert(self, tx: Tx[Any], email: str, person_id: str, applications: int, portal_id: str | None) -> None:
        person = {"_id": email, "person_id": person_id, "applications": applications, "portal_id": portal_id}
        await self.persons.insert(person, tx=tx)


def _account(known: dict[str, Any] | None) -> Account:
    if known is None or known.get("deleted"):
        return _NOBODY
    return Account(known.get("email"), known.get("linked_candidate_id"), bool(known.get("verified")))
