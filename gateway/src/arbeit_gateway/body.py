"""The request's body on its way through: counted, never collected."""

from __future__ import annotations

from collections.abc import AsyncIterator

from arbeit_gateway.exchange import Receive


class TooLarge(Exception):  # noqa: N818
    """More bytes came than the route takes."""


class Gone(Exception):  # noqa: N818
    """The browser left before its body was complete."""


class Body:
    """Reads a body of at most `limit` bytes from ASGI, piece by piece. `failure` says why it ended early: the client
    library wraps whatever the iterator raises, so the cause is kept here."""

    __slots__ = ("_limit", "_receive", "complete", "failure", "size")

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self.size = 0
        self.complete = False
        self.failure: TooLarge | Gone | None = None

    async def first(self) -> bytes:
        """The first piece; `complete` tells whether it is the whole body."""
        return await self._next()

    async def rest(self, first: bytes) -> AsyncIterator[bytes]:
        """All pieces, beginning with one that was already read."""
        if first:
            yield first
        while not self.complete:
            piece = await self._next()
            if piece:
                yield piece

    async def _next(self) -> bytes:
        message = await self._receive()
        if message["type"] != "http.request":
            self.failure = Gone()
            raise self.failure
        piece: bytes = message.get("body", b"")
        self.complete = not message.get("more_body", False)
        self.size += len(piece)
        if self.size > self._limit:
            self.failure = TooLarge()
            raise self.failure
        return piece
