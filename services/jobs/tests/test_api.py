"""The jobs service over a real database: the spec's endpoints as their callers see them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from arbeit_events.tenancy import ClientCreated, ClientUpdated
from arbeit_jobs.app import create_service
from arbeit_kit import ids
from arbeit_kit.peers import Peers
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, running, tap, token
from arbeit_kit.tokens import service_token

ADMIN = auth(token("admin"))
ACME, GLOBEX, ASLEEP = "client_acme", "client_globex", "client_asleep"
ACME_USER = auth(token("client_user", client_id=ACME, sub="user_acme"))
GLOBEX_USER = auth(token("client_user", client_id=GLOBEX, sub="user_globex"))

SPEC_FIELDS = {
    "job_id", "client_id", "title", "description", "department", "location", "employment_type", "experience_min",
    "experience_max", "salary_min", "salary_max", "required_skills", "nice_to_have_skills", "status", "priority",
    "openings", "created_at", "created_by",
}  # fmt: skip


def tenancy(request: httpx.Request) -> httpx.Response:
    """Tenancy, which knows one client that no event has told of."""
    if request.url.path == "/internal/clients/client_fresh":
        facts = {"sequence": 1, "client_id": "client_fresh", "company_name": "Fresh", "status": "active"}
        return httpx.Response(200, json=facts)
    if request.url.path == "/internal/clients/client_slow":
        raise httpx.ConnectTimeout("nobody there")
    return httpx.Response(404, json={})


def created(client_id: str, company_name: str, status: str = "active") -> Any:
    return envelope(
        ClientCreated(client_id=client_id, company_name=company_name, status=status), subject=client_id, sequence=1
    )


def updated(client_id: str, company_name: str, status: str, sequence: int) -> Any:
    data = ClientUpdated(client_id=client_id, company_name=company_name, status=status)
    return envelope(data, subject=client_id, sequence=sequence)


@pytest.fixture(scope="module")
async def service() -> AsyncIterator[Running]:
    async with running(create_service) as started:
        started.service.peers = Peers(started.service.settings, "jobs", httpx.MockTransport(tenancy))
        await publish(created(ACME, "Acme"), created(GLOBEX, "Globex"), created(ASLEEP, "Asleep", "inactive"))

        async def known() -> bool:
            return len(await started.store.client_names({ACME, GLOBEX, ASLEEP})) == 3

        await eventually(known, 10)
        yield started


async def make(service: Running, who: dict[str, str] = ADMIN, **fields: Any) -> dict[str, Any]:
    answer = await service.client.post("/api/jobs", json={"client_id": ACME, "title": "Engineer"} | fields, headers=who)
    assert answer.status_code == 201, answer.text
    job: dict[str, Any] = answer.json()
    return job


async def put(service: Running, job: dict[str, Any], body: Any, **headers: str) -> httpx.Response:
    return await service.client.put(f"/api/jobs/{job['job_id']}", json=body, headers={**ADMIN, **headers})


async def read(service: Running, job: dict[str, Any], who: dict[str, str] = ADMIN) -> httpx.Response:
    return await service.client.get(f"/api/jobs/{job['job_id']}", headers=who)


async def test_a_job_has_the_fields_of_the_spec(service: Running) -> None:
    sent: dict[str, Any] = {
        "client_id": ACME,
        "title": "  Senior Engineer ",
        "description": "Line one\r\nLine two",
        "department": "R&D",
        "location": "Pune",
        "employment_type": "contract",
        "experience_min": 3,
        "experience_max": 8,
        "salary_min": 10.5,
        "salary_max": 20,
        "required_skills": ["Python", "python", " SQL "],
        "nice_to_have_skills": ["Go"],
        "priority": "urgent",
        "openings": 2,
    }
    async with tap("jobs.#") as events:
        job = await make(service, **sent)
        event = await events.wait_for("JobCreated", job["job_id"])
    assert set(job) == SPEC_FIELDS | {"client_name", "selected_count", "version", "allowed_actions"}
    tidied = {
        "title": "Senior Engineer",
        "description": "Line one\nLine two",
        "required_skills": ["Python", "SQL"],
    }
    assert {name: job[name] for name in sent} == sent | tidied
    assert (job["status"], job["client_name"], job["created_by"]) == ("open", "Acme", "admin@agency.example")
    assert job["job_id"].startswith("job_")
    assert job["created_at"].endswith("Z")
    assert (event.sequence, event.clientid, event.data["title"]) == (1, ACME, "Senior Engineer")
    again = await read(service, job)
    assert (again.json(), again.headers["etag"]) == (job, '"1"')


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"client_id": None}, "client_id"),
        ({"client_id": "client_nobody"}, "client_id"),
        ({"client_id": "../../internal/jobs"}, "client_id"),
        ({"title": ""}, "title"),
        ({"title": "a\nb"}, "title"),
        ({"title": {"$ne": None}}, "title"),
        ({"openings": 0}, "openings"),
        ({"openings": "1"}, "openings"),
        ({"openings": True}, "openings"),
        ({"openings": 2**63}, "openings"),
        ({"experience_min": -1}, "experience_min"),
        ({"experience_min": 9, "experience_max": 3}, "experience_min"),
        ({"salary_min": 9, "salary_max": 3}, "salary_min"),
        ({"salary_min": "9"}, "salary_min"),
        ({"employment_type": "gig"}, "employment_type"),
        ({"priority": "Urgent"}, "priority"),
        ({"status": "filled"}, "status"),
        ({"required_skills": ["x" * 81]}, "required_skills[0]"),
        ({"required_skills": ["x"] * 101}, "required_skills"),
        ({"job_id": "job_mine"}, "job_id"),
        ({"created_at": "2020-01-01T00:00:00Z"}, "created_at"),
        ({"created_by": "me"}, "created_by"),
        ({"version": 9}, "version"),
        ({"selected_candidate_ids": []}, "selected_candidate_ids"),
        ({"$set": {}}, "$set"),
    ],
)
async def test_a_bad_field_is_named_and_nothing_is_made(service: Running, body: dict[str, Any], field: str) -> None:
    before = await service.db["jobs"].count_documents({})
    answer = await service.client.post("/api/jobs", json={"client_id": ACME, "title": "Engineer"} | body, headers=ADMIN)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert await service.db["jobs"].count_documents({}) == before


async def test_an_inactive_client_gets_no_job(service: Running) -> None:
    answer = await service.client.post("/api/jobs", json={"client_id": ASLEEP, "title": "x"}, headers=ADMIN)
    assert (answer.status_code, answer.json()["type"]) == (409, "client-inactive")


async def test_a_client_made_a_moment_ago_is_asked_for(service: Running) -> None:
    assert (await make(service, client_id="client_fresh"))["client_name"] == "Fresh"
    answer = await service.client.post("/api/jobs", json={"client_id": "client_slow", "title": "x"}, headers=ADMIN)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


async def test_a_job_is_shown_with_its_client_s_new_name_and_not_opened_for_an_inactive_one(service: Running) -> None:
    await publish(created("client_old", "Old"))
    await eventually(lambda: service.store.client("client_old"))
    job = await make(service, client_id="client_old")
    await publish(updated("client_old", "New", "inactive", 3), updated("client_old", "Late", "active", 2))

    async def renamed() -> bool:
        return bool((await read(service, job)).json()["client_name"] == "New")

    await eventually(renamed)
    await service.settled()
    assert await renamed()
    held = await put(service, job, {"status": "on_hold"})
    actions = {each["action"]: each for each in held.json()["allowed_actions"]}
    assert actions["open"] == {"action": "open", "allowed": False, "reason": "The client is inactive."}
    reopened = await put(service, job, {"status": "open"})
    assert (reopened.status_code, reopened.json()["type"]) == (409, "client-inactive")


async def test_only_the_fields_sent_change(service: Running) -> None:
    job = await make(service, department="R&D", salary_min=5, openings=3)
    async with tap("jobs.#") as events:
        answer = await put(service, job, {"title": "Lead", "department": None})
        event = await events.wait_for("JobUpdated", job["job_id"])
    assert answer.json() == job | {"title": "Lead", "department": None, "version": 2}
    assert answer.headers["etag"] == '"2"'
    assert [(each["field"], each["old"], each["new"]) for each in event.data["changed"]] == [
        ("title", "Engineer", "Lead"),
        ("department", "R&D", None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"client_id": GLOBEX},
        {"job_id": "job_x"},
        {"created_by": "me"},
        {"created_at": "2020-01-01T00:00:00Z"},
        {"version": 9},
        {"selected_candidate_ids": []},
        {"selected_count": 1},
        {"allowed_actions": []},
        {"title": None},
        {"openings": None},
        {"experience_min": 10, "experience_max": 1},
        {"reason": "without a status"},
        {"status": "gone"},
        [],
        "x",
        None,
    ],
)
async def test_what_may_not_be_set_changes_nothing(service: Running, body: Any) -> None:
    job = await make(service)
    answer = await put(service, job, body)
    assert (answer.status_code, answer.json()["type"]) == (422, "invalid")
    assert (await read(service, job)).json() == job


async def test_an_illegal_transition_says_what_is_possible_and_changes_nothing(service: Running) -> None:
    job = await make(service)
    closed = (await put(service, job, {"status": "closed"})).json()
    answer = await put(service, job, {"status": "filled", "reason": "x", "title": "Changed"})
    told = answer.json()
    assert (answer.status_code, told["type"]) == (409, "illegal-transition")
    assert (told["state"], told["allowed"]) == ("closed", ["open"])
    assert (await read(service, job)).json() == closed


async def test_filling_by_hand_wants_a_reason(service: Running) -> None:
    job = await make(service)
    answer = await put(service, job, {"status": "filled"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "reason")
    async with tap("jobs.#") as events:
        filled = await put(service, job, {"status": "filled", "reason": "hired elsewhere"})
        event = await events.wait_for("JobStatusChanged", job["job_id"])
    assert filled.json()["status"] == "filled"
    assert event.data["reason"] == "hired elsewhere"
    assert events.named("JobFilled", job["job_id"]) == []


async def test_a_stale_version_changes_nothing(service: Running) -> None:
    job = await make(service)
    assert (await put(service, job, {"title": "One"}, **{"If-Match": '"1"'})).status_code == 200
    stale = await put(service, job, {"title": "Two"}, **{"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["current_version"]) == (412, 2)
    assert (await read(service, job)).json()["title"] == "One"


async def test_of_many_who_read_the_same_version_one_wins(service: Running) -> None:
    job = await make(service)
    answers = await asyncio.gather(
        *(put(service, job, {"title": f"T{number}"}, **{"If-Match": '"1"'}) for number in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 7
    assert (await read(service, job)).json()["version"] == 2


async def test_the_same_idempotency_key_makes_one_job(service: Running) -> None:
    key, body = {"Idempotency-Key": ids.new("key")}, {"client_id": ACME, "title": "Once"}
    first = await service.client.post("/api/jobs", json=body, headers=ADMIN | key)
    again = await service.client.post("/api/jobs", json=body, headers=ADMIN | key)
    other = await service.client.post("/api/jobs", json=body | {"title": "Other"}, headers=ADMIN | key)
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert other.status_code == 422
    assert await service.db["jobs"].count_documents({"title": {"$in": ["Once", "Other"]}}) == 1


async def test_another_tenant_s_job_is_as_good_as_none(service: Running) -> None:
    job = await make(service)
    theirs = await read(service, job, GLOBEX_USER)
    nobodys = await read(service, {"job_id": ids.new("job")}, GLOBEX_USER)
    assert theirs.status_code == nobodys.status_code == 404
    for name in ("type", "title", "status", "detail"):
        assert theirs.json()[name] == nobodys.json()[name]
    own = (await read(service, job, ACME_USER)).json()
    assert own["created_by"] is None
    assert not any(action["allowed"] for action in own["allowed_actions"])
    for query in ("", f"?client_id={ACME}", f"?client_id={ACME}&sort=title", "?q=engineer"):
        listed = await service.client.get(f"/api/jobs{query}", headers=GLOBEX_USER)
        assert ACME not in {each["client_id"] for each in listed.json()["items"]}, query
    counted = await service.client.get(f"/api/jobs/stats?client_id={ACME}", headers=GLOBEX_USER)
    assert counted.json()["total"] == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        (auth("not.a.token"), 401),
        (auth(token("candidate")), 401),
        (ACME_USER, 403),
        (auth(token("recruiter", permissions=["jobs:read"])), 403),
        (auth(token("admin", mcp=True)), 403),
    ],
)
async def test_who_may_not_write_is_refused(service: Running, headers: dict[str, str], status: int) -> None:
    answer = await service.client.post("/api/jobs", json={"client_id": ACME, "title": "x"}, headers=headers)
    assert answer.status_code == status
    assert (status != 401) or answer.headers["www-authenticate"].startswith("Bearer")


async def pages(service: Running, **params: str) -> list[str]:
    """The ids of all pages, in order."""
    seen: list[str] = []
    while True:
        answer = await service.client.get("/api/jobs", params=params, headers=ADMIN)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert set(page) == {"items", "next_cursor"}
        seen += [each["job_id"] for each in page["items"]]
        if page["next_cursor"] is None:
            return seen
        params["cursor"] = page["next_cursor"]


async def test_a_list_walks_all_pages_without_gap_or_repeat(service: Running) -> None:
    made = [(await make(service, client_id=GLOBEX, title=f"Page {number:02}"))["job_id"] for number in range(7)]
    for sort, wanted in (("-created_at", made[::-1]), ("created_at", made), ("title", made), ("-title", made[::-1])):
        assert await pages(service, limit="3", client_id=GLOBEX, q="pag", sort=sort) == wanted, sort
        everything = await pages(service, limit="3", sort=sort)
        assert [each for each in everything if each in made] == wanted, sort
        assert len(everything) == len(set(everything))


async def test_lists_are_filtered_and_searched(service: Running) -> None:
    job = await make(
        service,
        title="Quantum Plumber",
        location="Zürich",
        required_skills=["C++"],
        priority="low",
        employment_type="internship",
    )

    async def found(**params: Any) -> bool:
        answer = await service.client.get("/api/jobs", params={"count": "true", **params}, headers=ADMIN)
        assert answer.status_code == 200, answer.text
        listed = answer.json()
        assert listed["total"] >= len(listed["items"])
        return job["job_id"] in [each["job_id"] for each in listed["items"]]

    for q in ("quant", "PLUMBER quantum", "zür", "c++"):
        assert await found(q=q), q
    for q in ("lumber", "quantum engineer", "quantumz", "q.antum", "^quantum.*x"):
        assert not await found(q=q), q
    assert await found(priority="low", employment_type="internship", status=["open", "closed"], client_id=ACME)
    assert not await found(priority="high")
    assert not await found(status=["closed", "filled"])


@pytest.mark.parametrize(
    "params",
    [
        {"status": "OPEN"},
        {"status[$ne]": "open", "sort": "created_by"},
        {"sort": "created_by"},
        {"limit": "0"},
        {"limit": "201"},
        {"cursor": "zzz"},
        {"q": "x" * 101},
    ],
)
async def test_a_list_refuses_what_it_does_not_know(service: Running, params: dict[str, str]) -> None:
    assert (await service.client.get("/api/jobs", params=params, headers=ADMIN)).status_code == 422


async def test_the_counts_are_those_of_the_list(service: Running) -> None:
    client_id = "client_counted"
    await publish(created(client_id, "Counted"))
    await eventually(lambda: service.store.client(client_id))
    await make(service, client_id=client_id, openings=3, priority="high")
    closed = await make(service, client_id=client_id)
    await put(service, closed, {"status": "closed"})
    who = auth(token("client_user", client_id=client_id))
    assert (await service.client.get("/api/jobs/stats", headers=who)).json() == {
        "total": 2,
        "by_status": {"open": 1, "on_hold": 0, "filled": 0, "closed": 1},
        "by_priority": {"urgent": 0, "high": 1, "medium": 0, "low": 0},
        "open_positions": 3,
        "by_client": [
            {"client_id": client_id, "client_name": "Counted", "jobs": 2, "open_jobs": 1, "open_positions": 3}
        ],
    }


async def test_clients_are_counted_apart_and_those_with_the_most_to_fill_come_first(service: Running) -> None:
    for number in range(11):
        client_id = f"client_of_many_{number}"
        await publish(created(client_id, f"Company {number}"))
        await eventually(lambda client_id=client_id: service.store.client(client_id))
        await make(service, client_id=client_id, openings=40 + number)
    expected = [(f"Company {number}", 40 + number) for number in range(10, 0, -1)]

    async def counted() -> bool:  # counts may be a second old
        found = (await service.client.get("/api/jobs/stats", headers=ADMIN)).json()["by_client"]
        return [(each["client_name"], each["open_positions"]) for each in found] == expected

    await eventually(counted)
    own = (await service.client.get("/api/jobs/stats", headers=ACME_USER)).json()["by_client"]
    assert {each["client_id"] for each in own} <= {ACME}


async def test_other_services_read_the_facts_with_their_version(service: Running) -> None:
    job = await make(service)
    await put(service, job, {"title": "Lead"})
    path = f"/internal/jobs/{job['job_id']}"
    assert (await service.client.get(path, headers=ADMIN)).status_code == 401
    peer = auth(service_token(service.service.settings, "candidates"))
    facts = (await service.client.get(path, headers=peer)).json()
    assert (facts["sequence"], facts["title"], facts["client_name"], facts["status"]) == (2, "Lead", "Acme", "open")
    assert "description" not in facts
    assert (await service.client.get("/internal/jobs/job_none", headers=peer)).status_code == 404
    assert (await service.client.get("/api/jobs", headers=peer)).status_code == 401
