"""Requests whose framing two servers could read differently (ASVS 4.2.1): refused, and the service never sees them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from arbeit_gateway.headers import Refused, read

SHAPES = {
    "content-length beside chunked": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked beside content-length": b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "two equal lengths": b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    "length with a sign": b"Content-Length: +5\r\n\r\nhello",
    "negative length": b"Content-Length: -5\r\n\r\nhello",
    "length list": b"Content-Length: 5, 5\r\n\r\nhello",
    "length in hex": b"Content-Length: 0x5\r\n\r\nhello",
    "chunked twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked then identity": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "gzip, chunked": b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "unknown coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "space before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "folded line": b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "bare carriage return": b"X: a\rContent-Length: 5\r\n\r\nhello",
    "bad chunk size": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "chunk longer than said": b"Transfer-Encoding: chunked\r\n\r\n1\r\nhello\r\n0\r\n\r\n",
    "null in a header": b"X: a\x00b\r\nContent-Length: 0\r\n\r\n",
    "two hosts": b"Host: evil\r\nContent-Length: 0\r\n\r\n",
    "compressed": b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_an_ambiguous_request_is_refused(front: Any, shape: str) -> None:
    head = f"POST /api/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: {front.auth['Authorization']}\r\n".encode()
    answer = await front.raw(head + SHAPES[shape], wait=0.5)
    status = int(answer.split()[1]) if answer else 0
    assert status in (400, 415), answer
    assert b"application/problem+json" in answer
    assert [seen for seen in front.service.seen if "body" in seen] == []


async def test_a_request_hidden_in_a_body_is_not_a_request(front: Any) -> None:
    hidden = b"GET /api/clients HTTP/1.1\r\nHost: x\r\n\r\n"
    head = f"POST /api/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: {front.auth['Authorization']}\r\n"
    answer = await front.raw(
        (head + f"Connection: close\r\nContent-Length: {len(hidden)}\r\n\r\n").encode() + hidden, wait=1
    )
    assert answer.count(b"HTTP/1.1 ") == 1
    assert [seen["path"] for seen in front.service.seen] == ["/api/jobs"]
    assert front.service.last["body"] == hidden


@pytest.mark.parametrize("host", ["", "a b", "x/y", "x@y", "user:pw@x", "[::1", "x:port"])
async def test_an_impossible_host_is_refused(front: Any, host: str) -> None:
    answer = await front.raw(f"GET /api/jobs HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode(), wait=1)
    assert answer.startswith(b"HTTP/1.1 400"), answer


async def test_what_is_not_http_gets_a_problem_and_the_connection_is_closed(front: Any) -> None:
    answer = await front.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03rubbish\r\n\r\n", wait=1)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer


async def test_a_head_of_more_than_32_kib_is_431(front: Any) -> None:
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"v" * 1000) for n in range(40))
    answer = await front.raw(b"GET /api/jobs HTTP/1.1\r\nHost: x\r\n" + lines + b"\r\n", wait=1)
    assert answer.startswith(b"HTTP/1.1 431"), answer[:200]
    assert front.service.seen == []


async def test_a_head_that_does_not_arrive_is_408(front: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arbeit_gateway.server._HEAD_SECONDS", 0.2)
    begun = asyncio.get_running_loop().time()
    answer = await front.raw(b"GET /api/jobs HTTP/1.1\r\nHost: x\r\nX-Slow: ", wait=3)
    assert answer.startswith(b"HTTP/1.1 408")
    assert asyncio.get_running_loop().time() - begun < 1


async def test_an_overlong_address_is_414(front: Any) -> None:
    assert (await front.get("/api/jobs?q=" + "x" * 9000)).status == 414
    assert front.service.seen == []


async def test_a_head_that_never_ends_is_431_before_it_fills_the_memory(front: Any) -> None:
    endless = b"".join(b"X-%d: %s\r\n" % (n, b"v" * 1000) for n in range(40))
    answer = await front.raw(b"GET /api/jobs HTTP/1.1\r\nHost: x\r\n" + endless, wait=1)
    assert answer.startswith(b"HTTP/1.1 431"), answer[:200]


def test_two_lengths_are_refused_even_if_the_parser_lets_them_through() -> None:
    """The parser refuses this first; the gateway does not rely on it."""
    with pytest.raises(Refused):
        read([(b"content-length", b"5"), (b"transfer-encoding", b"chunked")])
    with pytest.raises(Refused):
        read([(b"content-length", b"5"), (b"content-length", b"5")])
    with pytest.raises(Refused):
        read([(b"transfer-encoding", b"chunked"), (b"transfer-encoding", b"chunked")])
