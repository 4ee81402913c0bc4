"""A time limit for the running task that can be moved. As `asyncio.timeout`, at a third of its cost: this is on the
path of every request."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any


class Deadline:
    """`async with` is not needed: `with Deadline(loop, task, when): ...` raises TimeoutError when `when` (seconds of
    the loop's clock; None: never) has passed before the block ended."""

    __slots__ = ("_fired", "_handle", "_loop", "_task")

    def __init__(self, loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any], when: float | None) -> None:
        self._loop = loop
        self._task = task
        self._fired = False
        self._handle = loop.call_at(when, self._fire) if when is not None else None

    def move(self, when: float) -> None:
        """Set another time; does nothing when there was none."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = self._loop.call_at(when, self._fire)

    def _fire(self) -> None:
        self._fired = True
        self._task.cancel()

    def __enter__(self) -> Deadline:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            self._handle.cancel()
        if self._fired and self._task.uncancel() <= 0 and kind is asyncio.CancelledError:
            raise TimeoutError from error
