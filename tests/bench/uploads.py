"""CVs on their way in: `make bench ARGS=cv`, on a system of its own.

One after the other: the time to the 201 with the found fields, for a two-page PDF and a DOCX of two pages' text. Then
fifty at once, both as the portal sends them (two at a time) and from fifty connections that come again when they are
told to: until the last story is written, somebody works elsewhere in the portal, and his p99 is set beside the one of a
quiet system. `BENCH_CVS` (default 30) uploads of each kind.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from services.candidates.tests import files
from services.candidates.tests.paper import Paper

from arbeit_local.places import root
from arbeit_local.system import System
from tests.bench import machine
from tests.system.conftest import SETTINGS
from tests.system.portal import ADMIN_EMAIL, Caller, Portal, eventually, unique

DROPPED = 50
PACE_S = 0.05
"""Twenty requests a second beside the uploads: a busy office."""
LONGEST_S = 240.0
QUIET_S = 50.0
"""As long as fifty files take: a p99 of as many requests."""
_SETTINGS = {
    "LOG_LEVEL": "WARNING",
    "DB_NAME": "bench_cv",
    "OPENAI_API_KEY": "",
    # As it comes: the tests have no limit.
    "CVS_PER_SECOND": os.environ.get("CVS_PER_SECOND", ""),
}
_JOB = """{title}
Jan {start} - Dec {end}
- Cut the nightly settlement run from four hours to twenty minutes and kept it there for three years
- Led five people over two sites, wrote the plan for the move to small services and carried it through
- Answered for the budget of two million a year, for audits, and for being called at night
"""


def text(address: str) -> str:
    jobs = "\n".join(
        _JOB.format(
            title=f"Senior Backend Engineer, Company {number} Ltd", start=2020 - 2 * number, end=2021 - 2 * number
        )
        for number in range(9)
    )
    return (
        f"Asha Rao\n{address}\n+91 98765 43210\nSummary\nBackend engineer who likes small services.\n"
        f"Skills\nPython, PostgreSQL, Docker, Kubernetes, RabbitMQ\nExperience\n{jobs}\n"
        "Education\nBSc Computer Science, University of Pune, 2000 - 2004\n"
    )


def pdf(address: str) -> bytes:
    """Two pages."""
    paper = Paper()
    lines = text(address).split("\n")
    paper.lines(60, 790, "\n".join(lines[:34]), 10, 20)
    paper.page()
    paper.lines(60, 790, "\n".join(lines[34:]), 10, 20)
    return paper.bytes()


def docx(address: str) -> bytes:
    return files.docx(text(address))


class Office:
    """Somebody at work in the rest of the portal, at a steady pace whatever the answers take."""

    def __init__(self, portal: Portal, job_id: str) -> None:
        self._portal = portal
        self.taken: dict[str, list[float]] = {}
        get, put = portal.recruiter.get, portal.recruiter.put
        self._acts: list[tuple[str, Callable[[], Awaitable[object]]]] = [
            ("candidates list", lambda: get("/api/candidates", limit=25)),
            ("dashboard", lambda: get("/api/dashboard/stats")),
            ("job", lambda: get(f"/api/jobs/{job_id}")),
            ("notifications", lambda: get("/api/notifications/unread-count")),
            ("job changed", lambda: put(f"/api/jobs/{job_id}", {"title": unique("Engineer")})),
        ]

    async def work(self, until: asyncio.Event) -> None:
        running: set[asyncio.Task[None]] = set()
        number = 0
        while not until.is_set():
            name, act = self._acts[number % len(self._acts)]
            number += 1
            running.add(asyncio.create_task(self._timed(name, act)))
            await asyncio.sleep(PACE_S)
        await asyncio.gather(*running)

    async def _timed(self, name: str, act: Callable[[], Awaitable[object]]) -> None:
        began = time.perf_counter()
        await act()
        self.taken.setdefault(name, []).append((time.perf_counter() - began) * 1000)

    def p99(self, name: str) -> float:
        ordered = sorted(self.taken[name])
        return ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]


async def _send(portal: Portal, job_id: str, name: str, content: bytes, statuses: Counter[int]) -> None:
    """Until it is taken; comes again when told to."""
    key = {"Idempotency-Key": unique("cv")}
    while True:
        answer = await portal.recruiter.http.post(
            f"/api/jobs/{job_id}/candidates", files={"file": (name, content)}, headers=key, timeout=60
        )
        statuses[answer.status_code] += 1
        if answer.status_code in (503, 429):
            await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
            continue
        assert answer.status_code == 201, answer.text
        body = answer.json()
        assert (body["name"], body["phone"]) == ("Asha Rao", "+91 98765 43210")
        assert len(body["experience"]) == 9, body["experience"]
        return


async def _alone(portal: Portal, job_id: str, make: Callable[[str], bytes], name: str, count: int) -> str:
    taken = []
    for _ in range(count):
        content = make(f"{unique('asha')}@cv.example")
        began = time.perf_counter()
        await _send(portal, job_id, name, content, Counter())
        taken.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(1)  # one alone: nobody is before him
    taken.sort()
    return f"| {name.partition('.')[2].upper()} | {statistics.median(taken):.0f} | {taken[int(0.95 * count)]:.0f} |"


async def _dropped(portal: Portal, job_id: str, at_once: int) -> tuple[float, float, Office, Counter[int]]:
    """Seconds to the last 201 and to the last story; how the office fared; the answers."""
    office, done, statuses = Office(portal, job_id), asyncio.Event(), Counter[int]()
    # Made before: whoever waits for an answer would else wait for the next file to be made.
    makes = ((docx, "cv.docx"), (pdf, "cv.pdf"))
    cvs = [(name, make(f"{unique('asha')}@cv.example")) for make, name in makes for _ in range(DROPPED // 2)]
    at_work = asyncio.create_task(office.work(done))
    door = asyncio.Semaphore(at_once)

    async def one(name: str, content: bytes) -> None:
        async with door:
            await _send(portal, job_id, name, content, statuses)

    began = time.perf_counter()
    await asyncio.gather(*(one(*cv) for cv in cvs))
    taken = time.perf_counter() - began

    async def told() -> bool:
        await asyncio.sleep(0.5)  # asking is work as well
        every = await portal.recruiter.all(f"/api/jobs/{job_id}/candidates")
        return all(each["cv_status"] == "parsed" for each in every)

    await eventually(told, LONGEST_S, "a CV was not read to the end")
    read = time.perf_counter() - began
    done.set()
    await at_work
    return taken, read, office, statuses


async def main() -> str:
    folder = Path(root() / ".data" / "bench-cv")
    shutil.rmtree(folder, ignore_errors=True)
    system = System(folder, {**SETTINGS, **_SETTINGS})
    await system.start()
    try:
        await system.messages_flow()
        url = system.services["gateway"].url

        async def signed_in() -> Caller:
            return await Caller(url, ADMIN_EMAIL).sign_in()

        admin = await eventually(signed_in, 30)
        admin.http = httpx.AsyncClient(
            base_url=url, timeout=60, headers=admin.http.headers, limits=httpx.Limits(max_connections=100)
        )
        return await _measured(Portal(url, admin, admin), int(os.environ.get("BENCH_CVS", "30")))
    finally:
        await system.stop()


async def _measured(portal: Portal, count: int) -> str:
    client = await portal.client()
    jobs = [await portal.job(client["client_id"]) for _ in range(4)]
    ids = [job["job_id"] for job in jobs]
    await _alone(portal, ids[0], pdf, "warm.pdf", 3)
    lines = [f"On {machine.name()}:\n", "| one after the other | 201 at the median, ms | 95 % |", "|---|---|---|"]
    lines += [await _alone(portal, ids[0], pdf, "cv.pdf", count), await _alone(portal, ids[0], docx, "cv.docx", count)]
    await asyncio.sleep(3)
    quiet, stop = Office(portal, ids[3]), asyncio.Event()
    asyncio.get_running_loop().call_later(QUIET_S, stop.set)
    await quiet.work(stop)
    two = await _dropped(portal, ids[1], 2)
    await asyncio.sleep(3)
    fifty = await _dropped(portal, ids[2], DROPPED)
    lines += [f"\n| {DROPPED} files dropped | quiet | two at a time | all at once |", "|---|---|---|---|"]
    for name in quiet.taken:
        figures = " | ".join(f"{each.p99(name):.0f}" for each in (quiet, two[2], fifty[2]))
        lines.append(f"| p99 of {name}, ms | {figures} |")
    lines.append(
        f"| last 201 / last read to the end, s | | {two[0]:.1f} / {two[1]:.1f} | {fifty[0]:.1f} / {fifty[1]:.1f} |"
    )
    lines.append(f"| answers | | {dict(two[3])} | {dict(fifty[3])} |")
    return "\n".join(lines)
