"""`make demo N=10000`: many candidates into the running system.

Jobs are made through the API. The candidates go through the candidates service's own command, many in one transaction
and past HTTP: the same documents, indexes and events as in daily work. The events are relayed and consumed meanwhile;
on the local database that is what limits it.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from typing import Any

# The tool stands above all services and runs where the whole workspace is installed; only this fast path looks inside.
from arbeit_candidates.commands.creation import NewCandidate, OpenJob, create_candidate
from arbeit_candidates.domain import candidate as domain
from arbeit_candidates.domain.candidate import JobNames
from arbeit_candidates.domain.status import Status
from arbeit_candidates.store import Store
from arbeit_kit.mongo import Actor, Database, Tx
from arbeit_kit.security import Principal
from arbeit_local.console import CannotStartError, say
from arbeit_local.demo import agency
from arbeit_local.demo.api import Api, RefusedError
from arbeit_local.demo.content import CLIENTS, OPENINGS
from arbeit_local.demo.people import person
from arbeit_local.places import data_folder
from arbeit_local.run import settings
from arbeit_local.system import running

_IN_ONE = 25
_AT_ONCE = 2  # the local database serves one command at a time anyway
_PER_JOB = 250
_TOLD_EVERY_S = 5.0


async def seed_running(candidates: int) -> None:
    """Adds `candidates` applications, spread over new jobs of the clients that are there.

    Raises CannotStartError when nothing runs here, or the administrator of ADMIN_EMAIL cannot log in.
    """
    facts = running(data_folder())
    await seed(facts, candidates, run=f"{int(time.time()):x}")


async def seed(facts: dict[str, Any], candidates: int, *, run: str) -> None:
    """The same for any system (`facts` as `system.running` tells them); `run` marks this call's e-mails and jobs."""
    who, jobs = await _jobs(facts["gateway"], -(-candidates // _PER_JOB), run)
    name = f"{facts['db_name']}_candidates"
    database = Database(facts["mongo_url"], name, source="/arbeit/candidates", seal=_no_secrets)
    database.store = Store(database)
    try:
        await _fill(database, who, jobs, candidates, run)
    finally:
        database.close()


def _no_secrets(_: bytes) -> bytes:
    raise AssertionError("no command with a secret belongs to a new candidate")


async def _jobs(gateway: str, count: int, run: str) -> tuple[Principal, list[tuple[OpenJob, dict[str, Any]]]]:
    """New jobs in turn of the clients, made by the administrator, who is answered as well."""
    admin = agency.administrator(settings())
    async with Api(gateway) as nobody:
        try:
            api = await nobody.log_in(admin.email, admin.password)
        except RefusedError as refused:
            if refused.status == 401:
                raise CannotStartError(
                    f"{admin.email} cannot log in; set ADMIN_EMAIL and ADMIN_PASSWORD to an administrator's"
                ) from None
            raise
        me = await api.get("/api/auth/me")
        clients = [one for one in (await api.get("/api/clients", limit=200))["items"] if one["status"] == "active"]
        if not clients:
            clients = [await api.post("/api/clients", {**CLIENTS[0], "company_name": f"Client {run}"})]
        made = []
        for number in range(count):
            opening = OPENINGS[number % len(OPENINGS)].body
            client = clients[number % len(clients)]
            title = f"{opening['title']} {run}-{number + 1}"
            body = {**opening, "title": title, "client_id": client["client_id"], "openings": 10}
            job = await api.post("/api/jobs", body, key=f"bulk-{run}-{number}")
            made.append((OpenJob(job["job_id"], job["client_id"], JobNames(title, client["company_name"])), opening))
    return _principal(me), made


def _principal(me: dict[str, Any]) -> Principal:
    return Principal(
        subject=me["user_id"],
        audience="internal",
        role="admin",
        client_id=None,
        permissions=frozenset({"candidates:write"}),
        session_id=None,
        token_id="",
        token_version=0,
        must_change_password=False,
        email=me["email"],
    )


async def _fill(
    database: Database, who: Principal, jobs: Sequence[tuple[OpenJob, dict[str, Any]]], wanted: int, run: str
) -> None:
    began = time.monotonic()
    starts = iter(range(0, wanted, _IN_ONE))
    made = 0

    async def work() -> None:
        nonlocal made
        for start in starts:
            numbers = range(start, min(start + _IN_ONE, wanted))

            async def many(tx: Tx[Store], numbers: range = numbers) -> None:
                for number in numbers:
                    await _one(tx, who, *jobs[number % len(jobs)], number, run)

            actor = Actor(id=who.subject, role=who.role, email=who.email or "")
            await database.transaction(many, actor=actor, deadline_s=60)
            made += len(numbers)

    async def tell() -> None:
        while True:
            await asyncio.sleep(_TOLD_EVERY_S)
            say(f"{made} of {wanted} candidates")

    teller = asyncio.create_task(tell())
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(work())
    finally:
        teller.cancel()
    seconds = time.monotonic() - began
    say(f"{made} candidates in {seconds:.0f} s ({made / max(seconds, 0.001):.0f}/s)")
    say("their events are still on the way to the other services for a while")


async def _one(tx: Tx[Store], who: Principal, job: OpenJob, opening: dict[str, Any], number: int, run: str) -> None:
    skills = [*opening["required_skills"], *opening["nice_to_have_skills"]]
    fields = person(number, skills=skills, role=opening["title"], domain=f"{run}.example")
    made = await create_candidate(tx, who, job, NewCandidate(fields=fields, typed=sorted(fields)))
    target, reason = _status(number)
    if target is not None:
        moved, events = domain.change_status(made, target, reason, job.names, tx.now)
        await tx.store.candidates.save(tx, moved, events)


def _status(number: int) -> tuple[Status | None, str | None]:
    """One in ten has moved on from NEW: each move is a notification and mails, which is most of the work of it all."""
    dice = random.Random(number).random()  # noqa: S311 - demo data
    if dice < 0.05:
        return Status.IN_REVIEW, None
    if dice < 0.08:
        return Status.SHORTLISTED, None
    if dice < 0.11:
        return Status.REJECTED, "Not enough experience for this role."
    return None, None
