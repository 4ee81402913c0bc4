"""What the service does in answer to others' events: repeated, late, in any order, at the same time."""

import random
from collections.abc import AsyncIterator

import pytest

from arbeit_events import Envelope
from arbeit_events.candidates import CandidateDeleted, CandidateStatusChanged
from arbeit_events.tenancy import ClientCreated, ClientDeleted
from arbeit_jobs.app import create_service
from arbeit_kit import ids
from arbeit_kit.security import service_token
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, running, tap, token

ADMIN = auth(token("admin"))
ACME = "client_acme"


@pytest.fixture(scope="module")
async def service() -> AsyncIterator[Running]:
    async with running(create_service) as started:
        await publish(envelope(ClientCreated(client_id=ACME, company_name="Acme", status="active"), subject=ACME))
        await eventually(lambda: started.store.client(ACME), 10)
        yield started


async def make(service: Running, openings: int) -> str:
    body = {"client_id": ACME, "title": "Engineer", "openings": openings}
    answer = await service.client.post("/api/jobs", json=body, headers=ADMIN)
    assert answer.status_code == 201, answer.text
    job_id: str = answer.json()["job_id"]
    return job_id


async def state(service: Running, job_id: str) -> tuple[str, int]:
    job = (await service.client.get(f"/api/jobs/{job_id}", headers=ADMIN)).json()
    return job["status"], job["selected_count"]


def became(status: str, job_id: str, candidate_id: str, sequence: int, old: str = "IN_PROGRESS") -> Envelope:
    data = CandidateStatusChanged(
        candidate_id=candidate_id,
        job_id=job_id,
        client_id=ACME,
        person_id="person_1",
        name="Ada",
        job_title="Engineer",
        client_name="Acme",
        old_status=old,
        new_status=status,
    )
    return envelope(data, subject=candidate_id, sequence=sequence)


def deleted(job_id: str, candidate_id: str, sequence: int) -> Envelope:
    data = CandidateDeleted(candidate_id=candidate_id, job_id=job_id, client_id=ACME, person_id="person_1")
    return envelope(data, subject=candidate_id, sequence=sequence)


async def settles_at(service: Running, job_id: str, status: str, selected: int) -> None:
    async def so() -> bool:
        assert await state(service, job_id) == (status, selected)
        return True

    await eventually(so, 10)


async def test_as_many_selected_as_openings_fill_the_job_once(service: Running) -> None:
    job_id = await make(service, openings=2)
    first, second = became("SELECTED", job_id, ids.new("cand"), 5), became("SELECTED", job_id, ids.new("cand"), 3)
    async with tap("jobs.#") as events:
        await publish(first, first, second, second, first)
        filled = await events.wait_for("JobFilled", job_id)
        changed = await events.wait_for("JobStatusChanged", job_id)
        await settles_at(service, job_id, "filled", 2)
        await service.settled()
    assert sorted(filled.data["selected_candidate_ids"]) == sorted([first.subject, second.subject])
    assert (changed.data["old_status"], changed.data["new_status"]) == ("open", "filled")
    assert len(events.named("JobFilled", job_id)) == 1
    assert filled.sequence == changed.sequence + 1


async def test_those_selected_at_the_same_moment_are_all_counted(service: Running) -> None:
    for _ in range(3):
        job_id = await make(service, openings=6)
        await publish(*(became("SELECTED", job_id, ids.new("cand"), 2) for _ in range(6)))
        await settles_at(service, job_id, "filled", 6)


async def test_events_in_any_order_end_in_the_same_state(service: Running) -> None:
    job_id = await make(service, openings=9)
    stays, leaves, goes = ids.new("cand"), ids.new("cand"), ids.new("cand")
    history = [
        became("SHORTLISTED", job_id, stays, 2, "NEW"),
        became("SELECTED", job_id, stays, 3),
        became("SELECTED", job_id, leaves, 2),
        became("IN_PROGRESS", job_id, leaves, 3, "SELECTED"),
        became("SELECTED", job_id, goes, 2),
        deleted(job_id, goes, 3),
    ]
    shuffled = history * 2
    random.Random(7).shuffle(shuffled)
    await publish(*shuffled)

    async def all_handled() -> bool:
        stored = [await service.db["applications"].find_one({"_id": each}) for each in (stays, leaves, goes)]
        return all(row is not None and row["sequence"] == 3 for row in stored)

    await eventually(all_handled, 10)
    await service.settled()
    await settles_at(service, job_id, "open", 1)


async def test_a_rescinded_selection_does_not_reopen_the_job(service: Running) -> None:
    job_id, candidate_id = await make(service, openings=1), ids.new("cand")
    await publish(became("SELECTED", job_id, candidate_id, 2))
    await settles_at(service, job_id, "filled", 1)
    await publish(became("IN_PROGRESS", job_id, candidate_id, 3, "SELECTED"))
    await settles_at(service, job_id, "filled", 0)
    body = {"status": "open", "reason": "rescinded"}
    assert (await service.client.put(f"/api/jobs/{job_id}", json=body, headers=ADMIN)).json()["status"] == "open"


async def test_a_selection_that_tells_nothing_only_leaves_a_gap_in_the_sequence(service: Running) -> None:
    """Subscribers compare sequences and never count them: what was sent before stays older, what comes is newer, and
    what another service asks for in between is as new as the selection."""
    job_id = await make(service, openings=3)
    path, peer = f"/internal/jobs/{job_id}", auth(service_token(service.service.settings, "candidates"))
    async with tap("jobs.#") as events:
        await publish(became("SELECTED", job_id, ids.new("cand"), 2))
        await settles_at(service, job_id, "open", 1)
        asked = (await service.client.get(path, headers=peer)).json()["sequence"]
        changed = await service.client.put(f"/api/jobs/{job_id}", json={"title": "Lead"}, headers=ADMIN)
        told = await events.wait_for("JobUpdated", job_id)
    assert [each.name for each in events.events if each.subject == job_id] == ["JobUpdated"]
    assert (asked, told.sequence, changed.json()["version"]) == (2, 3, 3)
    assert (await service.client.get(path, headers=peer)).json()["sequence"] == told.sequence


async def test_an_application_to_an_unknown_job_is_no_poison(service: Running) -> None:
    job_id = await make(service, openings=1)
    await publish(became("SELECTED", "job_unknown", ids.new("cand"), 2), became("SELECTED", job_id, ids.new("cand"), 2))
    await settles_at(service, job_id, "filled", 1)


async def test_a_deleted_client_stays_deleted(service: Running) -> None:
    client_id = ids.new("client")
    await publish(
        envelope(ClientDeleted(client_id=client_id, company_name="Gone"), subject=client_id, sequence=2),
        envelope(ClientCreated(client_id=client_id, company_name="Gone", status="active"), subject=client_id),
    )

    async def known() -> bool:
        return await service.db["clients"].find_one({"_id": client_id}) is not None

    await eventually(known, 10)
    await service.settled()
    answer = await service.client.post("/api/jobs", json={"client_id": client_id, "title": "x"}, headers=ADMIN)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-client")
