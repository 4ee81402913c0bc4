"""The inbox: ids of handled messages, written in the transaction of their effects. A known id has no effect again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from arbeit_events.envelope import Envelope
from arbeit_kit import metrics, telemetry
from arbeit_kit.mongo.collection import Index
from arbeit_kit.mongo.database import Database
from arbeit_kit.mongo.errors import DuplicateKey
from arbeit_kit.mongo.transaction import SYSTEM, Actor, Cause, Tx

HANDLER_DEADLINE_S = 30.0
# Longer than the log stream keeps events, so that a replay still finds its ids (reliability study, finding 1).
KEPT_S = 40 * 24 * 3600


class Inbox:
    """Runs handlers once in effect."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids = database.plain("inbox", indexes=[Index(("at", 1), expire_after_s=KEPT_S)])

    @property
    def store(self) -> Any:
        """The service's, for what is read before a transaction."""
        return self._database.store

    async def once(self, queue: str, events: list[Envelope], work: Callable[[Tx[Any]], Awaitable[None]]) -> None:
        """Runs `work` in one transaction with the ids of `events`; already known: nothing happens.

        With several events, one known id among them raises `DuplicateKey`: the caller then takes them one by one.
        """
        first = events[0]
        await self._run([f"{queue}:{event.id}" for event in events], work, _actor(first), _cause(first))

    async def once_together(
        self, queue: str, deliveries: Sequence[tuple[Envelope, telemetry.Trace, Callable[[Tx[Any]], Awaitable[None]]]]
    ) -> None:
        """Runs the work of several events, in order, in one transaction with all their ids: one attempt.

        Raises whatever went wrong with any of them, a known id included; nothing is changed then, and the caller takes
        them one by one.
        """

        async def in_one(tx: Tx[Any]) -> None:
            await self._note(tx, [f"{queue}:{event.id}" for event, _, _ in deliveries])
            tx.ahead.expect(event.subject for event, _, _ in deliveries)
            for event, trace, work in deliveries:
                with within_cause(event, trace):
                    await work(tx.within(_actor(event), _cause(event)))

        await self._database.attempt(in_one)

    async def once_by_id(self, queue: str, message_id: str, work: Callable[[Tx[Any]], Awaitable[None]]) -> None:
        """As `once`, for a message that is no event."""
        await self._run([f"{queue}:{message_id}"], work, SYSTEM, Cause(causation_id=message_id))

    async def _run(
        self, inbox_ids: list[str], work: Callable[[Tx[Any]], Awaitable[None]], actor: Actor, cause: Cause
    ) -> None:
        async def in_one(tx: Tx[Any]) -> None:
            await self._note(tx, inbox_ids)
            await work(tx)

        try:
            async with asyncio.timeout(HANDLER_DEADLINE_S):
                await self._database.transaction(in_one, actor=actor, cause=cause, deadline_s=20)
        except DuplicateKey as error:
            if len(inbox_ids) == 1 and error.fields == ("_id",) and error.values.get("_id") == inbox_ids[0]:
                metrics.DUPLICATES.inc()
                return
            raise

    async def _note(self, tx: Tx[Any], inbox_ids: Sequence[str]) -> None:
        """First of all, so that what was done before is refused before a handler sees it, and of two copies at once
        only one does any work."""
        await self._ids.insert_many([{"_id": inbox_id, "at": tx.now} for inbox_id in inbox_ids], tx)
        await tx.pending.flush()


@contextmanager
def within_cause(event: Envelope, trace: telemetry.Trace) -> Iterator[None]:
    """Logs, calls and events of a handler carry the request that led to it, and its own place in the trace."""
    context = telemetry.Context(
        request_id=event.correlationid or event.id,
        trace=trace,
        actor_id=event.actorid,
        client_id=event.clientid,
        causation_id=event.id,
    )
    with telemetry.within(context):
        yield


def _cause(event: Envelope) -> Cause:
    return Cause(event.correlationid or event.id, event.id, telemetry.current().trace.traceparent)


def _actor(event: Envelope) -> Actor:
    if not event.actorid:
        return SYSTEM
    return Actor(event.actorid, event.actorrole or "", event.actoremail or "", event.actoraddress or "")
