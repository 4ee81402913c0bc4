"""Word of mouth between processes of one kind: to all of them that are there now, neither kept nor confirmed.

For what is worthless a moment later. Anything that must arrive is an event, and goes through the outbox.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import aio_pika
from aio_pika.abc import AbstractConnection, AbstractExchange, AbstractIncomingMessage

from arbeit_kit.messaging.link import BROKER_ERRORS, Link

log = logging.getLogger(__name__)

_DEADLINE_S = 1.0
_STALE_S = 5


class Gossip:
    """`hear` is called with every message on the fanout exchange, one's own included."""

    def __init__(
        self, url: str, name: str, exchange: str, hear: Callable[[bytes], None], *, topology_given: bool = False
    ) -> None:
        self._name = exchange
        self._hear = hear
        self._given = topology_given
        self._exchange: AbstractExchange | None = None
        self.link = Link(url, f"{name}-gossip", self._setup)

    async def run(self) -> None:
        """Until `stop()`."""
        await self.link.run()

    async def stop(self) -> None:
        await self.link.stop()

    async def say(self, body: bytes) -> bool:
        """False when it could not be said; it is then lost."""
        if not self.link.connected or self._exchange is None:
            return False
        try:
            async with asyncio.timeout(_DEADLINE_S):
                await self._exchange.publish(
                    aio_pika.Message(body, expiration=_STALE_S, content_type="application/json"), ""
                )
        except BROKER_ERRORS as error:
            log.debug("not said: %s", type(error).__name__)
            return False
        return True

    async def _setup(self, connection: AbstractConnection, link: Link) -> None:
        channel = await connection.channel(publisher_confirms=False)
        link.watch(channel)
        self._exchange = (
            await channel.get_exchange(self._name)
            if self._given
            else await channel.declare_exchange(self._name, aio_pika.ExchangeType.FANOUT, durable=True)
        )
        # Exclusive: it belongs to this connection and goes with it. RabbitMQ 4.3 refuses other transient queues.
        queue = await channel.declare_queue(exclusive=True, arguments={"x-queue-type": "classic"})
        await queue.bind(self._exchange)
        await queue.consume(self._take, no_ack=True)

    async def _take(self, message: AbstractIncomingMessage) -> None:
        self._hear(message.body)
