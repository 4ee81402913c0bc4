"""What happens to a message whose handler failed: the next rung of the ladder, or the dead letters with the reason."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aio_pika.abc import AbstractIncomingMessage
from pydantic import ValidationError

from arbeit_events import topology
from arbeit_kit import metrics
from arbeit_kit.messaging.publisher import Publisher
from arbeit_kit.mongo.errors import passes
from arbeit_kit.problem import Problem
from arbeit_kit.telemetry import TRACEPARENT

log = logging.getLogger(__name__)

# Ours, because RabbitMQ 4 does not read `x-death` of republished messages (probes, section 2).
ATTEMPT = "x-attempt"
REASON = "x-reason"
ORIGIN = "x-queue"
_REASON_LENGTH = 500


# A database that is away takes every message with it: waiting in place keeps the order of each entity, and an outage
# must not fill the dead letters. Below the broker's 30 minutes for an unacknowledged message.
PATIENCE_S = 20 * 60.0
_LONGEST_PAUSE_S = 5.0


async def patiently(work: Callable[[], Awaitable[None]], stopping: Callable[[], bool]) -> None:
    """Runs `work` again and again while only the infrastructure fails; raises everything else at once."""
    give_up_at = time.monotonic() + PATIENCE_S
    pause = 0.2
    while True:
        try:
            await work()
        except Exception as error:
            if stopping() or time.monotonic() > give_up_at or not _passes(error):
                raise
            if pause == 0.2:
                log.warning("waiting for the database: %s", type(error).__name__, extra={"event": "handler_waits"})
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads the attempts
            pause = min(pause * 2, _LONGEST_PAUSE_S)
        else:
            return


def _passes(error: Exception) -> bool:
    busy = isinstance(error, Problem) and error.status == 503
    return busy or isinstance(error, TimeoutError) or passes(error)


class Permanent(Exception):  # noqa: N818 - reads as a verdict where it is raised
    """Raised by a handler when trying again cannot help: the message goes to the dead letters at once."""


async def set_aside(message: AbstractIncomingMessage, queue: str, error: BaseException, publisher: Publisher) -> None:
    """Republishes a failed message and acknowledges it only when the copy is safe.

    Raises the publisher's errors; the message is then redelivered by the broker.
    """
    attempt = _attempt(message.headers) + 1
    headers: dict[str, Any] = {ORIGIN: queue, ATTEMPT: attempt}
    if message.headers and TRACEPARENT in message.headers:
        headers[TRACEPARENT] = message.headers[TRACEPARENT]
    if isinstance(error, (Permanent, ValidationError)) or attempt > len(topology.RETRY_DELAYS_S):
        exchange = topology.DEAD
        headers[REASON] = describe(error)
    else:
        exchange = topology.retry_name(topology.RETRY_DELAYS_S[attempt - 1])
    await publisher.publish(
        exchange,
        queue,
        message.body,
        message_id=message.message_id or "",
        kind=message.type or "",
        content_type=message.content_type or "",
        headers=headers,
    )
    metrics.HANDLED.labels(queue, "dead" if exchange == topology.DEAD else "retry").inc()
    await message.ack()


def describe(error: BaseException) -> str:
    """The reason for people. A validation error names fields, never values: those may be personal."""
    if isinstance(error, ValidationError):
        fields = ", ".join(".".join(str(part) for part in entry["loc"]) for entry in error.errors())
        return f"not a valid {error.title}: {fields}"[:_REASON_LENGTH]
    return f"{type(error).__name__}: {error}"[:_REASON_LENGTH]


def _attempt(headers: Mapping[str, Any] | None) -> int:
    value = (headers or {}).get(ATTEMPT, 0)
    return value if isinstance(value, int) else 0
