"""One running service per test module."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from arbeit_candidates.app import create_service
from arbeit_kit.testing import running

from .world import World


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world() -> AsyncIterator[World]:
    async with running(create_service) as up:
        yield await World(up).begin()
