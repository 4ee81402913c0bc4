"""What internal users and portal accounts have in common: e-mail, password, status, and the versions that void tokens.

Two counters, because two things end differently. ``token_version`` is in every access token: raising it voids the
tokens, and a refresh brings a new one (role change). ``session_epoch`` is in every session: raising it ends all of
them at once, however many there are (password change, deactivation).
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel

from arbeit_events.auth import CredentialsRevoked, PasswordChanged
from arbeit_events.envelope import EventData, FieldChange

Audience = Literal["internal", "candidate"]
Status = Literal["active", "inactive"]

ACCESS_LIFETIME = timedelta(minutes=15)
"""Life of an access token (contract section 2)."""
CLOCK_LEEWAY = timedelta(seconds=30)
"""By how much verifiers' clocks may differ; a revocation is kept that much longer than the tokens it voids."""
TEMPORARY_LIFETIME = timedelta(days=7)
"""A password that somebody else chose is good for one log-in within this time."""


class Account(BaseModel):
    """The part of a user document that logs in. ``password_hash`` None: no password yet, only a one-time link."""

    audience: ClassVar[Audience]

    version: int = 0
    email: str
    password_hash: str | None
    name: str
    phone: str | None
    must_change_password: bool
    temporary_until: datetime | None
    """Set while the password is one that somebody else chose: good for one log-in until then."""
    temporary_spent: bool
    status: Status
    token_version: int = 1
    session_epoch: int = 1
    created_at: datetime
    created_by: str | None

    @property
    def subject(self) -> str:
        """The id that tokens, sessions and events name."""
        raise NotImplementedError


A = TypeVar("A", bound=Account)


def password_fields(password_hash: str | None, *, temporary: bool, at: datetime) -> dict[str, Any]:
    """The fields of an account with that password; ``temporary`` when somebody else chose it."""
    works_once = temporary and password_hash is not None
    return {
        "password_hash": password_hash,
        "must_change_password": works_once,
        "temporary_until": at + TEMPORARY_LIFETIME if works_once else None,
        "temporary_spent": False,
    }


def refusal(account: Account | None, *, matches: bool, company_active: bool, at: datetime) -> str | None:
    """Why this log-in is refused, for the audit only; None when it is not. The caller is never told."""
    if account is None:
        return "unknown"
    if not matches:
        return "wrong-password"
    if account.status != "active":
        return "inactive"
    if not company_active:
        return "client-inactive"
    if account.temporary_spent:
        return "temporary-password-spent"
    if account.temporary_until is not None and account.temporary_until < at:
        return "temporary-password-expired"
    return None


def revoke(account: A, reason: str, at: datetime, *, sessions: bool) -> tuple[A, CredentialsRevoked]:
    """Voids every access token issued so far; with ``sessions`` also every session."""
    changed = account.model_copy(
        update={
            "token_version": account.token_version + 1,
            "session_epoch": account.session_epoch + (1 if sessions else 0),
        }
    )
    return changed, CredentialsRevoked(
        subject_id=account.subject,
        audience=account.audience,
        token_version=changed.token_version,
        session_ids=[],
        reason=reason,
        expires_at=at + ACCESS_LIFETIME + CLOCK_LEEWAY,
    )


def end_session(account: Account, session_id: str, reason: str, at: datetime) -> CredentialsRevoked:
    """Voids the tokens of one session and no other."""
    return CredentialsRevoked(
        subject_id=account.subject,
        audience=account.audience,
        token_version=0,
        session_ids=[session_id],
        reason=reason,
        expires_at=at + ACCESS_LIFETIME + CLOCK_LEEWAY,
    )


def set_password(account: A, password_hash: str, how: str, at: datetime) -> tuple[A, list[EventData]]:
    """A new password ends everything earlier. ``how``: ``change``, ``reset``, ``set`` or ``temporary``."""
    fields = password_fields(password_hash, temporary=how == "temporary", at=at)
    changed, revoked = revoke(account.model_copy(update=fields), "password-changed", at, sessions=True)
    told = PasswordChanged(subject_id=account.subject, audience=account.audience, how=how)
    return changed, [told, revoked]


def without_password(account: A) -> A:
    """Only a one-time link gets in now."""
    fields = {"password_hash": None, "must_change_password": False, "temporary_until": None, "temporary_spent": False}
    return account.model_copy(update=fields)


def spend_temporary(account: A) -> A:
    """A password chosen by somebody else works once."""
    return account.model_copy(update={"temporary_spent": True})


def differences(before: BaseModel, changes: dict[str, Any]) -> list[FieldChange]:
    """The fields of ``changes`` that really change."""
    return [
        FieldChange(field=name, old=getattr(before, name), new=value)
        for name, value in changes.items()
        if getattr(before, name) != value
    ]
