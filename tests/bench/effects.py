"""From the committed change to its visible effect in another service, idle."""

from __future__ import annotations

import asyncio
import statistics
import time

from motor.motor_asyncio import AsyncIOMotorClient

from arbeit_local.system import System
from tests.system.portal import Portal

EVENTS = 500


async def effect_latency(system: System, portal: Portal) -> list[str]:
    """A job is renamed in jobs; the effect is the new title in the candidates service's projection.

    Counted from the answer of the command (its commit is just before) until a read of the other service's database
    sees it; the reading loop adds up to its own pause of 1 ms.
    """
    client = await portal.client()
    job = await portal.job(client["client_id"])
    database = AsyncIOMotorClient(system.mongo_url)[f"{system.environment()['DB_NAME']}_candidates"]
    name = next(each for each in await database.list_collection_names() if "job" in each)
    projection = database[name]
    version = job["version"]
    taken: list[float] = []
    for number in range(EVENTS):
        answer = await portal.recruiter.put(f"/api/jobs/{job['job_id']}", {"title": f"Engineer {number}"})
        began = time.perf_counter()
        version = answer["version"]
        while True:
            found = await projection.find_one({"_id": job["job_id"]}, {"sequence": 1})
            if found and found["sequence"] >= version:
                break
            await asyncio.sleep(0.001)
            assert time.perf_counter() - began < 10, "the event did not arrive"
        taken.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.02)
    taken.sort()
    return [
        f"\nCommit to visible effect in another service, idle, {EVENTS} events: "
        f"p50 {statistics.median(taken):.1f} ms, p99 {taken[int(EVENTS * 0.99)]:.1f} ms.",
    ]
