"""One child process of ours: its log file, its readiness, its end."""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from arbeit_local.console import CannotStartError

_LOG_LIMIT = 20 * 1024 * 1024


@cache
def _dies_with_us() -> list[str]:
    """A command prefix that makes the kernel end the child when this process is killed; empty where there is none."""
    setpriv = shutil.which("setpriv")
    if not setpriv:
        return []
    trial = subprocess.run([setpriv, "--pdeathsig", "TERM", "true"], capture_output=True, check=False)
    return [setpriv, "--pdeathsig", "TERM"] if trial.returncode == 0 else []


class Process:
    """A child in a process group of its own, so that Ctrl-C at the terminal reaches only us and we stop in order."""

    def __init__(
        self, name: str, command: Sequence[str], *, log: Path, env: Mapping[str, str], cwd: Path | None = None
    ) -> None:
        self.name = name
        self.log = log
        self._command = list(command)
        self._env = dict(env)
        self._cwd = cwd
        self._child: asyncio.subprocess.Process | None = None
        self.started_at = 0.0

    @property
    def pid(self) -> int | None:
        """The process id, or None before the start."""
        return self._child.pid if self._child else None

    @property
    def running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self._child is not None and self._child.returncode is None

    @property
    def returncode(self) -> int | None:
        """The exit status, None while running; negative for a signal."""
        return self._child.returncode if self._child else None

    async def start(self) -> None:
        """Starts the process; its output is appended to the log, which starts anew (one old one kept) at 20 MiB."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self._child = await asyncio.create_subprocess_exec(
                *_dies_with_us(),
                *self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self._env,
                cwd=self._cwd,
                start_new_session=True,
            )
        self.started_at = time.monotonic()

    async def wait(self) -> int:
        """Waits for the end and returns the exit status."""
        assert self._child is not None
        return await self._child.wait()

    async def until(self, ready: Callable[[], Awaitable[bool]], within: float) -> None:
        """Polls `ready` until it says yes.

        Raises CannotStartError, with the end of the log, when the process ends first or `within` seconds pass.
        """
        deadline = time.monotonic() + within
        while not await ready():
            if not self.running:
                raise CannotStartError(f"{self.name} ended with status {self.returncode}: {self.last_words()}")
            if time.monotonic() > deadline:
                raise CannotStartError(f"{self.name} was not ready after {within:.0f} s: {self.last_words()}")
            await asyncio.sleep(0.05)

    async def stop(self, grace: float = 10.0) -> None:
        """Asks the process to end (SIGTERM), kills its whole group after `grace` seconds; no error when it is gone."""
        if self._child is None:
            return
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                self._child.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._child.wait(), grace)
        # Also after a clean end: what it started and left behind goes with it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)
        await self._child.wait()

    def kill(self) -> None:
        """Ends the process and its group as a crash would (SIGKILL)."""
        if self._child is not None and self.running:
            os.killpg(self._child.pid, signal.SIGKILL)

    def last_words(self, lines: int = 3) -> str:
        """The last lines of the log in one line, and where the rest is."""
        try:
            with self.log.open("rb") as log:
                log.seek(max(0, self.log.stat().st_size - 4096))
                tail = log.read().decode("utf-8", "replace").strip().splitlines()
        except FileNotFoundError:
            tail = []
        return " | ".join(line.strip() for line in tail[-lines:]) + f" (log: {self.log})"


async def listening(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something accepts connections on the port."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 1.0)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


async def amqp_answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a broker on the port begins the AMQP 0-9-1 handshake: it listens a little before it serves."""
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 1.0)
    except (OSError, TimeoutError):
        return False
    try:
        writer.write(b"AMQP\x00\x00\x09\x01")
        await writer.drain()
        # A method frame (type 1) on channel 0: Connection.Start.
        return (await asyncio.wait_for(reader.readexactly(3), 2.0)) == b"\x01\x00\x00"
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return False
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def http_ready(port: int, path: str = "/readyz", host: str = "127.0.0.1") -> bool:
    """Whether `GET path` on the port answers 200."""
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 1.0)
    except (OSError, TimeoutError):
        return False
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        return b" 200 " in await asyncio.wait_for(reader.readline(), 3.0)
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
