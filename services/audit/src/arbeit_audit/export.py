"""The trail as a file: CSV for tables, NDJSON for programs.

Each line has its place in the chain and `hashed_body`, the exact text that its hash covers, so whoever has the file can
prove it without us: `entry_hash` is SHA-256 over `previous_hash`, a line feed and `hashed_body`, in UTF-8.
"""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from typing import Any, Literal

import orjson

from arbeit_audit.domain.entry import Entry, body_of, canonical
from arbeit_audit.schemas import AuditLogOut
from arbeit_kit.security import Principal

Format = Literal["csv", "ndjson"]

MEDIA_TYPES: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "ndjson": "application/x-ndjson"}

COLUMNS = (
    "number",
    "timestamp",
    "user_id",
    "user_email",
    "user_role",
    "action_type",
    "entity_type",
    "entity_id",
    "client_id",
    "old_value",
    "new_value",
    "metadata",
    "log_id",
    "previous_hash",
    "entry_hash",
    "hashed_body",
)

_BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else and spoil every name with an accent."""

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet computes. Names and feedback are typed by strangers."""


async def rendered(pages: AsyncIterator[list[Entry]], form: Format, who: Principal) -> AsyncIterator[bytes]:
    """The file, a page of entries at a time."""
    if form == "csv":
        yield (_BYTE_ORDER_MARK + _csv([COLUMNS])).encode()
    async for page in pages:
        lines = [_line(entry, who) for entry in page]
        if form == "csv":
            yield _csv([_cell(line[name]) for name in COLUMNS] for line in lines).encode()
        else:
            yield b"".join(orjson.dumps(line) + b"\n" for line in lines)


def _line(entry: Entry, who: Principal) -> dict[str, Any]:
    shown = AuditLogOut.of(entry, who).model_dump(mode="json")
    return {**shown, "hashed_body": canonical(body_of(entry, entry.number)).decode()}


def _csv(rows: Iterable[Iterable[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)  # quotes and line ends after RFC 4180
    return text.getvalue()


def _cell(value: Any) -> str:
    """A value as text: what is nested as JSON; a leading apostrophe before what would be a formula."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return f"'{text}" if text[:1] in _FORMULA else text
