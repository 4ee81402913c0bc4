"""Candidates see their interviews once their address is proved to be theirs (contract section 2)."""

from typing import Any

import pytest

from arbeit_events import Envelope
from arbeit_events.auth import PortalUserCreated, PortalUserDeleted, PortalUserUpdated, PortalUserVerified
from arbeit_kit import ids, problem
from arbeit_kit.testing import auth, envelope, eventually, publish, token

from .agency import Agency, Candidate, ok, refused

EMAIL = "asha@mail.example"


def account(portal_id: str, sequence: int, *, verified: bool) -> Envelope:
    facts = {"candidate_portal_id": portal_id, "email": EMAIL, "name": "Asha Rao", "verified": verified}
    made = PortalUserCreated(**facts, origin="self") if sequence == 1 else PortalUserUpdated(**facts)
    return envelope(made, subject=portal_id, sequence=sequence)


def proved(portal_id: str, sequence: int) -> Envelope:
    told = PortalUserVerified(candidate_portal_id=portal_id, email=EMAIL, name="Asha Rao")
    return envelope(told, subject=portal_id, sequence=sequence)


async def sees(agency: Agency, candidate: Candidate) -> int:
    return len(ok(await agency.get("", agency.own(candidate)))["items"])


async def test_an_account_that_proved_nothing_sees_no_interview(agency: Agency) -> None:
    """Anybody may register with the address of somebody whom the agency is about to invite."""
    candidate = await agency.candidate(portal_id=ids.new("cp"))
    interview = await agency.interview(candidate)
    assert await sees(agency, candidate) == 1
    await agency.account(candidate.portal_id, sequence=2, verified=False)
    own, path = agency.own(candidate), f"/{interview['interview_id']}"
    slot = {"slot_id": interview["proposed_slots"][0]["slot_id"]}
    unknown = refused(await agency.get("/int_nobody", own), 404)
    for answer in (
        await agency.get(path, own),
        await agency.get(f"{path}/calendar.ics", own),
        await agency.post(f"{path}/book-slot", slot, own),
    ):
        body = refused(answer, 404)
        assert {**body, "request_id": "", "instance": ""} == {**unknown, "request_id": "", "instance": ""}
    assert await sees(agency, candidate) == 0
    assert (await agency.state(interview))["selected_slot_id"] is None


async def test_the_proof_shows_them_and_late_news_does_not_hide_them(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unknown(*_: Any) -> None:
        return None

    monkeypatch.setattr(agency.running.service.peers, "get", unknown)
    candidate = await agency.candidate(portal_id=ids.new("cp"))
    await agency.interview(candidate)
    portal_id = ids.new("cp")
    await agency.running.db["interviews"].update_many(
        {"candidate_id": candidate.candidate_id}, {"$set": {"_k.portal": portal_id}}
    )
    candidate.portal_id = portal_id
    await publish(proved(portal_id, 3))

    async def shown() -> bool:
        return await sees(agency, candidate) == 1

    await eventually(shown)
    await publish(account(portal_id, 1, verified=False))
    await publish(account(portal_id, 2, verified=False))
    await agency.running.settled()
    assert await shown()
    await publish(account(portal_id, 4, verified=False))  # the address is another one now

    async def hidden() -> bool:
        return not await shown()

    await eventually(hidden)
    gone = PortalUserDeleted(candidate_portal_id=portal_id, email=EMAIL)
    await publish(envelope(gone, subject=portal_id, sequence=5))
    await publish(proved(portal_id, 6))
    await agency.running.settled()
    assert await hidden()


async def test_an_account_that_is_new_here_is_asked_of_auth_once(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal_id, asked = ids.new("cp"), []
    own = auth(token("candidate", sub=portal_id))

    async def silent(*_: Any) -> None:
        raise problem.unavailable("The auth service does not answer.")

    monkeypatch.setattr(agency.running.service.peers, "get", silent)
    refused(await agency.get("", own), 503)

    async def answers(service: str, path: str) -> dict[str, Any]:
        asked.append((service, path))
        return {"sequence": 4, "email": EMAIL, "verified": True}

    monkeypatch.setattr(agency.running.service.peers, "get", answers)
    for _ in range(2):
        assert ok(await agency.get("", own))["items"] == []
    assert asked == [("auth", f"/internal/portal-users/{portal_id}")]
    kept = await agency.running.db["portal_accounts"].find_one({"_id": portal_id})
    assert (kept["sequence"], kept["verified"], EMAIL in str(kept)) == (4, True, False)
