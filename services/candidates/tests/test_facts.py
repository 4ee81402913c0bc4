"""What other services tell: interviews, portal accounts, jobs. Late, twice, out of order."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from arbeit_events.auth import PortalUserCreated, PortalUserDeleted, PortalUserUpdated, PortalUserVerified
from arbeit_events.interviews import HiringInitiated, InterviewCreated, InterviewFailed, InterviewPassed
from arbeit_events.jobs import JobStatusChanged, JobUpdated
from arbeit_kit import ids
from arbeit_kit.testing import auth, envelope, eventually, publish, tap, token

from .world import RECRUITER, World, email

NOT_THE_STATE = ("version", "updated_at", "status_since", "candidate_id", "person_id", "email", "created_at")


def state(candidate: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in candidate.items() if name not in NOT_THE_STATE}


async def handled(world: World, *events: Any) -> None:
    """Publishes and waits until each is in the inbox."""
    await publish(*events)

    async def all_handled() -> bool:
        distinct = {f"candidates.events:{event.id}" for event in events}
        return await world.running.db["inbox"].count_documents({"_id": {"$in": list(distinct)}}) == len(distinct)

    await eventually(all_handled, within=15)


def flow(world: World, candidate: dict[str, Any], end: type[Any]) -> list[Any]:
    one, two = ids.new("int"), ids.new("int")
    tell = world.interview
    events = [
        tell(InterviewCreated, candidate, interview_id=one),
        tell(InterviewPassed, candidate, interview_id=one, sequence=5, next_round=2),
        tell(InterviewCreated, candidate, interview_id=two, interview_round=2),
    ]
    if end is InterviewFailed:
        return [*events, tell(end, candidate, interview_id=two, interview_round=2, sequence=5, reason="No")]
    passed = tell(InterviewPassed, candidate, interview_id=two, interview_round=2, sequence=5)
    hired = tell(end, candidate, interview_id=two, interview_round=2, sequence=6, salary_offered="100")
    return [*events, passed, hired]


@pytest.mark.parametrize("end", [HiringInitiated, InterviewFailed])
async def test_shuffled_and_repeated_facts_end_as_the_clean_run(world: World, end: type[Any]) -> None:
    clean = await world.candidate()
    events = flow(world, clean, end)
    for event in events:
        await handled(world, event)
    expected = await world.get(clean["candidate_id"])
    assert (expected["status"], expected["current_round"]) == (
        "SELECTED" if end is HiringInitiated else "REJECTED",
        2,
    )
    dice = random.Random(4)
    for _ in range(4):
        other = await world.candidate()
        events = flow(world, other, end)
        mixed = [*events, *events]
        dice.shuffle(mixed)
        await handled(world, *mixed)
        after = await world.get(other["candidate_id"])
        expected["selected_at"] = after["selected_at"]
        assert state(after) == state(expected)
    assert (await world.running.db["candidates"].count_documents({})) > 0


async def test_an_interview_takes_a_new_application_into_review_once(world: World) -> None:
    candidate = await world.candidate()
    event = world.interview(InterviewCreated, candidate)
    async with tap("candidates.#") as events:
        await handled(world, event, event)
        told = await events.wait_for("CandidateStatusChanged", candidate["candidate_id"])
        await world.running.settled()
    assert (told.data["old_status"], told.data["new_status"], told.data["cause"]) == (
        "NEW",
        "IN_REVIEW",
        "InterviewCreated",
    )
    assert (told.data["interview_id"], told.causationid) == ("int_1", event.id)
    assert len(events.named("CandidateStatusChanged", candidate["candidate_id"])) == 1


async def test_a_hire_after_a_rejection_by_hand_is_not_applied(world: World) -> None:
    rejected = await world.in_status("REJECTED")
    await handled(world, world.hired(rejected))
    after = await world.get(rejected["candidate_id"])
    assert (after["status"], after["salary_offered"]) == ("REJECTED", None)
    assert await world.running.db["inbox"].count_documents({}) > 0


async def test_a_fact_about_an_erased_application_is_dropped(world: World) -> None:
    candidate = await world.candidate()
    answer = await world.http.delete(f"/api/candidates/{candidate['candidate_id']}", headers=RECRUITER)
    assert answer.status_code == 204
    await handled(world, world.hired(candidate))
    missing = await world.http.get(f"/api/candidates/{candidate['candidate_id']}", headers=RECRUITER)
    assert missing.status_code == 404


async def test_a_status_that_overtakes_an_edit_hides_nothing(world: World) -> None:
    for order in itertools.permutations(range(2)):
        job_id = await world.job(world.clients[0])
        edited = JobUpdated(
            job_id=job_id, client_id=world.clients[0], client_name="Acme Ltd", title="Lead",
            employment_type="full_time", status="open", priority="low", openings=1,
        )  # fmt: skip
        closed = JobStatusChanged(
            job_id=job_id, client_id=world.clients[0], title="Lead", old_status="open", new_status="closed"
        )
        events = [envelope(edited, subject=job_id, sequence=2), envelope(closed, subject=job_id, sequence=3)]
        for place in order:
            await handled(world, events[place])
        known = await world.running.db["jobs"].find_one({"_id": job_id})
        assert (known["title"], known["client_name"], known["status"]) == ("Lead", "Acme Ltd", "closed")


def account(portal_id: str, address: str, **fields: Any) -> dict[str, Any]:
    return {"candidate_portal_id": portal_id, "email": address, "name": "Asha Rao", **fields}


async def portal_id_of(world: World, candidate: dict[str, Any]) -> str | None:
    found: str | None = (await world.get(candidate["candidate_id"]))["candidate_portal_id"]
    return found


async def own(world: World, portal_id: str) -> list[dict[str, Any]]:
    answer = await world.http.get(
        "/api/candidate-portal/applications", headers=auth(token("candidate", sub=portal_id)), params={"count": True}
    )
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    assert answer.json()["total"] == len(items)
    return items


async def test_a_verified_account_sees_all_and_only_its_own_applications(world: World) -> None:
    address, portal_id = email(), ids.new("cp")
    first = await world.candidate(email=address)
    await world.candidate()
    created = envelope(PortalUserCreated(**account(portal_id, address), origin="self"), subject=portal_id)
    await handled(world, created)
    assert await portal_id_of(world, first) is None
    assert await own(world, portal_id) == []
    proved = envelope(
        PortalUserVerified(candidate_portal_id=portal_id, email=address, name="A"), subject=portal_id, sequence=2
    )
    await handled(world, proved)
    assert await portal_id_of(world, first) == portal_id
    later = await world.candidate(world.jobs[1], email=address)
    assert later["candidate_portal_id"] == portal_id
    seen = await own(world, portal_id)
    assert [row["candidate_id"] for row in seen] == [later["candidate_id"], first["candidate_id"]]
    assert {"salary_offered", "created_by", "source", "status_reason", "version"}.isdisjoint(seen[0])
    assert await own(world, ids.new("cp")) == []


async def test_portal_events_in_any_order_link_alike(world: World) -> None:
    for order in itertools.permutations(range(3)):
        address, former, portal_id = email(), email(), ids.new("cp")
        mine, linked = await world.candidate(email=address), await world.candidate()
        stray = await world.candidate(email=former)
        first = account(portal_id, former)
        told = account(portal_id, address, linked_candidate_id=linked["candidate_id"])
        events = [
            envelope(PortalUserCreated(**first, origin="staff"), subject=portal_id, sequence=1),
            envelope(
                PortalUserVerified(candidate_portal_id=portal_id, email=address, name="A"),
                subject=portal_id,
                sequence=2,
            ),
            envelope(PortalUserUpdated(**told, verified=True, phone="1"), subject=portal_id, sequence=3),
        ]
        await handled(world, *(events[place] for place in order), events[order[0]])
        assert await portal_id_of(world, mine) == portal_id, order
        assert await portal_id_of(world, linked) == portal_id, order
        assert await portal_id_of(world, stray) is None, order


async def test_a_changed_or_deleted_account_lets_go(world: World) -> None:
    old, new, portal_id = email(), email(), ids.new("cp")
    first, second = await world.candidate(email=old), await world.candidate(email=new)
    told = account(portal_id, old, verified=True)
    await handled(world, envelope(PortalUserCreated(**told, origin="self"), subject=portal_id))
    assert await portal_id_of(world, first) == portal_id
    moved = envelope(PortalUserUpdated(**{**told, "email": new}), subject=portal_id, sequence=2)
    await handled(world, moved)
    assert (await portal_id_of(world, first), await portal_id_of(world, second)) == (None, portal_id)
    await handled(
        world, envelope(PortalUserDeleted(candidate_portal_id=portal_id, email=new), subject=portal_id, sequence=3)
    )
    assert await portal_id_of(world, second) is None
    await handled(world, envelope(PortalUserUpdated(**told), subject=portal_id, sequence=9))
    assert await portal_id_of(world, first) is None
    assert await world.running.db["portal_accounts"].find_one({"email": {"$exists": True}, "_id": portal_id}) is None


async def test_other_services_read_what_the_event_would_have_told(world: World) -> None:
    candidate = await world.candidate()
    service = auth(token("service", audience="service", permissions=[]))
    answer = await world.http.get(f"/internal/candidates/{candidate['candidate_id']}", headers=service)
    assert answer.status_code == 200
    facts = answer.json()
    assert (facts["sequence"], facts["email"], facts["status"]) == (1, candidate["email"], "NEW")
    assert (await world.http.get("/internal/candidates/cand_x", headers=service)).status_code == 404
