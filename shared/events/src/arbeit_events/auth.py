"""Events of the auth service: users, portal accounts, roles, sessions.

``subject`` is the ``user_id``, ``candidate_portal_id`` or ``role_id``, and ``sequence`` that document's version, unless
a class says otherwise. No password, token, hash or one-time link is ever part of an event.
"""

from typing import ClassVar, Literal

from pydantic import Field

from arbeit_events.envelope import EventData, FieldChange, Instant, Pii

Audience = Literal["internal", "candidate"]


class AuthEvent(EventData):
    service: ClassVar[str] = "auth"


class _User(AuthEvent):
    user_id: str
    email: Pii[str]
    name: Pii[str]
    role: str
    """``admin``, ``recruiter`` or ``client_user``."""
    role_id: str | None = None
    """Custom role, when one is assigned."""
    client_id: str | None = None
    """For ``client_user`` only."""
    status: str = "active"
    """``active`` or ``inactive``."""


class UserRegistered(_User):
    """An internal user was created. First event of its sequence."""


class UserUpdated(_User):
    """An internal user changed: name, phone, role, status; the payload is the user after the change."""

    changed: list[FieldChange] = Field(default_factory=list)


class UserDeleted(AuthEvent):
    """An internal user was deleted. Last event of its sequence."""

    user_id: str
    email: Pii[str]
    name: Pii[str]
    role: str
    client_id: str | None = None


class UserLoggedIn(AuthEvent):
    """A session began. ``user_id`` is a ``candidate_portal_id`` when the audience is ``candidate``."""

    user_id: str
    email: Pii[str]
    audience: Audience
    session_id: str


class UserLoggedOut(AuthEvent):
    """A session was ended by its owner."""

    user_id: str
    email: Pii[str]
    audience: Audience
    session_id: str


class UserLoginFailed(AuthEvent):
    """A log-in was refused.

    ``subject`` is the account's id, or ``unknown`` when there is none; ``sequence`` means nothing.
    """

    email_hint: Pii[str]
    """What was typed, shortened so that it tells the owner and nobody else (``a***@example.com``)."""
    audience: Audience
    reason: str
    """``unknown``, ``wrong-password``, ``inactive``, ``throttled``: for the audit only, never for the caller."""


class PasswordChanged(AuthEvent):
    """A password was changed; CredentialsRevoked follows."""

    subject_id: str
    audience: Audience
    how: str
    """``change``, ``reset``, ``set`` (first one), ``temporary`` (by an administrator)."""


class CredentialsRevoked(AuthEvent):
    """Tokens issued earlier are void, in every process, within a second. ``subject`` is ``subject_id``.

    Void are the subject's tokens with a version below ``token_version``, and all tokens of ``session_ids``.
    """

    subject_id: str
    audience: Audience
    token_version: int = 0
    """0: no version is void, only the sessions named."""
    session_ids: list[str] = Field(default_factory=list)
    reason: str
    """``logout``, ``password-changed``, ``role-changed``, ``deactivated``, ``deleted``, ``reuse-detected``, …"""
    expires_at: Instant
    """When the last of the void tokens has expired by itself, and the revocation may be forgotten."""


class _PortalUser(AuthEvent):
    candidate_portal_id: str
    email: Pii[str]
    name: Pii[str]
    phone: Pii[str | None] = None
    status: str = "active"
    """``active`` or ``inactive``."""
    linked_candidate_id: str | None = None
    verified: bool = False
    """Whether the owner of the address has shown that it is his; records are visible to him only then."""


class PortalUserCreated(_PortalUser):
    """A candidate's portal account was made. First event of its sequence."""

    created_by: Pii[str | None] = None
    origin: Literal["self", "staff", "selection"]


class PortalUserUpdated(_PortalUser):
    """A portal account changed; the payload is the account after the change."""

    changed: list[FieldChange] = Field(default_factory=list)


class PortalUserDeleted(AuthEvent):
    """A portal account was deleted. Last event of its sequence."""

    candidate_portal_id: str
    email: Pii[str | None] = None
    linked_candidate_id: str | None = None


class PortalUserVerified(AuthEvent):
    """The owner of a portal account showed that its e-mail address is his."""

    candidate_portal_id: str
    email: Pii[str]
    name: Pii[str]


class _Role(AuthEvent):
    role_id: str
    role_name: str
    permissions: list[str]
    client_id: str | None = None
    """Set when the role is only for that client's users."""


class RoleCreated(_Role):
    """A custom role was created. First event of its sequence."""


class RoleUpdated(_Role):
    """A custom role changed; the tokens of its holders are revoked."""

    changed: list[FieldChange] = Field(default_factory=list)


class RoleDeleted(_Role):
    """A custom role was deleted. Last event of its sequence."""


EVENTS: tuple[type[EventData], ...] = (
    UserRegistered,
    UserUpdated,
    UserDeleted,
    UserLoggedIn,
    UserLoggedOut,
    UserLoginFailed,
    PasswordChanged,
    CredentialsRevoked,
    PortalUserCreated,
    PortalUserUpdated,
    PortalUserDeleted,
    PortalUserVerified,
    RoleCreated,
    RoleUpdated,
    RoleDeleted,
)
