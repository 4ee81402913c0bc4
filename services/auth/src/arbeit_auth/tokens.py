"""Access tokens are made here and nowhere else; the kit verifies them in every service."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt

from arbeit_auth.domain.account import ACCESS_LIFETIME, Account
from arbeit_auth.domain.user import User
from arbeit_kit.settings import ServiceSettings
from arbeit_kit.tokens import ALGORITHM


@dataclass(frozen=True, slots=True)
class AccessToken:
    """``expires_in`` in seconds."""

    token: str
    expires_in: int


def issue(
    settings: ServiceSettings, account: Account, permissions: list[str], session_id: str, at: datetime
) -> AccessToken:
    """A token of 15 minutes for that session, with the claims of contract section 2."""
    issued = int(at.timestamp())
    lifetime = int(ACCESS_LIFETIME.total_seconds())
    claims: dict[str, Any] = {
        "sub": account.subject,
        "aud": account.audience,
        "iat": issued,
        "exp": issued + lifetime,
        "jti": secrets.token_hex(16),
        "sid": session_id,
        "role": account.role if isinstance(account, User) else "candidate",
        "client_id": account.client_id if isinstance(account, User) else None,
        "perms": permissions,
        "tv": account.token_version,
        "email": account.email,
    }
    if account.must_change_password:
        claims["mcp"] = True
    return AccessToken(jwt.encode(claims, settings.jwt_secret.get_secret_value(), ALGORITHM), lifetime)
