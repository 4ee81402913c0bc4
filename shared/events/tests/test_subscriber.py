"""The subscriber for teams outside, over a real broker."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aio_pika
import pytest

from arbeit_events import Envelope, subscriber, topology
from arbeit_events.jobs import JobFilled
from arbeit_events.subscriber import Subscriber, replay
from arbeit_events.tenancy import ClientDeleted

FILLED = JobFilled(job_id="job_1", client_id="client_1", title="Cook", openings=1, selected_candidate_ids=["cand_1"])
GONE = ClientDeleted(client_id="client_1", company_name="Helvetia Robotik AG")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriber, "_QUIET_S", 0.5)


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
    outside = Subscriber(os.environ["AMQP_URL"], queue=queue, retry_delay_s=0.01)
    taken: asyncio.Queue[tuple[str, JobFilled]] = asyncio.Queue()
    tries = 0

    @outside.on(JobFilled)
    async def filled(event: Envelope, data: JobFilled) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError("not yet")
        await taken.put((event.id, data))

    async with _declared() as exchange, _running(outside, queue):
        event = Envelope.of(FILLED, subject="job_1", sequence=3)
        await _publish(exchange, Envelope.of(GONE, subject="client_1", sequence=3))
        await _publish(exchange, event)
        assert await asyncio.wait_for(taken.get(), 10) == (event.id, FILLED)
        assert tries == 2


async def test_one_event_has_one_handler() -> None:
    outside = Subscriber("amqp://nowhere", queue="q")

    async def take(event: Envelope, data: JobFilled) -> None: ...

    outside.on(JobFilled)(take)
    with pytest.raises(ValueError, match="has a handler already"):
        outside.on(JobFilled)(take)


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
    replayed = await replay(os.environ["AMQP_URL"], take)
    assert replayed.events == len(seen)
    assert event.id in seen
    # Another time: from where it ended, and from a moment.
    assert isinstance(replayed.next_offset, int)
    assert await replay(os.environ["AMQP_URL"], take, since=replayed.next_offset) == (0, replayed.next_offset)
    seen.clear()
    later = Envelope.of(FILLED, subject="job_1", sequence=5)
    async with _declared() as exchange:
        await _publish(exchange, later)
    again = await replay(os.environ["AMQP_URL"], take, since=replayed.next_offset)
    assert (seen, again.next_offset) == ([later.id], replayed.next_offset + 1)
    seen.clear()
    await replay(os.environ["AMQP_URL"], take, since=datetime.now(UTC) - timedelta(seconds=30))
    assert {event.id, later.id} <= set(seen)
    seen.clear()
    assert (await replay(os.environ["AMQP_URL"], take, since=datetime.now(UTC) + timedelta(hours=1))).events == 0


@dataclass
class Projection:
    """What a subscriber makes of events: the newest state of each job, once per event, whatever comes twice."""

    jobs: dict[str, tuple[int, str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    async def take(self, event: Envelope, data: JobFilled | None = None) -> None:
        told = data or event.data_as(JobFilled)
        if event.id not in self.ids and event.sequence > self.jobs.get(event.subject, (0, ""))[0]:
            self.jobs[event.subject] = (event.sequence, told.title)
        self.ids.add(event.id)


@pytest.mark.usefixtures("amqp_url")
async def test_a_new_subscriber_reaches_what_one_knows_who_heard_it_live() -> None:
    mark, queue = secrets.token_hex(4), f"outside.{secrets.token_hex(4)}"
    live, late = Projection(), Projection()
    outside = Subscriber(os.environ["AMQP_URL"], queue=queue, prefetch=50)
    outside.on(JobFilled)(live.take)

    async def take(event: Envelope) -> None:
        if event.subject.startswith(mark):
            await late.take(event)

    events = [
        Envelope.of(FILLED.model_copy(update={"title": f"t{n}"}), subject=f"{mark}_{n % 20}", sequence=n // 20 + 1)
        for n in range(200)
    ]
    async with _declared() as exchange, _running(outside, queue):
        for event in events:
            await _publish(exchange, event)
            if event.sequence == 3:
                await _publish(exchange, event)  # a relay that died after the broker had taken it
        while len(live.ids) < len(events):
            await asyncio.sleep(0.02)
    await replay(os.environ["AMQP_URL"], take)
    assert late.jobs == {subject: state for subject, state in live.jobs.items() if subject.startswith(mark)}
    assert {sequence for sequence, _ in late.jobs.values()} == {10}


@pytest.mark.usefixtures("amqp_url")
async def test_asked_to_stop_it_finishes_what_is_in_hand_and_drops_no_event() -> None:
    queue = f"outside.{secrets.token_hex(4)}"
    begun, go_on, done = asyncio.Event(), asyncio.Event(), []

    def made() -> Subscriber:
        outside = Subscriber(os.environ["AMQP_URL"], queue=queue, prefetch=1)

        @outside.on(JobFilled)
        async def filled(event: Envelope, data: JobFilled) -> None:
            begun.set()
            await go_on.wait()
            done.append(event.sequence)

        return outside

    first = made()
    async with _declared() as exchange, _running(first, queue):
        for sequence in (1, 1, 2):  # the second is a copy of the first
            await _publish(exchange, Envelope.of(FILLED, subject="job_1", sequence=sequence, id=f"evt_{sequence}"))
        await asyncio.wait_for(begun.wait(), 10)
        first.stop()
        await asyncio.sleep(0.1)
        go_on.set()
        while not done:
            await asyncio.sleep(0.01)
        second = made()
        task = asyncio.create_task(second.run(signals=False))
        while 2 not in done:
            await asyncio.sleep(0.01)
        second.stop()
        await asyncio.wait_for(task, 10)
    assert done[0] == 1
    assert done[-1] == 2
    assert len(done) <= 3, "the copy may have gone to the second, which cannot know"
