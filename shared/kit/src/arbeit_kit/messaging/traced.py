"""The spans of handling: each below the publication of its message, or of the change that the event tells of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arbeit_events.envelope import Envelope
from arbeit_kit import tracing
from arbeit_kit.telemetry import TRACEPARENT, Trace


def published(headers: Mapping[str, Any] | None, event: Envelope | None = None) -> Trace | None:
    """The span that published a message."""
    given = (headers or {}).get(TRACEPARENT)
    return Trace.parse(given if isinstance(given, str) else None) or (Trace.parse(event.traceparent) if event else None)


def handling(queue: str, what: str, headers: Mapping[str, Any] | None, event: Envelope | None = None) -> tracing.Span:
    """One message under way; must be ended."""
    return tracing.begin(f"process {what}", "consumer", published(headers, event), _told(queue))


def handling_many(queue: str, events: list[tuple[Mapping[str, Any] | None, Envelope]]) -> tracing.Span:
    """Several messages in one go, linked to their publications; one alone is below its own."""
    traces = [trace for headers, event in events if (trace := published(headers, event)) is not None]
    told = {**_told(queue), "messaging.batch.message_count": len(events)}
    if len(traces) == 1:
        return tracing.begin(f"process {queue}", "consumer", traces[0], told)
    return tracing.begin(f"process {queue}", "consumer", None, told, links=traces)


def _told(queue: str) -> dict[str, tracing.Value]:
    return {"messaging.system": "rabbitmq", "messaging.destination.name": queue}
