"""Requests per second through the gateway at 5,000 candidates and 16 connections, beside other systems' figures."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient

from arbeit_local.system import SERVICES, System
from tests.bench import load, machine, seed
from tests.bench.ceiling import GROUP, Ceiling
from tests.bench.peers import PEERS
from tests.system.portal import Portal, unique

CONNECTIONS = 16
# At rest: three half seconds in a row with empty outboxes and three tenths of a core at most; waited for two minutes.
CALM, RESTING, LONGEST_REST_S = 3, 0.15, 120.0
WRITES = ("status change", "create candidate")
CLIENTS, JOBS, CANDIDATES = 20, 200, 5_000


async def throughput(system: System, portal: Portal, seconds: float) -> list[str]:
    clients = [await portal.client() for _ in range(CLIENTS)]
    jobs = [await portal.job(clients[number % CLIENTS]["client_id"], openings=1000) for number in range(JOBS)]
    have = (await portal.recruiter.get("/api/candidates", count="true", limit=1))["total"]
    made = await seed.candidates(system.mongo_url, system.environment()["DB_NAME"], jobs, CANDIDATES - have)
    token = portal.recruiter.token
    get = load.request
    numbers = itertools.count()
    key = unique("bench")

    def create() -> bytes:
        number = next(numbers)
        body = {"name": "New Person", "email": f"{key}-{number}@people.example", "phone": "+91 98200 12345"}
        return load.request(
            "POST", f"/api/jobs/{jobs[number % JOBS]['job_id']}/candidates", token, json.dumps(body).encode()
        )

    # NEW and IN_REVIEW move to SHORTLISTED: each candidate once.
    movable = iter([each for index, each in enumerate(made) if index % 4 in (0, 1)])

    def move() -> bytes:
        return load.request("PUT", f"/api/candidates/{next(movable)}", token, b'{"status":"SHORTLISTED"}')

    cases: list[tuple[str, Callable[[], bytes]]] = [
        ("candidates list", lambda: get("GET", "/api/candidates?limit=25", token)),
        ("candidate detail", lambda: get("GET", f"/api/candidates/{made[next(numbers) % len(made)]}", token)),
        ("jobs list", lambda: get("GET", "/api/jobs?limit=25", token)),
        ("dashboard", lambda: get("GET", "/api/dashboard/stats", token)),
        ("status change", move),
        ("create candidate", create),
    ]
    pids = {name: each.process.pid or 0 for name, each in system.services.items()}
    lines = [
        f"\nThrough the gateway: {CANDIDATES:,} candidates, {JOBS} jobs, {CONNECTIONS} connections, {seconds:.0f} s.\n",
        "| operation | requests/s | p50 ms | p99 ms | our CPU ms each | x OpenCATS | x Horilla | x OpenATS |",
        "|---|---|---|---|---|---|---|---|",
    ]
    reached: dict[str, float] = {}
    late: dict[str, float] = {}
    await _rest(system)
    for name, make in cases:
        # A status change uses its candidates up: a shorter run, no warm-up.
        single_use = name == "status change"
        if not single_use and name != "create candidate":
            # Seeded in bulk with ids of the past: a list learns once how dense they are.
            await load.run(portal.url, make, connections=1, seconds=1, warm_up=0)
        if not single_use:  # before the clock of our CPU starts
            await load.run(portal.url, make, connections=CONNECTIONS, seconds=1, warm_up=0)
        before = machine.cpu_seconds(pids.values())
        timed = min(seconds, 6) if single_use else seconds
        result = await load.run(portal.url, make, connections=CONNECTIONS, seconds=timed, warm_up=0)
        spent = machine.cpu_seconds(pids.values()) - before
        assert set(result.statuses) <= {200, 201}, f"{name}: {result.statuses}"
        peers = PEERS[name]
        ratios = " | ".join(
            f"{result.per_second / peers[peer]:.1f}" if peer in peers else "–"
            for peer in ("OpenCATS", "Horilla", "OpenATS")
        )
        reached[name] = result.per_second
        after = await _rest(system)
        if name in WRITES:
            late[name] = after
        lines.append(
            f"| {name} | {result.per_second:.0f} | {result.median:.1f} | {result.percentile(0.99):.0f} | "
            f"{spent / max(1, result.count) * 1000:.1f} | {ratios} |"
        )
    alone, together = await Ceiling(system.mongo_url, system.environment()["DB_NAME"]).measure(
        min(seconds, 4), CONNECTIONS
    )
    created = reached["create candidate"]
    lines.append(
        "\nEach figure is taken from rest. What the writes led to in the other services was done "
        + " and ".join(f"{after:.1f} s after the last {name}" for name, after in late.items())
        + ".\nThe database itself, asked by the bare driver for what one create writes in its own service and for "
        f"nothing that follows from it: {alone:.0f} creates/s in a transaction each ({CONNECTIONS} at once), "
        f"{together:.0f} with {GROUP} in one. Ours, with gateway, checks and all subscribers: {created:.0f}, which is "
        f"{created / alone:.0%} and {created / together:.0%}."
    )
    return lines


async def _rest(system: System) -> float:
    """Waits until what was written has had its effects everywhere: no event waits, and our processes rest. Seconds."""
    pids = [each.process.pid or 0 for each in system.services.values()]
    client: Any = AsyncIOMotorClient(system.mongo_url)
    outboxes = [client[f"{system.environment()['DB_NAME']}_{name}"]["outbox"] for name in SERVICES]
    begun = time.perf_counter()
    calm, since = 0, 0.0
    while calm < CALM and since < LONGEST_REST_S:
        before = machine.cpu_seconds(pids)
        await asyncio.sleep(0.5)
        waiting = sum([await outbox.estimated_document_count() for outbox in outboxes])
        resting = waiting == 0 and machine.cpu_seconds(pids) - before < RESTING
        calm = calm + 1 if resting else 0
        since = since if resting else time.perf_counter() - begun
    client.close()
    return since
