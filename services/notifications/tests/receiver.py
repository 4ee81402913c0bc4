"""Somebody else's server that takes webhooks, and does what a test tells it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Call:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        return dict(json.loads(self.body))


Answer = Callable[[Call], web.Response]


@dataclass
class Receiver:
    """`answer` decides what a call is answered; everything that came is in `calls`."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answer: Answer = lambda call: web.Response(text="thanks")

    def types(self, path: str = "/hook") -> list[str]:
        return [call.event["type"] for call in self.calls if call.path == path]

    async def _take(self, request: web.Request) -> web.Response:
        call = Call(request.path, dict(request.headers), await request.read())
        self.calls.append(call)
        return self.answer(call)


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", receiver._take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    receiver.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
    try:
        yield receiver
    finally:
        await runner.cleanup()
