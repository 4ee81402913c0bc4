"""What the audit answers."""

from typing import Any

from pydantic import BaseModel, Field

from arbeit_audit.domain.entry import Entry
from arbeit_audit.queries.verification import Report
from arbeit_kit.security import Principal
from arbeit_kit.time import Instant


class AuditLogOut(BaseModel):
    """One entry of the trail (spec, section 8)."""

    log_id: str
    number: int = Field(description="Place in the chain, from 1 without gaps.")
    timestamp: Instant
    user_id: str | None
    user_email: str | None
    user_role: str | None
    action_type: str
    entity_type: str
    entity_id: str
    client_id: str | None
    old_value: dict[str, Any] | None
    new_value: dict[str, Any] | None
    metadata: dict[str, Any] = Field(
        description="Event, request id and further facts; `address` for who administers users; `erased` names whose "
        "personal values are gone."
    )
    previous_hash: str
    entry_hash: str

    @classmethod
    def of(cls, entry: Entry, who: Principal) -> "AuditLogOut":
        """The entry with its personal values, as far as they were not erased."""
        actor = entry.personal.get("actor")
        subject = entry.personal.get("subject")
        by = actor.values if actor else {}
        about = subject.values if subject else {}
        metadata = {**entry.metadata, **about.get("metadata", {})}
        if who.can("users:write") and "address" in by:
            metadata["address"] = by["address"]
        erased = [
            role
            for role, commitment in entry.commitments.items()
            if commitment.digest is not None and entry.personal.get(role) is None
        ]
        if erased:
            metadata["erased"] = erased
        return cls(
            log_id=entry.log_id,
            number=entry.number,
            timestamp=entry.timestamp,
            user_id=entry.user_id,
            user_email=by.get("user_email"),
            user_role=entry.user_role,
            action_type=entry.action_type,
            entity_type=entry.entity_type,
            entity_id=entry.entity_id,
            client_id=entry.client_id,
            old_value={**entry.old_value, **about.get("old_value", {})} or None,
            new_value={**entry.new_value, **about.get("new_value", {})} or None,
            metadata=metadata,
            previous_hash=entry.previous_hash,
            entry_hash=entry.entry_hash,
        )


class VerificationOut(BaseModel):
    """The proof of the chain."""

    valid: bool = Field(description="No fault was found in what was checked.")
    complete: bool = Field(description="Checked up to the head; else call again with `from_number=next_number`.")
    checked_from: int
    checked_to: int
    next_number: int | None
    first_bad_number: int | None
    reason: str | None
    head_number: int | None
    head_hash: str | None
    count: int = Field(description="Entries stored.")
    checkpoints: int = Field(description="Signed checkpoints compared.")

    @classmethod
    def of(cls, report: Report) -> "VerificationOut":
        return cls(
            valid=report.fault is None,
            complete=report.complete,
            checked_from=report.checked_from,
            checked_to=report.checked_to,
            next_number=None if report.complete else report.checked_to + 1,
            first_bad_number=report.fault.number if report.fault else None,
            reason=report.fault.reason if report.fault else None,
            head_number=report.head.number if report.head else None,
            head_hash=report.head.entry_hash if report.head else None,
            count=report.count,
            checkpoints=report.checkpoints,
        )
