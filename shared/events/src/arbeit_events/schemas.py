"""JSON Schemas of every payload, generated and committed: ``python -m arbeit_events.schemas [--check] [--out FOLDER]``.

A published schema only grows (contract section 6): writing refuses to remove, retype or newly require a field.
Such a change is a new major, published beside the old one.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from arbeit_events import registry
from arbeit_events.envelope import Envelope, EventData

FOLDER = Path("docs/events/schemas")
"""Relative to the root of the source tree."""

Schema = dict[str, Any]

_PROSE = frozenset({"title", "description", "default", "$defs", "$id", "$schema"})


def schema_of(model: type[EventData]) -> Schema:
    """The JSON Schema of a payload as subscribers must read it: further properties may appear at any time."""
    schema = _tolerant(model.model_json_schema(mode="serialization"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": model.schema_uri(), **schema}


def all_schemas() -> dict[str, Schema]:
    """File name -> schema: one per event type, and the envelope's."""
    schemas = {f"{kind}.json": schema_of(model) for kind, model in registry.EVENTS.items()}
    envelope = _tolerant(Envelope.model_json_schema(mode="serialization"))
    envelope_id = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:arbeit:events:envelope"}
    schemas["envelope.json"] = {**envelope_id, **envelope}
    return schemas


def _tolerant(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            key: _tolerant(value)
            for key, value in schema.items()
            # Publishers refuse unknown fields; telling subscribers to do the same would forbid every later addition.
            if not (key == "additionalProperties" and value is False)
        }
    if isinstance(schema, list):
        return [_tolerant(value) for value in schema]
    return schema


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a reader of ``old`` could no longer rely on in ``new``, or a replay of old events would lack."""
    return _breaks(old, new, old.get("$defs", {}), new.get("$defs", {}), "")


def _breaks(old: Schema, new: Schema, old_defs: Mapping[str, Any], new_defs: Mapping[str, Any], at: str) -> list[str]:
    old, new = _resolve(old, old_defs), _resolve(new, new_defs)
    found: list[str] = []
    if old.get("x-pii") and not new.get("x-pii"):
        found.append(f"{at or 'payload'}: no longer marked as personal")
    old_fields, new_fields = old.get("properties", {}), new.get("properties", {})
    for name, field in old_fields.items():
        where = f"{at}.{name}".lstrip(".")
        if name in new_fields:
            found += _breaks(field, new_fields[name], old_defs, new_defs, where)
        else:
            found.append(f"{where}: removed")
    found += [
        f"{at}.{name}".lstrip(".") + ": newly required"
        for name in new.get("required", [])
        if name not in old.get("required", []) and name not in old_fields
    ]
    for key in ("anyOf", "allOf", "oneOf", "prefixItems"):
        before, after = old.get(key, []), new.get(key, [])
        if len(before) != len(after):
            found.append(f"{at}: retyped ({key})")
        else:
            for one, other in zip(before, after, strict=True):
                found += _breaks(one, other, old_defs, new_defs, at)
    for key in ("items", "additionalProperties"):
        if isinstance(old.get(key), dict) and isinstance(new.get(key), dict):
            found += _breaks(old[key], new[key], old_defs, new_defs, f"{at}[]")
        elif old.get(key) != new.get(key):
            found.append(f"{at}: retyped ({key})")
    structural = {"properties", "required", "anyOf", "allOf", "oneOf", "prefixItems", "items", "additionalProperties"}
    skipped = structural | _PROSE | {"x-pii"}
    found += [
        f"{at or 'payload'}: retyped ({key}: {old.get(key)!r} -> {new.get(key)!r})"
        for key in sorted((old.keys() | new.keys()) - skipped)
        if old.get(key) != new.get(key)
    ]
    return found


def _resolve(schema: Schema, defs: Mapping[str, Any]) -> Schema:
    if "$ref" not in schema:
        return schema
    target: Schema = defs[schema["$ref"].removeprefix("#/$defs/")]
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def check(folder: Path) -> list[str]:
    """Differences between the models and the committed files; empty when there are none."""
    wanted = all_schemas()
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return (
        [f"{name}: missing" for name in sorted(wanted.keys() - found.keys())]
        + [f"{name}: belongs to no event" for name in sorted(found.keys() - wanted.keys())]
        + [
            f"{name}: differs from its model"
            for name in sorted(wanted.keys() & found.keys())
            if found[name] != _text(wanted[name])
        ]
    )


def write(folder: Path) -> list[str]:
    """Write every schema. Returns why nothing was written, when a change is not additive."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = all_schemas()
    refused: list[str] = []
    for name, schema in wanted.items():
        path = folder / name
        if path.exists():
            refused += [
                f"{name}: {problem}" for problem in breaks(json.loads(path.read_text(encoding="utf-8")), schema)
            ]
    refused += [f"{path.name}: event removed" for path in folder.glob("*.json") if path.name not in wanted]
    if not refused:
        for name, schema in wanted.items():
            (folder / name).write_text(_text(schema), encoding="utf-8")
    return refused


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m arbeit_events.schemas", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the committed files are not current"
    )
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the schemas (default: %(default)s)")
    arguments = parser.parse_args(argv)
    problems = check(arguments.out) if arguments.check else write(arguments.out)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if problems and not arguments.check:
        sys.stderr.write("A published event only grows: add a new major beside it (class attribute `major = 2`).\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
