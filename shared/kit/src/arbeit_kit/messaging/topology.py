"""Declares the exchanges, queues and bindings of the whole system (`arbeit_events.topology`), always all of them.

Every queue says its type, a delivery limit and a dead letter exchange: RabbitMQ 3.10 has no default limit and 4.x has
one of 20 (reliability study, finding 5). Declaring again with the same arguments changes nothing.

Where the operator owns the topology (``AMQP_TOPOLOGY=given``) the same table was loaded into the broker from
``definitions``, and a process with least rights only makes sure that all of it is there.
"""

from __future__ import annotations

from typing import Any

from aio_pika.abc import AbstractChannel, AbstractExchange, ExchangeType

from arbeit_events import topology

# Beyond the retry ladder: only a handler that kills its process gets this far.
DELIVERY_LIMIT = 20

_SAFE_DEAD_LETTERING: dict[str, Any] = {
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}


def work_queue() -> dict[str, Any]:
    """Arguments of a queue that a service consumes."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": topology.DEAD,
        **_SAFE_DEAD_LETTERING,
    }


def retry_queue(delay_s: int) -> dict[str, Any]:
    """Arguments of a rung of the ladder."""
    # Expired messages go back through the default exchange: their routing key is the queue they came from.
    return {
        "x-queue-type": "quorum",
        "x-message-ttl": delay_s * 1000,
        "x-dead-letter-exchange": "",
        **_SAFE_DEAD_LETTERING,
    }


def dead_queue() -> dict[str, Any]:
    """Arguments of the queue of dead letters."""
    # Listing the dead letters takes and returns them: RabbitMQ 4's default limit of 20 would in the end drop them.
    return {"x-queue-type": "quorum", "x-delivery-limit": 1_000_000}


async def declare(channel: AbstractChannel, *, given: bool = False) -> dict[str, AbstractExchange]:
    """Declares everything and returns the exchanges one may publish to, by name.

    ``given``: declares nothing. Raises the broker's `ChannelNotFoundEntity` for an exchange or queue that is missing;
    a missing binding cannot be seen from here.
    """
    if given:
        return await _find(channel)
    exchanges = {
        topology.EXCHANGE: await channel.declare_exchange(topology.EXCHANGE, ExchangeType.TOPIC, durable=True),
        topology.COMMAND_EXCHANGE: await channel.declare_exchange(
            topology.COMMAND_EXCHANGE, ExchangeType.DIRECT, durable=True
        ),
        topology.DEAD: await channel.declare_exchange(topology.DEAD, ExchangeType.FANOUT, durable=True),
    }
    dead = await channel.declare_queue(topology.DEAD, durable=True, arguments=dead_queue())
    await dead.bind(topology.DEAD)
    log = await channel.declare_queue(topology.LOG_STREAM, durable=True, arguments=dict(topology.LOG_STREAM_ARGUMENTS))
    await log.bind(topology.EXCHANGE, routing_key="#")
    for delay_s in topology.RETRY_DELAYS_S:
        name = topology.retry_name(delay_s)
        exchanges[name] = await channel.declare_exchange(name, ExchangeType.FANOUT, durable=True)
        rung = await channel.declare_queue(name, durable=True, arguments=retry_queue(delay_s))
        await rung.bind(name)
    for name, keys in topology.event_queues().items():
        queue = await channel.declare_queue(name, durable=True, arguments=work_queue())
        for key in keys:
            await queue.bind(topology.EXCHANGE, routing_key=key)
    for service, keys in topology.COMMANDS_OF.items():
        queue = await channel.declare_queue(topology.commands_queue(service), durable=True, arguments=work_queue())
        for key in keys:
            await queue.bind(topology.COMMAND_EXCHANGE, routing_key=key)
    return exchanges


async def _find(channel: AbstractChannel) -> dict[str, AbstractExchange]:
    """Everything by passive declaration, which needs no right to configure."""
    queues = [topology.DEAD, topology.LOG_STREAM]
    queues += [topology.retry_name(delay_s) for delay_s in topology.RETRY_DELAYS_S]
    queues += topology.event_queues()
    queues += [topology.commands_queue(service) for service in topology.COMMANDS_OF]
    for name in queues:
        await channel.get_queue(name)
    names = [topology.EXCHANGE, topology.COMMAND_EXCHANGE, topology.DEAD]
    names += [topology.retry_name(delay_s) for delay_s in topology.RETRY_DELAYS_S]
    return {name: await channel.get_exchange(name) for name in names}
