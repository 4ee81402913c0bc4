"""A small subscriber for teams outside: connect, name the events, get typed payloads.

    subscriber = Subscriber("amqp://…", queue="payroll.events")

    @subscriber.on(HiringInitiated)
    async def hired(event: Envelope, data: HiringInitiated) -> None: ...

    await subscriber.run()

Delivery is at least once, in order per entity as long as nothing fails: handlers must bear a repeated ``event.id`` and
may drop an event whose ``sequence`` is lower than one they have seen of the same ``subject``.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Literal, TypeVar

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from pydantic import ValidationError

from arbeit_events import topology
from arbeit_events.envelope import Envelope, EventData

log = logging.getLogger(__name__)

E = TypeVar("E", bound=EventData)
Handler = Callable[[Envelope, Any], Awaitable[None]]
Everything = Callable[[Envelope], Awaitable[None]]

DELIVERY_LIMIT = 10
"""Deliveries of one message before it goes to ``arbeit.dead``."""


class Subscriber:
    """One durable queue of one's own on ``arbeit.events``, and the handlers of what arrives there."""

    def __init__(self, url: str, *, queue: str, prefetch: int = 1, retry_delay_s: float = 1.0) -> None:
        """``prefetch``: handlers at once; more than 1 gives up the order. ``retry_delay_s``: pause after a failure."""
        self._url = url
        self._queue = queue
        self._prefetch = prefetch
        self._retry_delay_s = retry_delay_s
        self._handlers: dict[str, tuple[type[EventData], Handler]] = {}

    def on(
        self, model: type[E]
    ) -> Callable[[Callable[[Envelope, E], Awaitable[None]]], Callable[[Envelope, E], Awaitable[None]]]:
        """Registers the handler of an event. Raises ``ValueError`` for a second one."""

        def register(handler: Callable[[Envelope, E], Awaitable[None]]) -> Callable[[Envelope, E], Awaitable[None]]:
            if model.event_type() in self._handlers:
                raise ValueError(f"{model.event_type()} has a handler already")
            self._handlers[model.event_type()] = (model, handler)
            return handler

        return register

    async def run(self) -> None:
        """Handles events until cancelled; reconnects by itself. The queue stays, and collects, while nobody runs."""
        async with _channel(self._url, self._prefetch) as channel:
            queue = await channel.declare_queue(
                self._queue,
                durable=True,
                arguments={
                    "x-queue-type": "quorum",
                    "x-delivery-limit": DELIVERY_LIMIT,
                    "x-dead-letter-exchange": topology.DEAD,
                },
            )
            for model, _ in self._handlers.values():
                await queue.bind(topology.EXCHANGE, routing_key=model.routing_key())
            await queue.consume(self._take)
            await asyncio.Future()

    async def _take(self, message: AbstractIncomingMessage) -> None:
        try:
            event = Envelope.from_bytes(message.body)
            known = self._handlers.get(event.type)
            if known is not None:
                model, handler = known
                await handler(event, event.data_as(model))
            await message.ack()
        except ValidationError:
            log.exception("not an event of this language: %s", message.message_id)
            await message.reject(requeue=False)
        except Exception:
            log.exception("event %s failed", message.message_id)
            await asyncio.sleep(self._retry_delay_s)
            await message.nack(requeue=True)


async def replay(url: str, handler: Everything, *, since: Literal["first"] | int = "first", prefetch: int = 100) -> int:
    """Hands over everything the log stream still keeps, oldest first, and returns how many events that were.

    ``since``: ``first``, or an offset in the stream. Ends when nothing arrived for two seconds. For a new subscriber:
    replay first, then ``run``, and bear the overlap.
    """
    seen = 0
    arrived = asyncio.Event()

    async def take(message: AbstractIncomingMessage) -> None:
        nonlocal seen
        await handler(Envelope.from_bytes(message.body))
        await message.ack()
        seen += 1
        arrived.set()

    async with _channel(url, prefetch) as channel:
        stream = await channel.get_queue(topology.LOG_STREAM)
        await stream.consume(take, arguments={"x-stream-offset": since})
        while True:
            try:
                await asyncio.wait_for(arrived.wait(), 2)
            except TimeoutError:
                return seen
            arrived.clear()


@asynccontextmanager
async def _channel(url: str, prefetch: int) -> AsyncIterator[AbstractChannel]:
    connection = await aio_pika.connect_robust(url)
    async with connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=prefetch)
        yield channel
