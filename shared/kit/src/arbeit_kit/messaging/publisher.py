"""Publishing with confirms, `mandatory` and a deadline: a call returns only when the broker has the message safe."""

from __future__ import annotations

import asyncio
from typing import Any

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractConnection, AbstractExchange, HeadersType

from arbeit_events.envelope import CONTENT_TYPE
from arbeit_kit import tracing
from arbeit_kit.messaging import topology
from arbeit_kit.messaging.link import Link
from arbeit_kit.telemetry import TRACEPARENT, Trace

# A frozen broker never answers (reliability study, finding 6).
DEADLINE_S = 5.0


class Publisher:
    """Publishes over its own connection, because a broker that is short of memory blocks publishing connections."""

    def __init__(self, url: str, name: str, *, topology_given: bool = False) -> None:
        self._topology_given = topology_given
        self.link = Link(url, f"{name}-publisher", self._setup)
        self._exchanges: dict[str, AbstractExchange] = {}

    async def run(self) -> None:
        await self.link.run()

    async def stop(self) -> None:
        await self.link.stop()

    async def publish(
        self,
        exchange: str,
        routing_key: str,
        body: bytes,
        *,
        message_id: str,
        kind: str,
        content_type: str = CONTENT_TYPE,
        headers: HeadersType | None = None,
    ) -> None:
        """Returns when the broker confirmed. Raises `ConnectionError`, `TimeoutError` or an AMQP error otherwise:
        then the message may or may not be there, and must be published again."""
        if not self.link.connected:
            raise ConnectionError("no connection to the broker")
        message = Message(
            body,
            message_id=message_id,
            type=kind,
            content_type=content_type,
            delivery_mode=DeliveryMode.PERSISTENT,
            headers=headers or {},
        )
        try:
            async with asyncio.timeout(DEADLINE_S):
                await self._exchanges[exchange].publish(message, routing_key, mandatory=True)
        except asyncio.CancelledError as error:
            # aiormq cancels waiters when the connection drops; our own cancellation has to pass, though.
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            raise ConnectionError("the connection was lost while publishing") from error
        except TimeoutError:
            self.link.lost()
            raise

    async def publish_row(self, row: dict[str, Any]) -> None:
        """Publishes one outbox row; see `publish`. The message's header `traceparent` is this publication."""
        parent = Trace.parse(row.get("traceparent"))
        told = {"messaging.system": "rabbitmq", "messaging.destination.name": row["exchange"]}
        with tracing.span(f"publish {row['routing_key']}", "producer", parent, told) as span:
            await self.publish(
                row["exchange"],
                row["routing_key"],
                row["body"],
                message_id=row["_id"],
                kind=row["type"],
                content_type=row.get("content_type", CONTENT_TYPE),
                headers={TRACEPARENT: span.trace.traceparent},
            )

    async def _setup(self, connection: AbstractConnection, link: Link) -> None:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        link.watch(channel)
        self._exchanges = await topology.declare(channel, given=self._topology_given)
