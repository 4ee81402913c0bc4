"""`make demo N=10000`: many candidates into the running system.

Through the candidates service's public API, many at once, past the gateway (whose rate limit for one user it would only
sit out). So every document, event, projection and audit entry is made as in daily work; the database is what limits it.
"""

import asyncio
import random
import time
from collections.abc import Iterator
from typing import Any

from arbeit_local.console import CannotStartError, say
from arbeit_local.demo import agency
from arbeit_local.demo.api import Api, RefusedError
from arbeit_local.demo.content import CLIENTS, OPENINGS
from arbeit_local.demo.people import person
from arbeit_local.places import data_folder
from arbeit_local.run import settings
from arbeit_local.system import running

_AT_ONCE = 16
_PER_JOB = 250
_TOKEN_FOR_S = 600  # of the 15 minutes a token lives
_TOLD_EVERY_S = 5.0


async def seed_running(candidates: int) -> None:
    """Adds `candidates` applications, spread over new jobs of the demo's clients.

    Raises CannotStartError when nothing runs here, or the administrator of ADMIN_EMAIL cannot log in.
    """
    facts = running(data_folder())
    await seed(facts["gateway"], facts["services"], candidates, run=f"{int(time.time()):x}")


async def seed(gateway: str, services: dict[str, str], candidates: int, *, run: str) -> None:
    """The same for any system; `run` makes the e-mail addresses of this call its own."""
    async with Api(gateway) as nobody:
        crowd = _Crowd(nobody, services, run)
        await crowd.log_in()
        jobs = await crowd.jobs(-(-candidates // _PER_JOB))
        began = time.monotonic()
        numbers = iter(range(candidates))
        teller = asyncio.create_task(crowd.tell(candidates))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(_AT_ONCE):
                    group.create_task(crowd.work(numbers, jobs))
        finally:
            teller.cancel()
        seconds = time.monotonic() - began
        say(f"{crowd.made} candidates in {seconds:.0f} s ({crowd.made / max(seconds, 0.001):.0f}/s)")
        say("their events are still on the way to the other services for a while: make logs")


class _Crowd:
    def __init__(self, nobody: Api, services: dict[str, str], run: str) -> None:
        self._nobody = nobody
        self._services = services
        self._run = run
        self._caller = nobody
        self._logged_in_at = 0.0
        self._door = asyncio.Lock()
        self.made = 0

    async def log_in(self) -> None:
        """As administrator, again whenever the token grows old."""
        async with self._door:
            if time.monotonic() - self._logged_in_at < _TOKEN_FOR_S and self._logged_in_at:
                return
            admin = agency.administrator(settings())
            try:
                self._caller = await self._nobody.log_in(admin.email, admin.password)
            except RefusedError as refused:
                if refused.status == 401:
                    raise CannotStartError(
                        f"{admin.email} cannot log in; set ADMIN_EMAIL and ADMIN_PASSWORD to an administrator's"
                    ) from None
                raise
            self._logged_in_at = time.monotonic()

    def at(self, service: str) -> Api:
        return self._caller.at(self._services[service])

    async def jobs(self, count: int) -> list[Any]:
        """New jobs, in turn of the demo's clients."""
        clients = [client["client_id"] for client in (await self.at("tenancy").get("/api/clients", limit=200))["items"]]
        if not clients:
            body = {**CLIENTS[0], "company_name": f"{CLIENTS[0]['company_name']} {self._run}"}
            clients = [(await self.at("tenancy").post("/api/clients", body))["client_id"]]
        made = []
        for number in range(count):
            opening = OPENINGS[number % len(OPENINGS)].body
            title = f"{opening['title']} {self._run}-{number + 1}"
            body = {**opening, "title": title, "client_id": clients[number % len(clients)], "openings": 10}
            made.append(await self.at("jobs").post("/api/jobs", body, key=f"bulk-{self._run}-{number}"))
        return made

    async def work(self, numbers: Iterator[int], jobs: list[Any]) -> None:
        for number in numbers:
            if time.monotonic() - self._logged_in_at > _TOKEN_FOR_S:
                await self.log_in()
            job = jobs[number % len(jobs)]
            skills = [*job["required_skills"], *job["nice_to_have_skills"]]
            body = person(number, skills=skills, role=job["title"].rsplit(" ", 1)[0], domain=f"{self._run}.example")
            key = f"bulk-{self._run}-candidate-{number}"
            candidates = self.at("candidates")
            made = await candidates.post(f"/api/jobs/{job['job_id']}/candidates", body, key=key)
            # About a third has moved on from NEW, as in an agency at work.
            if (status := _status(number)) is not None:
                await candidates.put(f"/api/candidates/{made['candidate_id']}", status)
            self.made += 1

    async def tell(self, wanted: int) -> None:
        while True:
            await asyncio.sleep(_TOLD_EVERY_S)
            say(f"{self.made} of {wanted} candidates")


def _status(number: int) -> dict[str, str] | None:
    dice = random.Random(number).random()  # noqa: S311 - demo data
    if dice < 0.18:
        return {"status": "IN_REVIEW"}
    if dice < 0.28:
        return {"status": "SHORTLISTED"}
    if dice < 0.35:
        return {"status": "REJECTED", "status_reason": "Not enough experience for this role."}
    return None
