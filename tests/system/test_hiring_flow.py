"""The main job, end to end: a client's job from posting to hire through two interview rounds."""

import pytest

from tests.system.portal import Json, Portal, eventually, slot, tomorrow, unique

pytestmark = pytest.mark.system


async def titles(portal: Portal, kind: str, entity_id: str) -> list[Json]:
    items = await portal.admin.all("/api/notifications")
    return [item for item in items if item["type"] == kind and item["entity_id"] == entity_id]


async def audited(portal: Portal, action: str, entity_id: str) -> list[Json]:
    return await portal.admin.all("/api/governance/audit-logs", action_type=action, entity_id=entity_id)


async def decided_by(portal: Portal, caller, interview: Json, action: str, body: Json | None = None) -> Json:
    return await caller.post(f"/api/interviews/{interview['interview_id']}/{action}", body or {})


async def test_from_posting_to_hire_through_two_rounds(portal: Portal) -> None:
    recruiter = portal.recruiter
    client = await portal.client()
    clara = await portal.client_user(client["client_id"])
    job = await portal.job(client["client_id"], title=unique("Platform Engineer"))

    # A new job: all recruiters, by e-mail.
    async def told_recruiters() -> bool:
        mails = await portal.mails_to(recruiter.email)
        return any(job["title"] in mail["subject"] + (mail["text"] or "") for mail in mails)

    await eventually(told_recruiters)

    candidate = await portal.candidate(job["job_id"])
    person = await portal.portal_account(candidate)
    await portal.candidate_is(candidate["candidate_id"], "SHORTLISTED")

    # Round 1: proposed by the recruiter, booked by the candidate, invited, done, passed by the client.
    first = await portal.interview(candidate, 1, round_name="Technical Round")
    assert first["interview_status"] == "Awaiting Candidate Confirmation"

    async def seen_by_the_candidate() -> Json | None:
        mine = await person.all("/api/interviews")
        return next((each for each in mine if each["interview_id"] == first["interview_id"]), None)

    offered = await eventually(seen_by_the_candidate)
    booked = await person.post(
        f"/api/interviews/{first['interview_id']}/book-slot", {"slot_id": offered["proposed_slots"][1]["slot_id"]}
    )
    assert booked["interview_status"] == "Confirmed"

    async def told_of_booking() -> bool:
        return bool(await titles(portal, "interview_booked", first["interview_id"]))

    await eventually(told_of_booking)

    async def client_told_of_booking() -> bool:
        items = await clara.all("/api/notifications")
        assert any(each["entity_id"] == first["interview_id"] for each in items)
        mails = [*await portal.mails_to(clara.email), *await portal.mails_to(recruiter.email)]
        assert len([mail for mail in mails if candidate["name"] in (mail["text"] or "")]) >= 2
        return True

    await eventually(client_told_of_booking)

    await decided_by(portal, recruiter, first, "send-invite")

    async def invited() -> Json | None:
        found = await recruiter.get(f"/api/interviews/{first['interview_id']}")
        assert found["invite_sent"], found
        return found

    scheduled = await eventually(invited)
    assert scheduled["interview_status"] == "Scheduled"

    async def invitation_mailed() -> bool:
        mails = await portal.mails_to(candidate["email"])
        return any(part["filename"].endswith(".ics") for mail in mails for part in mail["attachments"])

    await eventually(invitation_mailed)

    done = await decided_by(portal, recruiter, first, "mark-completed", {"feedback": "Strong on design.", "rating": 4})
    assert done["interview_status"] == "Completed"
    passed = await decided_by(portal, clara, first, "move-to-next-round")
    assert passed["interview_status"] == "Passed"
    after_one = await portal.candidate_is(candidate["candidate_id"], "IN_PROGRESS")
    assert after_one["current_round"] == 2

    # Round 2, and hired.
    second = await portal.interview(candidate, 2, round_name="Final Round")
    await recruiter.post(
        f"/api/interviews/{second['interview_id']}/book-slot", {"slot_id": second["proposed_slots"][0]["slot_id"]}
    )
    await decided_by(portal, recruiter, second, "send-invite")
    await decided_by(portal, recruiter, second, "mark-completed", {"feedback": "Hire.", "rating": 5})
    hired = await decided_by(portal, clara, second, "initiate-hiring", {"salary_offered": "24 LPA"})
    assert hired["interview_status"] == "Passed"
    assert hired["hiring_initiated"] is True
    selected = await portal.candidate_is(candidate["candidate_id"], "SELECTED")
    assert selected["selected_at"]
    assert selected["salary_offered"] == "24 LPA"

    async def filled() -> bool:
        found = await recruiter.get(f"/api/jobs/{job['job_id']}")
        assert found["status"] == "filled", found["status"]
        return True

    await eventually(filled)

    # Every trigger of the spec left its mark.
    async def all_told() -> bool:
        for kind, entity in (
            ("candidate_status_change", candidate["candidate_id"]),
            ("interview_booked", first["interview_id"]),
            ("interview_passed", first["interview_id"]),
            ("hiring_initiated", second["interview_id"]),
        ):
            found = await titles(portal, kind, entity) or await titles(portal, kind, candidate["candidate_id"])
            assert found, f"no {kind}"
        return True

    await eventually(all_told)

    async def all_audited() -> bool:
        for action, entity in (
            ("CLIENT_CREATE", client["client_id"]),
            ("JOB_CREATE", job["job_id"]),
            ("JOB_STATUS_CHANGE", job["job_id"]),
            ("CANDIDATE_CREATE", candidate["candidate_id"]),
            ("CANDIDATE_STATUS_CHANGE", candidate["candidate_id"]),
            ("INTERVIEW_CREATE", first["interview_id"]),
            ("INTERVIEW_COMPLETED", first["interview_id"]),
            ("INTERVIEW_PASSED", first["interview_id"]),
            ("HIRING_INITIATED", second["interview_id"]),
        ):
            assert await audited(portal, action, entity), f"no {action} of {entity}"
        return True

    await eventually(all_audited)
    proof = await portal.admin.get("/api/governance/audit-logs/verify")
    assert proof["valid"] is True, proof

    history = await recruiter.get(f"/api/candidates/{candidate['candidate_id']}/interview-history")
    rounds = history["items"]
    assert [each["interview_round"] for each in rounds] == [1, 2]
    applications = await person.get("/api/candidate-portal/applications")
    assert [each["status"] for each in applications["items"]] == ["SELECTED"]


async def test_a_failed_round_rejects_and_an_undo_brings_back(portal: Portal) -> None:
    client = await portal.client()
    job = await portal.job(client["client_id"])
    candidate = await portal.candidate(job["job_id"])
    round_one = await portal.interview(candidate)
    await portal.candidate_is(candidate["candidate_id"], "IN_REVIEW")
    url = f"/api/interviews/{round_one['interview_id']}"
    await portal.recruiter.post(f"{url}/book-slot", {"slot_id": round_one["proposed_slots"][0]["slot_id"]})
    await portal.recruiter.post(f"{url}/mark-completed", {"feedback": "No.", "rating": 1})
    await portal.recruiter.post(f"{url}/reject", {"reason": "Not the level we need."})
    rejected = await portal.candidate_is(candidate["candidate_id"], "REJECTED")
    back = await portal.recruiter.put(
        f"/api/candidates/{candidate['candidate_id']}",
        {"status": "IN_REVIEW", "status_reason": "Second look."},
        **{"If-Match": f'"{rejected["version"]}"'},
    )
    assert back["status"] == "IN_REVIEW"


async def test_rejecting_a_candidate_cancels_his_open_interviews(portal: Portal) -> None:
    client = await portal.client()
    job = await portal.job(client["client_id"])
    candidate = await portal.candidate(job["job_id"])
    interview = await portal.interview(candidate)
    await portal.candidate_is(candidate["candidate_id"], "IN_REVIEW")
    await portal.recruiter.put(
        f"/api/candidates/{candidate['candidate_id']}", {"status": "REJECTED", "status_reason": "Withdrew."}
    )

    async def cancelled() -> bool:
        found = await portal.recruiter.get(f"/api/interviews/{interview['interview_id']}")
        assert found["interview_status"] == "Cancelled", found["interview_status"]
        return True

    await eventually(cancelled)


async def test_twenty_racers_on_one_slot_have_one_winner(portal: Portal) -> None:
    import asyncio

    client = await portal.client()
    job = await portal.job(client["client_id"])
    candidate = await portal.candidate(job["job_id"])
    interview = await portal.interview(candidate)
    url = f"/api/interviews/{interview['interview_id']}/book-slot"
    slot_id = interview["proposed_slots"][0]["slot_id"]
    answers = await asyncio.gather(
        *(portal.recruiter.ask("POST", url, None, json={"slot_id": slot_id}) for _ in range(20))
    )
    statuses = sorted(each.status_code for each in answers)
    assert statuses == [200] + [409] * 19


async def test_one_person_is_never_in_two_overlapping_interviews(portal: Portal) -> None:
    client = await portal.client()
    email = f"{unique('same')}@people.example"
    start = tomorrow(9, 200)
    jobs = [await portal.job(client["client_id"]) for _ in range(2)]
    people = [await portal.candidate(job["job_id"], email=email) for job in jobs]
    both = [await portal.interview(each, proposed_slots=[slot(start), slot(tomorrow(15, 200))]) for each in people]
    first, second = (f"/api/interviews/{each['interview_id']}/book-slot" for each in both)
    await portal.recruiter.post(first, {"slot_id": both[0]["proposed_slots"][0]["slot_id"]})
    refused = await portal.recruiter.ask("POST", second, 409, json={"slot_id": both[1]["proposed_slots"][0]["slot_id"]})
    free = refused.json()["free_slots"]
    assert [each["slot_id"] for each in free] == [both[1]["proposed_slots"][1]["slot_id"]]
    await portal.recruiter.post(second, {"slot_id": free[0]["slot_id"]})
