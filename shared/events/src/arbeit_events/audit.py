"""Events of the audit service. ``subject`` is the ``export_id``."""

from typing import ClassVar, Literal

from pydantic import Field

from arbeit_events.envelope import EventData, Instant


class AuditEvent(EventData):
    service: ClassVar[str] = "audit"


class AuditLogExported(AuditEvent):
    """Somebody took entries of the audit trail away as a file. First and only event of its sequence.

    Of the filters that may name a person (an e-mail address, words) only the names are told.
    """

    export_id: str
    format: Literal["csv", "ndjson"]
    filtered_by: list[str] = Field(default_factory=list)
    """Names of all filters that were set; empty: the whole trail, as far as the reader may see it."""
    user_id: str | None = None
    action_type: str | None = None
    entity_type: str | None = None
    entity_id: str | None = None
    client_id: str | None = None
    since: Instant | None = None
    until: Instant | None = None


EVENTS: tuple[type[EventData], ...] = (AuditLogExported,)
