"""One function per use case: load, ask the domain, save the client and its events in one transaction."""

from collections.abc import Mapping
from typing import Any

from arbeit_kit import ids
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Tx
from arbeit_kit.security import Principal
from arbeit_tenancy import domain
from arbeit_tenancy.domain import Client
from arbeit_tenancy.store import Store, scope_of


async def create_client(tx: Tx[Store], fields: Mapping[str, Any]) -> Client:
    """A new client. DuplicateKey when another one has that name, however it is spelt in case and spaces."""
    client_id = ids.new("client")
    client, events = domain.create(client_id, at=ids.time_of(client_id), fields=fields)
    await tx.store.clients.insert(tx, client, events)
    return client


async def update_client(
    tx: Tx[Store], who: Principal, client_id: str, fields: Mapping[str, Any], *, expected_version: int | None
) -> Client:
    """Changes the fields given. DuplicateKey as above; problems 404, and 412 when it is not at the expected version."""
    client = await tx.store.clients.get(scope_of(who), client_id, tx)
    check_version(client, expected_version)
    changed, events = domain.change(client, fields)
    if events:
        await tx.store.clients.save(tx, changed, events)
    return changed


async def delete_client(tx: Tx[Store], who: Principal, client_id: str, *, expected_version: int | None) -> Client:
    """Deletes a client without jobs. Raises ClientHasJobs; problems 404, 412.

    Jobs are known by their events: a job made within the same instant may be missed. Then its client is gone, which
    jobs shows as an unknown client; nothing breaks."""
    client = await tx.store.clients.get(scope_of(who), client_id, tx)
    check_version(client, expected_version)
    events = domain.delete(client, has_jobs=await tx.store.has_jobs(client_id, tx))
    await tx.store.clients.delete(tx, client, events)
    return client
