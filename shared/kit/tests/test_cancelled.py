"""Whoever is cancelled in the middle of a transaction leaves no locks behind: not at a stop, not at a time-out."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from typing import Any, ClassVar

import pytest
from kit_sample import create_service
from pymongo import monitoring

from arbeit_events.jobs import JobCreated
from arbeit_kit import ids
from arbeit_kit.mongo import Database, Tx, database
from arbeit_kit.mongo.pool import PoolWaits
from arbeit_kit.service import Service
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, running, token

SOON_S = 3.0


class Slow(PoolWaits, monitoring.CommandListener):
    """Holds the first command of each transaction back, in the driver's thread, after the driver took it for begun."""

    held = threading.Event()
    sent = threading.Event()
    wanted = False
    requests: ClassVar[set[int]] = set()

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if self.wanted and event.command.get("startTransaction"):
            self.requests.add(event.request_id)
            self.held.set()
            time.sleep(0.4)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        if event.request_id in self.requests:
            self.sent.set()

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        if event.request_id in self.requests:
            self.sent.set()


@pytest.fixture(scope="module")
async def service() -> AsyncIterator[Running]:
    """The sample service over a driver that can be held back. Without its worker: the relay's commands would lift a
    lock by chance, when the driver gives them the session of the transaction."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "PoolWaits", Slow)
        async with running(lambda: create_service(worker=False)) as started:
            yield started


@pytest.fixture
async def slow(service: Running) -> AsyncIterator[Running]:
    """One document; from now on transactions begin slowly."""
    await service.db["seen"].update_one({"_id": "one"}, {"$set": {"n": 0}}, upsert=True)
    Slow.held.clear()
    Slow.sent.clear()
    Slow.wanted = True
    try:
        yield service
    finally:
        Slow.wanted = False


async def change(tx: Tx[Any]) -> None:
    await tx.flight.whole(tx.store.seen.raw.update_one({"_id": "one"}, {"$inc": {"n": 1}}, session=tx.session))


async def write_elsewhere(service: Service[Any]) -> None:
    """Another process changes the same document, after the held command has reached the server."""
    await eventually(arrived)
    elsewhere = Database(service.settings.mongo_url, service.db.name, source="/arbeit/tenancy", seal=bytes)
    elsewhere.store = service._make_store(elsewhere)
    begun = time.monotonic()
    try:
        await elsewhere.transaction(change)
    finally:
        elsewhere.close()
    assert time.monotonic() - begun < SOON_S


async def begun() -> bool:
    return Slow.held.is_set()


async def arrived() -> bool:
    return Slow.sent.is_set()


async def test_a_task_cancelled_in_its_first_command_leaves_no_lock(slow: Running) -> None:
    db = slow.service.db
    task = asyncio.create_task(db.transaction(change))
    await eventually(begun)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    Slow.wanted = False
    await write_elsewhere(slow.service)
    found = await db.raw["seen"].find_one({"_id": "one"})
    assert found is not None
    assert found["n"] == 1


async def test_a_command_that_takes_too_long_for_its_caller_leaves_no_lock(slow: Running) -> None:
    db = slow.service.db

    async def hasty(tx: Tx[Any]) -> None:
        async with asyncio.timeout(0.1):
            await change(tx)

    with pytest.raises(TimeoutError):
        await db.transaction(hasty)
    Slow.wanted = False
    await write_elsewhere(slow.service)


async def test_a_handler_that_outlives_the_drain_is_ended_and_its_message_comes_again() -> None:
    async with running(create_service) as worker:
        answer = await worker.client.post("/api/companies", json={"company_name": "Acme"}, headers=auth(token("admin")))
        client_id = answer.json()["client_id"]
        consumer = worker.service.consumer
        assert consumer is not None
        release = asyncio.Event()

        async def stuck(*_: Any) -> None:
            release.set()
            await asyncio.sleep(60)

        consumer._subscriptions.events["jobs.JobCreated.v1"] = (JobCreated, stuck)
        job = JobCreated(
            job_id=ids.new("job"), client_id=client_id, client_name="x", title="Engineer", employment_type="full_time",
            status="open", priority="low", openings=1,
        )  # fmt: skip
        await publish(envelope(job, subject=job.job_id))
        await asyncio.wait_for(release.wait(), 10)
        await consumer.stop(drain_s=0.05)
        assert not consumer.running
        assert await worker.service.db.landed(SOON_S)
        assert (await worker.db["companies"].find_one({"_id": client_id}))["jobs"] == 0


async def test_a_stop_ends_the_transactions_of_background_work(slow: Running) -> None:
    service = slow.service

    async def busy() -> None:
        while True:
            await service.db.transaction(change)

    service._run("busy", busy())
    await eventually(begun)
    await service.stop()
    Slow.wanted = False
    await write_elsewhere(service)
