"""Lists: `limit`, opaque keyset `cursor`, whitelisted `sort`, `q`, optional `total` (contract, section 1)."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Query, Response
from pydantic import BaseModel, TypeAdapter
from typing_extensions import TypedDict

from arbeit_kit import ids, problem
from arbeit_kit.time import iso

T = TypeVar("T")
S = TypeVar("S")

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
DEFAULT_SORT = "-created_at"
_DATE_MARK = "@"


class Page(BaseModel, Generic[T]):
    """One page. `next_cursor` is null on the last one; `total` is there only when `count=true` asked for it."""

    items: list[T]
    next_cursor: str | None
    total: int | None = None

    def showing(self, show: Callable[[T], S]) -> "Page[S]":
        """The same page, each item as `show` makes it; a `total` that nobody asked for stays unset."""
        counted = {} if self.total is None else {"total": self.total}
        return Page(items=[show(each) for each in self.items], next_cursor=self.next_cursor, **counted)


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What the caller asked of a list. `cursor` holds the sort value and id of the last item of the page before."""

    limit: int = DEFAULT_LIMIT
    sort: str = DEFAULT_SORT
    cursor: tuple[Any, str] | None = None
    count: bool = False
    q: str | None = None

    @property
    def is_default_order(self) -> bool:
        return self.sort == DEFAULT_SORT

    @property
    def after_tail(self) -> str | None:
        """The tail of the id after which a newest-first page starts."""
        return ids.tail(self.cursor[1]) if self.cursor else None

    @property
    def field(self) -> str:
        return self.sort.lstrip("-")

    @property
    def direction(self) -> int:
        return -1 if self.sort.startswith("-") else 1

    def mongo_sort(self) -> list[tuple[str, int]]:
        return [(self.field, self.direction), ("_id", self.direction)]

    def keyset(self) -> dict[str, Any]:
        """The filter that continues after the cursor."""
        if self.cursor is None:
            return {}
        value, last_id = self.cursor
        beyond = "$lt" if self.direction < 0 else "$gt"
        same_value_next_id = {self.field: value, "_id": {beyond: last_id}}
        if value is None:
            # Missing values sort below everything: after them come, upwards, all others; downwards nothing.
            rest: list[dict[str, Any]] = [] if self.direction < 0 else [{self.field: {"$ne": None}}]
            return {"$or": [same_value_next_id, *rest]}
        beyond_value: list[dict[str, Any]] = [{self.field: {beyond: value}}]
        if self.direction < 0:
            beyond_value.append({self.field: None})
        return {"$or": [*beyond_value, same_value_next_id]}

    def mapped(self, cursor_less: bool = False, **changes: Any) -> "PageRequest":
        """A copy with other values; `cursor_less` starts at the first page."""
        return replace(self, **({"cursor": None, **changes} if cursor_less else changes))


def rendered(
    model: type[BaseModel], rows: Sequence[Mapping[str, Any]], next_cursor: str | None, total: int | None
) -> Response:
    """A list's answer from rows that have the fields of `model`, with values that are known to be right. Making a model
    of each row, and checking it, costs more than reading it did. `total` is there only when it was asked for."""
    parts = [b'{"items":', _shape(model).dump_json(rows), b',"next_cursor":', orjson.dumps(next_cursor)]
    if total is not None:
        parts.append(b',"total":%d' % total)
    return Response(b"".join([*parts, b"}"]), media_type="application/json")


@lru_cache(maxsize=256)
def _shape(model: type[BaseModel]) -> TypeAdapter[Any]:
    """Renders plain dictionaries as the model renders itself: same fields, same order, same formats."""
    fields: dict[str, Any] = {
        name: Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        for name, field in model.model_fields.items()
    }
    shape: Any = TypedDict(model.__name__, fields)  # type: ignore[misc]
    return TypeAdapter(list[shape])


def page_request(*, sorts: tuple[str, ...] = ("created_at",)) -> Callable[..., Awaitable[PageRequest]]:
    """A FastAPI dependency for a list that may be sorted by `sorts` (each also with a leading minus)."""
    allowed = [sign + name for name in dict.fromkeys(("created_at", *sorts)) for sign in ("", "-")]

    async def read(
        limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Items per page.")] = DEFAULT_LIMIT,
        cursor: Annotated[str | None, Query(max_length=512, description="`next_cursor` of the page before.")] = None,
        sort: Annotated[str, Query(max_length=40, description="One of: " + ", ".join(allowed))] = DEFAULT_SORT,
        count: Annotated[bool, Query(description="Adds `total`.")] = False,
        q: Annotated[str | None, Query(max_length=100, description="Words to search for.")] = None,
    ) -> "PageRequest":
        if sort not in allowed:
            raise problem.invalid("sort", f"Use one of: {', '.join(allowed)}.", "unknown-sort")
        words = " ".join(q.split()) if q else None
        return PageRequest(limit, sort, decode(cursor, sort) if cursor else None, count, words or None)

    return read


def next_cursor(request: PageRequest, rows: list[dict[str, Any]]) -> str | None:
    """The cursor after this page, or None when `rows` holds no more than the page itself."""
    if len(rows) <= request.limit:
        return None
    last = rows[request.limit - 1]
    return encode(last.get(request.field), str(last["_id"]), request.sort)


def encode(value: Any, last_id: str, sort: str) -> str:
    """An opaque cursor. It names its sort, so that it cannot be used with another one."""
    stored = _DATE_MARK + iso(value) if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(orjson.dumps([sort, stored, last_id])).decode().rstrip("=")


def decode(cursor: str, sort: str) -> tuple[Any, str]:
    """The position a cursor stands for; a 422 problem when it is not one of ours or belongs to another sort."""
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        made_for, value, last_id = parts
        if made_for != sort or not isinstance(last_id, str) or isinstance(value, (dict, list)):
            raise ValueError("not for this list")
        ids.time_of(last_id)
        if isinstance(value, str) and value.startswith(_DATE_MARK):
            value = datetime.fromisoformat(value[1:])
    except (ValueError, TypeError, binascii.Error) as error:
        raise problem.invalid("cursor", "Start again without a cursor.", "bad-cursor") from error
    return value, last_id
