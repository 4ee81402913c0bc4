"""The dashboard: four services in parallel, each with the caller's own token; what is missing is marked."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest


def stats(answer: Any, **special: Any) -> Any:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        path = scope["path"]
        for part, act in special.items():
            if f"/{part}/" in path:
                await act(send)
                return
        await answer(send, 200, b'{"of":"%s"}' % path.encode())

    return handler


async def test_all_parts_side_by_side(front: Any, answer: Any) -> None:
    front.service.handler = stats(answer)
    response = await front.get("/api/dashboard/stats")
    assert response.status == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert await response.json() == {
        "jobs": {"of": "/api/jobs/stats"},
        "candidates": {"of": "/api/candidates/stats"},
        "clients": {"of": "/api/clients/stats"},
        "interviews": {"of": "/api/interviews/stats/pipeline"},
        "degraded": [],
        "withheld": [],
    }
    assert {seen["headers"]["authorization"] for seen in front.service.seen} == {front.auth["Authorization"]}
    assert {seen["headers"]["x-request-id"] for seen in front.service.seen} == {response.headers["X-Request-Id"]}


async def test_the_parts_are_asked_for_at_once(front: Any, answer: Any) -> None:
    waiting = asyncio.Barrier(4)

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.wait_for(waiting.wait(), 2)
        await answer(send, 200, b"{}")

    front.service.handler = handler
    assert (await (await front.get("/api/dashboard/stats")).json())["degraded"] == []


async def test_a_part_that_fails_or_is_late_is_null_and_named(running: Any, answer: Any, port: Any) -> None:
    async def fails(send: Any) -> None:
        await answer(send, 500, b"{}")

    async def late(send: Any) -> None:
        await asyncio.sleep(1)

    async def rubbish(send: Any) -> None:
        await answer(send, 200, b"<html>")

    async with running(compose_timeout=0.3, tenancy_url=f"http://127.0.0.1:{port()}") as front:
        front.service.handler = stats(answer, interviews=late, jobs=fails, candidates=rubbish)
        begun = asyncio.get_running_loop().time()
        response = await front.get("/api/dashboard/stats")
        assert asyncio.get_running_loop().time() - begun < 0.8
        assert response.status == 200
        body = await response.json()
        assert body == {
            "jobs": None,
            "candidates": None,
            "clients": None,
            "interviews": None,
            "degraded": ["jobs", "candidates", "clients", "interviews"],
            "withheld": [],
        }


async def test_a_part_that_the_role_may_not_read_is_withheld_not_degraded(front: Any, answer: Any) -> None:
    async def forbidden(send: Any) -> None:
        await answer(send, 403, b"{}")

    front.service.handler = stats(answer, clients=forbidden)
    body = await (await front.get("/api/dashboard/stats")).json()
    assert (body["clients"], body["withheld"], body["degraded"]) == (None, ["clients"], [])


async def test_a_session_that_a_service_knows_to_be_over_is_over(front: Any, answer: Any) -> None:
    async def ended(send: Any) -> None:
        await answer(send, 401, b"{}")

    front.service.handler = stats(answer, jobs=ended)
    assert (await front.get("/api/dashboard/stats")).status == 401


@pytest.mark.parametrize(
    ("claims", "status", "slug"),
    [
        ({"perms": ["jobs:read"]}, 403, "forbidden"),
        ({"mcp": True}, 403, "password-change-required"),
        ({"aud": "candidate"}, 401, "unauthorized"),
    ],
)
async def test_who_may_not_see_it(front: Any, claims: dict[str, Any], status: int, slug: str) -> None:
    response = await front.get("/api/dashboard/stats", headers=front.token(**claims))
    assert response.status == status
    assert (await response.json(content_type=None))["type"] == slug
    assert front.service.seen == []


async def test_the_days_go_to_what_is_counted_over_time_and_to_nothing_else(front: Any, answer: Any) -> None:
    front.service.handler = stats(answer)
    assert (await front.get("/api/dashboard/stats?days=30")).status == 200
    asked = {seen["path"]: seen["query"] for seen in front.service.seen}
    assert asked.pop("/api/candidates/stats") == "days=30"
    assert set(asked.values()) == {""}


@pytest.mark.parametrize("days", ["0", "367", "-7", "7.5", "seven", "", "7&days=30", "%EF%BC%97", "7%26x=1"])
async def test_bad_days_are_refused_before_anybody_is_asked(front: Any, days: str) -> None:
    response = await front.get(f"/api/dashboard/stats?days={days}")
    assert response.status == 422
    body = await response.json(content_type=None)
    assert [error["field"] for error in body["errors"]] == ["days"]
    assert front.service.seen == []


async def test_callers_never_share_an_answer(running: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        token = dict(scope["headers"])[b"authorization"][-12:]
        await asyncio.sleep(0.01)
        body = b'{"token":"%s"}' % token
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def ask(front: Any, number: int) -> None:
        mine = front.token(sub=f"user_{number}", client_id=f"client_{number % 2}")
        body = await (await front.get("/api/dashboard/stats", headers=mine)).json()
        for part in ("jobs", "candidates", "clients", "interviews"):
            assert body[part] == {"token": mine["Authorization"][-12:]}

    async with running(compose_timeout=30) as front:
        front.service.handler = handler
        await asyncio.gather(*(ask(front, number) for number in range(60)))
