"""Events of the tenancy service: client companies. ``subject`` is the ``client_id``, ``sequence`` its version."""

from typing import ClassVar

from pydantic import Field

from arbeit_events.envelope import EventData, FieldChange


class TenancyEvent(EventData):
    service: ClassVar[str] = "tenancy"


class _Client(TenancyEvent):
    client_id: str
    company_name: str
    status: str
    """``active`` or ``inactive``."""
    industry: str | None = None
    city: str | None = None
    country: str | None = None


class ClientCreated(_Client):
    """A client company was added. First event of its sequence."""


class ClientUpdated(_Client):
    """A client company changed, its status included; ``inactive`` ends the sessions of its users."""

    changed: list[FieldChange] = Field(default_factory=list)


class ClientDeleted(TenancyEvent):
    """A client company was deleted. Last event of its sequence."""

    client_id: str
    company_name: str


EVENTS: tuple[type[EventData], ...] = (ClientCreated, ClientUpdated, ClientDeleted)
