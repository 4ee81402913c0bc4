"""Several addresses of one service: they take turns, and one that stops or is gone costs no request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from gateway.tests.conftest import Service, reply, serving
from gateway.tests.test_failures import broken_service


@pytest.fixture
async def pair(running: Any, port: Any) -> AsyncIterator[Any]:
    """A gateway before two replicas of jobs, which are `pair.replicas`; further ones may come and go."""
    ports = [port(), port()]
    first, second = Service(), Service()
    urls = ",".join(f"http://127.0.0.1:{each}" for each in ports)
    async with serving(first, ports[0]), serving(second, ports[1]), running(jobs_url=urls) as front:
        front.replicas = [first, second]
        yield front


def _two(port: Any) -> tuple[int, int, str]:
    here, there = port(), port()
    return here, there, f"http://127.0.0.1:{here},http://127.0.0.1:{there}"


async def test_they_take_turns(pair: Any) -> None:
    for _ in range(10):
        assert (await pair.get("/api/jobs")).status == 200
    assert [len(each.seen) for each in pair.replicas] == [5, 5]


async def test_what_never_left_goes_to_another_whatever_its_method(running: Any, port: Any) -> None:
    here, _, urls = _two(port)
    async with serving(service := Service(), here), running(jobs_url=urls) as front:
        for _ in range(6):
            assert (await front.request("POST", "/api/jobs", json={"a": 1})).status == 200
        assert [each["body"] for each in service.seen] == [b'{"a": 1}'] * 6


async def test_a_body_that_is_still_coming_goes_there_whole(running: Any, port: Any) -> None:
    here, _, urls = _two(port)

    async def slowly() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b"[" + b"1," * 5000 + b"1]"
            await asyncio.sleep(0.02)

    async with serving(service := Service(), here), running(candidates_url=urls) as front:
        for _ in range(2):
            answer = await front.request(
                "POST",
                "/api/jobs/job_1/candidates",
                data=slowly(),
                headers={**front.auth, "Content-Type": "application/json"},
            )
            assert answer.status == 200
        assert [len(each["body"]) for each in service.seen] == [4 * 10_003] * 2


async def test_what_may_have_arrived_is_never_sent_to_another(running: Any, port: Any) -> None:
    """Both hang up after reading the request: each POST is read once, by one of them."""
    here, there, urls = _two(port)
    async with broken_service(here, []) as one, broken_service(there, []) as other, running(jobs_url=urls) as front:
        await asyncio.sleep(0.1)  # the first question for readiness
        before = sum(b"POST" in head for head in [*one, *other])
        answer = await front.request("POST", "/api/jobs", json={})
        assert answer.status == 502
        assert sum(b"POST" in head for head in [*one, *other]) - before == 1


async def test_one_that_is_about_to_stop_gets_nothing_more(pair: Any) -> None:
    leaving, staying = pair.replicas

    async def not_ready(scope: Any, receive: Any, send: Any) -> None:
        await reply(send, 503 if scope["path"] == "/readyz" else 200, b"{}")

    leaving.handler = not_ready
    await asyncio.sleep(1.2)  # it is asked twice a second
    leaving.seen.clear()
    staying.seen.clear()
    for _ in range(6):
        assert (await pair.get("/api/jobs")).status == 200
    assert (len(leaving.seen), len(staying.seen)) == (0, 6)
    leaving.handler = None
    await asyncio.sleep(1.2)
    for _ in range(6):
        await pair.get("/api/jobs")
    assert len(leaving.seen) == 3, "it is back"


async def test_it_may_say_so_itself_before_it_is_asked(pair: Any) -> None:
    """`Connection: close` is what a draining service puts on every answer."""
    leaving, _ = pair.replicas

    async def closing(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/readyz":
            await asyncio.sleep(1)
        await reply(send, 200, b"{}", (b"connection", b"close"))

    leaving.handler = closing
    for _ in range(8):
        assert (await pair.get("/api/jobs")).status == 200
    assert len(leaving.seen) <= 2, "one answer was enough (or one more, when a question for readiness was under way)"


async def test_none_ready_is_no_reason_to_ask_none(pair: Any) -> None:
    async def not_ready(scope: Any, receive: Any, send: Any) -> None:
        await reply(send, 503 if scope["path"] == "/readyz" else 200, b"{}")

    for each in pair.replicas:
        each.handler = not_ready
    await asyncio.sleep(1.2)
    assert (await pair.get("/api/jobs")).status == 200


async def test_all_gone_is_502_and_soon_503(running: Any, port: Any) -> None:
    _, _, urls = _two(port)
    async with running(jobs_url=urls, breaker_failures=2) as front:
        statuses = [(await front.get("/api/jobs")).status for _ in range(6)]
        assert set(statuses) == {502, 503}
        assert statuses[0] == 502
        assert statuses[-1] == 503
