"""A running interviews service over a real database and broker, and an agency that uses it."""

from collections.abc import AsyncIterator

import pytest

from arbeit_interviews.app import create_service
from arbeit_kit.testing import running

from .agency import Agency


@pytest.fixture(scope="module")
async def agency() -> AsyncIterator[Agency]:
    async with running(create_service) as service:
        yield Agency(service)
