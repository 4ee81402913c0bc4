"""The invariants of the chassis, and proof that the checks can fail: each is run once more with its fault planted."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from arbeit_events.jobs import JobCreated
from arbeit_kit import ids
from arbeit_kit.messaging.inbox import Inbox
from arbeit_kit.mongo.collection import Collection
from arbeit_kit.mongo.lease import Lease
from arbeit_kit.mongo.scope import Scope
from arbeit_kit.mongo.transaction import SYSTEM, Cause
from arbeit_kit.outbox.relay import Relay
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, tap, token

ADMIN = auth(token("admin"))


async def make(service: Running) -> dict[str, Any]:
    answer = await service.client.post("/api/companies", json={"company_name": ids.new("name")}, headers=ADMIN)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def job(client_id: str) -> JobCreated:
    return JobCreated(
        job_id=ids.new("job"), client_id=client_id, client_name="x", title="Engineer", employment_type="full_time",
        status="open", priority="low", openings=1,
    )  # fmt: skip


# --- once in effect -------------------------------------------------------------------------------------------------


async def check_once_in_effect(service: Running) -> None:
    company = await make(service)
    event = envelope(job(company["client_id"]), subject=ids.new("job"))
    marker = envelope(job(company["client_id"]), subject=ids.new("job"))
    await publish(event, event, event)
    await asyncio.sleep(0.3)
    await publish(event, marker)

    async def counted() -> int:
        return int((await service.db["companies"].find_one({"_id": company["client_id"]}))["jobs"])

    async def enough() -> bool:
        return await counted() >= 2

    await eventually(enough)
    await asyncio.sleep(0.3)
    assert await counted() == 2


async def test_a_duplicate_delivery_has_one_effect(service: Running) -> None:
    await check_once_in_effect(service)


async def test_planted_no_inbox_is_caught(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def without_inbox(self: Inbox, inbox_ids: list[str], work: Any, actor: Any, cause: Cause) -> None:
        await self._database.transaction(work, actor=actor, cause=cause)

    monkeypatch.setattr(Inbox, "_run", without_inbox)
    with pytest.raises(AssertionError):
        await check_once_in_effect(service)


# --- no lost update -------------------------------------------------------------------------------------------------


async def check_no_lost_update(service: Running) -> None:
    company = await make(service)
    url = f"/api/companies/{company['client_id']}"
    answers = await asyncio.gather(
        *(service.client.put(url, json={"company_name": ids.new("n")}, headers=ADMIN) for _ in range(15))
    )
    assert {each.status_code for each in answers} == {200}
    assert len({each.json()["version"] for each in answers}) == 15


async def test_writers_of_one_document_lose_no_update(service: Running) -> None:
    await check_no_lost_update(service)


async def test_planted_no_version_check_is_caught(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unchecked(self: Collection[Any], tx: Any, aggregate: Any, events: Any, client_id: Any = None) -> None:
        read = aggregate.version
        aggregate.version = read + 1
        document = self.dump(aggregate)
        await asyncio.sleep(0.05)  # outside the transaction: as a read before a write would be
        await self.raw.replace_one({"_id": document["_id"]}, document)
        self._emit(tx, aggregate, events, read, client_id)

    monkeypatch.setattr(Collection, "save", unchecked)
    with pytest.raises(AssertionError):
        await check_no_lost_update(service)


# --- nothing outside the scope --------------------------------------------------------------------------------------


async def check_scope(service: Running) -> None:
    mine, _ = await make(service), await make(service)
    headers = auth(token("client_user", client_id=mine["client_id"]))
    page = (await service.client.get("/api/companies", headers=headers)).json()
    assert [each["client_id"] for each in page["items"]] == [mine["client_id"]]


async def test_a_list_shows_only_what_the_scope_allows(service: Running) -> None:
    await check_scope(service)


async def test_planted_scope_not_applied_is_caught(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scope, "applied", lambda self, query: dict(query))
    with pytest.raises(AssertionError):
        await check_scope(service)


async def test_a_query_without_a_scope_cannot_be_made(service: Running) -> None:
    with pytest.raises(TypeError):
        await service.store.companies.find(None, {}, limit=1)
    with pytest.raises(ValueError, match="reason"):
        Scope.all("")


# --- a committed change always yields its event, an uncommitted one never --------------------------------------------


@contextlib.contextmanager
def broker_refuses(service: Running) -> Iterator[None]:
    publisher = service.service.publisher
    original = publisher.publish

    async def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionError("planted: the broker does not confirm")

    publisher.publish = refuse  # type: ignore[method-assign]
    try:
        yield
    finally:
        publisher.publish = original  # type: ignore[method-assign]


async def check_no_event_lost(service: Running) -> None:
    async with tap("tenancy.#") as events:
        with broker_refuses(service):
            made = [await make(service) for _ in range(5)]
            await asyncio.sleep(0.5)
        for company in made:
            await events.wait_for("ClientCreated", company["client_id"], within=8)
    await service.settled()


async def test_events_wait_until_the_broker_confirms(service: Running) -> None:
    await check_no_event_lost(service)


async def test_planted_rows_deleted_unconfirmed_are_caught(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def careless(self: Relay) -> int:
        rows = await self._database.outbox.find({}).to_list(500)
        for row in rows:
            with contextlib.suppress(ConnectionError):
                await self._publisher.publish_row(row)
            await self._database.outbox.delete_one({"_id": row["_id"]})
        return len(rows)

    monkeypatch.setattr(Relay, "_drain", careless)
    with pytest.raises(AssertionError):
        await check_no_event_lost(service)


async def test_a_rolled_back_command_publishes_nothing(service: Running) -> None:
    company = await make(service)
    await service.settled()

    async def fails(tx: Any) -> None:
        found = await tx.store.companies.get(Scope.all("test"), company["client_id"], tx)
        await tx.store.companies.delete(tx, found, [])
        tx.emit(_renamed(company), subject=company["client_id"], sequence=2)
        raise RuntimeError("after the writes")

    async with tap() as events:
        with pytest.raises(RuntimeError, match="after the writes"):
            await service.service.db.transaction(fails, actor=SYSTEM)
        await asyncio.sleep(0.4)
        assert events.events == []
    assert await service.db["companies"].find_one({"_id": company["client_id"]})


def _renamed(company: dict[str, Any]) -> Any:
    from arbeit_events.tenancy import ClientUpdated

    return ClientUpdated(
        client_id=company["client_id"], company_name="x", status="active", industry=None, city=None, country=None,
        changed=[],
    )  # fmt: skip


# --- one relay at a time --------------------------------------------------------------------------------------------


@pytest.fixture
async def leases(service: Running) -> AsyncIterator[Any]:
    raw = service.db["test_leases"]
    yield raw
    await raw.drop()


async def test_of_many_who_ask_one_holds_the_lease(leases: Any) -> None:
    asking = [Lease(leases, "relay") for _ in range(10)]
    held = await asyncio.gather(*(lease.hold() for lease in asking))
    assert sum(held) == 1


async def test_a_silent_holder_is_succeeded_and_knows_it(leases: Any) -> None:
    old, new = Lease(leases, "relay", seconds=0.4), Lease(leases, "relay", seconds=5)
    assert await old.hold()
    assert not await new.hold()
    await asyncio.sleep(0.5)
    assert not old.held
    assert await new.hold()
    assert not await old.hold()


async def test_a_released_lease_is_free_at_once(leases: Any) -> None:
    old, new = Lease(leases, "relay"), Lease(leases, "relay")
    assert await old.hold()
    await old.release()
    assert await new.hold()


# --- coming back ----------------------------------------------------------------------------------------------------


async def test_consumers_return_after_every_lost_connection_and_cancelled_consumer(service: Running) -> None:
    company = await make(service)
    for expected in range(1, 6):
        for link in (service.service.publisher.link, service.service.consumer.link):
            connection = link._connection
            if connection is not None:
                await connection.close()
        await publish(envelope(job(company["client_id"]), subject=ids.new("job")))

        async def counted(wanted: int = expected) -> bool:
            return (await service.db["companies"].find_one({"_id": company["client_id"]}))["jobs"] == wanted

        await eventually(counted, within=15)


async def test_a_deleted_queue_is_made_again(service: Running) -> None:
    company = await make(service)
    connection = service.service.publisher.link._connection
    assert connection is not None
    channel = await connection.channel()
    await channel.queue_delete("tenancy.events")
    await asyncio.sleep(0.1)

    async def consuming() -> bool:
        return bool(service.service.consumer.link.connected and service.service.publisher.link.connected)

    await eventually(consuming, within=15)
    await asyncio.sleep(0.5)
    await eventually(consuming, within=15)
    await publish(envelope(job(company["client_id"]), subject=ids.new("job")))

    async def counted() -> bool:
        return (await service.db["companies"].find_one({"_id": company["client_id"]}))["jobs"] == 1

    await eventually(counted, within=15)
