"""A client company: its invariants and its events. Spec: collection `clients`.

A client is `active` or `inactive`, changed by hand at any time. An inactive one takes no new job and its users'
sessions end (jobs and auth hear of it by event). It can be deleted only while it has no job.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from arbeit_events import EventData, FieldChange
from arbeit_events.tenancy import ClientCreated, ClientDeleted, ClientUpdated

Status = Literal["active", "inactive"]
STATUSES: tuple[Status, ...] = ("active", "inactive")


class Client(BaseModel):
    """The aggregate, as it is stored."""

    version: int = 0
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
    """For the agency only; never shown to client users."""
    created_at: datetime


class ClientHasJobs(Exception):  # noqa: N818
    """A client with jobs stays: candidates, interviews and the audit refer to it. Make it inactive instead."""


def create(client_id: str, *, at: datetime, fields: Mapping[str, Any]) -> tuple[Client, list[EventData]]:
    """A new client. ``fields`` are those of the request, complete."""
    client = Client(client_id=client_id, created_at=at, **fields)
    return client, [ClientCreated(**facts(client))]


def change(client: Client, fields: Mapping[str, Any]) -> tuple[Client, list[EventData]]:
    """The client with ``fields`` replaced. What already is as wanted makes no event."""
    changed = client.model_copy(update=dict(fields))
    differences = [
        FieldChange(field=name, old=old, new=new)
        for name in fields
        if (old := getattr(client, name)) != (new := getattr(changed, name))
    ]
    return changed, [ClientUpdated(**facts(changed), changed=differences)] if differences else []


def delete(client: Client, *, has_jobs: bool) -> list[EventData]:
    """The events of its deletion. Raises ClientHasJobs."""
    if has_jobs:
        raise ClientHasJobs("This client has jobs. Make it inactive instead of deleting it.")
    return [ClientDeleted(client_id=client.client_id, company_name=client.company_name)]


def facts(client: Client) -> dict[str, Any]:
    """What other services may know of a client: the fields of its events."""
    return client.model_dump(include=set(ClientCreated.model_fields))
