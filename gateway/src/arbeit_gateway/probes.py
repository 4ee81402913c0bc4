"""`/healthz`: would a restart help? Looks at nothing else. `/readyz`: may traffic come, and which service answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Final

import orjson

from arbeit_gateway.exchange import Exchange
from arbeit_gateway.headers import API_CSP, NO_STORE
from arbeit_gateway.upstream import Upstream

_KEEP_S: Final = 1.0
_HEADERS: Final = [(b"content-type", b"application/json"), NO_STORE, API_CSP]


class Probes:
    """The gateway is ready while it does not drain. A service that is down is reported, and its paths answer 502 or
    503; taking the gateway out of the rotation for it would take down all the others as well."""

    def __init__(self, upstreams: Mapping[str, Upstream]) -> None:
        self._upstreams = upstreams
        self.draining = False
        self._known: dict[str, str] = {}
        self._asked_at = float("-inf")
        self._asking = asyncio.Lock()

    async def answer(self, exchange: Exchange) -> bool:
        """True when the path was one of the probes, and is answered."""
        if exchange.path == "/healthz":
            await exchange.answer(200, b'{"status":"ok"}', [*_HEADERS])
            return True
        if exchange.path != "/readyz":
            return False
        services = await self._services()
        body = orjson.dumps({"status": "draining" if self.draining else "ready", "services": services})
        await exchange.answer(503 if self.draining else 200, body, [*_HEADERS])
        return True

    async def _services(self) -> dict[str, str]:
        """Asked at most once a second, however many ask us."""
        async with self._asking:
            if time.monotonic() - self._asked_at >= _KEEP_S:
                names = list(self._upstreams)
                ready = await asyncio.gather(*(self._upstreams[name].answers() for name in names))
                self._known = {name: "ready" if up else "not ready" for name, up in zip(names, ready, strict=True)}
                self._asked_at = time.monotonic()
        return self._known
