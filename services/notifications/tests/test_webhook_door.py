"""The way out: whatever an address, a name or an answer tries, only the public internet is called, and not for long."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from aiohttp import web

from arbeit_notifications.domain.webhooks import address
from arbeit_notifications.webhooks import door as doors
from arbeit_notifications.webhooks.door import Answer, Door, Resolver

from .receiver import receiving

HERE = (ip_network("127.0.0.1/32"),)
REFUSED = "the host's address is not public"

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "0.0.0.0",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.192", "198.18.0.1", "203.0.113.5", "168.63.129.16",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::",
    "2001:db8::1", "not an address",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:4700::6810:84e5", "::ffff:8.8.8.8"]


class Names(Resolver):
    """A name server in an attacker's hand: each look-up gets the next answer."""

    def __init__(self, *answers: Iterable[str]) -> None:
        super().__init__(HERE)
        self.answers = [list(each) for each in answers]
        self.asked = 0

    async def look_up(self, host: str, port: int, family: int) -> list[tuple[int, str]]:
        found = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return [(int(socket.AF_INET6 if ":" in each else socket.AF_INET), each) for each in found]


@asynccontextmanager
async def door(resolver: Resolver | None = None, exceptions: Any = ()) -> AsyncIterator[Door]:
    opened = Door(parallel=4, exceptions=exceptions, resolver=resolver)
    try:
        yield opened
    finally:
        await opened.close()


async def posted(opened: Door, url: str) -> Answer:
    return await opened.post(url, b"{}", {"Content-Type": "application/json"})


@pytest.mark.parametrize("text", PRIVATE)
def test_no_address_of_a_private_kind_may_be_called(text: str) -> None:
    assert not address.may_call(text)


@pytest.mark.parametrize("text", PUBLIC)
def test_public_ones_may(text: str) -> None:
    assert address.may_call(text)
    assert address.is_public(ip_address(text))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/", "https://localhost/", "https://a.internal/x", "https://intranet/", "https://[::1]/",
        "https://127.0.0.1/", "https://[::ffff:10.0.0.1]/", "https://u:p@hooks.example.com/", "https://@hooks.example.com",
        "https://hooks.example.com/#x", "https://", "https:///x", "https://hooks.example.com:99999/", "gopher://x.example/",
        "https://hooks.example.com/a b", "https://hooks.example.com\\@127.0.0.1/", "https://x.example/" + "a" * 2048,
    ],
)  # fmt: skip
def test_addresses_that_are_refused_when_they_are_given(url: str) -> None:
    with pytest.raises(ValueError, match="must"):
        address.checked(url)


def test_ordinary_addresses_are_taken() -> None:
    for url in ("https://hooks.example.com/a?b=c", "https://hooks.example.com:8443/", "https://8.8.8.8/hook"):
        assert address.checked(url) == url


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "0x7f.1", "0"])
async def test_this_machine_is_never_called_however_it_is_written(host: str) -> None:
    async with receiving() as receiver, door() as opened:
        port = receiver.url.rpartition(":")[2]
        answer = await posted(opened, f"http://{host}:{port}/")
        assert answer.status is None
        assert receiver.calls == []


async def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    async with receiving() as receiver, door(Resolver(())) as opened:
        names = Names(["93.184.215.14", "127.0.0.1"])
        names._exceptions = ()
        opened._session.connector._resolver = names  # type: ignore[union-attr]
        with pytest.raises(doors.NotPublicError):  # not even the public ones among them
            await names.resolve("mixed.example", 443)
        answer = await posted(opened, f"http://mixed.example:{receiver.url.rpartition(':')[2]}/")
        assert (answer.status, answer.reason) == (None, REFUSED)
        assert receiver.calls == []


async def test_a_name_that_changes_its_mind_is_asked_once_and_the_checked_address_called() -> None:
    """DNS rebinding: the second answer of the attacker's name server leads inside, and nobody asks for it."""
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    async with receiving() as receiver, door(names, HERE) as opened:
        answer = await posted(opened, f"http://rebinding.example:{receiver.url.rpartition(':')[2]}/")
        assert answer.status == 200
        assert names.asked == 1
        (call,) = receiver.calls
        assert call.headers["Host"].startswith("rebinding.example:"), "the name, not the address, is what the host sees"


async def test_the_socket_is_the_last_gate_even_when_the_resolver_was_fooled() -> None:
    class Fooled(Names):
        async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_UNSPEC) -> Any:
            return [
                {"hostname": host, "host": "127.0.0.2", "port": port, "family": 2, "proto": 0, "flags": 0},
            ]

    async with receiving() as receiver, door(Fooled([]), HERE) as opened:
        answer = await posted(opened, f"http://fooled.example:{receiver.url.rpartition(':')[2]}/")
        assert (answer.status, answer.reason) == (None, REFUSED)


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with receiving() as receiver, receiving() as proxy, door(exceptions=HERE) as opened:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        assert (await posted(opened, receiver.url)).status == 200
        assert proxy.calls == []


async def test_a_redirect_inside_is_not_followed() -> None:
    async with receiving() as receiver, door(exceptions=HERE) as opened:
        receiver.answer = lambda call: web.Response(status=307, headers={"Location": "http://169.254.169.254/"})
        answer = await posted(opened, receiver.url)
        assert (answer.status, answer.reason) == (307, "redirects are not followed")
        assert len(receiver.calls) == 1


async def test_silence_and_endless_answers_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "TOTAL_S", 0.5)

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            if b"/endless" in await reader.readline():
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
                while True:
                    writer.write(b"x" * 65536)
                    await writer.drain()
            await reader.read()  # says nothing until the caller leaves
        writer.close()

    server = await asyncio.start_server(behave, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with door(exceptions=HERE) as opened:
        begun = time.monotonic()
        endless = await posted(opened, f"{url}/endless")
        assert endless.status == 200
        assert len(endless.text) <= 1024
        silent = await posted(opened, f"{url}/silent")
        assert (silent.status, silent.reason) == (None, "no answer in time")
        assert time.monotonic() - begun < 3
    server.close()
    await server.wait_closed()


async def test_what_an_answer_holds_is_kept_short_and_harmless() -> None:
    async with receiving() as receiver, door(exceptions=HERE) as opened:
        receiver.answer = lambda call: web.Response(
            status=503, body=b"\x00\x1b[31m\xff<script>" + b"y" * 5000, headers={"Retry-After": "120"}
        )
        answer = await posted(opened, receiver.url)
        assert answer.retry_after_s == 120
        assert "\x00" not in answer.text
        assert "\x1b" not in answer.text
        assert len(answer.text) == 1024
