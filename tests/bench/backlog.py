"""A backlog, taken by one, two and three workers of one service: `make bench ARGS=backlog`.

`BENCH_EVENTS` (default 20,000) changes of 1,000 jobs lie in the queue of interviews before its workers start, each
time in a database of its own. Afterwards each job must stand as its newest change says, whoever handled which.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import time
from pathlib import Path

import aio_pika
from motor.motor_asyncio import AsyncIOMotorClient

from arbeit_events import topology
from arbeit_kit.testing import purge
from arbeit_local.places import root
from arbeit_local.ports import Ports
from arbeit_local.process import Process
from arbeit_local.testing import Stores
from tests.bench import machine
from tests.bench.replaying import JOBS, published, updates
from tests.system.conftest import SETTINGS

SERVICE = "interviews"
QUEUE = topology.events_queue(SERVICE)
STARTED = 256
"""Events after which the clock runs: starting a process is no part of the figure."""


async def main() -> None:
    count = int(os.environ.get("BENCH_EVENTS", "20000"))
    stores = Stores()
    os.environ["MONGO_URL"], os.environ["AMQP_URL"] = stores.urls()
    try:
        rates = [await _measured(workers, count) for workers in (1, 2, 3)]
    finally:
        stores.end()
    told = ", ".join(f"{workers}: {rate:.0f}/s ({rate / rates[0]:.2f})" for workers, rate in enumerate(rates, 1))
    sys.stdout.write(f"On {machine.name()}: {count} events, events/s by workers (ratio to one): {told}.\n")


async def _measured(workers: int, count: int) -> float:
    """Events per second."""
    mark, database = secrets.token_hex(4), f"backlog_{secrets.token_hex(3)}"
    await purge(os.environ["AMQP_URL"])
    await published(updates(mark, count), QUEUE)
    folder = Path(root() / ".data" / "bench-backlog")
    ports = Ports(folder)
    env = {
        **os.environ, **SETTINGS, "DB_NAME": database, "LOG_LEVEL": "WARNING", "AMQP_TOPOLOGY": "declare",
        "JWT_SECRET": secrets.token_hex(32),
    }  # fmt: skip
    processes = [
        Process(
            f"{SERVICE}-{number}",
            [sys.executable, "-m", f"arbeit_{SERVICE}", "--only", "worker"],
            log=folder / f"worker-{number}.log",
            env={**env, "PORT": str(ports.take(f"worker-{number}"))},
            cwd=root(),
        )
        for number in range(1, workers + 1)
    ]
    client: AsyncIOMotorClient[dict[str, object]] = AsyncIOMotorClient(os.environ["MONGO_URL"])
    db = client[f"{database}_{SERVICE}"]
    for process in processes:
        await process.start()
    try:
        first = await _handled(db, STARTED)
        began = time.perf_counter()
        await _handled(db, count)
        took = time.perf_counter() - began
        await _check(db, mark, count)
    finally:
        for process in processes:
            await process.stop(grace=10)
        client.close()
    sys.stdout.write(f"{workers} workers: {count - first} events in {took:.1f} s\n")
    return (count - first) / took


async def _handled(db: object, wanted: int) -> int:
    """Waits until so many are done; how many are."""
    last = 0
    while True:
        done: int = await db["inbox"].estimated_document_count()  # type: ignore[index]
        if done >= wanted:
            return done
        if done // 5_000 > last // 5_000:
            sys.stdout.write(f"  {done} ...\n")
            sys.stdout.flush()
        last = done
        await asyncio.sleep(0.1)


async def _check(db: object, mark: str, count: int) -> None:
    """The newest change of each job is what stands; nothing was given up."""
    newest = {each.subject: each.sequence for each in updates(mark, count)}
    stands = {each["_id"]: each async for each in db["jobs"].find({})}  # type: ignore[index]
    wrong = [
        subject for subject, sequence in newest.items()
        if stands.get(subject, {}).get("title") != f"Engineer {sequence}" or stands[subject]["sequence"] != sequence
    ]  # fmt: skip
    assert not wrong, f"an older change overwrote a newer one: {wrong[:5]}"
    assert len(newest) == min(JOBS, count)
    connection = await aio_pika.connect(os.environ["AMQP_URL"])
    async with connection:
        channel = await connection.channel()
        dead = await channel.declare_queue(topology.DEAD, passive=True)
        assert dead.declaration_result.message_count == 0, "messages were given up"
