"""The private database and the private broker keep what was acknowledged, also when they are killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aio_pika
import pytest
from pymongo import AsyncMongoClient

from arbeit_local import database as local_database
from arbeit_local.broker import Broker
from arbeit_local.console import CannotStartError
from arbeit_local.database import Database
from arbeit_local.places import root
from arbeit_local.ports import Ports


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    server = Database(tmp_path / "database", Ports(tmp_path))
    await server.start()
    yield server
    await server.stop()


@pytest.mark.fault
async def test_the_database_keeps_what_it_acknowledged_when_it_is_killed(database: Database) -> None:
    url = database.url
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(url)
    numbers = client["sample"]["numbers"]
    for number in range(20):
        await numbers.insert_one({"_id": number})
    database.process.kill()
    await database.process.wait()
    await database.start()
    assert database.url == url, "others were told the address"
    assert await numbers.count_documents({}) == 20
    await client.close()


HOLDS_A_ROW = """
import asyncio, sys
from pymongo import AsyncMongoClient

async def main():
    client = AsyncMongoClient(sys.argv[1])
    session = client.start_session()
    await session.start_transaction()
    await client["sample"]["rows"].update_one({"_id": 1}, {"$set": {"by": "the dead"}}, session=session)
    print("held", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.fault
async def test_what_a_killed_process_had_locked_is_free_again_soon(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_database, "_TRANSACTIONS_OF_THE_DEAD_S", 0.5)
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(database.url)
    rows = client["sample"]["rows"]
    await rows.insert_one({"_id": 1, "by": "nobody"})
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDS_A_ROW, database.url, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    holder.kill()
    await holder.wait()
    database.a_client_died()
    async with asyncio.timeout(8):  # by itself: after 60 to 70 s
        await rows.update_one({"_id": 1, "by": "nobody"}, {"$set": {"by": "the living"}})
    assert await rows.find_one({"_id": 1}) == {"_id": 1, "by": "the living"}
    await client.close()


async def test_a_folder_that_a_running_database_holds_is_refused_in_one_line(
    database: Database, tmp_path: Path
) -> None:
    second = Database(tmp_path / "database", Ports(tmp_path / "elsewhere"), log=tmp_path / "second.log")
    with pytest.raises(CannotStartError, match="is held by another running database"):
        await second.start()


@pytest.mark.fault
async def test_the_broker_keeps_a_durable_message_when_it_is_killed(tmp_path: Path) -> None:
    broker = Broker(tmp_path / "broker", Ports(tmp_path), distribution=root() / ".data/rabbitmq-dist")
    await broker.start()
    try:
        url = broker.url
        async with await aio_pika.connect(url) as connection:
            channel = await connection.channel()
            await channel.declare_queue("kept", durable=True, arguments={"x-queue-type": "quorum"})
            await channel.default_exchange.publish(aio_pika.Message(b"kept", delivery_mode=2), "kept")
        # RabbitMQ 3.10 writes down that a new quorum queue exists about half a second later; killed before, it comes
        # back with a queue that nothing leads. Only a queue's first moments are in danger, and those are not the point.
        await asyncio.sleep(2)
        broker.process.kill()
        await broker.process.wait()
        await broker.start()
        assert broker.url == url, "others were told the address"
        async with await aio_pika.connect(url) as connection:
            queue = await (await connection.channel()).get_queue("kept")
            message = await queue.get(timeout=10)
            assert message is not None
            assert message.body == b"kept"
            await message.ack()
    finally:
        await broker.stop()
