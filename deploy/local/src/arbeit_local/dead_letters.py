"""`make dead-letters`: what was given up, why, and a second chance. Over AMQP alone: no management plugin is needed.

Bodies are never shown: they hold personal data, and those of the commands exchange are secrets.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage, AbstractQueue
from aio_pika.exceptions import AMQPError, DeliveryError

from arbeit_events import topology
from arbeit_local.console import CannotStartError, say
from arbeit_local.places import data_folder
from arbeit_local.run import settings
from arbeit_local.system import running

_SHOWN = 200
_WITHIN_S = 5.0
# The kit's headers (arbeit_kit.messaging.retry); x-death is the broker's own, when it gave up and not our consumer.
_REASON, _QUEUE, _ATTEMPT = "x-reason", "x-queue", "x-attempt"


@dataclass(frozen=True)
class DeadLetter:
    """What may be said about one message."""

    message_id: str
    type: str
    queue: str
    reason: str
    at: datetime | None

    @classmethod
    def of(cls, message: AbstractIncomingMessage) -> "DeadLetter":
        """Reads headers and properties; the body stays closed."""
        headers = message.headers
        deaths: Any = headers.get("x-death")
        death: dict[str, Any] = deaths[0] if isinstance(deaths, list) and deaths else {}
        queue = headers.get(_QUEUE) or death.get("queue") or ""
        reason = headers.get(_REASON) or f"given up by the broker: {death.get('reason', 'unknown')}"
        at = message.timestamp or death.get("time")
        return cls(
            message_id=message.message_id or "?",
            type=message.type or "?",
            queue=_text(queue),
            reason=_text(reason),
            at=at if isinstance(at, datetime) else None,
        )


async def dead_letters(requeue: str | None) -> None:
    """Lists the dead letters, or sends those of `requeue` (a queue's name, or `all`) to their queues again."""
    url = settings().get("AMQP_URL") or running(data_folder())["amqp_url"]
    try:
        # A plain connection: it fails at once and does not come back behind our back.
        connection = await aio_pika.connect(url, timeout=_WITHIN_S)
    except (OSError, AMQPError, TimeoutError) as error:
        raise CannotStartError(f"the broker does not answer: {error}") from None
    async with connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        queue = await channel.get_queue(topology.DEAD, ensure=False)
        if requeue:
            await _requeue(channel, queue, requeue, await _count(connection))
        else:
            await _list(queue, await _count(connection))


async def _count(connection: AbstractConnection) -> int:
    """How many there are now: a message that dies again while we requeue is not looked at twice."""
    async with connection.channel() as channel:
        try:
            declared = await channel.declare_queue(topology.DEAD, passive=True)
        except AMQPError:
            return 0  # not declared yet: no service has run against this broker
        return int(declared.declaration_result.message_count or 0)


async def _list(queue: AbstractQueue, count: int) -> None:
    if not count:
        say("no dead letters")
        return
    letters = []
    # Not acknowledged: all of them go back when the channel closes.
    for _ in range(min(count, _SHOWN)):
        message = await queue.get(no_ack=False, fail=False, timeout=_WITHIN_S)
        if message is None:
            break
        letters.append(DeadLetter.of(message))
    for letter in letters:
        at = letter.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if letter.at else "-" * 19
        say(f"{at}  {letter.queue:<24} {letter.type:<48} {letter.message_id}\n{'':21}{letter.reason}")
    by_queue = ", ".join(f"{name or 'unknown'} {n}" for name, n in Counter(one.queue for one in letters).most_common())
    say(f"\n{count} dead letters ({by_queue})" + (f"; the first {_SHOWN} are shown" if count > _SHOWN else ""))
    say("once the cause is mended: make dead-letters REQUEUE=all (or REQUEUE=<queue>)")


async def _requeue(channel: AbstractChannel, queue: AbstractQueue, wanted: str, count: int) -> None:
    sent: Counter[str] = Counter()
    kept: list[AbstractIncomingMessage] = []
    for _ in range(count):
        message = await queue.get(no_ack=False, fail=False, timeout=_WITHIN_S)
        if message is None:
            break
        letter = DeadLetter.of(message)
        if wanted not in {"all", letter.queue} or not letter.queue:
            kept.append(message)
            continue
        headers = {name: value for name, value in message.headers.items() if name not in _DROPPED}
        again = aio_pika.Message(
            message.body,
            headers=headers,
            message_id=message.message_id,
            type=message.type,
            content_type=message.content_type,
            correlation_id=message.correlation_id,
            timestamp=message.timestamp,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )
        try:
            await channel.default_exchange.publish(again, letter.queue, mandatory=True, timeout=_WITHIN_S)
        except (DeliveryError, TimeoutError) as error:
            say(f"{letter.message_id} stays: {letter.queue} does not take it ({type(error).__name__})")
            kept.append(message)
            continue
        # Only now: between the two a crash doubles the message, which its receiver's inbox undoes; never loses it.
        await message.ack()
        sent[letter.queue] += 1
    for message in kept:
        await message.nack(requeue=True)
    for name, number in sent.most_common():
        say(f"{number} sent to {name} again")
    if not sent:
        say("no dead letters" if not count else f"none sent; there are {count} (make dead-letters lists them)")


_DROPPED = {
    _REASON,
    _QUEUE,
    _ATTEMPT,
    "x-death",
    "x-first-death-exchange",
    "x-first-death-queue",
    "x-first-death-reason",
}


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
