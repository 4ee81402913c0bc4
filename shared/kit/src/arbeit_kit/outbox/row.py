"""Outbox rows: what the relay needs to publish one message, written in the transaction of the change it tells of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from arbeit_events.envelope import COMMAND_EXCHANGE, EXCHANGE, CommandData, Envelope, EventData, new_event_id

if TYPE_CHECKING:
    from arbeit_kit.mongo.transaction import Tx

SEALED = "application/vnd.arbeit.sealed"


def event_row(
    data: EventData, *, subject: str, sequence: int, client_id: str | None, source: str, tx: Tx[Any]
) -> dict[str, Any]:
    """The row of a domain event. `sequence` is the entity's version: the relay keeps rows of one entity in order."""
    if data.source_uri() != source:
        raise ValueError(f"{source} may not publish {data.event_type()}")
    envelope = Envelope.of(
        data,
        subject=subject,
        sequence=sequence,
        time=tx.now,
        id=new_event_id(tx.now),
        client_id=client_id,
        actor_id=tx.actor.id,
        actor_role=tx.actor.role,
        actor_email=tx.actor.email or None,
        actor_address=tx.actor.address or None,
        correlation_id=tx.cause.correlation_id or None,
        causation_id=tx.cause.causation_id or None,
        traceparent=tx.cause.traceparent or None,
    )
    return {
        "_id": envelope.id,
        "exchange": EXCHANGE,
        "routing_key": envelope.routing_key,
        "type": envelope.type,
        "entity": subject,
        "sequence": sequence,
        "body": envelope.to_bytes(),
        "traceparent": tx.cause.traceparent,
        "created_at": tx.now,
    }


def command_row(data: CommandData, *, seal: Callable[[bytes], bytes], tx: Tx[Any]) -> dict[str, Any]:
    """The row of a private command: its body is encrypted before it touches the database."""
    row_id = new_event_id(tx.now)
    return {
        "_id": row_id,
        "exchange": COMMAND_EXCHANGE,
        "routing_key": data.routing_key(),
        "type": data.event_type(),
        "entity": row_id,
        "sequence": 0,
        "body": seal(data.model_dump_json().encode()),
        "content_type": SEALED,
        "traceparent": tx.cause.traceparent,
        "created_at": tx.now,
    }
