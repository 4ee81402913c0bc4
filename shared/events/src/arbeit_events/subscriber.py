"""A small subscriber for teams outside: connect, name the events, get typed payloads.

    subscriber = Subscriber("amqp://…", queue="payroll.events")

    @subscriber.on(HiringInitiated)
    async def hired(event: Envelope, data: HiringInitiated) -> None: ...

    await subscriber.run()

Delivery is at least once, in order per entity as long as nothing fails: handlers must bear a repeated ``event.id`` and
may drop an event whose ``sequence`` is lower than one they have seen of the same ``subject``. Copies that follow each
other in one process are dropped here; those after a restart only the handler's own store can tell.
"""

import asyncio
import contextlib
import logging
import signal
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeVar

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

REMEMBERED = 10_000
"""Ids of handled events that one process keeps in mind."""

_GRACE_S = 30
_QUIET_S = 2.0


class Subscriber:
    """One durable queue of one's own on ``arbeit.events``, and the handlers of what arrives there."""

    def __init__(self, url: str, *, queue: str, prefetch: int = 1, retry_delay_s: float = 1.0) -> None:
        """``prefetch``: handlers at once; more than 1 gives up the order. ``retry_delay_s``: pause after a failure."""
        self._url = url
        self._queue = queue
        self._prefetch = prefetch
        self._retry_delay_s = retry_delay_s
        self._handlers: dict[str, tuple[type[EventData], Handler]] = {}
        self._handled: OrderedDict[str, None] = OrderedDict()
        self._at_work: set[asyncio.Task[Any]] = set()
        self._stopping = asyncio.Event()

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

    async def run(self, *, signals: bool = True) -> None:
        """Handles events until ``stop()`` or SIGTERM, and finishes what is in hand; reconnects by itself.

        The queue stays, and collects, while nobody runs. ``signals=False`` leaves SIGTERM and SIGINT to you.
        """
        if signals:
            # Not in a thread, and not everywhere.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                for each in (signal.SIGTERM, signal.SIGINT):
                    asyncio.get_running_loop().add_signal_handler(each, self.stop)
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
            tag = await queue.consume(self._take)
            await self._stopping.wait()
            await queue.cancel(tag)
            if self._at_work:
                await asyncio.wait(self._at_work, timeout=_GRACE_S)

    def stop(self) -> None:
        """Takes no more events; ``run`` returns once those in hand are handled and acknowledged."""
        self._stopping.set()

    async def _take(self, message: AbstractIncomingMessage) -> None:
        if self._stopping.is_set():
            return  # unacknowledged: the next process gets it
        task = asyncio.current_task()
        assert task is not None
        self._at_work.add(task)
        try:
            await self._handle(message)
        finally:
            self._at_work.discard(task)

    async def _handle(self, message: AbstractIncomingMessage) -> None:
        try:
            event = Envelope.from_bytes(message.body)
            known = self._handlers.get(event.type)
            if known is not None and event.id not in self._handled:
                model, handler = known
                await handler(event, event.data_as(model))
                self._remember(event.id)
            await message.ack()
        except ValidationError:
            log.exception("not an event of this language: %s", message.message_id)
            await message.reject(requeue=False)
        except Exception:
            log.exception("event %s failed", message.message_id)
            await asyncio.sleep(self._retry_delay_s)
            await message.nack(requeue=True)

    def _remember(self, event_id: str) -> None:
        self._handled[event_id] = None
        if len(self._handled) > REMEMBERED:
            self._handled.popitem(last=False)


Since = Literal["first"] | int | datetime


class Replayed(NamedTuple):
    """How many events were handed over, and where to go on another time: an offset, or what was asked for when there
    was nothing."""

    events: int
    next_offset: Since


async def replay(url: str, handler: Everything, *, since: Since = "first", prefetch: int = 100) -> Replayed:
    """Hands over what the log stream keeps, oldest first, until nothing arrived for two seconds.

    ``since``: ``first``; an offset (``next_offset`` of an earlier replay); or a time, an aware one: the log is kept in
    chunks, so it begins with the chunk of that time, a little earlier. Raises what the handler raises.

    For a new subscriber: let ``run`` make the queue, replay, then ``run``, and bear the overlap.
    """
    taken: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()
    seen, offset = 0, None
    async with _channel(url, prefetch) as channel:
        stream = await channel.get_queue(topology.LOG_STREAM)
        await stream.consume(taken.put, arguments={"x-stream-offset": since})
        while True:
            try:
                async with asyncio.timeout(_QUIET_S):
                    message = await taken.get()
            except TimeoutError:
                return Replayed(seen, since if offset is None else offset + 1)
            offset = _offset(message, offset)
            await handler(Envelope.from_bytes(message.body))
            await message.ack()
            seen += 1


def _offset(message: AbstractIncomingMessage, before: int | None) -> int | None:
    given = message.headers.get("x-stream-offset")
    return given if isinstance(given, int) else before


@asynccontextmanager
async def _channel(url: str, prefetch: int) -> AsyncIterator[AbstractChannel]:
    connection = await aio_pika.connect_robust(url)
    async with connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=prefetch)
        yield channel
