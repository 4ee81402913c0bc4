"""A list rendered from plain fields reads as FastAPI would have rendered its models."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from arbeit_kit.pagination import Page, rendered
from arbeit_kit.time import Instant


class Colour(StrEnum):
    RED = "red"


class Part(BaseModel):
    name: str
    at: Instant | None


class Row(BaseModel):
    row_id: str
    colour: Colour
    made_at: Instant
    ended_at: Instant | None
    parts: list[Part]
    free: dict[str, Any] | None


MOMENT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


def test_rows_read_as_their_models_do() -> None:
    rows = [
        Row(row_id=f"r{number}", colour=Colour.RED, made_at=MOMENT, ended_at=None if number else MOMENT,
            parts=[Part(name="ä\"", at=MOMENT)] * number, free={"a": [1, None]} if number else None)
        for number in range(3)
    ]  # fmt: skip
    expected = Page[Row](items=rows, next_cursor="next", total=7).model_dump(mode="json")
    answer = rendered(Row, [dict(each) for each in rows], "next", 7)
    assert json.loads(bytes(answer.body)) == expected
    assert answer.media_type == "application/json"


def test_what_was_not_asked_for_is_not_there() -> None:
    assert bytes(rendered(Row, [], None, None).body) == b'{"items":[],"next_cursor":null}'
    assert bytes(rendered(Row, [], None, 0).body) == b'{"items":[],"next_cursor":null,"total":0}'
