"""No tenant sees another's bytes: every path with an id, every list, count, stream and notification."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from arbeit_gateway.routes import ROUTES, Route
from tests.system.portal import Caller, Json, Portal, eventually, unique

pytestmark = pytest.mark.system

CANARY = "Zanzibar-Canary"
BODIES: dict[str, Json] = {
    "book-slot": {"slot_id": "slot_00000000000000000000000000"},
    "mark-completed": {"feedback": "x", "rating": 3},
    "cancel": {"reason": "x"},
    "reject": {"reason": "x"},
    "reset-password": {},
}
# What a role may never do is 403 whoever owns it: that tells nothing about the resource.
REFUSED = {403, 404}
WITH_ID = [each for each in ROUTES if "{" in each.template and each.service != "gateway"]


class Tenant:
    """One client company with a job, a candidate, an interview and a user of its own; all carry the canary."""

    def __init__(self, ids: dict[str, str], user: Caller, candidate_user: Caller) -> None:
        self.ids = ids
        self.user = user
        self.candidate_user = candidate_user


async def tenant(portal: Portal, mark: str) -> Tenant:
    client = await portal.client(f"{mark} {unique('co')}")
    user = await portal.client_user(client["client_id"])
    job = await portal.job(client["client_id"], title=f"{mark} job", description=f"{mark} text")
    candidate = await portal.candidate(job["job_id"], name=f"{mark} Person", summary=f"{mark} summary")
    person = await portal.portal_account(candidate)
    interview = await portal.interview(candidate, round_name=f"{mark} round", additional_instructions=f"{mark} how")

    subscription = {
        "url": "https://hooks.example.com/x",
        "event_types": ["arbeit.jobs.*"],
        "description": f"{mark} hook",
    }
    webhook = await portal.admin.post("/api/webhooks", {**subscription, "client_id": client["client_id"]}, 201)

    async def notified() -> str | None:
        items = await portal.admin.all("/api/notifications")
        return next((each["notification_id"] for each in items if each["entity_id"] == candidate["candidate_id"]), None)

    return Tenant(
        {
            "client_id": client["client_id"],
            "job_id": job["job_id"],
            "candidate_id": candidate["candidate_id"],
            "interview_id": interview["interview_id"],
            "email": user.email,
            "user_id": user.user["user_id"],
            "candidate_portal_id": person.user["candidate_portal_id"],
            "notification_id": await eventually(notified),
            "message_id": (await portal.mails_to(candidate["email"]))[0]["message_id"],
            "role_id": "role_00000000000000000000000000",
            "webhook_id": webhook["webhook_id"],
            "delivery_id": "dlv_00000000000000000000000000",
            "session_id": "sess_00000000000000000000000000",
            "template": "interview-slots",
        },
        user,
        person,
    )


@pytest.fixture(scope="module")
async def theirs(portal: Portal) -> Tenant:
    return await tenant(portal, CANARY)


@pytest.fixture(scope="module")
async def ours(portal: Portal) -> Tenant:
    return await tenant(portal, "Ours")


def filled(route: Route, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: ids[match.group(1)], route.template)


def body_for(route: Route) -> Json | None:
    if route.method in ("GET", "DELETE"):
        return None
    return BODIES.get(route.template.rsplit("/", 1)[-1], {})


@pytest.mark.parametrize("route", WITH_ID, ids=lambda each: f"{each.method} {each.template}")
async def test_another_tenants_id_is_not_found(ours: Tenant, theirs: Tenant, route: Route) -> None:
    path = filled(route, theirs.ids)
    for caller in (ours.user, ours.candidate_user):
        answer = await caller.ask(route.method, path, None, json=body_for(route))
        audience = "internal" if caller is ours.user else "candidate"
        expected = REFUSED if audience in route.audiences else {401, 403, 404}
        # A body that is wrong for any id may be refused before the id is looked at; it must not tell more.
        assert answer.status_code in expected | {422}, f"{route.method} {path}: {answer.status_code} {answer.text}"
        assert CANARY not in answer.text


async def test_own_and_unknown_ids_differ_from_nothing_else(ours: Tenant, theirs: Tenant) -> None:
    unknown = "int_00000000000000000000000000"
    foreign = (await ours.user.ask("GET", f"/api/interviews/{theirs.ids['interview_id']}", 404)).json()
    absent = (await ours.user.ask("GET", f"/api/interviews/{unknown}", 404)).json()
    for answer in (foreign, absent):
        for told in ("instance", "request_id"):
            answer.pop(told)
    assert foreign == absent


async def test_no_list_count_or_notification_shows_another_tenant(ours: Tenant, theirs: Tenant) -> None:
    lists = ("/api/clients", "/api/jobs", "/api/candidates", "/api/interviews", "/api/notifications")
    for path in lists:
        items = await ours.user.all(path)
        assert CANARY not in json.dumps(items), path
        page = await ours.user.get(path, count="true", limit=1)
        assert page["total"] == len(items), path
    for path in ("/api/dashboard/stats", "/api/interviews/stats/pipeline", "/api/jobs/stats", "/api/candidates/stats"):
        assert CANARY not in json.dumps(await ours.user.get(path)), path
    assert {each["interview_id"] for each in await ours.candidate_user.all("/api/interviews")} == {
        ours.ids["interview_id"]
    }
    applications = await ours.candidate_user.get("/api/candidate-portal/applications")
    assert CANARY not in json.dumps(applications)
    searched = await ours.user.get("/api/candidates", q=CANARY)
    assert searched["items"] == []


async def test_statistics_equal_a_recount_of_what_the_caller_may_list(ours: Tenant) -> None:
    candidates = await ours.user.all("/api/candidates")

    async def equal() -> bool:
        stats = await ours.user.get("/api/candidates/stats")
        assert sum(stats["by_status"].values()) == len(candidates), stats
        return True

    await eventually(equal)


async def test_the_stream_of_one_tenant_never_carries_another(portal: Portal, ours: Tenant, theirs: Tenant) -> None:
    heard: list[str] = []

    async def listen() -> None:
        async with ours.user.http.stream("GET", "/api/notifications/stream", timeout=None) as stream:
            assert stream.status_code == 200
            async for line in stream.aiter_lines():
                heard.append(line)  # noqa: PERF401 - read while it is filled

    listening = asyncio.create_task(listen())
    await asyncio.sleep(1)
    for tenant_ids in (theirs.ids, ours.ids):
        await portal.candidate(tenant_ids["job_id"], name=f"{CANARY} Stream")
        interview_url = f"/api/interviews/{tenant_ids['interview_id']}"
        interview = await portal.recruiter.get(interview_url)
        await portal.recruiter.post(
            f"{interview_url}/book-slot", {"slot_id": interview["proposed_slots"][-1]["slot_id"]}
        )

    async def own_arrived() -> bool:
        return any(ours.ids["interview_id"] in line for line in heard)

    try:
        await eventually(own_arrived)
    finally:
        listening.cancel()
    assert not any(theirs.ids[key] in line for line in heard for key in ("interview_id", "job_id", "candidate_id"))


async def test_what_only_staff_may_know_is_never_in_a_clients_answer(portal: Portal, ours: Tenant) -> None:
    client_id = ours.ids["client_id"]
    await portal.recruiter.put(f"/api/clients/{client_id}", {"notes": "pays late"})
    assert "pays late" not in json.dumps(await ours.user.get(f"/api/clients/{client_id}"))
    candidate = await ours.user.get(f"/api/candidates/{ours.ids['candidate_id']}")
    assert not {"salary_offered", "created_by", "source"} & {key for key, value in candidate.items() if value}
