"""The golden events of the published language, as they come from the broker."""

from collections.abc import Callable
from pathlib import Path

import pytest

from arbeit_audit.domain.chain import Signer
from arbeit_events import Envelope

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
