"""The AsyncAPI 3.0 description of every event: ``python -m arbeit_events.asyncapi [--check] [--out FILE]``."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from arbeit_events import registry
from arbeit_events.catalogue import summary_of
from arbeit_events.envelope import CONTENT_TYPE, EXCHANGE, EventData

FILE = Path("docs/events/asyncapi.json")
"""Relative to the root of the source tree; the schemas lie beside it."""


def document() -> dict[str, Any]:
    """The whole description; payloads refer to the committed JSON Schemas."""
    models = list(registry.EVENTS.values())
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Arbeit domain events",
            "version": "1.0.0",
            "description": f"CloudEvents 1.0 in the structured JSON form on the durable topic exchange `{EXCHANGE}`. "
            "Published if and only if the change was committed, at least once, in order per `subject`. "
            "Additive changes keep the version; read tolerantly.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {_name(model): _channel(model) for model in models},
        "operations": {f"publish{_name(model)}": _operation(model) for model in models},
        "components": {"messages": {_name(model): _message(model) for model in models}},
    }


def _name(model: type[EventData]) -> str:
    return model.event_name if model.major == 1 else f"{model.event_name}V{model.major}"


def _channel(model: type[EventData]) -> dict[str, Any]:
    return {
        "address": model.routing_key(),
        "messages": {_name(model): {"$ref": f"#/components/messages/{_name(model)}"}},
        "bindings": {
            "amqp": {"is": "routingKey", "exchange": {"name": EXCHANGE, "type": "topic", "durable": True}},
        },
    }


def _operation(model: type[EventData]) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{_name(model)}"},
        "summary": summary_of(model),
        "tags": [{"name": model.service}],
    }


def _message(model: type[EventData]) -> dict[str, Any]:
    return {
        "name": model.event_type(),
        "title": _name(model),
        "description": " ".join((model.__doc__ or "").split()),
        "contentType": CONTENT_TYPE,
        "payload": {
            "allOf": [
                {"$ref": "./schemas/envelope.json"},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": model.event_type()},
                        "data": {"$ref": f"./schemas/{model.event_type()}.json"},
                    },
                },
            ]
        },
    }


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m arbeit_events.asyncapi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is not current")
    parser.add_argument("--out", type=Path, default=FILE, help="where to write (default: %(default)s)")
    arguments = parser.parse_args(argv)
    text = json.dumps(document(), indent=2, ensure_ascii=False) + "\n"
    if not arguments.check:
        arguments.out.write_text(text, encoding="utf-8")
        return 0
    if not arguments.out.exists() or arguments.out.read_text(encoding="utf-8") != text:
        sys.stderr.write(f"{arguments.out.name}: differs from the models\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
