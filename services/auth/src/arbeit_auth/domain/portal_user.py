"""Candidates' portal accounts. The records of a candidate become visible only once the e-mail is verified."""

from datetime import datetime
from typing import Any, ClassVar, Literal

from arbeit_auth.domain.account import Account, Audience, differences, revoke
from arbeit_events.auth import PortalUserCreated, PortalUserDeleted, PortalUserUpdated, PortalUserVerified
from arbeit_events.envelope import EventData


class PortalUser(Account):
    """Spec collection ``candidate_portal_users``."""

    audience: ClassVar[Audience] = "candidate"

    candidate_portal_id: str
    linkedin_url: str | None
    current_company: str | None
    experience_years: int | None
    linked_candidate_id: str | None
    verified_at: datetime | None

    @property
    def subject(self) -> str:
        return self.candidate_portal_id

    @property
    def email_verified(self) -> bool:
        return self.verified_at is not None

    @property
    def is_unproven(self) -> bool:
        """Registered by somebody who has not shown that the address is his."""
        return not self.email_verified and self.created_by == self.email


def create(account: PortalUser, origin: Literal["self", "staff", "selection"]) -> list[EventData]:
    """A new account, made by the candidate himself, by staff, or because he was selected."""
    return [PortalUserCreated(**_facts(account), created_by=account.created_by, origin=origin)]


def update(account: PortalUser, changes: dict[str, Any], at: datetime) -> tuple[PortalUser, list[EventData]]:
    """Changes the fields given; ``status: inactive`` ends every session."""
    fields = differences(account, changes)
    if not fields:
        return account, []
    changed = account.model_copy(update=changes)
    events: list[EventData] = [PortalUserUpdated(**_facts(changed), changed=fields)]
    if changed.status == "inactive" and account.status == "active":
        changed, revoked = revoke(changed, "deactivated", at, sessions=True)
        events.append(revoked)
    return changed, events


def verify(account: PortalUser, at: datetime) -> tuple[PortalUser, list[EventData]]:
    """The owner opened a link that was mailed to the address. Once is enough."""
    if account.email_verified:
        return account, []
    told = PortalUserVerified(candidate_portal_id=account.candidate_portal_id, email=account.email, name=account.name)
    return account.model_copy(update={"verified_at": at}), [told]


def delete(account: PortalUser, at: datetime) -> list[EventData]:
    """The account goes; candidate records keep existing without it."""
    _, revoked = revoke(account, "deleted", at, sessions=True)
    deleted = PortalUserDeleted(
        candidate_portal_id=account.candidate_portal_id,
        email=account.email,
        linked_candidate_id=account.linked_candidate_id,
    )
    return [revoked, deleted]


def _facts(account: PortalUser) -> dict[str, Any]:
    return {
        "candidate_portal_id": account.candidate_portal_id,
        "email": account.email,
        "name": account.name,
        "phone": account.phone,
        "status": account.status,
        "linked_candidate_id": account.linked_candidate_id,
        "verified": account.email_verified,
    }
