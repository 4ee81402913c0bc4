"""Calls to other services are short and never go where an id leads them; counts are worked out once for all."""

import asyncio
from collections.abc import Callable

import httpx
import pytest

from arbeit_kit import ids, telemetry
from arbeit_kit.briefly import Briefly
from arbeit_kit.peers import Peers
from arbeit_kit.problem import Problem
from arbeit_kit.settings import ServiceSettings
from arbeit_kit.testing import SECRET
from arbeit_kit.tokens import Verifier

SETTINGS = ServiceSettings(mongo_url="mongodb://x", amqp_url="amqp://x", jwt_secret=SECRET, jobs_url="http://jobs:8103")


def peers(answer: Callable[[httpx.Request], httpx.Response]) -> Peers:
    return Peers(SETTINGS, "candidates", httpx.MockTransport(answer))


async def test_a_call_carries_our_token_and_the_request_s_ids() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"sequence": 1})

    with telemetry.within(telemetry.Context(request_id="req-1")) as context:
        found = await peers(answer).get("jobs", "/internal/jobs/job_1", {"subject": "a b&c"})
    assert found == {"sequence": 1}
    assert str(seen[0].url) == "http://jobs:8103/internal/jobs/job_1?subject=a+b%26c"
    claims = Verifier(SETTINGS).verify(seen[0].headers["authorization"].removeprefix("Bearer "))
    assert (claims.audience, claims.subject) == ("service", "candidates")
    assert seen[0].headers["x-request-id"] == "req-1"
    assert context.trace.trace_id in seen[0].headers["traceparent"]


async def test_what_is_not_there_is_none() -> None:
    assert await peers(lambda _: httpx.Response(404)).get("jobs", "/internal/jobs/job_1") is None


@pytest.mark.parametrize(
    "bad",
    ["../auth", "..", ".", "a/../b", "a?b=c", "a#b", "", "a b", "a\n", "a%2e%2e", "a\\b", "é", "a;b", ".hidden"],
)
async def test_an_id_cannot_lead_the_call_elsewhere(bad: str) -> None:
    def never(_: httpx.Request) -> httpx.Response:
        raise AssertionError("called")

    assert await peers(never).get("jobs", f"/internal/jobs/{bad}") is None


async def test_what_is_too_long_for_an_id_is_nobody_s_id() -> None:
    def strict(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"asked": len(request.url.path.rpartition("/")[2])})

    assert await peers(strict).get("jobs", f"/internal/jobs/{'j' * ids.LONGEST}") == {"asked": ids.LONGEST}
    assert await peers(strict).get("jobs", f"/internal/jobs/{'j' * (ids.LONGEST + 1)}") is None


def _raise(error: Exception) -> httpx.Response:
    raise error


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.Response(500, json={}),
        lambda _: httpx.Response(401),
        lambda _: httpx.Response(302, headers={"Location": "http://evil.example"}),
        lambda _: httpx.Response(200, content=b"<html>"),
        lambda _: httpx.Response(200, json=[]),
        lambda _: _raise(httpx.ConnectError("refused")),
        lambda _: _raise(httpx.ReadTimeout("slow")),
        lambda _: _raise(httpx.RemoteProtocolError("gone")),
    ],
)
async def test_anything_else_is_503(answer: Callable[[httpx.Request], httpx.Response]) -> None:
    with pytest.raises(Problem) as refused:
        await peers(answer).get("jobs", "/internal/jobs/job_1")
    assert (refused.value.status, refused.value.headers["Retry-After"]) == (503, "1")


async def test_a_connection_that_was_closed_under_us_is_taken_anew() -> None:
    tries = iter([httpx.RemoteProtocolError("gone"), None])

    def answer(_: httpx.Request) -> httpx.Response:
        failure = next(tries)
        return _raise(failure) if failure else httpx.Response(200, json={"sequence": 2})

    assert await peers(answer).get("jobs", "/internal/jobs/job_1") == {"sequence": 2}


async def test_an_answer_is_worked_out_once_for_all_who_ask() -> None:
    worked: list[str] = []

    async def work(key: str) -> str:
        worked.append(key)
        await asyncio.sleep(0.01)
        return key

    kept: Briefly[str] = Briefly(0.05)
    keys = ["a", "b"] * 10
    assert await asyncio.gather(*(kept.get(key, lambda key=key: work(key)) for key in keys)) == keys
    assert sorted(worked) == ["a", "b"]
    await asyncio.sleep(0.5)
    await kept.get("a", lambda: work("a"))
    assert sorted(worked) == ["a", "a", "b"]


async def test_a_failure_is_not_kept() -> None:
    kept: Briefly[int] = Briefly(10)

    async def fail() -> int:
        raise ValueError("no")

    async def succeed() -> int:
        return 3

    with pytest.raises(ValueError, match="no"):
        await kept.get("a", fail)
    assert await kept.get("a", succeed) == 3


async def test_who_hangs_up_does_not_take_the_answer_from_others() -> None:
    kept: Briefly[int] = Briefly(10)

    async def slowly() -> int:
        await asyncio.sleep(0.02)
        return 3

    first = asyncio.create_task(kept.get("a", slowly))
    second = asyncio.create_task(kept.get("a", slowly))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 3


async def test_an_answer_that_takes_longer_than_it_is_kept_is_still_worked_out_once() -> None:
    kept: Briefly[int] = Briefly(0.01)
    runs = 0

    async def dear() -> int:
        nonlocal runs
        runs += 1
        await asyncio.sleep(0.1)
        return runs

    first = asyncio.create_task(kept.get("k", dear))
    await asyncio.sleep(0.05)
    assert await kept.get("k", dear) == await first == 1
    await asyncio.sleep(0.02)
    assert await kept.get("k", dear) == 1, "kept four times as long as it took"
    assert runs == 1
