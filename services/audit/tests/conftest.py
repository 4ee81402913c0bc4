"""The golden events of the published language as they come from the broker, and a service to send them to."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from arbeit_audit.app import create
from arbeit_audit.domain.chain import Signer
from arbeit_events import Envelope
from arbeit_kit.testing import Running, running

FOLDER = Path(__file__).parents[3] / "shared" / "events" / "tests" / "golden"

Golden = Callable[[str], Envelope]


@pytest.fixture(scope="session")
def golden() -> Golden:
    """One golden event by its name."""

    def load(name: str) -> Envelope:
        (path,) = FOLDER.glob(f"arbeit.*.{name}.v1.json")
        return Envelope.from_bytes(path.read_bytes())

    return load


@pytest.fixture(scope="session")
def every_event() -> list[Envelope]:
    return [Envelope.from_bytes(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer.from_secrets("a secret of the tests, 0123456789abcdef")


@pytest.fixture(scope="module")
async def started() -> AsyncIterator[Running]:
    async with running(create) as service:
        yield service


@pytest.fixture
async def audit(started: Running) -> AsyncIterator[Running]:
    """The service with an empty trail. The tests of a module share it: a start takes longer than most of them."""
    yield started
    await started.settled()
    for name in await started.db.list_collection_names():
        await started.db[name].delete_many({})
    await started.service.store.seed()
