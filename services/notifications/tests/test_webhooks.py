"""Webhooks from the subscription to the receiver: signed, filtered, tried again, shown, kept apart by client."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from aiohttp import web
from standardwebhooks.webhooks import Webhook as Judge

from arbeit_events.candidates import CandidateDeleted
from arbeit_kit.testing import auth, envelope, eventually, publish, tap, token
from arbeit_notifications.domain.webhooks import delivery as rules

from . import facts
from .agency import ADMIN, CLIENT_A, RECRUITER, Agency, agency, close_shared
from .receiver import Receiver, receiving

OPEN = {"WEBHOOK_ALLOW_HTTP": "true", "WEBHOOK_NETWORKS": "127.0.0.0/8"}
HIRED = "arbeit.interviews.HiringInitiated.v1"
PASSED = "arbeit.interviews.InterviewPassed.v1"
_KEPT = (
    "webhooks",
    "webhook_deliveries",
    "webhook_events",
    "webhook_health",
    "webhook_graves",
    "inbox",
    "erased",
    "idempotency",
)


def holder(client_id: str) -> dict[str, str]:
    """A client's user who was given webhooks."""
    permissions = ["jobs:read", "webhooks:read", "webhooks:write"]
    return auth(token("client_user", sub=f"user_{client_id}", client_id=client_id, permissions=permissions))


class World:
    def __init__(self, there: Agency, receiver: Receiver) -> None:
        self.there = there
        self.receiver = receiver
        self.db = there.run.db

    async def ask(
        self, method: str, path: str, body: Any = None, *, who: dict[str, str] = ADMIN, expect: int = 200
    ) -> Any:
        answer = await self.there.run.client.request(method, f"/api/webhooks{path}", json=body, headers=who)
        assert answer.status_code == expect, answer.text
        return answer.json() if answer.content else None

    async def subscribe(self, *types: str, path: str = "/hook", who: dict[str, str] = ADMIN, **more: Any) -> Any:
        body = {"url": self.receiver.url + path, "event_types": list(types or [HIRED]), **more}
        return await self.ask("POST", "", body, who=who, expect=201)

    async def tell(self, *told: Any) -> list[str]:
        """Publishes interviews' events; their ids."""
        events = [envelope(each, subject=each.interview_id, client_id=each.client_id) for each in told]
        await publish(*events)
        return [each.id for each in events]

    async def deliveries(self, hook: Any, status: str | None = None, **more: str) -> list[dict[str, Any]]:
        asked = "&".join(f"{k}={v}" for k, v in {**({"status": status} if status else {}), **more}.items())
        return list((await self.ask("GET", f"/{hook['webhook_id']}/deliveries?limit=200&{asked}"))["items"])

    async def settled(self, hook: Any, count: int, status: str = "delivered", within: float = 8) -> Any:
        async def there() -> Any:
            items = await self.deliveries(hook, status)
            assert len(items) == count, await self.deliveries(hook)
            return items

        return await eventually(there, within) if count else []


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def _world() -> AsyncIterator[World]:
    await close_shared()
    async with receiving() as receiver, agency(own=True, **OPEN) as there:
        yield World(there, receiver)


@pytest_asyncio.fixture(loop_scope="session")
async def world(_world: World) -> AsyncIterator[World]:
    yield _world
    _world.receiver.calls.clear()
    _world.receiver.answer = lambda call: web.Response(text="thanks")
    await _world.there.settled()
    for name in _KEPT:
        await _world.db[name].delete_many({})


async def test_an_event_arrives_signed_as_a_library_of_others_expects(world: World) -> None:
    hook = await world.subscribe(HIRED)
    event_id = await world.there.tell(facts.hiring(), subject="int_1")
    (delivered,) = await world.settled(hook, 1)
    (call,) = world.receiver.calls
    assert Judge(hook["secret"]).verify(call.body, call.headers) == call.event
    assert call.headers["webhook-id"] == call.event["id"] == event_id == delivered["event_id"]
    assert call.headers["Content-Type"].startswith("application/cloudevents+json")
    assert (call.event["type"], call.event["subject"]) == (HIRED, "int_1")
    assert delivered["last"] | {"at": "", "duration_ms": 0} == {
        "at": "", "outcome": "delivered", "status": 200, "duration_ms": 0, "reason": "", "answer": "thanks",
    }  # fmt: skip


async def test_only_what_was_asked_for_is_sent(world: World) -> None:
    some = await world.subscribe("arbeit.jobs.*", path="/jobs")
    every = await world.subscribe("*", path="/all", client_id="client_b")
    off = await world.subscribe("arbeit.interviews.*", path="/off")
    await world.ask("PUT", f"/{off['webhook_id']}", {"status": "disabled"})
    await world.there.tell(facts.new_job(client_id="client_a"), subject="job_1")
    await world.there.tell(facts.hiring(client_id="client_b"), subject="int_1")
    await world.settled(some, 1)
    await world.settled(every, 1)
    assert world.receiver.types("/jobs") == ["arbeit.jobs.JobCreated.v1"]
    assert world.receiver.types("/all") == [HIRED]
    assert await world.deliveries(off) == []


async def test_personal_values_are_sent_only_where_that_was_asked_for(world: World) -> None:
    bare, full = await world.subscribe(path="/bare"), await world.subscribe(path="/full", personal_data=True)
    of_client = await world.subscribe(path="/client", client_id="client_a", personal_data=True)
    await world.there.tell(facts.hiring(client_id="client_a", salary_offered="90000"), subject="int_1")
    for hook in (bare, full, of_client):
        await world.settled(hook, 1)
    told = {call.path: call.event["data"] for call in world.receiver.calls}
    name = facts.hiring().candidate_name
    assert name not in json.dumps(told["/bare"])
    assert told["/bare"]["candidate_name"] == "(withheld)"
    assert told["/bare"]["salary_offered"] is None
    assert (told["/full"]["candidate_name"], told["/full"]["salary_offered"]) == (name, "90000")
    assert (told["/client"]["candidate_name"], told["/client"]["salary_offered"]) == (name, None)


async def test_a_flaky_receiver_gets_every_event_at_least_once(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(rules, "PAUSES_S", (0.05,) * 12)
    dice = random.Random(4)
    world.receiver.answer = lambda call: web.Response(status=500 if dice.random() < 0.3 else 204)
    hook = await world.subscribe(PASSED)
    sent = await world.tell(*(facts.passed(interview_id=f"int_{each}") for each in range(40)))
    done = await world.settled(hook, len(sent), within=20)
    assert {call.headers["webhook-id"] for call in world.receiver.calls} == set(sent)
    judge = Judge(hook["secret"])
    for call in world.receiver.calls:
        judge.verify(call.body, call.headers)
    assert max(each["attempts"] for each in done) > 1
    health = (await world.ask("GET", f"/{hook['webhook_id']}"))["health"]
    assert health["last_failure_at"] is not None
    assert health["last_success_at"] is not None


async def test_a_receiver_that_is_gone_pauses_its_subscription_and_nothing_is_lost(
    world: World, monkeypatch: Any
) -> None:
    monkeypatch.setattr(rules, "PAUSES_S", (0.05, 0.05))
    world.receiver.answer = lambda call: web.Response(status=503, text="<b>down</b>" * 500)
    hook = await world.subscribe()
    async with tap("notifications.WebhookPaused.v1") as heard:
        await world.there.tell(facts.hiring(), subject="int_1")
        await heard.wait_for("WebhookPaused", hook["webhook_id"])
    (failed,) = await world.settled(hook, 1, "failed")
    assert failed["attempts"] == 3
    assert len(failed["last"]["answer"]) == rules.SNIPPET
    shown = await world.ask("GET", f"/{hook['webhook_id']}")
    assert (shown["status"], shown["paused_reason"]) == ("paused", "Nothing was accepted for a day.")
    await world.there.tell(facts.hiring(), subject="int_2")  # kept meanwhile

    async def kept() -> bool:
        return len(await world.deliveries(hook, "pending")) == 1

    await eventually(kept)
    world.receiver.answer = lambda call: web.Response()
    await world.ask("PUT", f"/{hook['webhook_id']}", {"status": "enabled"})
    await world.settled(hook, 1)
    await world.ask("POST", f"/{hook['webhook_id']}/deliveries/{failed['delivery_id']}/redeliver", expect=202)
    again = await world.settled(hook, 2)
    assert {each["subject"] for each in again} == {"int_1", "int_2"}


async def test_one_that_says_it_is_gone_is_believed(world: World) -> None:
    world.receiver.answer = lambda call: web.Response(status=410)
    hook = await world.subscribe()
    await world.there.tell(facts.hiring(), subject="int_1")
    (failed,) = await world.settled(hook, 1, "failed")
    assert failed["attempts"] == 1
    assert (await world.ask("GET", f"/{hook['webhook_id']}"))["status"] == "paused"


async def test_a_redirect_is_no_delivery_and_is_not_followed(world: World) -> None:
    world.receiver.answer = lambda call: web.Response(status=302, headers={"Location": "/elsewhere"})
    hook = await world.subscribe()
    await world.there.tell(facts.hiring(), subject="int_1")

    async def tried() -> Any:
        return [each["last"] for each in await world.deliveries(hook) if each["last"]]

    assert (await eventually(tried))[0]["reason"] == "redirects are not followed"
    assert {call.path for call in world.receiver.calls} == {"/hook"}


async def test_both_secrets_sign_while_one_follows_the_other(world: World) -> None:
    hook = await world.subscribe()
    newer = await world.ask("POST", f"/{hook['webhook_id']}/rotate-secret")
    assert newer["secret"] != hook["secret"]
    assert len(newer["secrets"]) == 2
    await world.there.tell(facts.hiring(), subject="int_1")
    await world.settled(hook, 1)
    (call,) = world.receiver.calls
    for secret in (hook["secret"], newer["secret"]):
        Judge(secret).verify(call.body, call.headers)
    third = await world.ask("POST", f"/{hook['webhook_id']}/rotate-secret")
    assert len(third["secrets"]) == 2


async def test_a_secret_is_shown_once_and_kept_closed(world: World) -> None:
    body = {"url": world.receiver.url, "event_types": [HIRED]}
    headers = {**ADMIN, "Idempotency-Key": "once"}
    first = await world.there.run.client.post("/api/webhooks", json=body, headers=headers)
    again = await world.there.run.client.post("/api/webhooks", json=body, headers=headers)
    assert first.json()["webhook_id"] == again.json()["webhook_id"]
    assert again.json()["secret"] is None
    secret = first.json()["secret"]
    assert secret.startswith("whsec_")
    assert "secret" not in await world.ask("GET", f"/{first.json()['webhook_id']}")
    for name in ("webhooks", "idempotency", "outbox"):
        for row in await world.db[name].find({}).to_list(None):
            assert secret.removeprefix("whsec_") not in str(row), name


async def test_a_test_goes_to_one_subscription_alone_and_also_while_it_is_paused(world: World) -> None:
    hook, other = await world.subscribe(), await world.subscribe("*", path="/other")
    await world.ask("PUT", f"/{hook['webhook_id']}", {"status": "paused"})
    await world.ask("POST", f"/{hook['webhook_id']}/test", expect=202)
    (delivered,) = await world.settled(hook, 1)
    assert delivered["event_type"] == "arbeit.notifications.WebhookTested.v1"
    detail = await world.ask("GET", f"/{hook['webhook_id']}/deliveries/{delivered['delivery_id']}")
    (call,) = [each for each in world.receiver.calls if each.path == "/hook"]
    assert detail["payload"].encode() == call.body
    assert [each["outcome"] for each in detail["log"]] == ["delivered"]
    assert "arbeit.notifications.WebhookTested.v1" not in world.receiver.types("/other")
    assert other["status"] == "enabled"


async def test_a_clients_user_makes_reads_and_gets_his_own_companys_alone(world: World) -> None:
    a, b = holder("client_a"), holder("client_b")
    own = await world.subscribe("*", path="/a", who=a)
    assert own["client_id"] == "client_a"
    agencys = await world.subscribe("arbeit.interviews.*", path="/agency")
    body = {"url": world.receiver.url, "event_types": ["*"], "client_id": "client_b"}
    await world.ask("POST", "", body, who=a, expect=403)
    for hook in (own, agencys):
        path = f"/{hook['webhook_id']}"
        await world.ask("GET", path, who=b, expect=404)
        await world.ask("GET", f"{path}/deliveries", who=b, expect=404)
        await world.ask("PUT", path, {"status": "disabled"}, who=b, expect=404)
        await world.ask("POST", f"{path}/test", who=b, expect=404)
        await world.ask("POST", f"{path}/rotate-secret", who=b, expect=404)
        await world.ask("DELETE", path, who=b, expect=404)
    await world.there.tell(facts.hiring(client_id="client_b"), subject="int_b")
    await world.there.tell(facts.hiring(client_id="client_a"), subject="int_a")
    await world.settled(agencys, 2)
    (delivered,) = await world.settled(own, 1)
    (call,) = [each for each in world.receiver.calls if each.path == "/a"]
    assert call.event["subject"] == "int_a"
    assert not {"actorid", "actorrole", "actoremail", "actoraddress"} & set(call.event)
    path = f"/{own['webhook_id']}/deliveries/{delivered['delivery_id']}"
    await world.ask("GET", path, who=b, expect=404)
    await world.ask("POST", f"{path}/redeliver", who=b, expect=404)
    # Nor through a subscription of one's own.
    theirs = await world.subscribe("*", path="/b", who=b)
    crossed = f"/{theirs['webhook_id']}/deliveries/{delivered['delivery_id']}"
    await world.ask("GET", crossed, who=b, expect=404)
    await world.ask("POST", f"{crossed}/redeliver", who=b, expect=404)
    assert [each["webhook_id"] for each in (await world.ask("GET", "", who=a))["items"]] == [own["webhook_id"]]


async def test_who_was_not_given_webhooks_may_not_see_them(world: World) -> None:
    for who in (RECRUITER, CLIENT_A):
        await world.ask("GET", "", who=who, expect=403)
        await world.ask("POST", "", {"url": "https://x.example", "event_types": ["*"]}, who=who, expect=403)


async def test_nonsense_is_refused_by_field(world: World) -> None:
    good = {"url": world.receiver.url, "event_types": [HIRED]}
    for change, field in (
        ({"url": "ftp://x.example/"}, "url"),
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"url": "https://user:pass@x.example/"}, "url"),
        ({"event_types": []}, "event_types"),
        ({"event_types": ["arbeit.jobs.JobEaten.v1"]}, "event_types"),
        ({"event_types": ["arbeit.nothing.*"]}, "event_types"),
        ({"event_types": ["arbeit.auth.UserLoggedIn.v1"], "client_id": "client_a"}, "event_types"),
        ({"secret": "mine"}, "secret"),
        ({"personal_data": "yes"}, "personal_data"),
    ):
        problem = await world.ask("POST", "", {**good, **change}, expect=422)
        assert problem["errors"][0]["field"].split(".")[0] == field, problem
    hook = await world.subscribe()
    await world.ask("PUT", f"/{hook['webhook_id']}", {"url": None}, expect=422)
    headers = {**ADMIN, "If-Match": '"99"'}
    await world.ask("PUT", f"/{hook['webhook_id']}", {"description": "x"}, who=headers, expect=412)


async def test_a_deleted_one_gets_nothing_and_leaves_nothing(world: World) -> None:
    world.receiver.answer = lambda call: web.Response(status=500)
    hook = await world.subscribe()
    await world.there.tell(facts.hiring(), subject="int_1")

    async def tried() -> bool:
        return bool(world.receiver.calls)

    await eventually(tried)
    await world.ask("DELETE", f"/{hook['webhook_id']}", expect=204)
    await world.ask("GET", f"/{hook['webhook_id']}/deliveries", expect=404)

    async def gone() -> bool:
        return await world.db["webhook_deliveries"].count_documents({}) == 0

    await eventually(gone)
    assert len(world.receiver.calls) == 1


async def test_an_erased_person_is_not_told_of_any_more(world: World) -> None:
    hook = await world.subscribe(HIRED, "arbeit.candidates.*", personal_data=True)
    await world.ask("PUT", f"/{hook['webhook_id']}", {"status": "paused"})
    world.receiver.answer = lambda call: web.Response(body=call.body)  # an echo
    hired = facts.hiring(client_id="client_a")
    await world.there.tell(hired, subject="int_1")

    async def kept(count: int) -> Any:
        rows = await world.db["webhook_events"].find({}).to_list(None)
        assert len(rows) == count
        return rows

    await eventually(lambda: kept(1))
    erased = CandidateDeleted(
        candidate_id=hired.candidate_id, job_id=hired.job_id, client_id="client_a", person_id=hired.person_id
    )
    await world.there.tell(erased, subject=hired.candidate_id, sequence=9)

    async def forgotten() -> bool:
        return hired.candidate_name not in json.dumps(await kept(2), default=str)

    await eventually(forgotten)
    await world.there.tell(hired, subject="int_1", sequence=2)  # came late
    await eventually(lambda: kept(3))
    await world.ask("PUT", f"/{hook['webhook_id']}", {"status": "enabled"})
    await world.settled(hook, 3)
    for call in world.receiver.calls:
        assert hired.candidate_name.encode() not in call.body
    assert {call.event["type"] for call in world.receiver.calls} == {HIRED, "arbeit.candidates.CandidateDeleted.v1"}


async def test_a_slow_receiver_holds_up_no_other(world: World) -> None:
    slow, quick = await world.subscribe(PASSED, path="/slow"), await world.subscribe(HIRED)
    # `/slow` fails at once and is due again at once: without fairness it would take every turn.
    world.receiver.answer = lambda call: web.Response(status=500 if call.path == "/slow" else 200)
    await world.tell(*(facts.passed(interview_id=f"int_{each}") for each in range(30)), facts.hiring())
    await world.settled(quick, 1)
    assert await world.deliveries(slow, "delivered") == []
    await world.ask("PUT", f"/{slow['webhook_id']}", {"status": "disabled"})

    async def quiet() -> bool:
        seen = len(world.receiver.calls)
        await asyncio.sleep(0.5)
        return len(world.receiver.calls) == seen

    await eventually(quiet)
