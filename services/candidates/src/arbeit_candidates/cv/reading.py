"""Reads a CV in a child process: whatever a file does to its parser, it does not do it to the service."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from arbeit_candidates.cv import kinds
from arbeit_candidates.cv.kinds import Kind
from arbeit_candidates.cv.page import MOST_CHARACTERS
from arbeit_candidates.cv.turns import Turns
from arbeit_kit.problem import Problem

_WALL_S = 15.0
_LONGEST_ANSWER = 8 * 1024 * 1024
_NICE = 19
turns = Turns()
"""Of this process; its pace is a setting."""


class Place(BaseModel):
    """Where in the text a value was found. `start` equals `end` for what is only behind a link."""

    model_config = ConfigDict(extra="forbid")

    field: str
    index: int | None
    """Which entry, for fields that are lists."""
    page: int
    start: int
    end: int
    snippet: str


class SectionPlace(BaseModel):
    """A part of the CV under a heading; `kind` is our word for it."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    title: str
    page: int
    start: int
    end: int


class HiddenText(BaseModel):
    """Text in the file that a reader does not see: `invisible`, `tiny`, `off-page`, `marked` hidden, `zero-width`."""

    model_config = ConfigDict(extra="forbid")

    why: str
    page: int
    text: str


class Reading(BaseModel):
    """What a file says. Everything in it is a stranger's data."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=MOST_CHARACTERS + 1)]
    """Only what can be seen."""
    pages: int
    """0 where the format has none."""
    page_starts: list[int]
    """The place in the text where each page begins."""
    fields: dict[str, Any]
    """Values as found, not yet checked."""
    found: list[Place]
    sections: list[SectionPlace]
    hidden: list[HiddenText]
    scanned: bool
    """Pictures of pages: there is next to no text."""
    truncated: bool
    """Only the beginning was read."""
    checked: bool
    """Whether hidden text was looked for to the end."""


NOTHING = Reading(
    text="", pages=0, page_starts=[], fields={}, found=[], sections=[], hidden=[], scanned=False, truncated=False,
    checked=True,
)  # fmt: skip


async def read_cv(kind: Kind, content: bytes) -> Reading:
    """What the file says. Problems: 422 `encrypted-file`, `unreadable-file`; 503 when too many wait."""
    async with turns.one():
        return await _read(kind, content)


async def _read(kind: Kind, content: bytes) -> Reading:
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
        limit=_LONGEST_ANSWER,
    )
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
    lines: list[bytes] = []
    late = False
    try:
        async with asyncio.timeout(_WALL_S):
            await asyncio.gather(_send(process, content), _receive(process, lines))
            await process.wait()
    except TimeoutError:
        late = True
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.shield(process.wait())
    return _understood(lines, late)


async def _send(process: asyncio.subprocess.Process, content: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(content)
        await process.stdin.drain()
        process.stdin.close()


async def _receive(process: asyncio.subprocess.Process, lines: list[bytes]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(ValueError):  # a line beyond the limit: what came before it counts
        while line := await process.stdout.readline():
            lines.append(line)


def _understood(lines: list[bytes], late: bool) -> Reading:
    """The last whole line: a file may end its reader while it is looked at more closely."""
    refusal: Problem = kinds.unreadable("The file takes too long to read.") if late else kinds.unreadable()
    for line in reversed(lines[:2]):
        try:
            answer = orjson.loads(line)
            if "error" in answer:
                refusal = kinds.encrypted() if answer["error"] == "encrypted" else kinds.unreadable()
                continue
            return Reading.model_validate(answer)
        except (ValueError, ValidationError):
            continue
    raise refusal
