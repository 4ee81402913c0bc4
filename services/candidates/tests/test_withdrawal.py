"""A candidate takes his application back."""

from __future__ import annotations

from typing import Any

from httpx import Response

from arbeit_events.auth import PortalUserCreated
from arbeit_kit import ids
from arbeit_kit.testing import auth, envelope, publish, tap, token

from .world import RECRUITER, World, email


async def owner_of(world: World, candidate: dict[str, Any], *, verified: bool = True) -> dict[str, str]:
    """His token, once his account is known to be his (or, unproved, linked by the agency)."""
    portal_id = ids.new("cp")
    told = PortalUserCreated(
        candidate_portal_id=portal_id,
        email=candidate["email"],
        name="Asha Rao",
        origin="staff",
        linked_candidate_id=candidate["candidate_id"],
        verified=verified,
    )
    await publish(envelope(told, subject=portal_id))
    await world.running.settled()
    assert (await world.get(candidate["candidate_id"]))["candidate_portal_id"] == portal_id
    return auth(token("candidate", sub=portal_id))


async def withdraw(world: World, candidate: dict[str, Any], who: dict[str, str], **body: Any) -> Response:
    path = f"/api/candidate-portal/applications/{candidate['candidate_id']}/withdraw"
    answer: Response = await world.http.post(path, json=body, headers=who)
    return answer


async def listed(world: World, who: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = (await world.http.get("/api/candidate-portal/applications", headers=who)).json()["items"][0]
    return found


async def test_a_withdrawn_application_is_rejected_with_the_candidate_s_words_and_told_once(world: World) -> None:
    candidate = await world.candidate(email=email())
    await world.put(candidate["candidate_id"], status="SHORTLISTED")
    who = await owner_of(world, candidate)
    assert (await listed(world, who))["allowed_actions"] == [{"action": "withdraw", "allowed": True, "reason": None}]
    async with tap("candidates.#") as events:
        done = await withdraw(world, candidate, who, reason="I took another offer")
        assert done.status_code == 200, done.text
        told = await events.wait_for("CandidateStatusChanged", candidate["candidate_id"])
        again = await withdraw(world, candidate, who)
        assert again.json() == done.json()
        await world.running.settled()
        assert len(events.named("CandidateStatusChanged", candidate["candidate_id"])) == 1
    assert (told.data["old_status"], told.data["new_status"], told.data["cause"]) == (
        "SHORTLISTED", "REJECTED", "withdrawal",
    )  # fmt: skip
    assert told.actorrole == "candidate"
    seen = await listed(world, who)
    assert seen == done.json()
    assert seen["withdrawn_at"] is not None
    assert not seen["allowed_actions"][0]["allowed"]
    staff = await world.get(candidate["candidate_id"])
    assert staff["status_reason"] == "Withdrawn by the candidate: I took another offer"
    back = await world.put(candidate["candidate_id"], status="IN_REVIEW", status_reason="He called")
    assert back.status_code == 200
    assert (await listed(world, who))["withdrawn_at"] is None


async def test_what_was_decided_cannot_be_withdrawn(world: World) -> None:
    for status in ("REJECTED", "SELECTED"):
        candidate = await world.in_status(status)
        who = await owner_of(world, candidate)
        answer = await withdraw(world, candidate, who)
        assert (answer.status_code, answer.json()["type"]) == (409, "illegal-transition")
        assert (await world.get(candidate["candidate_id"]))["status"] == status


async def test_only_the_owner_of_a_proved_address_withdraws(world: World) -> None:
    candidate, other = await world.candidate(), await world.candidate()
    unproved, stranger = await owner_of(world, candidate, verified=False), await owner_of(world, other)
    for who, status in ((unproved, 404), (stranger, 404), (RECRUITER, 401)):
        assert (await withdraw(world, candidate, who)).status_code == status
    assert (await withdraw(world, candidate, unproved, status="NEW")).status_code == 422
    assert (await world.get(candidate["candidate_id"]))["status"] == "NEW"
