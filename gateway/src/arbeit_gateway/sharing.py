"""Limits that several gateways keep together: each tells the others what it let through, four times a second.

A token taken at one gateway is charged at all. What somebody can gain by asking many at once is what he takes within
one round, and he pays it back: his buckets are in debt afterwards. Without a broker each gateway limits by itself.
Messages are neither kept nor confirmed; nothing in them outlives the queues of the connections.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Mapping
from typing import Final

import orjson

from arbeit_events.topology import GATEWAYS
from arbeit_gateway.limits import Buckets
from arbeit_gateway.settings import Settings
from arbeit_kit.messaging.gossip import Gossip

_log = logging.getLogger("arbeit.gateway")
ROUND_S: Final = 0.25
# Somebody must have been heard before usage is told: one gateway alone says only that it is there.
_HELLO_S: Final = 1.0
_HEARD_S: Final = 5.0


class Sharing:
    """Keeps `buckets` (name -> rule, the same names in every gateway) in step; does nothing without `AMQP_URL`."""

    def __init__(self, settings: Settings, buckets: Mapping[str, Buckets]) -> None:
        self._buckets = {name: each for name, each in buckets.items() if each.rate}
        self._me = secrets.token_hex(8)
        self._heard_at = float("-inf")
        self._tasks: list[asyncio.Task[None]] = []
        self._gossip: Gossip | None = None
        if settings.amqp_url is not None and self._buckets:
            given = settings.amqp_topology == "given"
            self._gossip = Gossip(settings.amqp_url, "arbeit-gateway", GATEWAYS, self._hear, topology_given=given)

    @property
    def accompanied(self) -> bool:
        """Whether another gateway was heard lately."""
        return time.monotonic() - self._heard_at < _HEARD_S

    def start(self) -> None:
        """Returns at once; connecting, and trying again, goes on in the background."""
        if self._gossip is not None:
            self._tasks = [
                asyncio.create_task(self._gossip.run(), name="gateway-sharing"),
                asyncio.create_task(self._tell(self._gossip), name="gateway-sharing-rounds"),
            ]

    async def stop(self) -> None:
        """Close the connection to the broker."""
        if self._gossip is None:
            return
        await self._gossip.stop()
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _tell(self, gossip: Gossip) -> None:
        said_at = float("-inf")
        while True:
            await asyncio.sleep(ROUND_S)
            used = {name: taken for name, each in self._buckets.items() if (taken := each.taken())}
            now = time.monotonic()
            tells = bool(used) and self.accompanied
            if tells or now - said_at >= _HELLO_S:
                said_at = now
                await gossip.say(orjson.dumps({"gateway": self._me, "used": used if tells else {}}))

    def _hear(self, body: bytes) -> None:
        try:
            said = orjson.loads(body)
            if said["gateway"] == self._me:
                return
            self._heard_at = time.monotonic()
            now = asyncio.get_running_loop().time()
            for name, used in said["used"].items():
                if (buckets := self._buckets.get(name)) is not None:
                    buckets.charge(used, now)
        except (ValueError, KeyError, TypeError, AttributeError):
            _log.warning("another gateway speaks in a way that is not understood", extra={"event": "sharing_unread"})
