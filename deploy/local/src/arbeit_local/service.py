"""One of our services as a child process that is kept running: `python -m arbeit_<name>`, restarted when it ends."""

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from arbeit_local.console import CannotStartError, warn
from arbeit_local.process import Process, http_ready

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 15.0
# After so long without an end, the next one counts as the first again.
_SETTLED_S = 30.0
# Ends during the first start after which there is no point in trying on.
_START_ATTEMPTS = 3


class ManagedService:
    """A service under supervision; `url` is where it answers."""

    def __init__(
        self,
        name: str,
        port: int,
        *,
        log: Path,
        env: Mapping[str, str],
        cwd: Path,
        replica: int = 1,
        killed: Callable[[], None] | None = None,
    ) -> None:
        """`replica` counts the processes of one service, from 1. `killed` is told when a signal ended it unasked."""
        service, name = name, name if replica == 1 else f"{name}-{replica}"
        self.name = name
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", f"arbeit_{service}"]
        self.process = Process(name, command, log=log, env={**env, "PORT": str(port)}, cwd=cwd)
        self.restarts = 0
        self._killed = killed
        self._ready_once = False
        self._given_up: str | None = None
        self._stopping = False
        self._keeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Starts it and keeps it running from now on. Does not wait until it answers: see `ready`."""
        self._stopping = False
        await self.process.start()
        self._keeper = asyncio.create_task(self._keep(), name=f"keep {self.name}")

    async def ready(self, within: float) -> None:
        """Waits until it says that it takes traffic.

        Raises CannotStartError with its last words when it ends again and again, or after `within` seconds.
        """
        deadline = time.monotonic() + within
        while not await http_ready(self.port):
            if self._given_up is not None:
                raise CannotStartError(self._given_up)
            if time.monotonic() > deadline:
                raise CannotStartError(f"{self.name} was not ready after {within:.0f} s: {self.process.last_words()}")
            await asyncio.sleep(0.05)
        self._ready_once = True

    async def stop(self, grace: float = 10.0) -> None:
        """Lets it drain and end; kills it after `grace` seconds."""
        self._stopping = True
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        await self.process.stop(grace)

    async def restart(self, grace: float = 30.0, within: float = 60.0) -> None:
        """Lets it drain and end, starts it anew and waits until it takes traffic again."""
        await self.stop(grace)
        await self.start()
        await self.ready(within)

    async def _keep(self) -> None:
        pause = _FIRST_PAUSE_S
        ends = 0
        while True:
            status = await self.process.wait()
            if self._stopping:
                return
            ends += 1
            # Status 2 is a setting that is missing or bad: trying again would not mend it.
            if not self._ready_once and (status == 2 or ends >= _START_ATTEMPTS):
                self._given_up = f"{self.name} cannot start: {self.process.last_words()}"
                return
            if time.monotonic() - self.process.started_at > _SETTLED_S:
                pause = _FIRST_PAUSE_S
            if status < 0 and self._killed is not None:
                self._killed()
            how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
            warn(f"{self.name} {how}; starting it again in {pause:.1f} s (log: {self.process.log})")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
            self.restarts += 1
            await self.process.start()
