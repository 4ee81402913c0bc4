"""Uvicorn with what a front door needs beside it: limits on slow and oversize heads, problem+json even for what is
not HTTP, and a drain that lets a load balancer notice first."""

from __future__ import annotations

import asyncio
import logging
import signal
from itertools import chain
from types import FrameType
from typing import Any, Final, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from arbeit_gateway.app import Gateway
from arbeit_gateway.settings import Settings
from arbeit_kit import problem
from arbeit_kit.problem import Problem

_log = logging.getLogger("arbeit.gateway")
_HEAD_BYTES: Final = 32 * 1024
_HEAD_SECONDS: Final = 10.0
_LINGER_SECONDS: Final = 5.0
_HEAD_TOO_LARGE: Final = Problem(431, "head-too-large", "Head too large", "The request's headers are too large.")


class Joined:
    """A transport that writes at the end of the loop's turn what was written during it. Uvicorn writes an answer's head
    and its body one by one; as one, they are half the system calls here and half the wake-ups of the client."""

    __slots__ = ("_loop", "_pieces", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._pieces:
            self._loop.call_soon(self._flush)
        self._pieces.append(data)

    def _flush(self) -> None:
        if self._pieces:
            pieces, self._pieces = self._pieces, []
            self._transport.write(b"".join(pieces))

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def pause_reading(self) -> None:
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        self._transport.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._transport.get_extra_info(name, default)


class FrontDoor(HttpToolsProtocol):
    """The HTTP protocol with a bound on the head of a request (bytes and seconds), and on how long a client may go on
    sending a body that has already been refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        self._in_head = False
        self._head_timer: asyncio.TimerHandle | None = None
        self._linger_timer: asyncio.TimerHandle | None = None
        self._arriving = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast("asyncio.Transport", Joined(transport, self.loop)))
        self._head_timer = self.loop.call_later(_HEAD_SECONDS, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timers()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_bytes = 0
        self._in_head = self._arriving = True
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(_HEAD_SECONDS, self._too_slow)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > _HEAD_BYTES:
                self._refuse(_HEAD_TOO_LARGE)

    def on_headers_complete(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
        self._in_head = False
        if sum(map(len, chain.from_iterable(self.headers))) + len(self.url) > _HEAD_BYTES:
            self._refuse(_HEAD_TOO_LARGE)
            raise ValueError("head too large")  # ends the parsing
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._arriving = False
        if self._linger_timer is not None:
            self._linger_timer.cancel()
            self._linger_timer = None
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._arriving and not self.transport.is_closing() and self._linger_timer is None:
            self._linger_timer = self.loop.call_later(_LINGER_SECONDS, self.transport.close)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        self._refuse(Problem(400, "bad-request", "Bad request", "This is not a valid HTTP request."))

    def _too_slow(self) -> None:
        self._head_timer = None
        self._refuse(Problem(408, "request-timeout", "Request timeout", "The request's head did not arrive in time."))

    def _refuse(self, refusal: Problem) -> None:
        if self.transport is None or self.transport.is_closing():
            return
        if self.cycle is not None and not self.cycle.response_complete:
            if self.cycle.response_started or self.pipeline:
                self.transport.close()  # an answer is on its way: nothing may be mixed into it
                return
            self.cycle.disconnected = True  # the head was fine, the body is not: ours is the only answer
            self.cycle.message_event.set()
        body = problem.encode(refusal.body("/"))
        self.transport.write(
            b"".join(
                [
                    STATUS_LINE[refusal.status],
                    b"content-type: application/problem+json\r\ncontent-length: %d\r\n" % len(body),
                    b"cache-control: no-store\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n",
                    body,
                ]
            )
        )
        self.transport.close()

    def _stop_timers(self) -> None:
        for timer in (self._head_timer, self._linger_timer):
            if timer is not None:
                timer.cancel()
        self._head_timer = self._linger_timer = None


class Server(uvicorn.Server):
    """SIGTERM: readiness off and streams ended, a moment later the door closes, requests in flight finish. A second
    signal, or Ctrl-C, closes the door at once."""

    def __init__(self, config: uvicorn.Config, gateway: Gateway) -> None:
        super().__init__(config)
        self._gateway = gateway
        self._signalled = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        again, self._signalled = self._signalled, True
        delay = self._gateway.settings.drain_delay
        if again or sig != signal.SIGTERM or not delay:
            self._gateway.drain()
            super().handle_exit(sig, frame)
            return
        loop = asyncio.get_running_loop()
        self._gateway.probes.draining = True
        loop.call_later(delay, self._close, sig, frame)

    def _close(self, sig: int, frame: FrameType | None) -> None:
        self._gateway.drain()
        super().handle_exit(sig, frame)


def config(gateway: Gateway, settings: Settings) -> uvicorn.Config:
    """Uvicorn on uvloop and httptools; headers and logs are ours."""
    return uvicorn.Config(
        gateway,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=FrontDoor,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=65,
        timeout_graceful_shutdown=int(settings.drain_timeout),
        backlog=2048,
    )
