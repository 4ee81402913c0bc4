import random

import pytest

from arbeit_local.ports import is_free


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    return next(port for port in random.sample(range(21000, 31000), 200) if is_free(port))
