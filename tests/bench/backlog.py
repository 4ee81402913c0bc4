"""A backlog, taken by one, two and three workers of one service: `make bench ARGS=backlog`.

`BENCH_EVENTS` (default 20,000) changes of 1,000 jobs lie in the queue of interviews before its workers start, each
time in a new database: on a new local server, unless `BENCH_MONGO_URL` names one. Afterwards each job must stand as its
newest change says, whoever handled which. `BENCH_WORKERS` (default `1 2 3`) are the numbers of workers. Told with each:
how much of a core the database and the workers used, and what of the work was done in vain because two wrote the same.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import aio_pika
import httpx
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
    if url := os.environ.get("BENCH_MONGO_URL"):
        os.environ["MONGO_URL"] = url
    numbers = [int(each) for each in os.environ.get("BENCH_WORKERS", "1 2 3").split()]
    rates = {workers: await _anew(workers, count) for workers in numbers}
    base = rates[numbers[0]]
    told = ", ".join(f"{workers}: {rate:.0f}/s ({rate / base:.2f})" for workers, rate in rates.items())
    sys.stdout.write(f"On {machine.name()}: {count} events, events/s by workers (ratio to one): {told}.\n")


async def _anew(workers: int, count: int) -> float:
    """On stores of its own, where they are ours: the local database slows down as it fills."""
    given = {name: os.environ.get(name) for name in ("MONGO_URL", "AMQP_URL")}
    stores = Stores()
    os.environ["MONGO_URL"], os.environ["AMQP_URL"] = stores.urls()
    try:
        return await _measured(workers, count, stores.database_pid)
    finally:
        stores.end()
        for name, value in given.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


async def _measured(workers: int, count: int, database_pid: int | None) -> float:
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
        used = {"workers": [process.pid for process in processes if process.pid is not None]}
        if database_pid is not None:
            used["the database"] = [database_pid]
        before = {name: machine.cpu_seconds(pids) for name, pids in used.items()}
        began = time.perf_counter()
        await _handled(db, count)
        took = time.perf_counter() - began
        cores = {name: (machine.cpu_seconds(pids) - before[name]) / took for name, pids in used.items()}
        counted = await _counted(ports.take(f"worker-{number}") for number in range(1, workers + 1))
        await _check(db, mark, count)
    finally:
        for process in processes:
            await process.stop(grace=10)
        client.close()
    sys.stdout.write(f"{workers} workers: {count - first} events in {took:.1f} s; cores used: ")
    sys.stdout.write(", ".join(f"{name} {share:.2f}" for name, share in cores.items()) + f"; {counted}\n")
    return (count - first) / took


async def _counted(ports: Iterable[int]) -> str:
    """Of all workers: transactions that stand, attempts begun again, deliveries handled."""
    totals: Counter[str] = Counter()
    async with httpx.AsyncClient() as http:
        for port in ports:
            for line in (await http.get(f"http://127.0.0.1:{port}/metrics")).text.splitlines():
                name, _, value = line.rpartition(" ")
                if name.startswith(("arbeit_transactions_total", "arbeit_transaction_retries", "arbeit_messages_")):
                    totals[name.removeprefix("arbeit_")] += int(float(value))
    return ", ".join(f"{name} {value}" for name, value in totals.items() if value and "created" not in name)


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
