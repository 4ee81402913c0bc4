"""The real candidates service as a process of its own, made to be killed.

It kills itself at the point that the file named by `DIE_AT` says, once: the file is taken away first. Otherwise only
its patience is shortened.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from arbeit_candidates.ai.asking import Asker
from arbeit_candidates.app import create_service
from arbeit_candidates.routes import uploads
from arbeit_candidates.store import Store, work
from arbeit_candidates.store.files import Files
from arbeit_kit.service import Service, main

work.LEASE = timedelta(seconds=2)
ORDER = Path(os.environ["DIE_AT"])
Call = Callable[..., Awaitable[Any]]


def point(name: str) -> None:
    """`kill -9` when this is the place."""
    if ORDER.exists() and ORDER.read_text() == name:
        ORDER.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def after(name: str, call: Call) -> Call:
    async def dying(*args: Any, **more: Any) -> Any:
        said = await call(*args, **more)
        point(name)
        return said

    return dying


async def _ask(self: Asker, run: work.Work, *args: Any) -> Any:
    """After the model was asked (or was not there), before anything is saved."""
    said = await _asked(self, run, *args)
    point(f"{run.kind} known, not saved")
    return said


_asked: Call = Asker.ask
Asker.ask = _ask  # type: ignore[assignment]
Files.put = after("file stored", Files.put)  # type: ignore[method-assign, assignment]
uploads._create_one = after("committed, not answered", uploads._create_one)  # type: ignore[assignment]


def alone(**halves: Any) -> Service[Store]:
    """Auth does not run beside it."""
    service = create_service(**halves)
    service.load_revocations = nothing  # type: ignore[method-assign]
    return service


async def nothing() -> None:
    """Stands in for asking auth."""


if __name__ == "__main__":
    main(alone)
