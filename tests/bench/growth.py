"""Lists must not slow down as the agency grows: 1,000 against 50,000 candidates."""

from __future__ import annotations

import statistics
import time

from arbeit_local.system import System
from tests.bench import seed
from tests.system.portal import Portal

SIZES = (1_000, 5_000, 50_000)
ROUNDS = 40


async def growth(system: System, portal: Portal) -> list[str]:
    """Medians in milliseconds, one request at a time, in a database of its own size each."""
    client = await portal.client()
    jobs = [await portal.job(client["client_id"], openings=1000) for _ in range(10)]
    db_name = system.environment()["DB_NAME"]
    medians: dict[int, dict[str, float]] = {}
    have = (await portal.recruiter.get("/api/candidates", count="true", limit=1))["total"]
    inserted = 0
    for size in SIZES:
        wanted = max(0, size - have)
        if wanted:
            await seed.candidates(system.mongo_url, db_name, jobs, wanted, begin=100_000 + inserted)
            inserted += wanted
            have += wanted
        first = await portal.recruiter.get("/api/candidates", limit=25)
        paths = {
            "default list": "/api/candidates?limit=25",
            "list of a job": f"/api/jobs/{jobs[0]['job_id']}/candidates?limit=25",
            "next page": f"/api/candidates?limit=25&cursor={first['next_cursor']}",
        }
        medians[size] = {name: await _median(portal, path) for name, path in paths.items()}
    lines = [
        "\nLists as the collection grows, median ms, one request at a time:\n",
        "| list | " + " | ".join(f"{size:,}" for size in SIZES) + " | factor |",
        "|---|" + "---|" * (len(SIZES) + 1),
    ]
    for name in medians[SIZES[0]]:
        row = [medians[size][name] for size in SIZES]
        lines.append(f"| {name} | " + " | ".join(f"{each:.1f}" for each in row) + f" | {row[-1] / row[0]:.2f} |")
    return lines


async def _median(portal: Portal, path: str) -> float:
    taken = []
    for number in range(ROUNDS + 5):
        began = time.perf_counter()
        await portal.recruiter.ask("GET", path)
        if number >= 5:
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
