"""What the use cases need at hand, and what is known of a caller who has no token yet."""

from dataclasses import dataclass
from typing import Any

from arbeit_auth.domain import role as roles
from arbeit_auth.domain.account import Account
from arbeit_auth.domain.permissions import SYSTEM_ROLES, ordered
from arbeit_auth.domain.session import Secret
from arbeit_auth.domain.throttle import Policy
from arbeit_auth.domain.user import User
from arbeit_auth.passwords import Hasher
from arbeit_auth.settings import Settings
from arbeit_auth.store import Store
from arbeit_auth.tokens import AccessToken
from arbeit_kit.mongo import Actor, Database, Tx
from arbeit_kit.peers import Peers


@dataclass(frozen=True, slots=True)
class Desk:
    """Database, store and tools of the running service."""

    db: Database
    store: Store
    hasher: Hasher
    settings: Settings
    peers: Peers

    @property
    def tries(self) -> Policy:
        return Policy(self.settings.login_tries_per_account)

    @property
    def spread(self) -> Policy:
        return Policy(self.settings.login_tries_per_address)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who knocks: network address, browser, and the refresh token that the browser brought along, if any."""

    address: str
    agent: str
    refresh_token: str | None


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A session with fresh tokens. ``permissions`` are those of the access token."""

    account: Account
    permissions: list[str]
    session_id: str
    refresh: Secret
    access: AccessToken


def actor(account: Account, address: str) -> Actor:
    """The account itself as the one who acts."""
    role = account.role if isinstance(account, User) else "candidate"
    return Actor(account.subject, role, account.email, address)


def stranger(address: str) -> Actor:
    """Somebody who has not shown who he is."""
    return Actor("anonymous", "anonymous", "", address)


async def permissions_of(store: Store, account: Account, tx: Tx[Any] | None = None) -> list[str]:
    """What the account holds now."""
    if not isinstance(account, User):
        return ordered(SYSTEM_ROLES["candidate"])
    return roles.effective(account.role, await store.custom_role(account.role_id, tx))
