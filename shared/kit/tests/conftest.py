"""The sample service, for every test of the kit."""

import importlib.util
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType

import pytest

from arbeit_kit.testing import Running, running


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kit_sample", Path(__file__).with_name("sample_service.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kit_sample"] = module
    spec.loader.exec_module(module)
    return module


sample = _load()


@pytest.fixture(scope="module")
async def service() -> AsyncIterator[Running]:
    """The sample service, running, in a database of its own."""
    async with running(sample.create_service) as started:
        yield started
