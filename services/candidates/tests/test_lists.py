"""Lists: stable pages, filters, search, counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from .world import RECRUITER, World, email


async def page(world: World, path: str = "/api/candidates", **params: Any) -> dict[str, Any]:
    answer = await world.http.get(path, params=params, headers=RECRUITER)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def names(found: dict[str, Any]) -> list[str]:
    return [row["name"] for row in found["items"]]


async def test_pages_are_stable_while_others_are_added(world: World) -> None:
    job = await world.job(world.clients[0])
    for number in range(7):
        await world.candidate(job, name=f"Person {number}")
    path = f"/api/jobs/{job}/candidates"
    first = await page(world, path, limit=3, count=True)
    assert (names(first), first["total"]) == (["Person 6", "Person 5", "Person 4"], 7)
    await world.candidate(job, name="Late Comer")
    second = await page(world, path, limit=3, cursor=first["next_cursor"])
    assert names(second) == ["Person 3", "Person 2", "Person 1"]
    last = await page(world, path, limit=3, cursor=second["next_cursor"])
    assert (names(last), last["next_cursor"]) == (["Person 0"], None)


async def test_the_list_of_all_shows_everything_once(world: World) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        found = await page(world, limit=4, **({"cursor": cursor} if cursor else {}))
        seen += [row["candidate_id"] for row in found["items"]]
        cursor = found["next_cursor"]
        if cursor is None:
            break
    total = (await page(world, count=True))["total"]
    assert len(seen) == len(set(seen)) == total
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("sort", ["name", "-name", "created_at", "-created_at"])
async def test_every_sort_pages_through_all(world: World, sort: str) -> None:
    job = await world.job(world.clients[0])
    for name in ("Bea B", "Asha A", "Cem C", "Asha A"):
        await world.candidate(job, name=name)
    found: list[str] = []
    cursor: str | None = None
    while True:
        params = {"limit": 3, "sort": sort} | ({"cursor": cursor} if cursor else {})
        got = await page(world, f"/api/jobs/{job}/candidates", **params)
        found += [row["name" if "name" in sort else "created_at"] for row in got["items"]]
        cursor = got["next_cursor"]
        if cursor is None:
            break
    assert found == sorted(found, reverse=sort.startswith("-"))
    assert len(found) == 4


async def test_filters_narrow(world: World) -> None:
    job = await world.job(world.clients[1])
    one = await world.candidate(job, skills=["Rust", "C++"])
    await world.candidate(job, skills=["Java"])
    await world.put(one["candidate_id"], status="IN_REVIEW")
    for params in ({"skill": "rUST"}, {"status": "IN_REVIEW"}, {"person_id": one["person_id"]}):
        found = await page(world, job_id=job, **params)
        assert [row["candidate_id"] for row in found["items"]] == [one["candidate_id"]]
    by_client = await page(world, client_id=world.clients[1], job_id=job, count=True)
    assert by_client["total"] == 2
    assert await page(world, client_id=world.clients[0], job_id=job, count=True) == {
        "items": [],
        "next_cursor": None,
        "total": 0,
    }


async def test_status_filter_follows_a_change(world: World) -> None:
    candidate = await world.candidate()
    await world.put(candidate["candidate_id"], status="REJECTED", status_reason="no")
    found = await page(world, status="REJECTED", limit=200)
    assert candidate["candidate_id"] in [row["candidate_id"] for row in found["items"]]
    found = await page(world, status="NEW", limit=200)
    assert candidate["candidate_id"] not in [row["candidate_id"] for row in found["items"]]


@pytest.mark.parametrize("sort", ["-created_at", "name"])
@pytest.mark.parametrize("narrow", [{}, {"job_id": True}, {"client_id": True}])
async def test_several_statuses_page_through_each_of_them_once(
    world: World, sort: str, narrow: dict[str, bool]
) -> None:
    client = world.clients[0]
    job = await world.job(client)
    made = {}
    for number, status in enumerate(("NEW", "IN_REVIEW", "SHORTLISTED", "NEW", "IN_REVIEW", "SHORTLISTED")):
        one = await world.candidate(job, name=f"Person {number}")
        made[one["candidate_id"]] = status
        if status != "NEW":
            await world.put(one["candidate_id"], status=status)
    params: dict[str, Any] = {"status": ["SHORTLISTED", "NEW", "NEW"], "limit": 3, "count": True, "sort": sort}
    params |= {name: {"job_id": job, "client_id": client}[name] for name in narrow}
    found: list[dict[str, Any]] = []
    while True:
        got = await page(world, **params)
        found += got["items"]
        if got["next_cursor"] is None:
            break
        params["cursor"] = got["next_cursor"]
    assert {row["status"] for row in found} == {"NEW", "SHORTLISTED"}
    seen = [row["candidate_id"] for row in found]
    assert len(seen) == len(set(seen)) == got["total"]
    if sort == "-created_at":
        assert seen == sorted(seen, reverse=True)
    ours = [one for one in seen if one in made]
    assert sorted(ours) == sorted(one for one, status in made.items() if status != "IN_REVIEW")


@pytest.mark.parametrize("sort", ["-created_at", "created_at", "name"])
@pytest.mark.parametrize("statuses", [[], ["NEW"], ["NEW", "REJECTED"]])
async def test_a_list_may_be_narrowed_to_when_they_were_added(world: World, sort: str, statuses: list[str]) -> None:
    job = await world.job(world.clients[0])
    people = [await world.candidate(job, name=f"Person {number}") for number in range(4)]
    moments = [person["created_at"] for person in people]
    assert len(set(moments)) == 4
    asked: dict[str, Any] = {"from": moments[1], "to": moments[3], "sort": sort, "count": True}
    for more in ({}, {"job_id": job}, {"q": "person", "job_id": job}):
        got = await page(world, **asked, **more, status=statuses)
        assert ({row["name"] for row in got["items"]}, got["total"]) == ({"Person 1", "Person 2"}, 2)
    first = await page(world, **asked, status=statuses, limit=1)
    second = await page(world, **asked, status=statuses, limit=1, cursor=first["next_cursor"])
    assert {*names(first), *names(second)} == {"Person 1", "Person 2"}
    assert second["next_cursor"] is None


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2020-01-01T00:00:00+14:00"])
async def test_times_far_away_are_only_times(world: World, at: str) -> None:
    for params in ({"from": at}, {"to": at}, {"to": at, "status": ["NEW", "REJECTED"]}):
        await page(world, **params)


@pytest.mark.parametrize("q", ["zoë", "ZOE", "zoë müll", "muller", "müller zo", "zoe.mu"])
async def test_search_finds_by_how_names_and_addresses_begin(world: World, q: str) -> None:
    job = await world.job(world.clients[0])
    one = await world.candidate(job, name="Zoë Anna Müller", email=email("zoe.mu"))
    await world.candidate(job, name="Azoe Amuller")
    found = await page(world, q=q, job_id=job, count=True)
    assert [row["candidate_id"] for row in found["items"]] == [one["candidate_id"]]
    assert found["total"] == 1


@pytest.mark.parametrize("q", ["(a+)+$", ".*", "%", "$ne", "\u0000", "ა" * 100])
async def test_search_text_is_only_text(world: World, q: str) -> None:
    assert (await page(world, q=q))["items"] == []


async def test_search_pages_in_order(world: World) -> None:
    job = await world.job(world.clients[0])
    for number in range(5):
        await world.candidate(job, name=f"Quentin Quirk{number}")
    for sort, expected in (("-created_at", [4, 3, 2, 1, 0]), ("name", [0, 1, 2, 3, 4])):
        first = await page(world, q="qu", job_id=job, limit=3, sort=sort)
        second = await page(world, q="qu", job_id=job, limit=3, sort=sort, cursor=first["next_cursor"])
        assert names(first) + names(second) == [f"Quentin Quirk{number}" for number in expected]
        assert second["next_cursor"] is None


@pytest.mark.parametrize(
    "params",
    [
        {"limit": 0},
        {"limit": 201},
        {"cursor": "x"},
        {"sort": "email"},
        {"status": "DONE"},
        {"from": "monday"},
        {"q": "x" * 101},
    ],
)
async def test_odd_requests_are_refused(world: World, params: dict[str, Any]) -> None:
    assert (await world.http.get("/api/candidates", params=params, headers=RECRUITER)).status_code == 422


async def test_counts_equal_a_recount_of_the_list(world: World) -> None:
    await world.running.settled()
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        got = await page(world, limit=200, **({"cursor": cursor} if cursor else {}))
        rows += got["items"]
        cursor = got["next_cursor"]
        if cursor is None:
            break
    counts = await page(world, "/api/candidates/stats")
    assert counts["period"] is None
    assert rows, "the tests above leave some"
    long_ago = await world.running.db["candidates"].find_one({})
    await world.running.db["candidates"].update_one(
        {"_id": long_ago["_id"]}, {"$set": {"created_at": long_ago["created_at"] - timedelta(days=20)}}
    )
    month, week = [(await page(world, "/api/candidates/stats", days=days))["period"] for days in (30, 7)]
    await world.running.db["candidates"].replace_one({"_id": long_ago["_id"]}, long_ago)
    assert (month["days"], month["total"], month["by_status"]) == (30, len(rows), counts["by_status"])
    left = {**counts["by_status"], long_ago["status"]: counts["by_status"][long_ago["status"]] - 1}
    assert (week["total"], week["by_status"]) == (len(rows) - 1, left)
    for days in ("0", "367", "soon"):
        assert (
            await world.http.get("/api/candidates/stats", params={"days": days}, headers=RECRUITER)
        ).status_code == 422
    assert counts["total"] == counts["new_this_week"] == len(rows)
    for status, number in counts["by_status"].items():
        assert number == sum(row["status"] == status for row in rows)
    top = counts["by_job"][0]
    assert top["candidates"] == sum(row["job_id"] == top["job_id"] for row in rows)
