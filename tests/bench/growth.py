"""Lists must not slow down as the agency grows: 1,000 against 50,000 candidates."""

from __future__ import annotations

import statistics
import time

from arbeit_local.system import System
from tests.bench import seed
from tests.system.portal import Json, Portal

ROUNDS = 40


class Growth:
    """Medians in milliseconds, one request at a time; call `measure` at growing sizes, then `report`."""

    def __init__(self, system: System, portal: Portal) -> None:
        self._system = system
        self._portal = portal
        self._jobs: list[Json] = []
        self._medians: dict[int, dict[str, float]] = {}
        self._inserted = 0

    async def measure(self, size: int) -> None:
        """Grows the collection to `size` candidates, spread over the jobs, and measures the three lists."""
        portal = self._portal
        if not self._jobs:
            client = await portal.client()
            self._jobs = [await portal.job(client["client_id"], openings=1000) for _ in range(10)]
        have = (await portal.recruiter.get("/api/candidates", count="true", limit=1))["total"]
        wanted = max(0, size - have)
        if wanted:
            db_name = self._system.environment()["DB_NAME"]
            await seed.candidates(self._system.mongo_url, db_name, self._jobs, wanted, begin=100_000 + self._inserted)
            self._inserted += wanted
        first = await portal.recruiter.get("/api/candidates", limit=25)
        paths = {
            "default list": "/api/candidates?limit=25",
            "list of a job": f"/api/jobs/{self._jobs[0]['job_id']}/candidates?limit=25",
            "next page": f"/api/candidates?limit=25&cursor={first['next_cursor']}",
        }
        self._medians[size] = {name: await _median(portal, path) for name, path in paths.items()}

    def report(self) -> list[str]:
        sizes = list(self._medians)
        lines = [
            "\nLists as the collection grows, median ms, one request at a time:\n",
            "| list | " + " | ".join(f"{size:,}" for size in sizes) + " | factor |",
            "|---|" + "---|" * (len(sizes) + 1),
        ]
        for name in self._medians[sizes[0]]:
            row = [self._medians[size][name] for size in sizes]
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
