"""Bodies pass as they come, in both directions, and a side that leaves is noticed by the other."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

MIB = 1024 * 1024


async def test_an_upload_reaches_the_service_while_it_is_still_being_sent(front: Any, answer: Any) -> None:
    arrived = asyncio.Event()

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
            arrived.set()
        await answer(send, 201, b'{"size":%d}' % size)

    front.service.handler = handler

    async def parts() -> Any:
        yield b"x" * 1000
        await asyncio.wait_for(arrived.wait(), 2)  # deadlocks here if the gateway waits for the whole body
        for _ in range(40):
            yield b"y" * 100_000

    response = await front.request("POST", "/api/jobs/job_1/candidates", data=parts())
    assert (response.status, await response.json()) == (201, {"size": 4_001_000})


async def test_an_upload_of_known_size_keeps_its_content_length(front: Any) -> None:
    response = await front.request("POST", "/api/jobs/job_1/candidates", data=io.BytesIO(b"x" * (3 * MIB)))
    assert await response.json() == {"path": "/api/jobs/job_1/candidates", "size": 3 * MIB}
    assert front.service.last["headers"]["content-length"] == str(3 * MIB)
    assert "transfer-encoding" not in front.service.last["headers"]


async def test_a_download_starts_before_the_service_has_finished(front: Any) -> None:
    go_on = asyncio.Event()

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        await go_on.wait()
        await send({"type": "http.response.body", "body": b"second"})

    front.service.handler = handler
    async with front.client.get(front.url + "/api/candidates/cand_1/cv", headers=front.auth) as response:
        assert await asyncio.wait_for(response.content.readany(), 2) == b"first"
        go_on.set()
        assert await response.content.read() == b"second"


async def test_a_large_download_is_not_collected_in_the_gateway(front: Any) -> None:
    """A reader who stops reading stops the service: what the sockets hold is all there is."""
    sent = 0

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        nonlocal sent
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1000):
            await send({"type": "http.response.body", "body": b"z" * 100_000, "more_body": True})
            sent += 100_000
        await send({"type": "http.response.body", "body": b""})

    front.service.handler = handler
    async with front.client.get(front.url + "/api/candidates/cand_1/cv", headers=front.auth) as response:
        before = -1
        while before != sent:
            before = sent
            await asyncio.sleep(0.3)
        assert sent < 30 * MIB, "back-pressure must reach the service"
        response.close()


async def test_event_streams_pass_immediately_and_end_when_the_browser_leaves(front: Any) -> None:
    ended = asyncio.Event()

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number in range(3):
            await send({"type": "http.response.body", "body": b"id: %d\n\n" % number, "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass
        ended.set()

    front.service.handler = handler
    last = {**front.auth, "Last-Event-ID": "7"}
    async with front.client.get(front.url + "/api/notifications/stream", headers=last) as response:
        assert response.headers["Content-Type"] == "text/event-stream"
        got = b""
        while got.count(b"\n\n") < 3:
            got += await asyncio.wait_for(response.content.readany(), 1)
        assert front.service.last["headers"]["last-event-id"] == "7"
        response.close()
    await asyncio.wait_for(ended.wait(), 1)
    assert front.gateway.streams._per_user == {}


async def test_a_person_has_at_most_five_streams(front: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})
        await receive()
        while (await receive())["type"] != "http.disconnect":
            pass

    front.service.handler = handler
    url = front.url + "/api/notifications/stream"
    open_streams = [await front.client.get(url, headers=front.auth) for _ in range(5)]
    refused = await front.get("/api/notifications/stream")
    assert (refused.status, "Retry-After" in refused.headers) == (429, True)
    other = await front.client.get(url, headers=front.token(sub="user_2"))
    assert other.status == 200
    for stream in [*open_streams, other]:
        stream.close()


async def test_an_upload_that_the_browser_abandons_ends_at_the_service_too(front: Any) -> None:
    ended = asyncio.Event()

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        ended.set()

    front.service.handler = handler
    head = f"POST /api/jobs/job_1/candidates HTTP/1.1\r\nHost: x\r\nAuthorization: {front.auth['Authorization']}\r\n"
    _, writer = await asyncio.open_connection("127.0.0.1", front.port)
    writer.write(head.encode() + b"Content-Length: 100000\r\n\r\n" + b"x" * 1000)
    await asyncio.sleep(0.1)
    writer.close()
    await asyncio.wait_for(ended.wait(), 1)


async def test_an_expected_body_is_asked_for_only_after_the_checks(front: Any) -> None:
    head = "POST /api/jobs HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n"
    refused = await front.raw(f"{head}\r\n".encode(), wait=0.5)
    assert refused.startswith(b"HTTP/1.1 401 ")
    reader, writer = await asyncio.open_connection("127.0.0.1", front.port)
    writer.write(f"{head}Authorization: {front.auth['Authorization']}\r\n\r\n".encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 100 ")
    writer.write(b"hello")
    assert await reader.readline() == b"\r\n"
    assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    writer.close()
    assert "expect" not in front.service.last["headers"]


@pytest.mark.parametrize(("path", "limit"), [("/api/jobs", MIB), ("/api/jobs/job_1/candidates", 20 * MIB + 64 * 1024)])
async def test_a_body_over_the_limit_is_413_at_once_by_its_length(front: Any, path: str, limit: int) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {front.auth['Authorization']}\r\n"
    answer = await front.raw(f"{head}Content-Length: {limit + 1}\r\n\r\n".encode(), wait=0.3)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"limit":%d' % limit in answer
    assert front.service.seen == []


async def test_a_body_over_the_limit_is_413_while_it_streams(front: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    front.service.handler = handler

    async def parts() -> Any:
        for _ in range(12):
            yield b"x" * 100_000

    response = await front.request("POST", "/api/jobs", data=parts())
    assert response.status == 413
    assert (await response.json())["type"] == "too-large"


async def test_a_body_of_exactly_the_limit_passes(front: Any) -> None:
    response = await front.request("POST", "/api/jobs", data=b"x" * MIB)
    assert (await response.json())["size"] == MIB


async def test_an_early_refusal_of_the_service_is_passed_on(front: Any, answer: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await answer(send, 409, b'{"type":"closed"}')

    front.service.handler = handler
    response = await front.request("POST", "/api/jobs/job_1/candidates", data=io.BytesIO(b"x" * (8 * MIB)))
    assert response.status == 409
