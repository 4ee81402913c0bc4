"""Killing things: nothing acknowledged is lost, no event is lost or doubled in effect, nothing is stuck."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field

import httpx
import pytest

from arbeit_local.system import System
from tests.system.portal import Json, Portal, eventually, unique

pytestmark = [pytest.mark.system, pytest.mark.fault]

SERVICES = ("auth", "tenancy", "jobs", "candidates", "interviews", "notifications", "audit", "gateway")
COMMANDS = 200
# A killed service on a busy machine takes a while to come back.
ANSWERED_WITHIN_S = 90
# A process killed in a transaction leaves its locks for up to 60 s, and the database looks for such every 10 s.
EFFECTS_WITHIN_S = 120


@dataclass(slots=True)
class Ledger:
    """What was acknowledged. Every command carries an Idempotency-Key, so an unknown outcome is asked again."""

    clients: dict[str, str] = field(default_factory=dict)
    jobs: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, str] = field(default_factory=dict)
    shortlisted: set[str] = field(default_factory=set)
    repeated: int = 0


class Load:
    """Mixed commands, one after the other per worker, repeated with the same key until they are answered."""

    def __init__(self, portal: Portal, seed: int) -> None:
        self.portal = portal
        self.random = random.Random(seed)
        self.ledger = Ledger()

    async def certain(self, method: str, path: str, body: Json, expect: int) -> Json:
        key = {"Idempotency-Key": unique("key")}
        give_up_at = time.monotonic() + ANSWERED_WITHIN_S
        while time.monotonic() < give_up_at:
            try:
                answer = await self.portal.recruiter.http.request(method, path, json=body, headers=key)
            except httpx.HTTPError:
                self.ledger.repeated += 1
                await asyncio.sleep(0.3)
                continue
            if answer.status_code in (500, 502, 503, 504) or (
                answer.status_code == 409 and answer.json()["type"] == "request-in-flight"
            ):
                assert answer.status_code != 500, answer.text
                self.ledger.repeated += 1
                await asyncio.sleep(0.3)
                continue
            assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
            result: Json = answer.json()
            return result
        raise AssertionError(f"{method} {path} was never answered")

    async def one(self) -> None:
        ledger = self.ledger
        what = self.random.random()
        if what < 0.1 or not ledger.clients:
            name = unique("Kill")
            made = await self.certain("POST", "/api/clients", {"company_name": name}, 201)
            ledger.clients[made["client_id"]] = name
        elif what < 0.25 or not ledger.jobs:
            client_id = self.random.choice(list(ledger.clients))
            body = {
                "client_id": client_id, "title": unique("Job"), "description": "x", "location": "Pune",
                "employment_type": "contract", "experience_min": 0, "experience_max": 3, "required_skills": [],
                "openings": 5, "priority": "low",
            }  # fmt: skip
            made = await self.certain("POST", "/api/jobs", body, 201)
            ledger.jobs[made["job_id"]] = body["title"]
        elif what < 0.75 or not ledger.candidates:
            job_id = self.random.choice(list(ledger.jobs))
            body = {"name": "Kim Kill", "email": f"{unique('kim')}@people.example", "phone": "+49 30 1234567"}
            made = await self.certain("POST", f"/api/jobs/{job_id}/candidates", body, 201)
            ledger.candidates[made["candidate_id"]] = body["email"]
        else:
            open_ones = sorted(set(ledger.candidates) - ledger.shortlisted)
            if not open_ones:
                return
            candidate_id = self.random.choice(open_ones)
            ledger.shortlisted.add(candidate_id)
            await self.certain("PUT", f"/api/candidates/{candidate_id}", {"status": "SHORTLISTED"}, 200)


async def check_everything(portal: Portal, ledger: Ledger) -> None:
    """State, events and effects agree with what was acknowledged."""
    recruiter, admin = portal.recruiter, portal.admin
    for client_id, name in ledger.clients.items():
        assert (await recruiter.get(f"/api/clients/{client_id}"))["company_name"] == name
    for job_id, title in ledger.jobs.items():
        assert (await recruiter.get(f"/api/jobs/{job_id}"))["title"] == title
    emails = Counter()
    for job_id in ledger.jobs:
        emails.update(each["email"] for each in await recruiter.all(f"/api/jobs/{job_id}/candidates"))
    wanted = Counter(dict.fromkeys(ledger.candidates.values(), 1))
    assert emails == wanted, f"candidates lost: {wanted - emails}, doubled or never acknowledged: {emails - wanted}"

    async def audited_once() -> bool:
        for action, expected in (
            ("CLIENT_CREATE", ledger.clients),
            ("JOB_CREATE", ledger.jobs),
            ("CANDIDATE_CREATE", ledger.candidates),
            ("CANDIDATE_STATUS_CHANGE", dict.fromkeys(ledger.shortlisted)),
        ):
            entries = await admin.all("/api/governance/audit-logs", action_type=action)
            counted = Counter(each["entity_id"] for each in entries if each["entity_id"] in expected)
            assert counted == Counter(dict.fromkeys(expected, 1)), f"{action}: lost or doubled"
        return True

    await eventually(audited_once, EFFECTS_WITHIN_S)

    async def notified_once() -> bool:
        items = await admin.all("/api/notifications")
        told = Counter(
            each["entity_id"] for each in items
            if each["type"] == "candidate_status_change" and each["entity_id"] in ledger.shortlisted
        )  # fmt: skip
        assert told == Counter(dict.fromkeys(ledger.shortlisted, 1)), "a notification was lost or doubled"
        return True

    await eventually(notified_once, EFFECTS_WITHIN_S)
    proof = await admin.get("/api/governance/audit-logs/verify")
    assert proof["valid"] is True, proof


@pytest.mark.parametrize("victim", SERVICES)
async def test_killing_a_service_loses_nothing(system: System, portal: Portal, victim: str) -> None:
    load = Load(portal, seed=hash(victim) & 0xFFFF)
    await load.one()
    share = COMMANDS // len(SERVICES)
    done = 0

    async def worker() -> None:
        nonlocal done
        while done < share:
            done += 1
            await load.one()

    async def killer() -> None:
        for _ in range(2):
            await asyncio.sleep(load.random.uniform(0.2, 0.9))
            victims = system.processes(victim)
            for each in victims:
                each.process.kill()
            await asyncio.gather(*(each.process.wait() for each in victims))

    await asyncio.gather(*(worker() for _ in range(4)), killer())
    await asyncio.gather(*(each.ready(60) for each in system.processes(victim)))
    await check_everything(portal, load.ledger)


async def test_a_broker_outage_of_thirty_seconds_fails_no_write(system: System, portal: Portal) -> None:
    load = Load(portal, seed=30)
    await load.one()
    await system.broker.stop()
    began = asyncio.get_running_loop().time()
    try:
        while asyncio.get_running_loop().time() - began < 30:
            await load.one()
            await asyncio.sleep(0.2)
        assert load.ledger.repeated == 0, "a write had to be repeated while the broker was away"
    finally:
        await system.broker.start()
    await check_everything(portal, load.ledger)
