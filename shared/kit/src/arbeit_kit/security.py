"""Who calls, and whether he may: verifies access tokens, knows the revoked ones, guards routes.

Tokens are made by auth alone; here they are only read (HS256 pinned, contract section 2). Permission names are data
that the services pass in.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from arbeit_kit import problem, telemetry
from arbeit_kit.revocations import Revocations, SessionChecker, Sessions
from arbeit_kit.settings import ServiceSettings
from arbeit_kit.tokens import Verifier, service_token

__all__ = [
    "Audience",
    "Principal",
    "Revocations",
    "Security",
    "SessionChecker",
    "require",
    "require_service",
    "service_token",
]

Audience = Literal["internal", "candidate", "service"]


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller, as the token says."""

    subject: str
    audience: Audience
    role: str
    client_id: str | None
    permissions: frozenset[str]
    session_id: str | None
    token_id: str
    token_version: int
    must_change_password: bool
    email: str | None
    address: str | None = None

    def can(self, permission: str) -> bool:
        """Whether the permission is among the caller's."""
        return permission in self.permissions


class Security:
    """What a process needs to judge a token. One per service, kept in ``app.state.security``.

    ``live`` tells whether the broadcast of revocations is connected; while it is not, writes and sensitive calls ask
    auth about the session (contract section 2), plain reads live out the token.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        *,
        revocations: Revocations | None = None,
        sessions: Sessions | None = None,
        live: Callable[[], bool] = lambda: True,
    ) -> None:
        self.verifier = Verifier(settings)
        self.revocations = revocations or Revocations()
        self.sessions = sessions
        self.live = live

    def verify(self, token: str) -> Principal:
        """The token's holder. Problem 401 for whatever is not a valid, unrevoked access token."""
        claims = self.verifier.verify(token)
        if self.revocations.refuse(claims.subject, claims.session_id, claims.token_version):
            raise problem.unauthorized()
        return Principal(
            subject=claims.subject,
            audience=claims.audience,
            role=claims.role,
            client_id=claims.client_id,
            permissions=claims.permissions,
            session_id=claims.session_id,
            token_id=claims.token_id,
            token_version=claims.token_version,
            must_change_password=claims.must_change_password,
            email=claims.email,
            address=telemetry.current().address,
        )

    async def check_session(self, who: Principal) -> None:
        """Asks auth whether the session lives, when events cannot tell. Problem 401 (ended) or 503 (auth silent)."""
        if (
            not self.live()
            and self.sessions is not None
            and not await self.sessions.alive(who.session_id, who.subject, who.token_version)
        ):
            raise problem.unauthorized()


def of(request: Request) -> Security:
    """The Security of the running service (Problem 503 while it is not wired yet)."""
    security = getattr(request.app.state, "security", None)
    if not isinstance(security, Security):
        raise problem.unavailable("The service is starting.")
    return security


_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="Access token of POST /api/auth/login")
_Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
_READS = ("GET", "HEAD")


def require(
    *permissions: str,
    audiences: Sequence[Audience] = ("internal",),
    while_password_expired: bool = False,
    sensitive: bool = False,
) -> Callable[..., Awaitable[Principal]]:
    """Dependency: the caller, who holds all these permissions (they count for internal users; a candidate's rights are
    his audience) and a token of one of the audiences.

    ``while_password_expired`` lets in who still must change his password. ``sensitive`` makes even a read ask auth
    while the broadcast of revocations is down. Problems: 401, 403 ``forbidden``, 403 ``password-change-required``, 503.
    """
    needed = frozenset(permissions)
    accepted = frozenset(audiences)

    async def dependency(request: Request, credentials: _Credentials) -> Principal:
        security = of(request)
        if credentials is None:
            raise problem.unauthorized()
        who = security.verify(credentials.credentials)
        if who.audience not in accepted:
            raise problem.unauthorized()
        context = telemetry.current()
        context.actor_id, context.client_id = who.subject, who.client_id
        if sensitive or request.method not in _READS:
            await security.check_session(who)
        if who.must_change_password and not while_password_expired:
            raise problem.forbidden("Change your password first.", "password-change-required")
        if who.audience == "internal" and not needed <= who.permissions:
            raise problem.forbidden("Your role does not allow this.")
        return who

    return dependency


def require_service() -> Callable[..., Awaitable[Principal]]:
    """Dependency of ``/internal`` routes: another service of ours, by its short-lived token."""

    async def dependency(request: Request, credentials: _Credentials) -> Principal:
        if credentials is None:
            raise problem.unauthorized()
        who = of(request).verify(credentials.credentials)
        if who.audience != "service":
            raise problem.unauthorized()
        telemetry.current().actor_id = who.subject
        return who

    return dependency
