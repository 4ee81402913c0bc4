"""Answers that take the same time whatever they found, where the time would tell a stranger who has an account."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

_FLOOR_S = 0.3
"""Longer than the work takes on a quiet machine; the work itself differs by one small write."""


async def evenly(work: Coroutine[Any, Any, None]) -> None:
    """Runs the work and returns, also with an error, no sooner than the floor."""
    until = time.monotonic() + _FLOOR_S
    try:
        await work
    finally:
        await asyncio.sleep(max(0.0, until - time.monotonic()))
