"""Applications over HTTP: adding, reading, changing, and everything that must be refused."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from arbeit_candidates.domain.status import Status
from arbeit_candidates.schemas import CandidateForClient, CandidateFull, CandidateRow, CandidateRowForClient
from arbeit_kit import ids
from arbeit_kit.testing import auth, tap, token

from .test_status_table import CONTRACT
from .world import ADMIN, RECRUITER, World, email


def client_user(client_id: str) -> dict[str, str]:
    return auth(token("client_user", client_id=client_id))


async def test_a_new_application_answers_all_of_the_spec_s_fields_and_tells_it(world: World) -> None:
    async with tap("candidates.#") as events:
        answer = await world.post(phone="+91 98765 43210", skills=["Python", "python", "Go"], summary="Builds.")
        created = answer.json()
        event = await events.wait_for("CandidateCreated", created["candidate_id"])
    assert answer.status_code == 201
    assert answer.headers["etag"] == '"1"'
    assert answer.headers["location"] == f"/api/candidates/{created['candidate_id']}"
    CandidateFull.model_validate(created)
    assert (created["status"], created["current_round"], created["version"]) == ("NEW", 0, 1)
    assert (created["skills"], created["job_title"], created["client_name"]) == (["Python", "Go"], "Engineer", "Acme")
    assert (created["cv_file_url"], created["cv_status"], created["source"]) == (None, None, "manual")
    assert created["created_by"] == "recruiter@agency.example"
    assert (event.sequence, event.clientid, event.data["email"]) == (1, world.clients[0], created["email"])
    assert await world.get(created["candidate_id"]) == created


async def test_the_same_person_shares_an_id_over_jobs_and_letter_case(world: World) -> None:
    address = email()
    first = await world.candidate(email=address)
    second = await world.candidate(world.jobs[1], email=address.upper())
    assert first["person_id"] == second["person_id"]
    found = await world.http.get("/api/candidates", params={"person_id": first["person_id"]}, headers=RECRUITER)
    assert {row["candidate_id"] for row in found.json()["items"]} == {first["candidate_id"], second["candidate_id"]}


async def test_twice_on_one_job_names_the_first(world: World) -> None:
    first = await world.candidate()
    answer = await world.post(email=first["email"])
    assert answer.status_code == 409
    assert (answer.json()["type"], answer.json()["candidate_id"]) == ("duplicate-candidate", first["candidate_id"])


async def test_of_ten_racers_with_one_address_one_is_added(world: World) -> None:
    address = email()
    answers = await asyncio.gather(*(world.post(email=address) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    winner = next(answer.json() for answer in answers if answer.status_code == 201)
    assert {answer.json()["candidate_id"] for answer in answers} == {winner["candidate_id"]}


async def test_racers_on_several_jobs_become_one_person(world: World) -> None:
    address = email()
    jobs = [await world.job(world.clients[0]) for _ in range(4)]
    answers = await asyncio.gather(*(world.post(job, email=address) for job in jobs))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["person_id"] for answer in answers}) == 1
    person = await world.running.db["persons"].find_one({"_id": address})
    assert person["applications"] == 4


@pytest.mark.parametrize("status", ["closed", "on_hold", "filled"])
async def test_a_job_that_is_not_open_takes_nobody(world: World, status: str) -> None:
    job_id = await world.job(world.clients[0])
    await world.close(job_id, world.clients[0], status)
    answer = await world.post(job_id)
    assert (answer.status_code, answer.json()["type"], answer.json()["job_status"]) == (409, "job-not-open", status)


async def test_a_job_of_an_inactive_client_takes_nobody(world: World) -> None:
    job_id = await world.job(await world.client(status="inactive"))
    answer = await world.post(job_id)
    assert (answer.status_code, answer.json()["type"]) == (409, "client-inactive")


SERVER_OWNED: dict[str, Any] = {
    "candidate_id": "cand_1",
    "job_id": "job_1",
    "client_id": "client_1",
    "person_id": "person_1",
    "cv_file_url": "https://evil.example/cv",
    "cv_status": "parsed",
    "ai_story": {"headline": "x"},
    "current_round": 3,
    "status_since": "2026-01-01T00:00:00Z",
    "candidate_portal_id": "cp_1",
    "selected_at": "2026-01-01T00:00:00Z",
    "salary_offered": "1",
    "selection_notified_at": "2026-01-01T00:00:00Z",
    "created_at": "2026-01-01T00:00:00Z",
    "created_by": "me",
    "updated_at": "2026-01-01T00:00:00Z",
    "version": 9,
    "source": "cv",
    "typed_fields": [],
    "allowed_actions": [],
    "_k": {},
    "$set": {},
}


@pytest.mark.parametrize("field", SERVER_OWNED)
async def test_what_the_server_owns_cannot_be_set(world: World, field: str) -> None:
    before = await world.candidate()
    answer = await world.put(before["candidate_id"], **{field: SERVER_OWNED[field], "name": "Other"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert await world.get(before["candidate_id"]) == before
    posted = await world.post(**{field: SERVER_OWNED[field]})
    assert posted.status_code == 422


async def test_a_new_application_cannot_choose_its_status(world: World) -> None:
    assert (await world.post(status="SELECTED")).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"email": {"$ne": None}},
        {"name": ""},
        {"name": "a\u0000b"},
        {"email": "no"},
        {"linkedin": "http://linkedin.com/in/x"},
        {"skills": "Python"},
        {"skills": [{"$gt": ""}]},
        {"skills": ["x"] * 101},
        {"experience": [{"$where": "1"}]},
        {"experience": [{"a.b": "1"}]},
        {"experience": [{"title": {"deep": 1}}]},
        {"phone": "call me"},
    ],
)
async def test_bad_values_are_refused(world: World, body: dict[str, Any]) -> None:
    answer = await world.post(**body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"]


async def test_experience_and_education_are_kept_as_typed(world: World) -> None:
    experience = [{"title": "Engineer", "company": "Acme", "years": 4, "current": True, "highlights": ["a", "b"]}]
    created = await world.candidate(experience=experience, education=[{"degree": "BSc", "end_year": 2019}])
    assert created["experience"] == experience


@pytest.mark.parametrize("target", Status)
@pytest.mark.parametrize("source", Status)
async def test_every_move_by_hand(world: World, source: Status, target: Status) -> None:
    before = await world.in_status(source)
    legal = "hand" in CONTRACT[source].get(target, set()) or source is target
    answer = await world.put(before["candidate_id"], status=target, status_reason="because", name="Other Name")
    after = await world.get(before["candidate_id"])
    if legal:
        assert answer.status_code == 200
        assert (after["status"], after["name"]) == (target, "Other Name")
    else:
        assert answer.status_code == 409
        problem = answer.json()
        assert (problem["type"], problem["state"]) == ("illegal-transition", source)
        possible = {each["action"] for each in before["allowed_actions"] if each["allowed"]}
        assert set(problem["allowed"]) <= possible
        assert after == before


async def test_a_rejection_without_reason_changes_nothing(world: World) -> None:
    before = await world.candidate()
    answer = await world.put(before["candidate_id"], status="REJECTED", name="Other")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "status_reason")
    assert await world.get(before["candidate_id"]) == before


async def test_undo_and_rescind_clear_what_they_undo(world: World) -> None:
    selected = await world.in_status("SELECTED")
    assert selected["selected_at"]
    assert selected["salary_offered"] == "100"
    await world.put(selected["candidate_id"], status="IN_PROGRESS", status_reason="The client withdrew")
    after = await world.get(selected["candidate_id"])
    assert (after["selected_at"], after["salary_offered"], after["status_reason"]) == (
        None,
        None,
        "The client withdrew",
    )


async def test_only_sent_fields_change_and_null_clears(world: World) -> None:
    before = await world.candidate(phone="+91 98765 43210", current_role="Engineer")
    answer = await world.put(before["candidate_id"], phone=None)
    assert answer.status_code == 200
    assert (answer.json()["phone"], answer.json()["current_role"]) == (None, "Engineer")
    assert (await world.put(before["candidate_id"], name=None)).status_code == 422
    assert (await world.put(before["candidate_id"], status_reason="why")).status_code == 422


async def test_if_match_guards_a_change(world: World) -> None:
    before = await world.candidate()
    url = f"/api/candidates/{before['candidate_id']}"
    stale = await world.http.put(url, json={"name": "B B"}, headers={**RECRUITER, "If-Match": '"7"'})
    assert (stale.status_code, stale.json()["current_version"]) == (412, 1)
    fresh = await world.http.put(url, json={"name": "B B"}, headers={**RECRUITER, "If-Match": '"1"'})
    assert (fresh.status_code, fresh.headers["etag"]) == (200, '"2"')
    assert (await world.http.delete(url, headers={**ADMIN, "If-Match": '"1"'})).status_code == 412


async def test_a_corrected_address_changes_the_person_and_meets_duplicates(world: World) -> None:
    first, second = await world.candidate(), await world.candidate()
    answer = await world.put(second["candidate_id"], email=first["email"])
    assert (answer.status_code, answer.json()["candidate_id"]) == (409, first["candidate_id"])
    assert await world.get(second["candidate_id"]) == second
    moved = (await world.put(second["candidate_id"], email=email())).json()
    assert moved["person_id"] not in (first["person_id"], second["person_id"])
    assert await world.running.db["persons"].find_one({"_id": second["email"]}) is None


async def test_concurrent_edits_are_all_kept(world: World) -> None:
    before = await world.candidate()
    fields = {"phone": "+91 98765 43210", "current_role": "Lead", "summary": "S", "skills": ["Go"], "name": "N N"}
    answers = await asyncio.gather(*(world.put(before["candidate_id"], **{k: v}) for k, v in fields.items()))
    assert [answer.status_code for answer in answers] == [200] * 5
    after = await world.get(before["candidate_id"])
    assert {name: after[name] for name in fields} == fields
    assert after["version"] == 6


async def test_a_repeated_key_adds_once(world: World) -> None:
    headers = {**RECRUITER, "Idempotency-Key": ids.new("key")}
    body = {"name": "Asha Rao", "email": email()}
    url = f"/api/jobs/{world.jobs[0]}/candidates"
    first = await world.http.post(url, json=body, headers=headers)
    again = await world.http.post(url, json=body, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = await world.http.post(url, json={**body, "name": "Other"}, headers=headers)
    assert other.status_code == 422


async def test_the_other_client_s_application_does_not_exist(world: World) -> None:
    mine, other = await world.candidate(world.jobs[0]), await world.candidate(world.jobs[1])
    user = client_user(world.clients[0])
    missing = await world.http.get(f"/api/candidates/{ids.new('cand')}", headers=user)
    for path in (
        f"/api/candidates/{other['candidate_id']}",
        f"/api/candidates/{other['candidate_id']}/cv",
        f"/api/jobs/{world.jobs[1]}/candidates",
    ):
        answer = await world.http.get(path, headers=user)
        assert (answer.status_code, set(answer.json())) == (404, set(missing.json()))
    for params in ({}, {"client_id": world.clients[1]}, {"job_id": world.jobs[1]}, {"q": other["email"]},
                   {"person_id": other["person_id"]}, {"status": "NEW"}):  # fmt: skip
        page = (await world.http.get("/api/candidates", params={**params, "count": True}, headers=user)).json()
        assert {row["client_id"] for row in page["items"]} <= {world.clients[0]}
        if params and "status" not in params:
            assert (page["items"], page["total"]) == ([], 0)
    seen = (await world.http.get(f"/api/candidates/{mine['candidate_id']}", headers=user)).json()
    assert seen["name"] == mine["name"]
    counts = (await world.http.get("/api/candidates/stats", headers=user)).json()
    assert {job["job_id"] for job in counts["by_job"]}.isdisjoint({world.jobs[1]})
    mine_all = await world.http.get("/api/candidates", params={"count": True}, headers=user)
    assert counts["total"] == mine_all.json()["total"]


async def test_a_client_s_user_sees_nothing_of_the_agency_s_own(world: World) -> None:
    mine = await world.candidate()
    user = client_user(world.clients[0])
    hidden = {"salary_offered", "created_by", "source", "status_reason", "selection_notified_at"}
    one = (await world.http.get(f"/api/candidates/{mine['candidate_id']}", headers=user)).json()
    CandidateForClient.model_validate(one)
    assert hidden.isdisjoint(one)
    assert [each["action"] for each in one["allowed_actions"] if each["allowed"]] == []
    page = (await world.http.get("/api/candidates", headers=user)).json()
    CandidateRowForClient.model_validate(page["items"][0])
    assert hidden.isdisjoint(page["items"][0])
    staff = (await world.http.get("/api/candidates", headers=RECRUITER)).json()
    CandidateRow.model_validate(staff["items"][0])


async def test_who_may_not_is_refused(world: World) -> None:
    mine = await world.candidate()
    url = f"/api/candidates/{mine['candidate_id']}"
    user, person = client_user(world.clients[0]), auth(token("candidate"))
    assert (await world.http.get(url)).status_code == 401
    assert (await world.http.get(url, headers=person)).status_code == 401
    assert (await world.http.get(f"{url}/cv", headers=person)).status_code == 401
    assert (await world.http.put(url, json={"name": "X Y"}, headers=user)).status_code == 403
    assert (await world.http.delete(url, headers=user)).status_code == 403
    assert (await world.post(headers=user)).status_code == 403
    assert (await world.http.post(f"{url}/send-selection-notification", headers=user)).status_code == 403
    assert (await world.http.get("/api/candidate-portal/applications", headers=RECRUITER)).status_code == 401
    assert (await world.http.get(f"/internal/candidates/{mine['candidate_id']}", headers=ADMIN)).status_code == 401


async def test_a_selection_notification_shortlists_and_twice_sends_once(world: World) -> None:
    before = await world.candidate()
    url = f"/api/candidates/{before['candidate_id']}/send-selection-notification"
    async with tap("candidates.#") as events:
        answers = [await world.http.post(url, headers=RECRUITER) for _ in range(2)]
        await events.wait_for("SelectionNotificationRequested", before["candidate_id"])
        await world.running.settled()
    assert [answer.status_code for answer in answers] == [202, 202]
    assert {answer.json()["status"] for answer in answers} == {"SHORTLISTED"}
    assert len(events.named("SelectionNotificationRequested", before["candidate_id"])) == 1
    rejected = await world.in_status("REJECTED")
    url = f"/api/candidates/{rejected['candidate_id']}/send-selection-notification"
    refused = await world.http.post(url, headers=RECRUITER)
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["undo-rejection"])
