"""One running service per test module: with a model behind it, or without."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest_asyncio

from arbeit_candidates.app import create_service
from arbeit_kit.testing import running

from .model import StandIn, stand_in
from .world import World

# The tests drop one CV after another; the pace has a test of its own.
os.environ["CVS_PER_SECOND"] = "0"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def model() -> AsyncIterator[StandIn]:
    async with stand_in() as up:
        yield up


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def clever(model: StandIn) -> AsyncIterator[World]:
    """A service that has a model."""
    key = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": model.url, "OPENAI_MODEL": "stand-in"}
    async with running(create_service, **key) as up:
        yield await World(up).begin()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world() -> AsyncIterator[World]:
    async with running(create_service, OPENAI_API_KEY="") as up:
        yield await World(up).begin()
