"""A new subscriber reads the log and knows what one knows who heard everything live: `make bench ARGS=replay`.

`BENCH_EVENTS` (default 20,000) events of 1,000 jobs. Both build the same projection: of each job the newest facts.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import time

import aio_pika

from arbeit_events import Envelope, topology
from arbeit_events.envelope import CONTENT_TYPE
from arbeit_events.jobs import JobUpdated
from arbeit_events.subscriber import Subscriber, replay
from arbeit_kit.testing import envelope, purge
from arbeit_local.testing import Stores
from tests.bench import machine

JOBS = 1_000


class Known:
    """What a subscriber makes of the events: of each subject the newest facts, each event once."""

    def __init__(self, mark: str) -> None:
        self.newest: dict[str, tuple[int, str]] = {}
        self.ids: set[str] = set()
        self._mark = mark

    async def take(self, event: Envelope, _: object = None) -> None:
        if event.subject.startswith(self._mark) and event.id not in self.ids:
            self.ids.add(event.id)
            facts = (event.sequence, repr(sorted(event.data.items())))
            self.newest[event.subject] = max(facts, self.newest.get(event.subject, (0, "")))


def updates(mark: str, count: int) -> list[Envelope]:
    """`count` changes of `JOBS` jobs, those of one job in order."""
    made = []
    for number in range(count):
        job_id, sequence = f"{mark}_{number % JOBS}", number // JOBS + 1
        data = JobUpdated(
            job_id=job_id, client_id="client_a", client_name="Acme", title=f"Engineer {sequence}",
            employment_type="full_time", status="open", priority="low", openings=1,
        )  # fmt: skip
        made.append(envelope(data, subject=job_id, sequence=sequence, client_id="client_a"))
    return made


async def published(events: list[Envelope], queue: str | None = None) -> None:
    """Confirmed, in order: to everybody, or straight into one queue."""
    connection = await aio_pika.connect(os.environ["AMQP_URL"])
    async with connection:
        channel = await connection.channel()
        exchange = channel.default_exchange if queue else await channel.get_exchange(topology.EXCHANGE)
        for at in range(0, len(events), 200):
            await asyncio.gather(
                *(exchange.publish(_message(each), queue or each.routing_key) for each in events[at : at + 200])
            )


def _message(event: Envelope) -> aio_pika.Message:
    return aio_pika.Message(event.to_bytes(), message_id=event.id, type=event.type, content_type=CONTENT_TYPE)


async def main() -> None:
    count = int(os.environ.get("BENCH_EVENTS", "20000"))
    stores = Stores()
    os.environ["MONGO_URL"], os.environ["AMQP_URL"] = stores.urls()
    try:
        await _measured(count)
    finally:
        stores.end()


async def _measured(count: int) -> None:
    url, mark = os.environ["AMQP_URL"], secrets.token_hex(4)
    await purge(url)
    live, queue = Known(mark), f"bench.{mark}"
    subscriber = Subscriber(url, queue=queue, prefetch=100)
    subscriber.on(JobUpdated)(live.take)
    hearing = asyncio.create_task(subscriber.run(signals=False))
    await asyncio.sleep(1)
    began = time.perf_counter()
    await published(updates(mark, count))
    while len(live.ids) < count:
        await asyncio.sleep(0.05)
    heard_s = time.perf_counter() - began
    subscriber.stop()
    await hearing
    late = Known(mark)
    began = time.perf_counter()
    replayed = await replay(url, late.take, prefetch=500)
    took = time.perf_counter() - began - 2  # the silence after which it ends
    assert len(late.ids) == count, "the log has not everything"
    assert late.newest == live.newest, "the replay knows something else"
    sys.stdout.write(
        f"On {machine.name()}: {count} events of {JOBS} jobs heard live, as published, in {heard_s:.1f} s; "
        f"a new subscriber replayed {replayed.events} of the log in {took:.1f} s ({replayed.events / took:.0f}/s), "
        f"and knows the same of each.\n"
    )
