"""The service that a module's tests share is stopped with the module."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from .agency import close_shared


@pytest_asyncio.fixture(loop_scope="session", scope="module", autouse=True)
async def stops_with_the_module() -> AsyncIterator[None]:
    yield
    await close_shared()
