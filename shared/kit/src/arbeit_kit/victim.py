"""A process for tests to kill. Nothing here is used by a running system."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from arbeit_kit.mongo import Database
from arbeit_kit.mongo.errors import DatabaseError


@asynccontextmanager
async def victim(script: Path, environment: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Runs the Python script with these variables on top of ours; killed at the end, when it still runs.

    What it had open in the database at `MONGO_URL` is ended with it. The server would do so by itself, the real one
    after 10 s as it is set in deploy/, the local one after a minute, which no test needs to sit through.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(script), env={**os.environ, **environment}, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await _end_transactions(environment["MONGO_URL"])


async def _end_transactions(mongo_url: str) -> None:
    database = Database(mongo_url, "admin", source="/arbeit/test", seal=bytes)
    try:
        with contextlib.suppress(DatabaseError):  # it may be nobody's right; then the locks end by themselves
            await database.client.admin.command("killAllSessions", [])
    finally:
        database.close()
