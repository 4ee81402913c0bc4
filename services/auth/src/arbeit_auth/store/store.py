"""The three collections of the spec, and the bookkeeping beside them."""

from typing import Any

from arbeit_auth.domain.account import Account, Audience
from arbeit_auth.domain.portal_user import PortalUser
from arbeit_auth.domain.role import Role, name_key
from arbeit_auth.domain.user import User
from arbeit_auth.store.keeping import Guards, Links, Revoked
from arbeit_auth.store.sessions import Sessions
from arbeit_auth.store.throttles import Throttles
from arbeit_events.auth import CredentialsRevoked
from arbeit_events.envelope import EventData
from arbeit_kit import ids
from arbeit_kit.idempotency import IdempotencyKeys
from arbeit_kit.mongo import Collection, Database, Index, Scope, Tx
from arbeit_kit.security import Principal
from arbeit_kit.text import words

OWN = Scope.all("the service itself looks up who is signing in, before there is a caller")


def scope_of(who: Principal) -> Scope:
    """Whose accounts and roles a caller may see: agency staff with the permission all, anybody else none."""
    if who.audience == "internal" and who.role in ("admin", "recruiter"):
        return Scope.all("agency staff")
    return Scope.none()


class Store:
    """``users``, ``candidate_portal_users`` and ``roles``; sessions, links, throttles, revocations, guards; and what is
    known of client companies (``clients``: status, company_name)."""

    def __init__(self, db: Database) -> None:
        self.users: Collection[User] = db.collection(
            "users",
            User,
            id_field="user_id",
            derive=_user_keys,
            indexes=[
                Index(("email", 1), unique=True),
                Index(("_k.all", 1)),
                Index(("_k.client", 1)),
                Index(("_k.words", 1)),
                Index(("role_id", 1)),
                Index(("role", 1), ("status", 1)),
            ],
        )
        self.portal_users: Collection[PortalUser] = db.collection(
            "candidate_portal_users",
            PortalUser,
            id_field="candidate_portal_id",
            derive=_portal_keys,
            indexes=[
                Index(("email", 1), unique=True),
                Index(("_k.all", 1)),
                Index(("linked_candidate_id", 1)),
                Index(("_k.words", 1)),
            ],
        )
        self.roles: Collection[Role] = db.collection(
            "roles",
            Role,
            id_field="role_id",
            derive=_role_keys,
            # One name per client (and one among the agency's own): a null client_id counts as a value.
            indexes=[Index(("client_id", 1), ("_k.name", 1), unique=True), Index(("_k.all", 1))],
        )
        self.clients = db.projection("clients")
        self.sessions = Sessions(db)
        self.links = Links(db)
        self.throttles = Throttles(db)
        self.revoked = Revoked(db)
        self.guards = Guards(db)
        self.answers = IdempotencyKeys(db)
        """Stored answers hold accounts as well: a deletion empties them."""

    def accounts(self, audience: Audience) -> Collection[Any]:
        """The collection that an audience logs in with."""
        return self.users if audience == "internal" else self.portal_users

    async def account(self, audience: Audience, subject: str, tx: Tx[Any] | None = None) -> Any:
        """The account of a token, session or link; None when it is gone."""
        return await self.accounts(audience).find_one(OWN, {"_id": subject}, tx=tx)

    async def by_email(self, audience: Audience, email: str, tx: Tx[Any] | None = None) -> Any:
        """The account that logs in with that canonical address; None when there is none."""
        return await self.accounts(audience).find_one(OWN, {"email": email}, tx=tx)

    async def custom_role(self, role_id: str | None, tx: Tx[Any] | None = None) -> Role | None:
        """The custom role of a user; None when he has none."""
        return None if role_id is None else await self.roles.find_one(OWN, {"_id": role_id}, tx=tx)

    async def company_active(self, account: Account | None, tx: Tx[Any] | None = None) -> bool:
        """Whether the account's company may use the portal; accounts without one always may. Asks the database in
        either case, so that the answer takes the same time."""
        client_id = account.client_id if isinstance(account, User) else None
        company = await self.clients.get(client_id or "none", tx)
        return client_id is None or (company is not None and company.get("status") == "active")

    async def insert(self, tx: Tx[Any], account: Account, events: list[EventData]) -> None:
        """A new account with its events."""
        await self.accounts(account.audience).insert(tx, account, events)
        await self._remember(tx, events)

    async def save(self, tx: Tx[Any], account: Account, events: list[EventData]) -> None:
        """A changed account with its events; revocations among them are kept for those who start later."""
        await self.accounts(account.audience).save(tx, account, events)
        await self._remember(tx, events)

    async def delete(self, tx: Tx[Any], account: Account, events: list[EventData]) -> None:
        """The account and everything that is kept about it."""
        await self.accounts(account.audience).delete(tx, account, events)
        await self.sessions.forget(tx, account.subject)
        await self.links.forget(tx, account.subject)
        await self.answers.forget(tx, account.subject)
        await self._remember(tx, events)

    async def emit(self, tx: Tx[Any], account: Account, events: list[EventData]) -> None:
        """Events about an account that change nothing of its document (log-in, log-out, the end of one session)."""
        client_id = account.client_id if isinstance(account, User) else None
        for data in events:
            tx.emit(data, subject=account.subject, sequence=account.version, client_id=client_id)
        await self._remember(tx, events)

    async def _remember(self, tx: Tx[Any], events: list[EventData]) -> None:
        for data in events:
            if isinstance(data, CredentialsRevoked):
                await self.revoked.add(tx, data)


def _user_keys(user: User) -> dict[str, Any]:
    tail = ids.tail(user.user_id)
    keys: dict[str, Any] = {"all": tail, "words": words(user.name, user.email)}
    if user.client_id is not None:
        keys["client"] = f"{user.client_id}:{tail}"
    return keys


def _portal_keys(account: PortalUser) -> dict[str, Any]:
    return {"all": ids.tail(account.candidate_portal_id), "words": words(account.name, account.email)}


def _role_keys(role: Role) -> dict[str, Any]:
    return {"all": ids.tail(role.role_id), "name": name_key(role.role_name)}
