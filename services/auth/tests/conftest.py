from collections.abc import AsyncIterator

import pytest_asyncio

from .world import World
from .world import world as a_world


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(mongo_url: str, amqp_url: str) -> AsyncIterator[World]:
    async with a_world() as made:
        yield made
