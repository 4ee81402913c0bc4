"""All services and gateways restarted one by one, twice, under a steady load: `make bench ARGS=rolling`.

Two processes of everything, `RATE` requests per second whether or not earlier ones were answered (a closed loop would
go quiet just when it matters). The caller stands for a load balancer: it asks both gateways for readiness and sends to
one that is ready; it repeats nothing but what could not be sent at all.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import httpx

from arbeit_local.places import root
from arbeit_local.system import SERVICES, System
from tests.bench import machine
from tests.system.conftest import SETTINGS
from tests.system.portal import ADMIN_EMAIL, Caller, Json, Portal, eventually, unique
from tests.system.test_faults import Ledger, check_everything

RATE = 50
ROUNDS = 2
EVERYBODY = [*SERVICES, "gateway"]


class Balancer:
    """Which gateway to send to: asked four times a second, ready ones in turn."""

    def __init__(self, urls: list[str]) -> None:
        self._urls = urls
        self._ready = list(urls)
        self._turn = itertools.count()
        self.http = httpx.AsyncClient(timeout=30, limits=httpx.Limits(max_connections=200))

    async def watch(self) -> None:
        while True:
            ready = []
            for url in self._urls:
                try:
                    if (await self.http.get(url + "/readyz", timeout=1)).status_code == 200:
                        ready.append(url)
                except httpx.HTTPError:
                    continue
            self._ready = ready or self._urls
            await asyncio.sleep(0.25)

    async def send(self, method: str, path: str, **more: object) -> httpx.Response:
        for _ in self._urls:
            url = self._ready[next(self._turn) % len(self._ready)]
            try:
                return await self.http.request(method, url + path, **more)  # type: ignore[arg-type]
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        raise httpx.ConnectError("no gateway takes a connection")


class Traffic:
    """Reads, creates and status changes in the mix of a working day; what came back is counted."""

    def __init__(self, balancer: Balancer, portal: Portal, job: Json) -> None:
        self._balancer = balancer
        self._portal = portal
        self._job = job
        self._random = random.Random(1)
        self.ledger = Ledger(jobs={job["job_id"]: job["title"]})
        self._waiting: list[str] = []
        self.outcomes: Counter[str] = Counter()
        self.late = 0

    async def one(self) -> None:
        what = self._random.random()
        began = time.perf_counter()
        try:
            if what < 0.1:
                await self._create()
            elif what < 0.2 and self._waiting:
                await self._shortlist(self._waiting.pop())
            else:
                paths = ["/api/candidates?limit=25", "/api/jobs?limit=25", "/api/interviews", "/api/notifications"]
                paths += ["/api/dashboard/stats", "/api/auth/me", "/api/clients", f"/api/jobs/{self._job['job_id']}"]
                self._count(await self._send("GET", self._random.choice(paths)), 200)
        except httpx.HTTPError as error:
            self.outcomes[f"failed: {type(error).__name__}"] += 1
        self.late += time.perf_counter() - began > 2

    async def _send(self, method: str, path: str, body: Json | None = None) -> httpx.Response:
        token = {"Authorization": f"Bearer {self._portal.recruiter.token}"}
        return await self._balancer.send(method, path, json=body, headers=token)

    def _count(self, answer: httpx.Response, wanted: int) -> bool:
        good = answer.status_code == wanted
        if good and b'"degraded":["' in answer.content:
            good = False
        self.outcomes["as wanted" if good else f"failed: {answer.status_code} {answer.text[:80]}"] += 1
        return good

    async def _create(self) -> None:
        body = {"name": "Rolf Roll", "email": f"{unique('rolf')}@people.example", "phone": "+49 30 1234567"}
        answer = await self._send("POST", f"/api/jobs/{self._job['job_id']}/candidates", body)
        if self._count(answer, 201):
            candidate_id = answer.json()["candidate_id"]
            self.ledger.candidates[candidate_id] = body["email"]
            self._waiting.append(candidate_id)

    async def _shortlist(self, candidate_id: str) -> None:
        answer = await self._send("PUT", f"/api/candidates/{candidate_id}", {"status": "SHORTLISTED"})
        if self._count(answer, 200):
            self.ledger.shortlisted.add(candidate_id)


async def main() -> str:
    """Runs it; returns the report."""
    folder = Path(root() / ".data" / "bench-rolling")
    shutil.rmtree(folder, ignore_errors=True)
    settings = {**SETTINGS, "LOG_LEVEL": "WARNING", "DB_NAME": "rolling"}
    system = System(folder, settings, replicas=dict.fromkeys(EVERYBODY, 2))
    await system.start()
    try:
        await system.messages_flow()
        return await _measure(system)
    finally:
        await system.stop()


async def _measure(system: System) -> str:
    doors = [each.url for each in system.processes("gateway")]

    async def signed_in() -> Caller:
        return await Caller(doors[0], ADMIN_EMAIL).sign_in()

    admin = await eventually(signed_in, 30)
    portal = Portal(doors[0], admin, admin)
    client = await portal.client()
    balancer = Balancer(doors)
    traffic = Traffic(balancer, portal, await portal.job(client["client_id"], openings=1000))
    rolled = asyncio.Event()

    async def load() -> None:
        running: set[asyncio.Task[None]] = set()
        due = time.perf_counter()
        while not rolled.is_set():
            task = asyncio.create_task(traffic.one())
            running.add(task)
            task.add_done_callback(running.discard)
            due += 1 / RATE
            await asyncio.sleep(max(0, due - time.perf_counter()))
        await asyncio.gather(*running)

    async def fresh_token() -> None:
        while True:
            await asyncio.sleep(300)
            await portal.recruiter.sign_in()

    helpers = [asyncio.create_task(balancer.watch()), asyncio.create_task(fresh_token())]
    loading = asyncio.create_task(load())
    began = time.perf_counter()
    try:
        for _ in range(ROUNDS):
            for name in EVERYBODY:
                await system.roll(name)
    finally:
        rolled.set()
        await loading
        for helper in helpers:
            helper.cancel()
    took = time.perf_counter() - began
    for outcome, times in traffic.outcomes.items():
        sys.stdout.write(f"{times} x {outcome}\n")
    await portal.recruiter.sign_in()
    await check_everything(portal, traffic.ledger)
    count = sum(traffic.outcomes.values())
    failed = count - traffic.outcomes["as wanted"]
    return (
        f"Measured with `make bench ARGS=rolling` on: {machine.name()}.\n\n"
        f"All {len(EVERYBODY)} services, two processes each, restarted one process after the other, "
        f"{ROUNDS} times, in {took:.0f} s, under {RATE} requests per second ({count:,} in all, "
        f"{len(traffic.ledger.candidates):,} creates, {len(traffic.ledger.shortlisted):,} status changes): "
        f"{failed} failed, {traffic.late} took longer than 2 s. Every acknowledged change was found once in the lists, "
        f"in the audit and in the notifications.\n"
        + "".join(f"- {outcome}: {times}\n" for outcome, times in traffic.outcomes.items() if outcome != "as wanted")
    )
