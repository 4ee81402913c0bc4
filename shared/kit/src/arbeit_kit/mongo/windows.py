"""Newest-first lists as bounded ranges over one indexed string key.

The local database reads every document of an index range and ignores the limit (database study, section 1), so a list
asks for a short range of time first and widens it until the page is full. Real MongoDB serves the same ranges from the
same index. The key is `prefix + tail(id)`; a tail starts with the creation time, so ranges are ranges of time.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from arbeit_kit import ids
from arbeit_kit.time import now

_FIRST_WIDTH_MS = 1_000
_WIDEN = 8
# Slightly more than the span of the last full page, so that the next one usually fits in one range.
_HEADROOM = 1.3
_REMEMBERED = 4_096
_AFTER_EVERY_TAIL = "~"
# Nothing was created before this: the walk ends here.
_EPOCH_MS = 1_577_836_800_000  # 2020-01-01


@dataclass(slots=True)
class _Density:
    newest_ms: int
    """When the newest document was made."""
    seen_ms: int
    """When that was looked up: nothing is known of what was made since."""
    width_ms: int
    """The time one page spans."""
    bottom: str = ""
    """The key at which the last first page of `wanted` documents ended: nothing below it is read for the next one."""
    wanted: int = 0


class Windows:
    """Walks a key downwards and remembers per list how dense it was."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._seen: OrderedDict[str, _Density] = OrderedDict()

    async def newest(
        self,
        field: str,
        prefix: str,
        query: dict[str, Any],
        wanted: int,
        *,
        before: str | None,
        since: datetime | None = None,
    ) -> list[dict[str, Any]]:
        """Up to `wanted` documents in descending key order, strictly below `before` (a tail) when it is given, and
        none made before `since`."""
        bottom_ms = max(_EPOCH_MS, int(since.timestamp() * 1000)) if since else _EPOCH_MS
        memory = f"{field}|{prefix}|{sorted(query.items(), key=str) if query else ''}"
        density = self._seen.get(memory)
        upper = prefix + (before if before is not None else _AFTER_EVERY_TAIL)
        start_ms = _ms(before) if before is not None else _now_ms()
        width = density.width_ms if density else _FIRST_WIDTH_MS
        rows: list[dict[str, Any]] = []
        low_ms, lower = start_ms, ""
        if density is not None and before is None and density.wanted == wanted:
            # The page as it was, and what was made since: not one document too many is read while nothing is deleted.
            low_ms, lower = _ms(density.bottom[len(prefix) :]), density.bottom
        while True:
            if not lower or low_ms < bottom_ms:
                low_ms -= width if not lower else 0
                if density is not None and before is None and density.newest_ms < low_ms <= density.seen_ms:
                    # From here down to the newest known document there was nothing: reach over it in this range.
                    low_ms = density.newest_ms - density.width_ms
                low_ms = max(low_ms, bottom_ms)
                lower = prefix + _floor(low_ms) if low_ms > _EPOCH_MS else prefix
            found = await self._range(field, lower, upper, query, wanted - len(rows))
            rows.extend(found)
            if len(rows) >= wanted or low_ms <= bottom_ms:
                break
            upper, lower = lower, ""
            width *= _WIDEN
        if before is None and len(rows) < wanted and low_ms <= _EPOCH_MS:
            self._remember_whole(memory, start_ms)
        else:
            self._remember(memory, field, prefix, rows, before, start_ms)
            if before is None and len(rows) >= wanted:
                self._seen[memory].bottom, self._seen[memory].wanted = _key(rows[-1], field), wanted
        return rows

    async def _range(
        self, field: str, lower: str, upper: str, query: dict[str, Any], limit: int
    ) -> list[dict[str, Any]]:
        narrowed = {**query, field: {"$gte": lower, "$lt": upper}}
        rows: list[dict[str, Any]] = await self.raw.find(narrowed).sort(field, -1).limit(limit).to_list(limit)
        return rows

    def _remember_whole(self, memory: str, start_ms: int) -> None:
        """The list is shorter than a page: next time one range takes all of it, and counts anew if it has grown."""
        self._seen[memory] = _Density(start_ms, start_ms, start_ms - _EPOCH_MS)
        self._seen.move_to_end(memory)
        self._forget_oldest()

    def _remember(
        self, memory: str, field: str, prefix: str, rows: list[dict[str, Any]], before: str | None, start_ms: int
    ) -> None:
        if not rows:
            return
        newest_ms = _ms(_key(rows[0], field)[len(prefix) :])
        oldest_ms = _ms(_key(rows[-1], field)[len(prefix) :])
        width = max(int((newest_ms - oldest_ms) * _HEADROOM), _FIRST_WIDTH_MS // 100)
        known = self._seen.get(memory)
        if before is None or known is None:
            newest_ms = newest_ms if before is None else start_ms
            self._seen[memory] = _Density(newest_ms, start_ms, width)
        else:
            known.width_ms = width
        self._seen.move_to_end(memory)
        self._forget_oldest()

    def _forget_oldest(self) -> None:
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)


def _key(row: dict[str, Any], field: str) -> str:
    value: Any = row
    for part in field.split("."):
        value = value[part]
    return str(value)


def _ms(tail: str) -> int:
    return round(ids.time_of(tail).timestamp() * 1000)


def _floor(ms: int) -> str:
    """A string that sorts below every tail made at or after this millisecond."""
    return ids.tail(ids.new("x", at=datetime.fromtimestamp(ms / 1000, UTC)))[:10]


def _now_ms() -> int:
    # A replica's clock may run ahead of ours; two seconds cost nothing.
    return int(now().timestamp() * 1000) + 2_000
