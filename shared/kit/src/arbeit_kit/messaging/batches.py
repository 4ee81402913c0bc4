"""Many events in one transaction, for those who take everything (the audit, webhooks)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aio_pika.abc import AbstractIncomingMessage
from pydantic import ValidationError

from arbeit_events.envelope import Envelope
from arbeit_kit.messaging.gathering import GATHER_S
from arbeit_kit.messaging.retry import patiently
from arbeit_kit.messaging.subscriptions import Batch
from arbeit_kit.messaging.traced import handling_many

if TYPE_CHECKING:
    from arbeit_kit.messaging.consumer import Consumer


class Batches:
    """Gathers what has arrived and hands it over together; waits for what was published with it, never for a batch to
    fill."""

    def __init__(self, consumer: Consumer, queue: str, batch: Batch) -> None:
        self._consumer = consumer
        self._queue = queue
        self._batch = batch
        self._arrived: asyncio.Queue[AbstractIncomingMessage] = asyncio.Queue()

    def fresh(self) -> Callable[[AbstractIncomingMessage], Awaitable[None]]:
        """Forgets messages of a lost connection (the broker delivers them again); returns where new ones go."""
        while not self._arrived.empty():
            self._arrived.get_nowait()
        return self._arrived.put

    async def run(self) -> None:
        while True:
            first = await self._arrived.get()
            await asyncio.wait({self._consumer.start(self._gather(first))})

    async def _gather(self, first: AbstractIncomingMessage) -> None:
        await asyncio.sleep(GATHER_S)
        messages = [first]
        while len(messages) < self._batch.size and not self._arrived.empty():
            messages.append(self._arrived.get_nowait())
        await self._handle(messages)

    async def _handle(self, messages: list[AbstractIncomingMessage]) -> None:
        consumer = self._consumer
        if consumer.stopping:
            return
        events: dict[str, Envelope] = {}
        arrived: dict[str, list[AbstractIncomingMessage]] = {}
        for message in messages:
            try:
                event = Envelope.from_bytes(message.body)
            except ValidationError as error:
                await consumer.set_aside(message, self._queue, error)
                continue
            consumer.arrived(message, self._queue)
            events.setdefault(event.id, event)
            arrived.setdefault(event.id, []).append(message)
        span = handling_many(self._queue, [(arrived[event.id][0].headers, event) for event in events.values()])
        try:
            if not await self._together(list(events.values())):
                for event in events.values():
                    await self._alone(event, arrived.pop(event.id))
        finally:
            span.end()
        for copies in arrived.values():
            for message in copies:
                await consumer.ack(message, self._queue)

    async def _together(self, events: list[Envelope]) -> bool:
        """False: something is wrong with one of them, so each has to go alone."""
        if len(events) < 2:
            return not events
        try:
            await self._once(events)
        except Exception:  # noqa: BLE001 - found again, and reported, one by one
            return False
        return True

    async def _alone(self, event: Envelope, copies: list[AbstractIncomingMessage]) -> None:
        consumer = self._consumer
        try:
            await self._once([event])
        except Exception as error:  # noqa: BLE001 - one bad message must not hold up the others
            await consumer.set_aside(copies[0], self._queue, error, event)
            copies = copies[1:]
        for message in copies:
            await consumer.ack(message, self._queue)

    async def _once(self, events: list[Envelope]) -> None:
        await patiently(lambda: self._taken(events), lambda: self._consumer.stopping)

    async def _taken(self, events: list[Envelope]) -> None:
        inbox, batch = self._consumer.inbox, self._batch
        if batch.wanted is not None:
            events = await batch.wanted(inbox.store, events)
        if events:
            await inbox.once(self._queue, events, lambda tx: batch.handler(tx, events))
