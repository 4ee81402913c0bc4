"""Consuming: once in effect, in order per entity, and one failing message never holds up another.

A message is acknowledged after the transaction with its inbox id, writes and own events has committed. A copy finds its
id in the inbox and changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from pydantic import ValidationError

from arbeit_events import topology
from arbeit_events.envelope import Envelope
from arbeit_kit import metrics, telemetry
from arbeit_kit.messaging.batches import Batches
from arbeit_kit.messaging.gathering import Delivery, Gathering
from arbeit_kit.messaging.inbox import Inbox, within_cause
from arbeit_kit.messaging.link import BROKER_ERRORS, Link
from arbeit_kit.messaging.publisher import Publisher
from arbeit_kit.messaging.retry import Permanent, patiently, set_aside
from arbeit_kit.messaging.subscriptions import Subscriptions
from arbeit_kit.messaging.topology import declare
from arbeit_kit.messaging.traced import handling
from arbeit_kit.mongo.transaction import Tx

log = logging.getLogger(__name__)

PREFETCH = 128
# Transactions at the same time: enough to hide the database's latency, few enough not to starve requests.
CONCURRENCY = 8


class Consumer:
    """Consumes the service's queues until `stop()`, which finishes what is in flight."""

    def __init__(
        self,
        inbox: Inbox,
        subscriptions: Subscriptions,
        publisher: Publisher,
        *,
        url: str,
        open_seal: Callable[[bytes], bytes],
        topology_given: bool = False,
    ) -> None:
        self._topology_given = topology_given
        self.inbox = inbox
        self._subscriptions = subscriptions
        self._publisher = publisher
        self._open_seal = open_seal
        self.link = Link(url, f"{subscriptions.service}-consumer", self._setup)
        self.events_queue = topology.events_queue(subscriptions.service)
        self.commands_queue = topology.commands_queue(subscriptions.service)
        # From 0 on: a series that begins at 1 is no increase, and the first dead letter would raise no alarm.
        for queue in {
            self.events_queue,
            *subscriptions.batches,
            *([self.commands_queue] if subscriptions.secrets else []),
        }:
            for outcome in ("done", "retry", "dead"):
                metrics.HANDLED.labels(queue, outcome)
        self._slots = asyncio.Semaphore(CONCURRENCY)
        self.running: set[asyncio.Task[None]] = set()
        self._gathering = Gathering(self._alone, self._together, self.start)
        self._batches = {queue: Batches(self, queue, batch) for queue, batch in subscriptions.batches.items()}
        self.stopping = False
        self._cancels: list[Callable[[], Awaitable[Any]]] = []

    async def run(self) -> None:
        batchers = [asyncio.create_task(batches.run()) for batches in self._batches.values()]
        try:
            await self.link.run()
        finally:
            for batcher in batchers:
                batcher.cancel()

    @property
    def idle(self) -> bool:
        """Whether nothing that was delivered waits or is at work."""
        return not self.running and self._gathering.empty

    async def stop(self, drain_s: float = 15.0) -> None:
        """Takes no more messages and finishes those at work; what is only prefetched goes back to the queue."""
        self.stopping = self._gathering.stopped = True
        for cancel in self._cancels:
            try:
                async with asyncio.timeout(2):
                    await cancel()
            except BROKER_ERRORS:
                log.debug("consumer was gone already")
        if self.running:
            _, late = await asyncio.wait(set(self.running), timeout=drain_s)
            for task in late:
                task.cancel()  # its transaction is aborted, its message comes again
            await asyncio.gather(*late, return_exceptions=True)
        await self.link.stop()

    async def _setup(self, connection: AbstractConnection, link: Link) -> None:
        # A failing message needs the publisher at once.
        await self._publisher.link.wait_connected()
        channel = await connection.channel(publisher_confirms=False)
        link.watch(channel)
        # Again, because what was lost may be the queue itself.
        await declare(channel, given=self._topology_given)
        sizes = [batch.size for batch in self._subscriptions.batches.values()]
        await channel.set_qos(prefetch_count=max(PREFETCH, *(size * 2 for size in sizes), 0))
        self._cancels.clear()
        self._gathering.forget()
        for queue, batches in self._batches.items():
            await self._consume(channel, queue, batches.fresh())
        if self._subscriptions.events:
            await self._consume(channel, self.events_queue, self._take_event)
        if self._subscriptions.secrets:
            await self._consume(channel, self.commands_queue, self._take_secret)

    async def _consume(self, channel: Any, name: str, take: Callable[[Any], Awaitable[Any]]) -> None:
        queue = await channel.get_queue(name)
        tag = await queue.consume(take)
        self._cancels.append(lambda: queue.cancel(tag))

    # -- events: in order per entity, several in one transaction when several wait --------------------------------

    async def _take_event(self, message: AbstractIncomingMessage) -> None:
        self.arrived(message, self.events_queue)
        try:
            event = Envelope.from_bytes(message.body)
        except ValidationError as error:
            await self.set_aside(message, self.events_queue, error)
            return
        self._gathering.add(Delivery(message, event))

    async def _alone(self, delivery: Delivery) -> None:
        if self.stopping:
            return
        message, event = delivery.message, delivery.event
        span = handling(self.events_queue, event.routing_key, message.headers, event)
        failed: str | None = "cancelled"
        try:
            with within_cause(event, span.trace):
                try:
                    work = self._work(event)
                    async with self._slots:
                        await patiently(
                            lambda: self.inbox.once(self.events_queue, [event], work), lambda: self.stopping
                        )
                except Exception as error:  # noqa: BLE001 - whatever a handler raises, the message must be set aside
                    failed = type(error).__name__
                    await self.set_aside(message, self.events_queue, error, event)
                    return
            failed = None
            await self.ack(message)
        finally:
            span.end(failed=failed)

    async def _together(self, deliveries: list[Delivery]) -> None:
        if self.stopping:
            return
        # A copy that was delivered twice is acknowledged with its twin.
        events = {each.event.id: (each.event, each.message.headers) for each in deliveries}
        spans = [handling(self.events_queue, event.routing_key, told, event) for event, told in events.values()]
        failed: str | None = "handled alone"
        try:
            pairs = zip(events.values(), spans, strict=True)
            work = [(event, span.trace, self._work(event)) for (event, _), span in pairs]
            await self.inbox.once_together(self.events_queue, work)
            failed = None
        finally:
            for span in spans:
                span.end(failed=failed)
        for delivery in deliveries:
            await self.ack(delivery.message)

    def _work(self, event: Envelope) -> Callable[[Tx[Any]], Awaitable[None]]:
        """What to do about an event. Raises `Permanent` or `ValidationError` when nothing can be."""
        known = self._subscriptions.events.get(event.routing_key)
        if known is None:
            raise Permanent(f"no handler for {event.routing_key}")
        model, handler = known
        data = event.data_as(model)
        return lambda tx: handler(tx, event, data)

    # -- private commands ---------------------------------------------------------------------------------------

    async def _take_secret(self, message: AbstractIncomingMessage) -> None:
        self.arrived(message, self.commands_queue)
        self.start(self._handle_secret(message))

    async def _handle_secret(self, message: AbstractIncomingMessage) -> None:
        if self.stopping:
            return
        key = (message.type or "").removeprefix("arbeit.")
        span = handling(self.commands_queue, key if key in self._subscriptions.secrets else "unknown", message.headers)
        failed: str | None = None
        try:
            if key not in self._subscriptions.secrets:
                raise Permanent(f"no handler for {key}")
            model, handler = self._subscriptions.secrets[key]
            data = model.model_validate_json(self._open_seal(message.body), extra="ignore")
            with telemetry.within(telemetry.Context(trace=span.trace)):
                async with self._slots:
                    await self.inbox.once_by_id(
                        self.commands_queue, message.message_id or "", lambda tx: handler(tx, data)
                    )
        except Exception as error:  # noqa: BLE001 - as above
            failed = type(error).__name__
            await self.set_aside(message, self.commands_queue, error)
            return
        finally:
            span.end(failed=failed)
        await self.ack(message, self.commands_queue)

    # -- beginning and ending a delivery ------------------------------------------------------------------------

    def start(self, work: Any) -> asyncio.Task[None]:
        """Runs `work` as a task that `stop()` waits for."""
        task: asyncio.Task[None] = asyncio.create_task(work)
        self.running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("consumer task failed", exc_info=error, extra={"event": "consumer_task_failed"})
            self.link.lost()

    def arrived(self, message: AbstractIncomingMessage, queue: str) -> None:
        """Notes a delivery."""
        if message.redelivered:
            metrics.REDELIVERED.labels(queue).inc()

    async def ack(self, message: AbstractIncomingMessage, queue: str = "") -> None:
        """Acknowledges; when the connection is gone the broker delivers again, and the inbox knows the copy."""
        metrics.HANDLED.labels(queue or self.events_queue, "done").inc()
        try:
            await message.ack()
        except (*BROKER_ERRORS, asyncio.CancelledError):
            log.debug("ack lost")

    async def set_aside(
        self, message: AbstractIncomingMessage, queue: str, error: Exception, event: Envelope | None = None
    ) -> None:
        """To the retry ladder or the dead letters; when the broker does not take the copy, back to the queue."""
        if self.stopping:
            return  # unacknowledged: the next process gets it
        detail = {
            "event": "message_set_aside",
            "queue": queue,
            "event_id": event.id if event else message.message_id,
            "event_type": event.type if event else message.type,
        }
        trace = None if isinstance(error, (Permanent, ValidationError)) else error
        log.warning("message set aside: %s", type(error).__name__, extra=detail, exc_info=trace)
        try:
            await set_aside(message, queue, error, self._publisher)
        except BROKER_ERRORS:
            # Unacknowledged: closing the channel gives it back to the queue.
            self.link.lost()
