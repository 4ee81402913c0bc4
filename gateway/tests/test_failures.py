"""A service that is down, late or broken: the right status, always as a problem, and never a second POST."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from arbeit_gateway.breaker import Breaker


@contextlib.asynccontextmanager
async def broken_service(port: int, answers: list[bytes]) -> AsyncIterator[list[bytes]]:
    """A server that reads each request's head, writes the next answer byte for byte, and hangs up."""
    heads: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answers.pop(0) if answers else b"")
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    async with server:
        yield heads


GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}"


async def check_problem(response: Any, status: int, slug: str) -> dict[str, Any]:
    assert response.status == status
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = await response.json(content_type=None)
    assert (body["type"], body["status"]) == (slug, status)
    assert body["request_id"] == response.headers["X-Request-Id"]
    return body


async def test_a_service_that_is_down_is_502_without_its_address(running: Any, port: Any) -> None:
    async with running(jobs_url=f"http://127.0.0.1:{port()}") as front:
        body = await check_problem(await front.get("/api/jobs"), 502, "bad-gateway")
        assert "127.0.0.1" not in str(body)


async def test_a_late_service_is_504(running: Any) -> None:
    async with running(read_timeout=0.2) as front:

        async def handler(scope: Any, receive: Any, send: Any) -> None:
            await asyncio.sleep(1)

        front.service.handler = handler
        await check_problem(await front.get("/api/jobs"), 504, "gateway-timeout")
        await check_problem(await front.request("POST", "/api/jobs", json={}), 504, "gateway-timeout")
        assert len(front.service.seen) == 2, "a late answer is not asked for again"


async def test_the_whole_request_has_a_deadline(running: Any) -> None:
    """A service that drips a byte now and then never trips the read timeout."""
    async with running(request_deadline=0.5) as front:

        async def handler(scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
            for _ in range(20):
                await send({"type": "http.response.body", "body": b"x", "more_body": True})
                await asyncio.sleep(0.1)

        front.service.handler = handler
        begun = asyncio.get_running_loop().time()
        with contextlib.suppress(Exception):
            await front.get("/api/jobs")
        assert asyncio.get_running_loop().time() - begun < 1


async def test_a_body_that_does_not_arrive_is_408_and_no_fault_of_the_service(running: Any) -> None:
    async with running(request_deadline=0.3) as front:
        head = f"POST /api/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: {front.auth['Authorization']}\r\n"
        for _ in range(6):
            answer = await front.raw(head.encode() + b"Content-Length: 10\r\n\r\nabc", wait=0.6)
            assert answer.startswith(b"HTTP/1.1 408 "), answer
        assert front.gateway.upstreams["jobs"].state == "closed"


async def test_an_answer_that_is_not_http_is_502(running: Any, port: Any) -> None:
    number = port()
    async with (
        running(jobs_url=f"http://127.0.0.1:{number}") as front,
        broken_service(number, [b"rubbish\r\n\r\n"] * 3),
    ):
        await check_problem(await front.request("POST", "/api/jobs", json={}), 502, "bad-gateway")


async def test_a_get_is_sent_once_more_when_nothing_came_back(running: Any, port: Any) -> None:
    number = port()
    async with running(jobs_url=f"http://127.0.0.1:{number}") as front:
        async with broken_service(number, [b"", GOOD]) as heads:
            assert (await front.get("/api/jobs")).status == 200
            assert len(heads) == 2
        async with broken_service(number, [b"", b"", GOOD]) as heads:
            await check_problem(await front.get("/api/jobs"), 502, "bad-gateway")
            assert len(heads) == 2, "once, not more"


async def test_what_changes_something_is_never_sent_twice(running: Any, port: Any) -> None:
    number = port()
    async with running(clients_url="", tenancy_url=f"http://127.0.0.1:{number}") as front:
        for method in ("PUT", "DELETE"):
            async with broken_service(number, [b"", GOOD]) as heads:
                await check_problem(await front.request(method, "/api/clients/client_1"), 502, "bad-gateway")
                assert len(heads) == 1
        async with broken_service(number, [b"", GOOD]) as heads:
            await check_problem(await front.request("POST", "/api/clients", json={}), 502, "bad-gateway")
            assert len(heads) == 1


async def test_a_kept_connection_that_breaks_does_not_repeat_a_put(running: Any, port: Any) -> None:
    """aiohttp itself would: it counts PUT and DELETE as safe to repeat on a kept connection."""
    number = port()
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            for answer in (GOOD.replace(b"Connection: close\r\n", b""), b""):
                seen.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(answer)
                await writer.drain()
        writer.close()

    async with (
        running(tenancy_url=f"http://127.0.0.1:{number}") as front,
        await asyncio.start_server(serve, "127.0.0.1", number),
    ):
        assert (await front.get("/api/clients")).status == 200
        assert (await front.request("PUT", "/api/clients/client_1")).status == 502
        assert [head.split()[0] for head in seen] == [b"GET", b"PUT"]


async def test_an_answer_cut_short_is_not_passed_off_as_whole(running: Any, port: Any) -> None:
    number = port()
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nonly this"
    async with running(jobs_url=f"http://127.0.0.1:{number}") as front, broken_service(number, [cut]):
        head = f"GET /api/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: {front.auth['Authorization']}\r\n\r\n"
        answer = await front.raw(head.encode())
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith(b"only this")


async def test_the_breaker_opens_answers_at_once_and_recovers(running: Any, port: Any) -> None:
    number = port()
    async with running(jobs_url=f"http://127.0.0.1:{number}", breaker_open=0.5) as front:
        for _ in range(5):
            assert (await front.request("POST", "/api/jobs", json={})).status == 502
        refused = await front.get("/api/jobs")
        await check_problem(refused, 503, "unavailable")
        assert int(refused.headers["Retry-After"]) >= 1
        assert (await front.get("/api/clients")).status == 200, "the other services are untouched"
        async with broken_service(number, [GOOD, GOOD]) as heads:
            assert (await front.get("/api/jobs")).status == 503
            assert heads == []
            await asyncio.sleep(0.55)
            assert (await front.get("/api/jobs")).status == 200
            assert (await front.get("/api/jobs")).status == 200


async def test_errors_of_the_service_itself_do_not_open_the_breaker(front: Any, answer: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await answer(send, 500, b'{"type":"internal"}')

    front.service.handler = handler
    for _ in range(8):
        assert (await front.get("/api/jobs")).status == 500
    assert front.gateway.upstreams["jobs"].state == "closed"


async def test_a_slow_service_does_not_slow_the_others(running: Any) -> None:
    async with running(connections_per_service=4, connect_timeout=0.3) as front:

        async def handler(scope: Any, receive: Any, send: Any) -> None:
            if scope["path"].startswith("/api/jobs"):
                await asyncio.sleep(0.8)
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})

        front.service.handler = handler
        slow = [asyncio.create_task(front.get("/api/jobs")) for _ in range(12)]
        await asyncio.sleep(0.1)
        begun = asyncio.get_running_loop().time()
        assert (await front.get("/api/clients")).status == 200
        assert asyncio.get_running_loop().time() - begun < 0.3
        statuses = sorted([(await task).status for task in slow])
        assert statuses.count(200) == 4
        assert set(statuses) <= {200, 503, 504}


def test_one_probe_decides() -> None:
    breaker = Breaker(failures=2, window=10, open_for=5)
    for _ in range(2):
        assert breaker.admit(0.0) == 0
        breaker.failed(0.0)
    assert breaker.admit(1.0) == 4.0
    assert breaker.admit(5.0) == 0
    assert breaker.admit(5.0) > 0, "only one at a time"
    breaker.failed(5.5)
    assert breaker.admit(6.0) == 4.5
    assert breaker.admit(10.5) == 0
    breaker.abandoned()
    assert breaker.admit(10.6) == 0, "a probe whose caller left decides nothing"
    breaker.succeeded(10.7)
    assert breaker.state == "closed"


def test_a_few_failures_among_many_successes_do_not_open_it() -> None:
    breaker = Breaker(failures=5, window=10, open_for=5)
    for _ in range(100):
        breaker.succeeded(1.0)
    for _ in range(20):
        breaker.failed(1.0)
    assert breaker.state == "closed"
    for _ in range(5):
        breaker.failed(12.0)
    assert breaker.state == "open"
