"""From an upload to the story without a model: events, what people typed, another CV, scans, runs cut off."""

from __future__ import annotations

from typing import Any

from httpx import Response

from arbeit_candidates import commands
from arbeit_candidates.domain.story import Story
from arbeit_kit.testing import auth, eventually, tap, token
from arbeit_kit.time import now

from . import files
from .hostile import HOSTILE
from .test_uploads import upload
from .world import RECRUITER, World, email

CV = """Asha Rao
{address}
+91 98765 43210

Summary
Backend engineer who likes small services.

Skills
Python, PostgreSQL, Docker

Experience
Senior Backend Engineer, Banco Verde
Jan 2020 - Present
- Cut the settlement run from 4 h to 20 min

Education
BSc Computer Science, University of Pune, 2014
"""


def cv(address: str | None = None, **changes: str) -> bytes:
    text = CV.format(address=address or email())
    for old, new in changes.items():
        text = text.replace(old, new)
    return files.txt(text)


async def replace(world: World, candidate_id: str, content: bytes, headers: dict[str, str] = RECRUITER) -> Response:
    answer: Response = await world.http.put(
        f"/api/candidates/{candidate_id}/cv", files={"file": ("cv.txt", content)}, headers=headers
    )
    return answer


async def post(world: World, candidate_id: str, what: str) -> Response:
    answer: Response = await world.http.post(f"/api/candidates/{candidate_id}/{what}", headers=RECRUITER)
    return answer


async def test_a_cv_leads_to_a_profile_and_a_plain_story(world: World) -> None:
    job = await world.job(
        world.clients[0], "Backend Engineer", required_skills=["python", "Rust"], nice_to_have_skills=["Docker"]
    )
    world.jobs.insert(0, job)
    async with tap("candidates.#") as events:
        created = (await upload(world, cv())).json()
        parsed = await events.wait_for("CvParsed", created["candidate_id"])
        told = await events.wait_for("CandidateStoryGenerated", created["candidate_id"])
    world.jobs.pop(0)
    assert (created["cv_status"], created["skills"]) == ("parsing", ["Python", "PostgreSQL", "Docker"])
    assert created["experience"][0]["company"] == "Banco Verde"
    assert parsed.data["fields_filled"] == ["current_role", "education", "experience", "phone", "skills", "summary"]
    assert "Banco Verde" not in parsed.model_dump_json() + told.model_dump_json()
    assert told.sequence == parsed.sequence + 1
    known = await world.read(created["candidate_id"])
    story = known["ai_story"]
    assert (known["cv_status"], known["story_status"], story["source"], story["why_local"]) == (
        "parsed", "written", "local", "no-model",
    )  # fmt: skip
    assert [(each["skill"], each["kind"], each["met"]) for each in story["fit"]] == [
        ("python", "required", "shown"),
        ("Rust", "required", "not_shown"),
        ("Docker", "nice_to_have", "shown"),
    ]
    assert story["fit"][0]["evidence"][0]["text"] == "Python, PostgreSQL, Docker"
    assert story["gaps"] == ["The CV does not show Rust, which the job requires."]
    assert "Banco Verde" in story["summary"]


async def test_what_a_person_typed_or_accepted_is_never_filled_again(world: World) -> None:
    created = (await upload(world, cv(), skills="Go")).json()
    candidate_id = created["candidate_id"]
    await world.read(candidate_id)
    accepted = await world.put(candidate_id, accepted_fields=["summary"])
    assert sorted(accepted.json()["typed_fields"]) == ["skills", "summary"]
    again = await world.put(candidate_id, accepted_fields=["summary"])
    assert again.json()["version"] == accepted.json()["version"]
    other = cv(created["email"], **{"Banco Verde": "Rio Azul", "small services": "huge services", "Python": "Perl"})
    answer = await replace(world, candidate_id, other)
    assert answer.status_code == 200, answer.text
    known = await world.read(candidate_id)
    assert known["skills"] == ["Go"]
    assert known["summary"] == "Backend engineer who likes small services."
    assert known["experience"][0]["company"] == "Rio Azul"


async def test_another_cv_takes_the_place_of_the_first(world: World) -> None:
    first = (await upload(world, cv())).json()
    candidate_id = first["candidate_id"]
    await world.read(candidate_id)
    files_before = await world.running.db["cvs.files"].count_documents({})
    async with tap("candidates.#") as events:
        answer = await replace(world, candidate_id, cv(**{"Asha Rao": "Somebody Else", "Education": "Hobbies"}))
        assert answer.status_code == 200
        told = await events.wait_for("CvUploaded", candidate_id)
    assert answer.json()["ai_story"] is None
    known = await world.read(candidate_id)
    assert (known["name"], known["email"], known["education"]) == ("Asha Rao", first["email"], [])
    assert told.sequence > first["version"]
    assert await world.running.db["cvs.files"].count_documents({}) == files_before
    assert await world.running.db["cv_readings"].count_documents({"candidate_id": candidate_id}) == 1
    text = (await world.http.get(f"/api/candidates/{candidate_id}/cv-text", headers=RECRUITER)).json()
    assert text["text"].startswith("Somebody Else")


async def test_somebody_typed_in_can_get_a_cv_later(world: World) -> None:
    typed = await world.candidate(skills=["Go"])
    none = await world.http.get(f"/api/candidates/{typed['candidate_id']}/cv-text", headers=RECRUITER)
    assert none.status_code == 404
    assert (await post(world, typed["candidate_id"], "regenerate-story")).json()["type"] == "no-cv"
    assert (await post(world, typed["candidate_id"], "parse-cv")).json()["type"] == "no-cv"
    stale = await replace(world, typed["candidate_id"], cv(), {**RECRUITER, "If-Match": '"99"'})
    assert stale.status_code == 412
    assert (await replace(world, typed["candidate_id"], b"<html>")).status_code == 415
    assert (await replace(world, typed["candidate_id"], cv())).status_code == 200
    known = await world.read(typed["candidate_id"])
    assert (known["skills"], known["phone"], known["cv_status"]) == (["Go"], "+91 98765 43210", "parsed")


async def test_a_client_neither_adds_a_cv_nor_sees_what_is_hidden_in_it(world: World) -> None:
    created = (await upload(world, cv(**{"Asha Rao": "Asha Rao" + "\u200b" * 30}))).json()
    known = await world.read(created["candidate_id"])
    assert known["cv_hidden_text"] is True
    own, other = (auth(token("client_user", client_id=each)) for each in world.clients)
    path = f"/api/candidates/{created['candidate_id']}/cv-text"
    assert len((await world.http.get(path, headers=RECRUITER)).json()["hidden"]) == 1
    assert (await world.http.get(path, headers=own)).json()["hidden"] == []
    assert (await world.http.get(path, headers=other)).status_code == 404
    seen = await world.get(created["candidate_id"], own)
    assert "cv_hidden_text" not in seen
    assert "typed_fields" not in seen
    assert (await replace(world, created["candidate_id"], cv(), own)).status_code == 403


async def test_found_fields_say_where_they_stand(world: World) -> None:
    created = (await upload(world, cv())).json()
    await world.read(created["candidate_id"])
    path = f"/api/candidates/{created['candidate_id']}/cv-text"
    told = (await world.http.get(path, headers=RECRUITER)).json()
    places = {(each["field"], each["index"]): each for each in told["found"]}
    phone = places["phone", None]
    assert told["text"][phone["start"] : phone["end"]] == phone["value"] == "+91 98765 43210"
    assert (phone["kept"], phone["typed"], phone["page"]) == (True, False, 1)
    assert places["skills", 1]["value"] == "PostgreSQL"
    assert [each["kind"] for each in told["sections"]] == ["summary", "skills", "experience", "education"]
    await world.put(created["candidate_id"], phone="+49 30 1234567")
    told = (await world.http.get(path, headers=RECRUITER)).json()
    phone = next(each for each in told["found"] if each["field"] == "phone")
    assert (phone["kept"], phone["typed"]) == (False, True)


async def test_a_scan_is_kept_and_says_why_nothing_was_read(world: World) -> None:
    scan = HOSTILE["pdf: a picture of a page"][0]()
    refused = await upload(world, scan)
    assert [each["field"] for each in refused.json()["errors"]] == ["name", "email"]
    created = (await upload(world, scan, name="Asha Rao", email=email())).json()
    known = await world.read(created["candidate_id"])
    assert (known["cv_status"], known["cv_failure"], known["cv_retryable"]) == ("failed", "scanned", False)
    assert (known["ai_story"], known["story_status"]) == (None, None)
    assert (await world.http.get(created["cv_file_url"], headers=RECRUITER)).content == scan
    actions = {each["action"]: each for each in known["allowed_actions"]}
    assert actions["upload-cv"]["allowed"]
    for what in ("parse-cv", "regenerate-story"):
        assert not actions[what]["allowed"]
        assert (await post(world, created["candidate_id"], what)).json()["type"] == "cv-not-readable"


async def test_reading_again_and_telling_again_change_nothing_but_that(world: World) -> None:
    created = (await upload(world, cv())).json()
    before = await world.read(created["candidate_id"])
    for what in ("parse-cv", "regenerate-story"):
        answer = await post(world, created["candidate_id"], what)
        assert answer.status_code == 202, answer.text
        await world.read(created["candidate_id"])
    after = await world.read(created["candidate_id"])
    same = ("status", "name", "skills", "experience", "summary", "typed_fields", "cv_file_url")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert after["ai_story"]["generated_at"] > before["ai_story"]["generated_at"]


async def test_a_run_that_is_cut_off_happens_again_and_once_in_effect(world: World) -> None:
    """The worker that slept through its lease, or was killed in the middle, has no say any more."""
    created = (await upload(world, cv())).json()
    candidate_id = created["candidate_id"]
    await world.read(candidate_id)
    store, db = world.running.store, world.running.service.db
    file_id = (await world.running.db["candidates"].find_one({"_id": candidate_id}))["cv"]["file_id"]

    async def add(tx: Any) -> str:
        run_id: str = await store.work.add(tx, "story", candidate_id, file_id)
        await tx.store.work._rows.update({"_id": run_id}, {"$set": {"due_at": now()}}, tx=tx)
        return run_id

    run_id = await db.transaction(add)
    # Killed: the row stays, leased to nobody alive; here to a token that the worker does not know.
    from arbeit_candidates.store.work import Work

    lost = Work(run_id, "story", candidate_id, file_id, False, 1, "lease_of_the_dead")

    async def gone() -> bool:
        return await world.running.db["cv_work"].find_one({"_id": run_id}) is None

    await eventually(gone, within=10)
    before = await world.get(candidate_id)
    nothing: dict[str, Any] = {
        "strengths": [],
        "gaps": [],
        "fit": [],
        "questions": [],
        "dropped_claims": 0,
        "run": None,
    }
    story = Story(source="local", why_local=None, headline="Late", summary="Late", generated_at=now(), **nothing)
    await db.transaction(lambda tx: commands.apply_story(tx, lost, story, {}))
    after = await world.get(candidate_id)
    assert (after["version"], after["ai_story"]["headline"]) == (before["version"], before["ai_story"]["headline"])
    assert await world.running.db["ai_runs"].count_documents({"_id": run_id}) == 1


async def test_two_workers_never_have_the_same_run(world: World) -> None:
    from arbeit_candidates.store.work import WorkQueue

    queue = WorkQueue(world.running.service.db)
    queue._rows = world.running.service.db.plain("cv_work_of_nobody")
    await world.running.service.db.transaction(lambda tx: queue.add(tx, "parse", "cand_x", "file_x"))
    import asyncio

    claims = await asyncio.gather(*(queue.claim(2) for _ in range(6)))
    (work,) = [work for claim in claims for work in claim]
    assert await queue.keep(work)
    assert await queue.claim(2) == []
    await queue.later(work, -1)
    (again,) = await queue.claim(2)
    assert (again.attempts, again.token == work.token) == (2, False)
    assert not await queue.keep(work)


async def test_an_erased_candidate_leaves_no_reading_no_run_and_no_work(world: World) -> None:
    created = (await upload(world, cv())).json()
    await world.http.delete(f"/api/candidates/{created['candidate_id']}", headers=RECRUITER)
    for name in ("cv_readings", "cv_work", "ai_runs"):

        async def empty(name: str = name) -> bool:
            found: int = await world.running.db[name].count_documents({"candidate_id": created["candidate_id"]})
            return found == 0

        await eventually(empty)
