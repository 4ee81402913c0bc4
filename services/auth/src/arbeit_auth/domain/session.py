"""Sessions: one log-in on one device, kept alive by a refresh token that changes with every use.

Only the SHA-256 of a refresh token is stored. A spent token stays known, so that its second use is recognised as
theft, and the whole session ends (contract section 2): thief and owner hold copies, and nobody can tell them apart.

One second use is no theft but everyday life: a page that is reloaded, or closed, before the answer to its refresh
arrived, and a second tab that asked at the same moment. So tokens have a generation, the number of rotations before
them. A token of the last generation may come again for a few seconds, as long as nobody has used what it brought: the
caller gets a token of the present generation as well. The first use of any token of a generation spends all of it, so
two holders still cannot both go on: the second one is the theft that it would have been without the seconds.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from arbeit_auth.domain.account import Account
from arbeit_auth.domain.throttle import network

IDLE_LIFETIME = timedelta(days=7)
"""A session that is not refreshed for so long has ended."""
ABSOLUTE_LIFETIME = timedelta(days=30)
"""After so long one logs in again, however active one was (ASVS 7.3.2)."""
REPEAT_GRACE = timedelta(seconds=10)
"""How long after its use a refresh token may come again: longer than a slow answer takes, too short to be of use to
somebody who reads it from a disk or a log."""

_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secret:
    """A random value for its owner, and the only form of it that is stored."""

    plain: str
    digest: str


def new_secret() -> Secret:
    """256 random bits, URL-safe."""
    plain = secrets.token_urlsafe(_TOKEN_BYTES)
    return Secret(plain, digest(plain))


def digest(plain: str) -> str:
    """SHA-256 in hexadecimal. A plain hash is enough: the value has 256 random bits."""
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def opened(session_id: str, account: Account, *, address: str, agent: str, at: datetime) -> dict[str, Any]:
    """The document of a new session."""
    return {
        "_id": session_id,
        "subject": account.subject,
        "audience": account.audience,
        "epoch": account.session_epoch,
        "address": address,
        "network": network(address),
        "agent": agent,
        "created_at": at,
        "last_used_at": at,
        "ends_at": at + ABSOLUTE_LIFETIME,
        "idle_until": at + IDLE_LIFETIME,
        "ended_at": None,
        "generation": 0,
    }


def is_live(session: dict[str, Any], account: Account | None, at: datetime) -> bool:
    """Whether the session still counts: not ended, not expired, of an active account, of its present epoch."""
    return (
        account is not None
        and account.status == "active"
        and session["audience"] == account.audience
        and session["subject"] == account.subject
        and session["ended_at"] is None
        and session["epoch"] == account.session_epoch
        and at < session["ends_at"]
        and at < session["idle_until"]
    )


Presented = Literal["fresh", "repeated", "reused"]
"""What a refresh token is when it comes: unused; used a moment ago with an unused successor; or stolen."""


def presented(row: dict[str, Any], session: dict[str, Any], at: datetime) -> Presented:
    """What the token of ``row`` means for its session, which is live."""
    if row["spent_at"] is None:
        return "fresh"
    last = generation(row) == generation(session) - 1
    return "repeated" if last and at - row["spent_at"] < REPEAT_GRACE else "reused"


def generation(document: dict[str, Any]) -> int:
    """Of a session or of a refresh token. Those stored before generations were counted are of the first."""
    return int(document.get("generation", 0))


def used(session: dict[str, Any], at: datetime, present: int) -> dict[str, Any]:
    """The fields that a refresh changes; ``present``: the generation that its new token is of."""
    return {"last_used_at": at, "idle_until": min(at + IDLE_LIFETIME, session["ends_at"]), "generation": present}


def refresh_row(secret: Secret, session_id: str, at: datetime, present: int) -> dict[str, Any]:
    """The document of an unspent refresh token; spent ones stay until the session could last no longer."""
    return {
        "_id": secret.digest,
        "session_id": session_id,
        "generation": present,
        "spent_at": None,
        "expires_at": at + ABSOLUTE_LIFETIME,
    }


Outcome = Literal["rotated", "unknown", "ended", "reused"]
"""What became of a refresh. ``reused``: a spent token came back, and the session was ended for it."""
