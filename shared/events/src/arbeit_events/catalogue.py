"""Every event in a few words: for a list to choose from, where the schemas themselves would be too much."""

from typing import Any

from arbeit_events import registry, topology
from arbeit_events.envelope import EventData


def catalogue() -> list[dict[str, Any]]:
    """One entry per event type, in the order of the registry (by service, then as its module lists them).

    ``subscribers`` are those of our own services that react to it; who takes everything is not counted.
    """
    return [_entry(model) for model in registry.EVENTS.values()]


def summary_of(model: type[EventData]) -> str:
    """The first sentence of the event's description."""
    return " ".join((model.__doc__ or "").split()).partition(". ")[0].rstrip(".") + "."


def _entry(model: type[EventData]) -> dict[str, Any]:
    return {
        "type": model.event_type(),
        "name": model.event_name,
        "service": model.service,
        "version": model.major,
        "summary": summary_of(model),
        "schema": f"/api/events/schemas/{model.event_type()}",
        "fields": list(model.model_fields),
        "subscribers": [name for name, keys in topology.SUBSCRIBERS.items() if model.routing_key() in keys],
    }
