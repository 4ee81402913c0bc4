"""The tenancy service over a real database: the spec's endpoints as their callers see them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from arbeit_events.jobs import JobCreated
from arbeit_kit import ids
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, running, tap, token
from arbeit_kit.tokens import service_token
from arbeit_tenancy.app import create_service

ADMIN = auth(token("admin"))
SPEC_FIELDS = {
    "client_id", "company_name", "status", "industry", "website", "phone", "address", "city", "state", "country",
    "postal_code", "notes", "created_at",
}  # fmt: skip


@pytest.fixture(scope="module")
async def service() -> AsyncIterator[Running]:
    async with running(create_service) as started:
        yield started


def user_of(client_id: str) -> dict[str, str]:
    return auth(token("client_user", client_id=client_id, sub=f"user_{client_id}"))


async def make(service: Running, **fields: Any) -> dict[str, Any]:
    body = {"company_name": ids.new("Company")} | fields
    answer = await service.client.post("/api/clients", json=body, headers=ADMIN)
    assert answer.status_code == 201, answer.text
    client: dict[str, Any] = answer.json()
    return client


async def put(service: Running, client: dict[str, Any], body: Any, **headers: str) -> httpx.Response:
    return await service.client.put(f"/api/clients/{client['client_id']}", json=body, headers={**ADMIN, **headers})


async def read(service: Running, client_id: str, who: dict[str, str] = ADMIN) -> httpx.Response:
    return await service.client.get(f"/api/clients/{client_id}", headers=who)


async def test_a_client_has_the_fields_of_the_spec(service: Running) -> None:
    sent = {
        "company_name": " Acme  Steel ",
        "industry": "Steel",
        "website": "https://acme.example/about",
        "phone": "+91 98765 43210",
        "address": "1 Road",
        "city": "Pune",
        "state": "MH",
        "country": "India",
        "postal_code": "411001",
        "notes": "pays\nlate",
    }
    async with tap("tenancy.#") as events:
        client = await make(service, **sent)
        event = await events.wait_for("ClientCreated", client["client_id"])
    assert set(client) == SPEC_FIELDS | {"version"}
    assert {name: client[name] for name in sent} == sent | {"company_name": "Acme  Steel"}
    assert (client["status"], client["version"], event.sequence) == ("active", 1, 1)
    assert "notes" not in event.data
    again = await read(service, client["client_id"])
    assert (again.json(), again.headers["etag"]) == (client, '"1"')


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"company_name": " "}, "company_name"),
        ({"company_name": None}, "company_name"),
        ({"company_name": ["Acme"]}, "company_name"),
        ({"company_name": "A\nB"}, "company_name"),
        ({"company_name": "x" * 201}, "company_name"),
        ({"website": "http://acme.example"}, "website"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"status": "Active"}, "status"),
        ({"notes": "x" * 20_001}, "notes"),
        ({"client_id": "client_mine"}, "client_id"),
        ({"created_at": "2020-01-01T00:00:00Z"}, "created_at"),
        ({"version": 3}, "version"),
    ],
)
async def test_a_bad_field_is_named_and_nothing_is_made(service: Running, body: dict[str, Any], field: str) -> None:
    before = await service.db["clients"].count_documents({})
    answer = await service.client.post("/api/clients", json={"company_name": "Fine"} | body, headers=ADMIN)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert await service.db["clients"].count_documents({}) == before


async def test_a_name_is_taken_however_it_is_spelt(service: Running) -> None:
    await make(service, company_name="Straße & Söhne")
    other = await make(service)
    for spelling in ("straße & söhne", "STRASSE  &  SÖHNE", " Straße & So\u0308hne"):
        answer = await service.client.post("/api/clients", json={"company_name": spelling}, headers=ADMIN)
        assert (answer.status_code, answer.json()["type"]) == (409, "duplicate-client"), spelling
        assert (await put(service, other, {"company_name": spelling})).status_code == 409
    assert (await read(service, other["client_id"])).json() == other
    assert (await put(service, other, {"company_name": other["company_name"].upper()})).status_code == 200


async def test_of_many_who_create_the_same_name_at_once_one_succeeds(service: Running) -> None:
    name = ids.new("Race")
    answers = await asyncio.gather(
        *(service.client.post("/api/clients", json={"company_name": name}, headers=ADMIN) for _ in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


async def test_the_same_idempotency_key_makes_one_client(service: Running) -> None:
    key, body = {"Idempotency-Key": ids.new("key")}, {"company_name": ids.new("Once")}
    first = await service.client.post("/api/clients", json=body, headers=ADMIN | key)
    again = await service.client.post("/api/clients", json=body, headers=ADMIN | key)
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)


async def test_only_the_fields_sent_change(service: Running) -> None:
    client = await make(service, city="Pune", notes="old")
    async with tap("tenancy.#") as events:
        answer = await put(service, client, {"status": "inactive", "city": None})
        event = await events.wait_for("ClientUpdated", client["client_id"])
    assert answer.json() == client | {"status": "inactive", "city": None, "version": 2}
    assert (event.sequence, event.data["status"]) == (2, "inactive")


@pytest.mark.parametrize(
    "body", [{"client_id": "client_x"}, {"created_at": None}, {"company_name": None}, {"$set": {}}]
)
async def test_what_may_not_be_set_changes_nothing(service: Running, body: dict[str, Any]) -> None:
    client = await make(service)
    assert (await put(service, client, body)).status_code == 422
    assert (await read(service, client["client_id"])).json() == client


async def test_a_stale_version_changes_nothing(service: Running) -> None:
    client = await make(service)
    assert (await put(service, client, {"city": "Pune"}, **{"If-Match": '"1"'})).status_code == 200
    stale = await put(service, client, {"city": "Goa"}, **{"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["current_version"]) == (412, 2)
    assert (await read(service, client["client_id"])).json()["city"] == "Pune"


async def test_a_client_user_sees_his_own_client_without_the_notes(service: Running) -> None:
    mine, theirs = await make(service, notes="pays late"), await make(service)
    who = user_of(mine["client_id"])
    assert (await read(service, mine["client_id"], who)).json() == mine | {"notes": None}
    foreign, none = await read(service, theirs["client_id"], who), await read(service, ids.new("client"), who)
    assert foreign.status_code == none.status_code == 404
    for name in ("type", "title", "status", "detail"):
        assert foreign.json()[name] == none.json()[name]
    listed = (await service.client.get("/api/clients?count=true", headers=who)).json()
    assert ([each["client_id"] for each in listed["items"]], listed["total"]) == ([mine["client_id"]], 1)
    assert (await service.client.get("/api/clients/stats", headers=who)).json()["total"] == 1
    for refused in (
        await service.client.put(f"/api/clients/{mine['client_id']}", json={"city": "x"}, headers=who),
        await service.client.delete(f"/api/clients/{mine['client_id']}", headers=who),
        await service.client.post("/api/clients", json={"company_name": "x"}, headers=who),
    ):
        assert refused.status_code == 403


@pytest.mark.parametrize("headers", [{}, auth("not.a.token"), auth(token("candidate"))])
async def test_who_has_no_internal_token_sees_nothing(service: Running, headers: dict[str, str]) -> None:
    assert (await service.client.get("/api/clients", headers=headers)).status_code == 401


async def test_a_client_without_jobs_is_deleted(service: Running) -> None:
    client = await make(service)
    path = f"/api/clients/{client['client_id']}"
    stale = await service.client.delete(path, headers={**ADMIN, "If-Match": '"7"'})
    assert stale.status_code == 412
    async with tap("tenancy.#") as events:
        answer = await service.client.delete(path, headers=ADMIN)
        event = await events.wait_for("ClientDeleted", client["client_id"])
    assert (answer.status_code, answer.content) == (204, b"")
    assert (event.sequence, event.data["company_name"]) == (2, client["company_name"])
    assert (await service.client.delete(path, headers=ADMIN)).status_code == 404
    assert (await read(service, client["client_id"])).status_code == 404
    await make(service, company_name=client["company_name"])


async def test_a_client_with_a_job_stays(service: Running) -> None:
    client = await make(service)
    job_id = ids.new("job")
    data = JobCreated(
        job_id=job_id,
        client_id=client["client_id"],
        client_name=client["company_name"],
        title="Engineer",
        employment_type="full_time",
        status="open",
        priority="low",
        openings=1,
    )
    await publish(envelope(data, subject=job_id), envelope(data, subject=job_id))
    await eventually(lambda: service.store.client_jobs.get(job_id), 10)
    await service.settled()
    answer = await service.client.delete(f"/api/clients/{client['client_id']}", headers=ADMIN)
    assert (answer.status_code, answer.json()["type"]) == (409, "client-has-jobs")
    assert (await read(service, client["client_id"])).json() == client


async def test_lists_are_sorted_filtered_searched_and_paged(service: Running) -> None:
    made = [
        (await make(service, company_name=f"Zebra {number} {ids.new('x')}", city="Timbuktu"))["client_id"]
        for number in range(5)
    ]
    for sort, wanted in (("-created_at", made[::-1]), ("company_name", made), ("-company_name", made[::-1])):
        seen: list[str] = []
        params: dict[str, str] = {"limit": "2", "q": "zeb timb", "sort": sort}
        while True:
            page = (await service.client.get("/api/clients", params=params, headers=ADMIN)).json()
            seen += [each["client_id"] for each in page["items"]]
            if page["next_cursor"] is None:
                break
            params["cursor"] = page["next_cursor"]
        assert seen == wanted, sort
    inactive = await service.client.get("/api/clients?q=zebra&status=inactive&count=true", headers=ADMIN)
    assert inactive.json() == {"items": [], "next_cursor": None, "total": 0}
    assert (await service.client.get("/api/clients?sort=notes", headers=ADMIN)).status_code == 422


async def test_other_services_read_the_facts_with_their_version(service: Running) -> None:
    client = await make(service, notes="ours")
    path = f"/internal/clients/{client['client_id']}"
    assert (await service.client.get(path, headers=ADMIN)).status_code == 401
    peer = auth(service_token(service.service.settings, "jobs"))
    facts = (await service.client.get(path, headers=peer)).json()
    assert facts == {
        "sequence": 1,
        "client_id": client["client_id"],
        "company_name": client["company_name"],
        "status": "active",
        "industry": None,
        "city": None,
        "country": None,
    }
    assert (await service.client.get("/internal/clients/client_none", headers=peer)).status_code == 404
