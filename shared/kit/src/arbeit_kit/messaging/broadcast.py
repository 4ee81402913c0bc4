"""Events that every process must see: revocations, live streams. No inbox, no transaction, nothing kept while away."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from pydantic import ValidationError

from arbeit_events import topology
from arbeit_events.envelope import Envelope
from arbeit_kit.messaging.link import Link
from arbeit_kit.messaging.topology import declare

log = logging.getLogger(__name__)

Handler = Callable[[Envelope], Awaitable[None]]


class Broadcasts:
    """Delivers events to this process's handlers. `connected` is False while events may be missed.

    `on_connected` runs after each (re)connection, before `connected` turns True: the place to load what was missed.
    """

    def __init__(
        self,
        url: str,
        name: str,
        handlers: Mapping[str, Sequence[Handler]],
        on_connected: Callable[[], Awaitable[None]],
        *,
        topology_given: bool = False,
    ) -> None:
        self._topology_given = topology_given
        self._handlers = handlers
        self._on_connected = on_connected
        self.link = Link(url, f"{name}-broadcast", self._setup)

    @property
    def connected(self) -> bool:
        return self.link.connected

    async def run(self) -> None:
        await self.link.run()

    async def stop(self) -> None:
        await self.link.stop()

    async def _setup(self, connection: AbstractConnection, link: Link) -> None:
        channel = await connection.channel(publisher_confirms=False)
        link.watch(channel)
        await channel.set_qos(prefetch_count=200)
        await declare(channel, given=self._topology_given)
        # Exclusive: it belongs to this connection and goes with it. RabbitMQ 4.3 refuses other transient queues.
        queue = await channel.declare_queue(exclusive=True, arguments={"x-queue-type": "classic"})
        for key in self._handlers:
            await queue.bind(topology.EXCHANGE, routing_key=key)
        await queue.consume(self._take, no_ack=True)
        await self._on_connected()

    async def _take(self, message: AbstractIncomingMessage) -> None:
        try:
            event = Envelope.from_bytes(message.body)
        except ValidationError:
            return
        for key, handlers in self._handlers.items():
            if key in ("#", event.routing_key):
                for handler in handlers:
                    await _guarded(handler, event)


async def _guarded(handler: Handler, event: Envelope) -> None:
    try:
        await handler(event)
    except Exception:
        log.exception("broadcast handler failed", extra={"event": "broadcast_failed", "event_id": event.id})


def bound(handler: Callable[[Any, Envelope], Awaitable[None]], service: Any) -> Handler:
    """A handler that receives its service first."""

    async def call(event: Envelope) -> None:
        await handler(service, event)

    return call
