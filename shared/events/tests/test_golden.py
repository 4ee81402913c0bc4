"""Golden events: recorded once, they must be readable for ever (a replay of the log starts with the oldest)."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from arbeit_events import Envelope, registry

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.json"))


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_every_event_has_a_golden_payload() -> None:
    assert {path.stem for path in FILES} == set(registry.EVENTS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_event_still_parses_and_keeps_every_value(path: Path) -> None:
    raw = _load(path)
    event = Envelope.from_bytes(path.read_bytes())
    payload = registry.parse(event)
    written = payload.to_data()
    assert {key: written[key] for key in raw["data"]} == raw["data"]
    assert event.type == path.stem == payload.event_type()
    assert event.dataschema == payload.schema_uri()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_event_survives_the_wire(path: Path) -> None:
    event = Envelope.from_dict(_load(path))
    assert Envelope.from_bytes(event.to_bytes()) == event
    assert json.loads(event.to_bytes()) == event.to_dict() == _load(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_subscriber_ignores_what_it_does_not_know_and_a_publisher_refuses_it(path: Path) -> None:
    raw = _load(path)
    raw["newextension"] = "x"
    raw["data"]["a_field_of_tomorrow"] = {"deep": 1}
    payload = registry.parse(Envelope.from_dict(raw))
    assert "a_field_of_tomorrow" not in payload.to_data()
    with pytest.raises(ValidationError):
        type(payload).model_validate(raw["data"])
