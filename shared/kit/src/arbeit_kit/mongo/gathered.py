"""Reads of single documents by id, several in one command when several wait.

A read begins at once while a lane is free. Those asked for while all lanes are taken go together with the next command,
so what is returned was always read after it was asked for.
"""

from __future__ import annotations

import asyncio
from typing import Any

LANES = 2
# The local database's time for `$in` grows with the square of the list.
AT_ONCE = 32


class Gathered:
    """`get` as `find_one({"_id": ...})`. Documents are the callers' own where they change only the top level."""

    def __init__(self, raw: Any, lanes: int = LANES) -> None:
        self._raw = raw
        self._free = lanes
        self._waiting: dict[str, asyncio.Future[dict[str, Any] | None]] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def get(self, entity_id: str) -> dict[str, Any] | None:
        """The document, or None. Raises the driver's error, which all who waited with it get."""
        answer = self._waiting.get(entity_id)
        if answer is None:
            answer = self._waiting[entity_id] = asyncio.get_running_loop().create_future()
            if self._free:
                self._free -= 1
                task = asyncio.create_task(self._lane())
                self._running.add(task)
                task.add_done_callback(self._running.discard)
        # Shielded: one caller who hangs up must not take the answer from the others.
        found = await asyncio.shield(answer)
        return None if found is None else dict(found)

    async def _lane(self) -> None:
        try:
            while self._waiting:
                wanted = {each: self._waiting.pop(each) for each in list(self._waiting)[:AT_ONCE]}
                await self._read(wanted)
        finally:
            self._free += 1

    async def _read(self, wanted: dict[str, asyncio.Future[dict[str, Any] | None]]) -> None:
        try:
            found = {each["_id"]: each for each in await self._find(list(wanted))}
        except Exception as error:  # noqa: BLE001 - it is the callers'
            for answer in wanted.values():
                answer.set_exception(error)
                answer.exception()  # told, even when everybody has left
        else:
            for entity_id, answer in wanted.items():
                answer.set_result(found.get(entity_id))

    async def _find(self, ids: list[str]) -> list[dict[str, Any]]:
        if len(ids) == 1:
            one = await self._raw.find_one({"_id": ids[0]})
            return [] if one is None else [one]
        rows: list[dict[str, Any]] = await self._raw.find({"_id": {"$in": ids}}).to_list(len(ids))
        return rows
