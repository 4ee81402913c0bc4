"""Answers that may be a second old, for counts that every open dashboard asks for at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 1024


@dataclass(slots=True)
class _Kept(Generic[T]):
    """An answer, or the work on it; ``fresh_until`` is known once it is done."""

    task: "asyncio.Task[T]"
    fresh_until: float = float("inf")


class Briefly(Generic[T]):
    """Keeps each key's answer for ``keep_s`` seconds from when it was ready, or four times as long as it took to work
    out, so that a dear answer never takes more than a fifth of the database's time; while one caller works, the others
    wait for his. The key must hold the scope: nothing may be shared across tenants."""

    def __init__(self, keep_s: float = 1.0) -> None:
        self._keep_s = keep_s
        self._answers: dict[Hashable, _Kept[T]] = {}

    async def get(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """The kept answer, or a new one. What ``work`` raises is raised for all who wait, and not kept."""
        kept = self._answers.get(key)
        if kept is None or time.monotonic() > kept.fresh_until or _failed(kept.task):
            if len(self._answers) >= _MOST:
                self._answers.clear()
            kept = self._begin(work)
            self._answers[key] = kept
        # Shielded: one caller who hangs up must not take the answer from the others.
        return await asyncio.shield(kept.task)

    def _begin(self, work: Callable[[], Awaitable[T]]) -> _Kept[T]:
        begun = time.monotonic()
        kept: _Kept[T] = _Kept(asyncio.create_task(_run(work)))

        def ready(_: "asyncio.Task[T]") -> None:
            done = time.monotonic()
            kept.fresh_until = done + max(self._keep_s, 4 * (done - begun))

        kept.task.add_done_callback(ready)
        return kept


async def _run(work: Callable[[], Awaitable[T]]) -> T:
    return await work()


def _failed(task: "asyncio.Task[T]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
