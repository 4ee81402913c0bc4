"""What goes in and out over HTTP. Field names are the spec's (collection `clients`)."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from arbeit_kit.security import Principal
from arbeit_kit.text import HttpsUrl, Line, Name, Text, absent
from arbeit_kit.time import Instant
from arbeit_tenancy.domain import Client, Status
from arbeit_tenancy.queries import Stats

Phone = Annotated[Line, Field(max_length=40)]
PostalCode = Annotated[Line, Field(max_length=20)]


class ClientCreate(BaseModel):
    """A new client company; its name is unique, whatever the case."""

    model_config = ConfigDict(extra="forbid")

    company_name: Name
    status: Status = "active"
    industry: Line | None = None
    website: HttpsUrl | None = None
    phone: Phone | None = None
    address: Line | None = None
    city: Line | None = None
    state: Line | None = None
    country: Line | None = None
    postal_code: PostalCode | None = None
    notes: Text | None = None


class ClientUpdate(BaseModel):
    """Only the fields that are sent change; `inactive` stops new jobs and ends the sessions of the client's users."""

    model_config = ConfigDict(extra="forbid")

    company_name: Name = absent()
    status: Status = absent()
    industry: Line | None = absent()
    website: HttpsUrl | None = absent()
    phone: Phone | None = absent()
    address: Line | None = absent()
    city: Line | None = absent()
    state: Line | None = absent()
    country: Line | None = absent()
    postal_code: PostalCode | None = absent()
    notes: Text | None = absent()


class ClientOut(BaseModel):
    """A client as its reader may see it."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    client_id: str
    company_name: str
    status: Status
    industry: str | None
    website: str | None
    phone: str | None
    address: str | None
    city: str | None
    state: str | None
    country: str | None
    postal_code: str | None
    notes: str | None
    """The agency's own; null for the client's users."""
    created_at: Instant
    version: int

    @classmethod
    def of(cls, client: Client, who: Principal) -> Self:
        """As this caller may see it."""
        shown = client.model_dump()
        if who.client_id is not None:
            shown["notes"] = None
        return cls(**shown)


class ClientStatsOut(BaseModel):
    """Counts over the clients that the caller may see; at most about a second old."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    total: int
    by_status: dict[Status, int]

    @classmethod
    def of(cls, stats: Stats) -> Self:
        """The answer for these counts."""
        return cls(total=stats.total, by_status=stats.by_status)


class ClientFactsOut(BaseModel):
    """What other services keep of a client: the fields of its events, and the version they are of."""

    sequence: int
    client_id: str
    company_name: str
    status: Status
    industry: str | None
    city: str | None
    country: str | None

    @classmethod
    def of(cls, client: Client, facts: dict[str, object]) -> Self:
        """The answer for this client."""
        return cls.model_validate({**facts, "sequence": client.version})
