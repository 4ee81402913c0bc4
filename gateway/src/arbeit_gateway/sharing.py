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

import aio_pika
import orjson
from aio_pika.abc import AbstractConnection, AbstractExchange, AbstractIncomingMessage

from arbeit_events.topology import GATEWAYS
from arbeit_gateway.limits import Buckets
from arbeit_gateway.settings import Settings
from arbeit_kit.messaging.link import BROKER_ERRORS, Link

_log = logging.getLogger("arbeit.gateway")
ROUND_S: Final = 0.25
# Somebody must have been heard before usage is told: one gateway alone says only that it is there.
_HELLO_S: Final = 1.0
_HEARD_S: Final = 5.0


class Sharing:
    """Keeps `buckets` (name -> rule, the same names in every gateway) in step; does nothing without `AMQP_URL`."""

    def __init__(self, settings: Settings, buckets: Mapping[str, Buckets]) -> None:
        self._buckets = {name: each for name, each in buckets.items() if each.rate}
        self._given = settings.amqp_topology == "given"
        self._me = secrets.token_hex(8)
        self._heard_at = float("-inf")
        self._exchange: AbstractExchange | None = None
        self._tasks: list[asyncio.Task[None]] = []
        wanted = settings.amqp_url is not None and bool(self._buckets)
        self._link = Link(settings.amqp_url or "", "arbeit-gateway-sharing", self._setup) if wanted else None

    @property
    def accompanied(self) -> bool:
        """Whether another gateway was heard lately."""
        return time.monotonic() - self._heard_at < _HEARD_S

    def start(self) -> None:
        """Returns at once; connecting, and trying again, goes on in the background."""
        if self._link is not None:
            self._tasks = [
                asyncio.create_task(self._link.run(), name="gateway-sharing"),
                asyncio.create_task(self._tell(), name="gateway-sharing-rounds"),
            ]

    async def stop(self) -> None:
        """Close the connection to the broker."""
        if self._link is None:
            return
        await self._link.stop()
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _setup(self, connection: AbstractConnection, link: Link) -> None:
        channel = await connection.channel(publisher_confirms=False)
        link.watch(channel)
        self._exchange = (
            await channel.get_exchange(GATEWAYS)
            if self._given
            else await channel.declare_exchange(GATEWAYS, aio_pika.ExchangeType.FANOUT, durable=True)
        )
        queue = await channel.declare_queue(exclusive=True, arguments={"x-queue-type": "classic"})
        await queue.bind(self._exchange)
        await queue.consume(self._hear, no_ack=True)

    async def _tell(self) -> None:
        said_at = float("-inf")
        while True:
            await asyncio.sleep(ROUND_S)
            used = {name: taken for name, each in self._buckets.items() if (taken := each.taken())}
            now = time.monotonic()
            tells = bool(used) and self.accompanied
            if self._link is None or not self._link.connected or not (tells or now - said_at >= _HELLO_S):
                continue
            said_at = now
            body = orjson.dumps({"gateway": self._me, "used": used if tells else {}})
            try:
                assert self._exchange is not None
                async with asyncio.timeout(ROUND_S * 4):
                    await self._exchange.publish(
                        aio_pika.Message(body, expiration=5, content_type="application/json"), ""
                    )
            except BROKER_ERRORS as error:
                _log.debug("limits not shared: %s", type(error).__name__)

    async def _hear(self, message: AbstractIncomingMessage) -> None:
        try:
            said = orjson.loads(message.body)
            if said["gateway"] == self._me:
                return
            self._heard_at = time.monotonic()
            now = asyncio.get_running_loop().time()
            for name, used in said["used"].items():
                if (buckets := self._buckets.get(name)) is not None:
                    buckets.charge(used, now)
        except (ValueError, KeyError, TypeError, AttributeError):
            _log.warning("another gateway speaks in a way that is not understood", extra={"event": "sharing_unread"})
