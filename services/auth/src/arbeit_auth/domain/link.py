"""One-time links: 24 hours, one use, 256 random bits of which only the hash is stored (contract section 2)."""

from datetime import datetime, timedelta
from typing import Any, Literal

from arbeit_auth.domain.account import Account, Audience
from arbeit_auth.domain.session import Secret

Purpose = Literal["welcome", "set-password", "reset-password", "verify-email", "selection"]

LIFETIME = timedelta(hours=24)

FOR_PASSWORDS: frozenset[str] = frozenset({"welcome", "set-password", "reset-password", "selection"})
"""Purposes with which a password may be set."""

_PAGES: dict[tuple[str, bool], str] = {
    ("internal", True): "/reset-password",
    ("candidate", True): "/portal/reset-password",
    ("candidate", False): "/portal/verify-email",
}


def address(base: str, audience: Audience, purpose: Purpose, secret: Secret) -> str:
    """The link to mail. The secret is in the fragment: browsers send it to no server, so no log has it."""
    return f"{base.rstrip('/')}{_PAGES[audience, purpose in FOR_PASSWORDS]}#token={secret.plain}"


def row(
    secret: Secret, account: Account, purpose: Purpose, at: datetime, pending_password_hash: str | None = None
) -> dict[str, Any]:
    """The document of an unused link. ``pending_password_hash``: the password takes effect with the link (an address
    that was registered again before it was verified)."""
    return {
        "_id": secret.digest,
        "subject": account.subject,
        "audience": account.audience,
        "purpose": purpose,
        "password_hash": pending_password_hash,
        "created_at": at,
        "expires_at": at + LIFETIME,
        "used_at": None,
    }


def is_usable(link: dict[str, Any] | None, audience: Audience, at: datetime, *, password: bool) -> bool:
    """Whether it may be used now, for a password or to verify an address."""
    return (
        link is not None
        and link["audience"] == audience
        and link["used_at"] is None
        and at < link["expires_at"]
        and (link["purpose"] in FOR_PASSWORDS) == password
    )
