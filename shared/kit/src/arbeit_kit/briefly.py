"""Answers that may be a second old, for counts that every open dashboard asks for at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 1024


class Briefly(Generic[T]):
    """Keeps each key's answer for ``keep_s`` seconds; while one caller works an answer out, the others wait for his.
    The key must hold the scope: nothing may be shared across tenants."""

    def __init__(self, keep_s: float = 1.0) -> None:
        self._keep_s = keep_s
        self._answers: dict[Hashable, tuple[float, asyncio.Task[T]]] = {}

    async def get(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """The kept answer, or a new one. What ``work`` raises is raised for all who wait, and not kept."""
        moment = time.monotonic()
        kept = self._answers.get(key)
        if kept is None or moment - kept[0] > self._keep_s or _failed(kept[1]):
            if len(self._answers) >= _MOST:
                self._answers.clear()
            kept = (moment, asyncio.create_task(_run(work)))
            self._answers[key] = kept
        # Shielded: one caller who hangs up must not take the answer from the others.
        return await asyncio.shield(kept[1])


async def _run(work: Callable[[], Awaitable[T]]) -> T:
    return await work()


def _failed(task: "asyncio.Task[T]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
