"""Reads a CV in a child process: whatever a file does to its parser, it does not do it to the service."""

from __future__ import annotations

import asyncio
import sys

import orjson

from arbeit_candidates.cv import kinds
from arbeit_candidates.cv.kinds import Kind
from arbeit_kit import problem

_WALL_S = 15.0
# Each child may take a core and half a gigabyte; who waits holds his file in memory.
_AT_ONCE = asyncio.Semaphore(2)
_MOST_WAITING = 16
_waiting = 0


async def read_text(kind: Kind, content: bytes) -> str:
    """The text of the file. Problems: 422 `encrypted-file`, `unreadable-file`; 503 when too many wait."""
    global _waiting
    if _waiting >= _MOST_WAITING:
        raise problem.unavailable("Many CVs are being read. Send the file again.", retry_after_s=5)
    _waiting += 1
    try:
        async with _AT_ONCE:
            return await _read(kind, content)
    finally:
        _waiting -= 1


async def _read(kind: Kind, content: bytes) -> str:
    # No environment: the service's secrets stay with the service.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-m",
        "arbeit_candidates.cv.child",
        kind.name,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"LANG": "C.UTF-8"},
    )
    try:
        async with asyncio.timeout(_WALL_S):
            output, _ = await process.communicate(content)
    except TimeoutError:
        raise kinds.unreadable("The file takes too long to read.") from None
    finally:
        if process.returncode is None:
            process.kill()
            await asyncio.shield(process.wait())
    try:
        answer = orjson.loads(output)
    except ValueError:  # killed by a limit or by itself
        raise kinds.unreadable() from None
    if answer.get("error") == "encrypted":
        raise kinds.encrypted()
    if "text" not in answer:
        raise kinds.unreadable()
    return str(answer["text"])
