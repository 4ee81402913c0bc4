"""The local database: SecantusDB, MongoDB's wire protocol over WiredTiger, as a process of its own.

It is a development stand-in with known gaps (docs/adr/0004), run with the guard rails that measurement asked for: every
commit synced, and an end to the locks of dead clients. Nothing of it is ever imported: it is GPL-2.0.
"""

import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path

from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from arbeit_local.console import CannotStartError
from arbeit_local.places import private_folder
from arbeit_local.ports import Ports
from arbeit_local.process import Process, listening

_HEARTBEAT_S = 10.0
# As `transactionLifetimeLimitSeconds` of the real one in deploy/; here it is 60 s and cannot be set.
_TRANSACTIONS_OF_THE_DEAD_S = 10.0
_log = logging.getLogger("arbeit.local.database")


class Database:
    """A private database in `folder`. Start it, use `url`, stop it; its data stays in the folder."""

    def __init__(self, folder: Path, ports: Ports, *, log: Path | None = None, cache: str = "256M") -> None:
        """`cache` is WiredTiger's (`256M`, `1G`)."""
        self._folder = folder
        self._ports = ports
        self._log = log or folder.with_suffix(".log")
        self._cache = cache
        self._starting = asyncio.Lock()
        self._process: Process | None = None
        self._heart: asyncio.Task[None] | None = None
        self._freeing: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.wanted = False

    @property
    def url(self) -> str:
        """The MongoDB address."""
        return f"mongodb://127.0.0.1:{self.port}/?replicaSet=secantus"

    @property
    def process(self) -> Process:
        """The running server, for faults in tests (`kill`)."""
        assert self._process is not None
        return self._process

    def reserve(self) -> str:
        """Settles the port and returns the address, before the start: others may already be told it."""
        self.port = self._ports.take("database")
        return self.url

    async def start(self) -> None:
        """Starts the server and returns when it answers (1 to 2 s); without effect when it runs.

        Raises CannotStartError when the folder belongs to a running server or it does not come up.
        """
        self.wanted = True
        async with self._starting:
            if self._process is None or not self._process.running:
                await self._start()

    async def _start(self) -> None:
        self.reserve()
        private_folder(self._folder)
        program = Path(sys.executable).with_name("secantusd-py")
        if not program.exists():
            raise CannotStartError("the local database is not installed: run `make bootstrap`, or set MONGO_URL")
        configuration = self._folder.with_suffix(".toml")  # an empty one: keeps the machine's own files out
        configuration.touch()
        command = [sys.executable, "-m", "arbeit_local.settled", str(program), "--config", str(configuration)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--storage-path", str(self._folder), "--cache-size", self._cache, "--log-level", "WARNING"]
        # Without it acknowledged writes are lost on a crash, also with w:majority and j:true (measured).
        command += ["--sync-on-commit"]
        self._process = Process("the database", command, log=self._log, env=dict(os.environ))
        await self._process.start()
        try:
            await self._process.until(lambda: listening(self.port), within=60)
        except CannotStartError as error:
            await self.stop()
            if "resource busy" in str(error).lower():
                raise CannotStartError(f"{self._folder} is held by another running database; stop that one") from None
            raise
        if self._heart is None:
            self._heart = asyncio.create_task(self._beat(), name="database heartbeat")

    async def stop(self) -> None:
        """Stops the server (up to 2.5 s); without effect when it does not run."""
        self.wanted = False
        if self._heart is not None:
            self._heart.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._heart
            self._heart = None
        if self._freeing is not None:
            self._freeing.cancel()
            self._freeing = None
        await asyncio.gather(*self._tasks)
        if self._process is not None:
            await self._process.stop(grace=15)

    def a_client_died(self) -> None:
        """To be told when a process of ours was killed: what its open transactions lock is free 10 s later.

        All open transactions end then, for the server cannot tell whose they are; the living begin theirs again, as
        after any lost race.
        """
        if self._freeing is None and self.wanted:
            self._freeing = asyncio.get_running_loop().call_later(_TRANSACTIONS_OF_THE_DEAD_S, self._free)

    def _free(self) -> None:
        self._freeing = None
        task = asyncio.create_task(end_transactions(self.url), name="free the locks of the dead")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _beat(self) -> None:
        """Starts an empty transaction every 10 s.

        The row lock of a transaction whose client has died is released only when some other transaction starts
        (measured: a plain write waited 200 s); after a start, those idle for 60 s are gone.
        """
        client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(self.url, timeoutMS=5_000)
        try:
            while True:
                with contextlib.suppress(PyMongoError):
                    async with client.start_session() as session, await session.start_transaction():
                        await client["arbeit_local"]["heartbeat"].find_one({"_id": 0}, session=session)
                await asyncio.sleep(_HEARTBEAT_S)
        finally:
            await client.close()


async def end_transactions(url: str) -> None:
    """Ends every open transaction of the server at `url`; no error when it does not answer."""
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(url, timeoutMS=5_000)
    try:
        with contextlib.suppress(PyMongoError):
            await client.admin.command("killAllSessions", [])
    finally:
        await client.close()
