"""The chassis end to end: one small service over a real database and a real broker."""

import asyncio

from arbeit_events.jobs import JobCreated
from arbeit_kit import ids
from arbeit_kit.idempotency import Answer, Claim, IdempotencyKeys
from arbeit_kit.mongo.transaction import SYSTEM, Cause
from arbeit_kit.problem import Problem
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, tap, token

ADMIN = auth(token("admin"))


async def make(service: Running, name: str | None = None, **headers: str) -> dict:
    answer = await service.client.post(
        "/api/companies", json={"company_name": name or ids.new("name")}, headers={**ADMIN, **headers}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


def job(client_id: str, title: str = "Engineer", job_id: str | None = None) -> JobCreated:
    return JobCreated(
        job_id=job_id or ids.new("job"), client_id=client_id, client_name="x", title=title, employment_type="full_time",
        status="open", priority="low", openings=1,
    )  # fmt: skip


async def test_a_committed_change_yields_its_event_with_cause_and_actor(service: Running) -> None:
    async with tap() as events:
        company = await make(service, **{"X-Request-Id": "req-1"})
        event = await events.wait_for("ClientCreated", company["client_id"])
    assert event.sequence == 1 == company["version"]
    assert (event.correlationid, event.actoremail) == ("req-1", "admin@agency.example")
    assert event.traceparent


async def test_a_refused_command_leaves_neither_state_nor_event(service: Running) -> None:
    company = await make(service)
    await service.settled()
    async with tap() as events:
        answer = await service.client.post(
            "/api/companies", json={"company_name": company["company_name"]}, headers=ADMIN
        )
        assert (answer.status_code, answer.json()["type"]) == (409, "duplicate-company")
        await asyncio.sleep(0.4)
    assert events.events == []


async def test_the_same_idempotency_key_gives_the_same_answer_once(service: Running) -> None:
    key = {"Idempotency-Key": ids.new("key")}
    body = {"company_name": ids.new("name")}
    answers = await asyncio.gather(
        *(service.client.post("/api/companies", json=body, headers={**ADMIN, **key}) for _ in range(5))
    )
    assert {each.status_code for each in answers} <= {201, 409}
    made = {each.json()["client_id"] for each in answers if each.status_code == 201}
    assert len(made) == 1
    again = await service.client.post("/api/companies", json=body, headers={**ADMIN, **key})
    assert again.status_code == 201
    assert again.json()["client_id"] in made
    assert again.headers["Idempotent-Replayed"] == "true"
    other = await service.client.post("/api/companies", json={"company_name": "other"}, headers={**ADMIN, **key})
    assert other.status_code == 422


async def test_an_idempotency_key_outlives_a_new_secret_while_the_one_before_it_is_known(service: Running) -> None:
    database, key, body = service.service.db, ids.new("key"), b'{"password": "x"}'
    old, both, new = (IdempotencyKeys(database, *secrets) for secrets in (("old",), ("new", "old"), ("new",)))

    async def asked(keys: IdempotencyKeys, sent: bytes = body) -> Claim | Answer | str:
        try:
            return await keys.claim(key, caller="user_1", target="POST /api/x", body=sent)
        except Problem as refused:
            return refused.type

    claim = await asked(old)
    assert isinstance(claim, Claim)
    await database.transaction(lambda tx: old.store(tx, claim, Answer(201, b"{}", {})), actor=SYSTEM, cause=Cause())
    assert isinstance(await asked(both), Answer)
    assert await asked(both, b"{}") == "idempotency-key-reused"
    assert await asked(new) == "idempotency-key-reused"


async def test_a_refusal_does_not_use_up_the_key(service: Running) -> None:
    company = await make(service)
    key = {"Idempotency-Key": ids.new("key")}
    body = {"company_name": company["company_name"]}
    refused = await service.client.post("/api/companies", json=body, headers={**ADMIN, **key})
    assert refused.status_code == 409
    assert refused.json()["type"] == "duplicate-company"
    again = await service.client.post("/api/companies", json=body, headers={**ADMIN, **key})
    assert again.json()["type"] == "duplicate-company"


async def test_a_stale_if_match_changes_nothing(service: Running) -> None:
    company = await make(service)
    url = f"/api/companies/{company['client_id']}"
    first = await service.client.put(url, json={"company_name": ids.new("n")}, headers={**ADMIN, "If-Match": '"1"'})
    assert first.status_code == 200
    assert first.headers["ETag"] == '"2"'
    stale = await service.client.put(url, json={"company_name": ids.new("n")}, headers={**ADMIN, "If-Match": '"1"'})
    assert stale.status_code == 412
    assert stale.headers["ETag"] == '"2"'


async def test_twenty_writers_of_one_document_lose_no_update(service: Running) -> None:
    company = await make(service)
    url = f"/api/companies/{company['client_id']}"
    answers = await asyncio.gather(
        *(service.client.put(url, json={"company_name": ids.new("n")}, headers=ADMIN) for _ in range(20))
    )
    assert {each.status_code for each in answers} == {200}
    assert max(each.json()["version"] for each in answers) == 21
    assert len({each.json()["version"] for each in answers}) == 20


async def test_a_duplicate_delivery_has_one_effect(service: Running) -> None:
    company = await make(service)
    event = envelope(job(company["client_id"]), subject="job_1")
    await publish(event, event, event)
    document = {"_id": company["client_id"]}

    async def counted() -> bool:
        return (await service.db["companies"].find_one(document))["jobs"] == 1

    await eventually(counted)
    await publish(event)
    await service.settled()
    await asyncio.sleep(0.2)
    assert (await service.db["companies"].find_one(document))["jobs"] == 1


async def test_a_failing_message_never_holds_up_the_others_and_ends_with_its_reason(service: Running) -> None:
    company = await make(service)
    good = [envelope(job(company["client_id"]), subject=ids.new("job")) for _ in range(5)]
    hopeless = envelope(job(company["client_id"], "hopeless"), subject=ids.new("job"))
    poison = envelope(job(company["client_id"], "poison"), subject=ids.new("job"))
    await publish(poison, hopeless, *good)

    async def counted() -> bool:
        return (await service.db["companies"].find_one({"_id": company["client_id"]}))["jobs"] == 5

    await eventually(counted)
    connection = service.service.publisher.link._connection
    assert connection is not None
    channel = await connection.channel()
    queue = await channel.get_queue("arbeit.dead")

    async def dead():
        return await queue.get(fail=False)

    message = await eventually(dead)
    assert message.message_id == hopeless.id
    assert "will never work" in message.headers["x-reason"]
    assert message.headers["x-queue"] == "tenancy.events"
    await message.ack()
    await channel.close()


async def test_pages_are_stable_under_inserts_and_hold_everything_once(service: Running) -> None:
    for _ in range(7):
        await make(service)
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": "3", **({"cursor": cursor} if cursor else {})}
        page = (await service.client.get("/api/companies", params=params, headers=ADMIN)).json()
        seen += [each["client_id"] for each in page["items"]]
        await make(service)
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen, reverse=True)
    assert len(seen) >= 7
    sorted_page = await service.client.get("/api/companies", params={"sort": "company_name"}, headers=ADMIN)
    names = [each["company_name"] for each in sorted_page.json()["items"]]
    assert names == sorted(names)


async def test_another_scope_sees_only_its_own(service: Running) -> None:
    mine, _ = await make(service), await make(service)
    headers = auth(token("client_user", client_id=mine["client_id"]))
    page = (await service.client.get("/api/companies", headers=headers)).json()
    assert [each["client_id"] for each in page["items"]] == [mine["client_id"]]


async def test_the_relay_keeps_the_order_of_one_entity(service: Running) -> None:
    async with tap("tenancy.#") as events:
        company = await make(service)
        url = f"/api/companies/{company['client_id']}"
        for _ in range(10):
            await service.client.put(url, json={"company_name": ids.new("n")}, headers=ADMIN)
        await events.wait_for("ClientUpdated", company["client_id"], count=10)
    sequences = [each.sequence for each in events.events if each.subject == company["client_id"]]
    assert sequences == list(range(1, 12))
