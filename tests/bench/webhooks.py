"""Webhooks and the log at size: `make bench ARGS=webhooks`; `BENCH_EVENTS` (default 10,000) of each of two kinds.

One kind is delivered to a receiver that fails three times in ten, the other is wanted by nobody; a subscription that
leads inside is planted past the API's check. Meanwhile a subscriber hears everything live; afterwards a new one replays
the log and must know the same. Only the pauses between attempts are shortened (seconds instead of hours).
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aio_pika
from aiohttp import web
from standardwebhooks.webhooks import Webhook as Judge

from arbeit_events.interviews import InterviewPassed
from arbeit_events.jobs import JobFilled
from arbeit_events.subscriber import Subscriber, replay
from arbeit_events.tenancy import ClientDeleted
from arbeit_kit.testing import auth, envelope, running, token
from arbeit_local.testing import Stores
from arbeit_notifications.app import create
from arbeit_notifications.domain.webhooks import delivery
from tests.bench import machine
from tests.bench.replaying import Known, published

FAILING = 0.3
FACTS = InterviewPassed(
    interview_id="int_1", job_id="job_1", job_title="Engineer", candidate_id="cand_1", candidate_name="Asha Rao",
    person_id="person_1", client_id="client_a", client_name="Acme", interview_round=1, round_name="Technical",
    interview_mode="Video", interview_duration=45, time_zone="Asia/Kolkata", interview_status="Passed",
)  # fmt: skip
FILLED = JobFilled(job_id="job_1", client_id="client_a", title="Engineer", openings=1, selected_candidate_ids=[])
GONE = ClientDeleted(client_id="c", company_name="Acme")


class Receiver:
    """Fails as told; checks each signature; counts what came, and whether anything came to the inner door."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.accepted: set[str] = set()
        self.inside = 0
        self.judge: Judge | None = None
        self._dice = random.Random(7)

    async def outer(self, request: web.Request) -> web.Response:
        body = await request.read()
        assert self.judge is not None
        told = self.judge.verify(body, dict(request.headers))
        self.calls[told["id"]] += 1
        if self._dice.random() < FAILING:
            return web.Response(status=503)
        self.accepted.add(told["id"])
        return web.Response(status=204)

    async def inner(self, _: web.Request) -> web.Response:
        self.inside += 1
        return web.Response()


@asynccontextmanager
async def listening(handler: object, host: str) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", handler)  # type: ignore[arg-type]
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, 0)
    await site.start()
    assert site._server is not None
    try:
        yield f"http://{host}:{site._server.sockets[0].getsockname()[1]}/hook"  # type: ignore[attr-defined]
    finally:
        await runner.cleanup()


async def main() -> None:
    stores = Stores()
    mongo_url, amqp_url = stores.urls()
    os.environ.update(MONGO_URL=mongo_url, AMQP_URL=amqp_url)
    try:
        await _measured(int(os.environ.get("BENCH_EVENTS", "10000")))
    finally:
        stores.end()


async def _measured(count: int) -> None:
    delivery.PAUSES_S = (1,) * 30
    receiver, mark = Receiver(), secrets.token_hex(4)
    wanted = [envelope(FACTS, subject=f"{mark}_{n % 500}", sequence=n + 1, client_id="client_a") for n in range(count)]
    others = [
        envelope(FILLED, subject=f"{mark}_j{n % 500}", sequence=n + 1, client_id="client_a") for n in range(count)
    ]
    every = [each for pair in zip(wanted, others, strict=True) for each in pair]
    settings = {"WEBHOOK_ALLOW_HTTP": "true", "WEBHOOK_NETWORKS": "127.0.0.1/32", "LOG_LEVEL": "ERROR"}
    live, queue = Known(mark), f"bench.{mark}"
    subscriber = Subscriber(os.environ["AMQP_URL"], queue=queue, prefetch=100)
    subscriber.on(InterviewPassed)(live.take)
    subscriber.on(JobFilled)(live.take)
    async with (
        listening(receiver.outer, "127.0.0.1") as url,
        listening(receiver.inner, "127.0.0.2") as inside,
        running(create, **settings) as service,
    ):
        admin = auth(token("admin"))
        body = {"url": url, "event_types": ["arbeit.interviews.*"]}
        made = (await service.client.post("/api/webhooks", json=body, headers=admin)).json()
        receiver.judge = Judge(made["secret"])
        few = {**body, "event_types": ["arbeit.tenancy.*"]}
        planted = (await service.client.post("/api/webhooks", json=few, headers=admin)).json()["webhook_id"]
        await service.db["webhooks"].update_one({"_id": planted}, {"$set": {"url": inside}})
        hearing = asyncio.create_task(subscriber.run(signals=False))
        await asyncio.sleep(1)
        began = time.perf_counter()
        await published([envelope(GONE, subject=f"c{n}", client_id=f"c{n}") for n in range(20)])
        await published(every)
        told = time.perf_counter() - began
        mine = {"webhook_id": made["webhook_id"]}
        while (done := await service.db["webhook_deliveries"].count_documents({**mine, "status": "delivered"})) < count:
            sys.stdout.write(f"  {time.perf_counter() - began:.0f} s: {done} delivered\n")
            sys.stdout.flush()
            await asyncio.sleep(5)
        took = time.perf_counter() - began
        tried = {"webhook_id": planted, "attempts": {"$gt": 0}}
        refused = await service.db["webhook_deliveries"].count_documents(tried)
        while len(live.ids) < len(every):
            await asyncio.sleep(0.1)
        subscriber.stop()
        await hearing
        late = Known(mark)
        again = time.perf_counter()
        replayed = await replay(os.environ["AMQP_URL"], late.take, prefetch=500)
        replay_s = time.perf_counter() - again - 2
        connection = await aio_pika.connect(os.environ["AMQP_URL"])
        async with connection:
            await (await connection.channel()).queue_delete(queue)
        attempts = sum(receiver.calls.values())
        assert receiver.accepted == {each.id for each in wanted}, "not every event was taken"
        assert receiver.inside == 0, "an address inside was called"
        assert refused > 0, "nobody tried the address inside"
        assert late.newest == live.newest, "the replay knows something else"
        # Said before the end: taking a large database away can take longer than the stand-in is given.
        sys.stdout.write(
            f"On {machine.name()}: {len(every)} events published in {told:.0f} s, {count} of them delivered, each at "
            f"least once, in {took:.0f} s with {attempts} attempts ({attempts / took:.0f}/s; the receiver failed "
            f"{FAILING:.0%}), every signature verified by standardwebhooks, an address inside called "
            f"{receiver.inside} times. "
            f"A new subscriber replayed {replayed.events} events in {replay_s:.1f} s and knows the same.\n"
        )
