"""A service is restarted replica by replica under load, and nobody notices."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from arbeit_local.system import System
from tests.system.portal import Json, Portal, unique
from tests.system.test_faults import Ledger, check_everything

pytestmark = [pytest.mark.system, pytest.mark.fault]


async def test_a_rolling_restart_fails_no_request(system: System, portal: Portal) -> None:
    """Reads and writes, none repeated by the caller: every answer is the one that a quiet system gives."""
    client = await portal.client()
    job = await portal.job(client["client_id"])
    ledger = Ledger(jobs={job["job_id"]: job["title"]})
    statuses: Counter[int] = Counter()
    rolled = asyncio.Event()
    http = portal.recruiter.http

    async def caller() -> None:
        while not rolled.is_set():
            body: Json = {"name": "Rolf Roll", "email": f"{unique('rolf')}@people.example", "phone": "+49 30 1234567"}
            made = await http.post(f"/api/jobs/{job['job_id']}/candidates", json=body)
            statuses[made.status_code] += 1
            if made.status_code != 201:
                continue
            candidate_id = made.json()["candidate_id"]
            ledger.candidates[candidate_id] = body["email"]
            read = await http.get(f"/api/candidates/{candidate_id}")
            moved = await http.put(f"/api/candidates/{candidate_id}", json={"status": "SHORTLISTED"})
            statuses.update((read.status_code, moved.status_code))
            if moved.status_code == 200:
                ledger.shortlisted.add(candidate_id)
            await asyncio.sleep(0.05)

    async def roll() -> None:
        try:
            await system.roll("candidates")
        finally:
            rolled.set()

    await portal.recruiter.get("/api/auth/me")  # a fresh token, if the last one is old
    await asyncio.gather(*(caller() for _ in range(3)), roll())
    assert set(statuses) == {200, 201}, statuses
    assert len(ledger.candidates) > 10, "hardly any load: this proved nothing"
    await check_everything(portal, ledger)
