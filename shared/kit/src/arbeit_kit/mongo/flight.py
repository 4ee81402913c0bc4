"""The commands of one transaction on their way, so that none outlives it.

The driver works in threads: a task that is cancelled leaves its command running there. An abort that is sent meanwhile
overtakes it, the command then opens the transaction on the server, and its locks stand in everybody's way until the
server gives it up (60 s). So a command is always waited for, and only then is the transaction ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

from pymongo.errors import InvalidOperation, PyMongoError

T = TypeVar("T")

# The driver gives up a command after 5 s (`timeoutMS`), counted from when one of its threads takes it.
LANDING_S = 12.0


class Flight:
    """Of one session with one transaction."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._commands: set[asyncio.Future[Any]] = set()
        self.ended = asyncio.Event()

    async def whole(self, command: Awaitable[T]) -> T:
        """The command's answer. Who is cancelled while it runs leaves at once; `end` still waits for it."""
        future = asyncio.ensure_future(command)
        self._commands.add(future)
        future.add_done_callback(self._answered)
        return await asyncio.shield(future)

    def _answered(self, command: asyncio.Future[Any]) -> None:
        self._commands.discard(command)
        if not command.cancelled():
            command.exception()  # told, even when nobody waits any more

    async def end(self) -> None:
        """Aborts what was not committed, and gives the session back. Comes to its end although it is cancelled."""
        ending = asyncio.create_task(self._end())
        cancelled = False
        while not ending.done():
            try:
                await asyncio.shield(ending)
            except asyncio.CancelledError:
                cancelled = True
        if cancelled:
            raise asyncio.CancelledError

    async def _end(self) -> None:
        try:
            if self._commands:
                await asyncio.wait(set(self._commands), timeout=LANDING_S)
            if self._session.in_transaction:
                await self._session.abort_transaction()
        except (PyMongoError, InvalidOperation):
            pass  # never hides why it ended; the server ends by itself what it was not told of
        finally:
            try:
                await self._session.end_session()
            except PyMongoError:
                pass
            finally:
                self.ended.set()


async def whole(tx: Any, command: Awaitable[T]) -> T:
    """The answer of a command that may belong to a transaction (`tx`: its `Tx`, or None)."""
    flight: Flight | None = None if tx is None else tx.flight
    return await command if flight is None else await flight.whole(command)
