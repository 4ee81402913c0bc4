"""Tokens that ended early: what auth still remembers, then the broadcast of `CredentialsRevoked`.

Only for the early check. While the broker is away the gateway lets a revoked token through to the services, which ask
auth themselves (contract section 2).
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

import aiohttp
import orjson

from arbeit_events.envelope import Envelope
from arbeit_gateway.attempt import Attempt
from arbeit_gateway.settings import Settings
from arbeit_gateway.upstream import Upstream
from arbeit_kit.messaging.broadcast import Broadcasts
from arbeit_kit.problem import Problem
from arbeit_kit.revocations import Revocations
from arbeit_kit.tokens import service_token

_REVOKED: Final = "auth.CredentialsRevoked.v1"
_LIST: Final = "/internal/revocations"


class RevocationFeed:
    """Keeps `revocations` current while there is a broker; does nothing without `AMQP_URL`."""

    def __init__(self, settings: Settings, revocations: Revocations, auth: Upstream) -> None:
        self._settings = settings
        self._revocations = revocations
        self._auth = auth
        self._broadcasts: Broadcasts | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        """Whether revocations arrive at the moment."""
        return self._broadcasts is not None and self._broadcasts.connected

    async def start(self) -> None:
        """Returns at once; connecting, and trying again, goes on in the background."""
        if self._settings.amqp_url is None:
            return
        self._broadcasts = Broadcasts(
            self._settings.amqp_url,
            "arbeit-gateway",
            {_REVOKED: [self._apply]},
            self._load,
            topology_given=self._settings.amqp_topology == "given",
        )
        self._task = asyncio.create_task(self._broadcasts.run(), name="gateway-revocations")

    async def stop(self) -> None:
        """Close the connection to the broker."""
        if self._broadcasts is None or self._task is None:
            return
        await self._broadcasts.stop()
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _apply(self, event: Envelope) -> None:
        self._revocations.apply(event.data)

    async def _load(self) -> None:
        """After each connection: what was revoked while nobody listened. ConnectionError makes the link try again."""
        headers = [("authorization", f"Bearer {service_token(self._settings, 'gateway')}")]
        try:
            attempt = Attempt(self._auth, asyncio.get_running_loop())
            try:
                response = await attempt.request(
                    "GET", _LIST, b"", headers=headers, timeout=self._auth.timeouts["standard"]
                )
                attempt.succeeded(asyncio.get_running_loop().time())
                async with response:
                    if response.status != 200:
                        raise ConnectionError("auth does not tell its revocations")
                    self._revocations.load(orjson.loads(await response.read()).get("items", ()))
            finally:
                attempt.over()
        except (Problem, aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ConnectionError("auth does not answer yet") from error
