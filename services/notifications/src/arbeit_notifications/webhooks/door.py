"""The guarded way out: one POST to an address that somebody else chose.

A name is resolved once, by us; every address it has must be public, and the connection goes to one of these very
addresses (a second look-up could answer differently: DNS rebinding). Whatever way an address came, it is judged again
where the socket is made. No redirect is followed, no proxy of the environment used, no cookie kept; time and size of
an answer are bounded.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from arbeit_notifications.domain.webhooks.address import Network, may_call
from arbeit_notifications.domain.webhooks.delivery import SNIPPET
from arbeit_notifications.settings import Settings

CONNECT_S = 5.0
TOTAL_S = 15.0
READ_BYTES = 4096
"""Of an answer; the rest is not waited for."""
_LONGEST_ASKED_S = 24 * 3600


class NotPublicError(OSError):
    """The address is not one of the public internet. Tells no address: it may be of our own network."""

    def __init__(self) -> None:
        super().__init__("the host's address is not public")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `status` None: nothing did, for `reason`."""

    status: int | None
    duration_ms: int
    reason: str = ""
    text: str = ""
    retry_after_s: float | None = None

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def outcome(self) -> Literal["delivered", "refused", "unreachable"]:
        if self.status is None:
            return "unreachable"
        return "delivered" if self.accepted else "refused"


class Resolver(AbstractResolver):
    """Resolves with the system, and refuses a name that has any address which is not public."""

    def __init__(self, exceptions: Iterable[Network]) -> None:
        self._exceptions = tuple(exceptions)

    async def look_up(self, host: str, port: int, family: int) -> list[tuple[int, str]]:
        """Families and addresses of a name; replaced in tests."""
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG
        )
        return [(int(each[0]), str(each[4][0])) for each in found]

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self.look_up(host, port, family)
        if not found:
            raise OSError("the host has no address")
        # All of them, not one: a name that mixes public and private addresses is an attack or a mistake.
        if not all(may_call(address, self._exceptions) for _, address in found):
            raise NotPublicError
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=own,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for own, address in found
        ]

    async def close(self) -> None:
        """Holds nothing."""


class Door:
    """Sends; open it inside the event loop, `close` it after the last."""

    def __init__(self, *, parallel: int, exceptions: Iterable[Network] = (), resolver: Resolver | None = None) -> None:
        allowed = tuple(exceptions)

        def make_socket(info: Any) -> socket.socket:
            family, kind, proto, _, address = info
            if not may_call(str(address[0]), allowed):
                raise NotPublicError
            made = socket.socket(family, kind, proto)
            made.setblocking(False)
            return made

        connector = aiohttp.TCPConnector(
            limit=parallel,
            resolver=resolver or Resolver(allowed),
            use_dns_cache=False,
            socket_factory=make_socket,
            keepalive_timeout=10,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=TOTAL_S, sock_connect=CONNECT_S),
            headers={"User-Agent": "Arbeit-Webhooks/1.0"},
        )

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(parallel=settings.webhook_parallel, exceptions=settings.webhook_networks)

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Never raises for what the other side does."""
        begun = time.perf_counter()
        try:
            async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as response:
                text = await _beginning(response)
                return Answer(response.status, _ms(begun), _reason(response.status), text, _asked(response))
        except TimeoutError:
            return Answer(None, _ms(begun), "no answer in time")
        except aiohttp.ClientConnectorError as error:
            refused = isinstance(error.os_error, NotPublicError) or isinstance(error.__cause__, NotPublicError)
            return Answer(None, _ms(begun), str(NotPublicError()) if refused else _named(error))
        except NotPublicError as error:
            return Answer(None, _ms(begun), str(error))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Answer(None, _ms(begun), _named(error))

    async def close(self) -> None:
        await self._session.close()


async def _beginning(response: aiohttp.ClientResponse) -> str:
    """As much of the answer as is kept; an endless one is cut."""
    raw = b""
    try:
        while len(raw) < READ_BYTES:
            piece = await response.content.read(READ_BYTES - len(raw))
            if not piece:
                break
            raw += piece
    except aiohttp.ClientError:
        pass  # the status has come, and that is what counts
    text = raw.decode("utf-8", "replace")
    return "".join(each if each.isprintable() or each in "\n\t" else "�" for each in text)[:SNIPPET]


def _reason(status: int) -> str:
    """Only what the number does not say by itself."""
    return "redirects are not followed" if 300 <= status < 400 else ""


def _asked(response: aiohttp.ClientResponse) -> float | None:
    """Seconds of a `Retry-After`; its form with a date is not read."""
    value = response.headers.get("Retry-After", "")
    return float(min(int(value), _LONGEST_ASKED_S)) if value.isascii() and value.isdigit() and len(value) < 7 else None


def _named(error: BaseException) -> str:
    """What went wrong, in words that hold no address of ours."""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "the host's name was not found"
    if isinstance(error, aiohttp.ClientSSLError):
        return "the TLS connection failed (certificate?)"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "the host could not be reached"
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "the connection was closed without an answer"
    return f"the call failed ({type(error).__name__})"


def _ms(begun: float) -> int:
    return int((time.perf_counter() - begun) * 1000)
