"""The subscriber for teams outside, over a real broker."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aio_pika
import pytest

from arbeit_events import Envelope, topology
from arbeit_events.jobs import JobFilled
from arbeit_events.subscriber import Subscriber, replay
from arbeit_events.tenancy import ClientDeleted

FILLED = JobFilled(job_id="job_1", client_id="client_1", title="Cook", openings=1, selected_candidate_ids=["cand_1"])
GONE = ClientDeleted(client_id="client_1", company_name="Helvetia Robotik AG")


@asynccontextmanager
async def _declared() -> AsyncIterator[aio_pika.abc.AbstractExchange]:
    """What every service declares at its start, as far as the subscriber needs it."""
    connection = await aio_pika.connect(os.environ["AMQP_URL"])
    async with connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(topology.EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
        await channel.declare_exchange(topology.DEAD, aio_pika.ExchangeType.FANOUT, durable=True)
        yield exchange


async def _publish(exchange: aio_pika.abc.AbstractExchange, event: Envelope) -> None:
    await exchange.publish(aio_pika.Message(event.to_bytes(), message_id=event.id), event.routing_key)


@asynccontextmanager
async def _running(subscriber: Subscriber, queue: str) -> AsyncIterator[None]:
    task = asyncio.create_task(subscriber.run())
    connection = await aio_pika.connect(os.environ["AMQP_URL"])
    async with connection:
        while True:
            channel = await connection.channel()
            try:
                found = await channel.declare_queue(queue, passive=True)
                if found.declaration_result.consumer_count:
                    break
            except aio_pika.exceptions.ChannelClosed:
                await asyncio.sleep(0.05)
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await (await connection.channel()).queue_delete(queue)


@pytest.mark.usefixtures("amqp_url")
async def test_a_subscriber_gets_its_events_typed_and_again_when_it_failed() -> None:
    queue = f"outside.{secrets.token_hex(4)}"
    subscriber = Subscriber(os.environ["AMQP_URL"], queue=queue, retry_delay_s=0.01)
    taken: asyncio.Queue[tuple[str, JobFilled]] = asyncio.Queue()
    tries = 0

    @subscriber.on(JobFilled)
    async def filled(event: Envelope, data: JobFilled) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError("not yet")
        await taken.put((event.id, data))

    async with _declared() as exchange, _running(subscriber, queue):
        event = Envelope.of(FILLED, subject="job_1", sequence=3)
        await _publish(exchange, Envelope.of(GONE, subject="client_1", sequence=3))
        await _publish(exchange, event)
        assert await asyncio.wait_for(taken.get(), 10) == (event.id, FILLED)
        assert tries == 2


async def test_one_event_has_one_handler() -> None:
    subscriber = Subscriber("amqp://nowhere", queue="q")

    async def take(event: Envelope, data: JobFilled) -> None: ...

    subscriber.on(JobFilled)(take)
    with pytest.raises(ValueError, match="has a handler already"):
        subscriber.on(JobFilled)(take)


@pytest.mark.usefixtures("amqp_url")
async def test_the_log_stream_replays_what_was_published() -> None:
    connection = await aio_pika.connect(os.environ["AMQP_URL"])
    async with connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange(topology.EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
        stream = await channel.declare_queue(
            topology.LOG_STREAM, durable=True, arguments=dict(topology.LOG_STREAM_ARGUMENTS)
        )
        await stream.bind(exchange, routing_key="#")
    event = Envelope.of(FILLED, subject="job_1", sequence=4)
    seen: list[str] = []

    async def take(replayed: Envelope) -> None:
        seen.append(replayed.id)

    async with _declared() as exchange:
        await _publish(exchange, event)
    assert await replay(os.environ["AMQP_URL"], take) == len(seen)
    assert event.id in seen
