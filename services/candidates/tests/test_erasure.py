"""Erasing an application leaves nothing of the person behind."""

from __future__ import annotations

from typing import Any

from arbeit_kit import ids
from arbeit_kit.testing import eventually, tap

from . import files
from .world import RECRUITER, World


async def everything(world: World) -> dict[str, list[Any]]:
    database = world.running.db
    return {name: await database[name].find({}).to_list(None) for name in await database.list_collection_names()}


async def test_no_canary_is_left_in_any_collection(world: World) -> None:
    canary = ids.tail(ids.new("x"))
    address = f"{canary}@example.com"
    headers = {**RECRUITER, "Idempotency-Key": ids.new("key")}
    url = f"/api/jobs/{world.jobs[0]}/candidates"
    form = {"name": f"Canary {canary[-8:].translate(str.maketrans('0123456789', 'abcdefghij'))}", "email": address}
    content = files.txt(f"{canary} lived here\n")
    posted = await world.http.post(url, files={"file": (f"{canary}.txt", content)}, data=form, headers=headers)
    assert posted.status_code == 201, posted.text
    created = posted.json()
    await world.read(created["candidate_id"])  # its CV is read and its story written: from now on nobody else writes
    put = await world.http.put(
        f"/api/candidates/{created['candidate_id']}",
        json={"summary": canary, "status": "IN_REVIEW"},
        headers={**RECRUITER, "Idempotency-Key": ids.new("key")},
    )
    assert put.status_code == 200
    async with tap("candidates.#") as events:
        gone = await world.http.delete(f"/api/candidates/{created['candidate_id']}", headers=RECRUITER)
        assert gone.status_code == 204
        told = await events.wait_for("CandidateDeleted", created["candidate_id"])
    assert (told.sequence, told.clientid) == (put.json()["version"] + 1, created["client_id"])
    assert canary not in told.model_dump_json()

    async def clean() -> bool:
        found = {name: rows for name, rows in (await everything(world)).items() if canary in repr(rows)}
        assert not found, found
        return True

    await eventually(clean)
    for path in (f"/api/candidates/{created['candidate_id']}", created["cv_file_url"]):
        assert (await world.http.get(path, headers=RECRUITER)).status_code == 404
    again = await world.http.post(url, files={"file": (f"{canary}.txt", content)}, data=form, headers=headers)
    assert again.status_code == 410
    assert canary not in again.text
    assert await world.running.db["candidates"].count_documents({"_id": created["candidate_id"]}) == 0
    erased = await world.running.db["erased"].find_one({"_id": created["candidate_id"]})
    assert set(erased) == {"_id", "erased_at"}


async def test_one_of_two_applications_keeps_the_person(world: World) -> None:
    first = await world.candidate()
    second = await world.candidate(world.jobs[1], email=first["email"])
    await world.http.delete(f"/api/candidates/{first['candidate_id']}", headers=RECRUITER)
    assert (await world.get(second["candidate_id"]))["person_id"] == first["person_id"]
    person = await world.running.db["persons"].find_one({"_id": first["email"]})
    assert person["applications"] == 1
    again = await world.candidate(email=first["email"])
    assert again["person_id"] == first["person_id"]
    for candidate in (second, again):
        await world.http.delete(f"/api/candidates/{candidate['candidate_id']}", headers=RECRUITER)
    assert await world.running.db["persons"].find_one({"_id": first["email"]}) is None
