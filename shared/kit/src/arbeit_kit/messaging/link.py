"""One connection to the broker that always comes back.

aio-pika's robust connection has open reports of consumers that stay away after a restart (reliability study, finding
7), so the loop is ours and simple: connect, set up from nothing, wait until anything is lost, begin again.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection
from aiormq.exceptions import AMQPError

from arbeit_kit import metrics

log = logging.getLogger(__name__)

CONNECT_TIMEOUT_S = 5.0
SETUP_TIMEOUT_S = 20.0
HEARTBEAT_S = 10
BACKOFF_S = (0.2, 0.5, 1.0, 2.0, 3.0)
# RuntimeError: aio-pika's word for a channel that was closed meanwhile.
BROKER_ERRORS = (AMQPError, ConnectionError, OSError, TimeoutError, RuntimeError)

Setup = Callable[[AbstractConnection, "Link"], Awaitable[None]]


class Link:
    """Keeps `setup` established. `lost()` says that something set up is gone, so everything is set up again."""

    def __init__(self, url: str, name: str, setup: Setup) -> None:
        self._url = url
        self._name = name
        self._setup = setup
        self._lost = asyncio.Event()
        self._connected = asyncio.Event()
        self._stopping = False
        self._connection: AbstractConnection | None = None

    @property
    def connected(self) -> bool:
        """Whether everything is set up and, as far as we know, alive."""
        return self._connected.is_set() and not self._lost.is_set()

    async def wait_connected(self) -> None:
        await self._connected.wait()

    def lost(self, *_: Any) -> None:
        """Begin again from the connection on. Used as close and cancel callback."""
        self._connected.clear()
        self._lost.set()

    def watch(self, channel: AbstractChannel) -> None:
        """A channel that the broker closes, or a consumer that it cancels, counts as lost."""
        channel.close_callbacks.add(self.lost)
        underlying: Any = getattr(channel, "_channel", None)
        inner = getattr(underlying, "channel", None)
        if inner is not None:
            inner.on_consumer_cancel_callbacks.add(self.lost)

    async def run(self) -> None:
        """Until `stop()`."""
        failures = 0
        while not self._stopping:
            self._lost.clear()
            try:
                await self._establish()
                failures = 0
                self._connected.set()
                metrics.BROKER.labels(self._name).set(1)
                await self._lost.wait()
            except BROKER_ERRORS as error:
                failures += 1
                if failures in (1, 10) or failures % 100 == 0:
                    detail = {"event": "broker_unreachable", "link": self._name}
                    log.warning("broker not reached by %s: %s", self._name, type(error).__name__, extra=detail)
            finally:
                self._connected.clear()
                metrics.BROKER.labels(self._name).set(0)
                await self._close()
            if not self._stopping:
                pause = BACKOFF_S[min(failures, len(BACKOFF_S) - 1)]
                await asyncio.sleep(pause * random.uniform(0.6, 1.0))  # noqa: S311 - spreads reconnects

    async def stop(self) -> None:
        self._stopping = True
        self.lost()
        await self._close()

    async def _establish(self) -> None:
        connection = await aio_pika.connect(
            self._url,
            timeout=CONNECT_TIMEOUT_S,
            heartbeat=HEARTBEAT_S,
            client_properties={"connection_name": self._name},
        )
        self._connection = connection
        connection.close_callbacks.add(self.lost)
        async with asyncio.timeout(SETUP_TIMEOUT_S):
            await self._setup(connection, self)

    async def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None or connection.is_closed:
            return
        try:
            async with asyncio.timeout(2):
                await connection.close()
        except BROKER_ERRORS:
            log.debug("connection was gone already")
