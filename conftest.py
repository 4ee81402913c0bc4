"""For every test: the database and the broker, started once per run and only when a test needs them.

`MONGO_URL` and `AMQP_URL` from the environment are used when set; else containers when a Docker engine answers; else
SecantusDB and a private RabbitMQ on this machine; else the run fails with one clear line.
"""

import os
from collections.abc import Iterator
from types import ModuleType

import pytest
from tests import lanes

from arbeit_local.testing import CannotStartError, Stores

# What of arbeit_kit.testing talks to the stores. The kit reads the addresses from the environment when it is called.
_USES_STORES = {"running", "tap", "publish"}
_FIXTURES = {"mongo_url", "amqp_url"}

_stores = Stores()


def _module_uses_stores(names: dict[str, object]) -> bool:
    for value in names.values():
        if (
            getattr(value, "__module__", None) == "arbeit_kit.testing"
            and getattr(value, "__name__", "") in _USES_STORES
        ):
            return True
        if isinstance(value, ModuleType) and value.__name__ == "arbeit_kit.testing":
            return True
    return False


def _needs_stores(item: pytest.Item) -> bool:
    """Whether the test, or a fixture of it, is written in a module that uses the stores."""
    if not isinstance(item, pytest.Function):
        return False
    if not _FIXTURES.isdisjoint(item.fixturenames):
        return True
    functions = [item.function]
    for definitions in item._fixtureinfo.name2fixturedefs.values():
        functions.extend(definition.func for definition in definitions)
    return any(_module_uses_stores(getattr(function, "__globals__", {})) for function in functions)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest rooms first, so that all lanes end together."""
    items.sort(key=lambda item: lanes.rank(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """How `make test` divides the tests between its lanes."""
    return lanes.scheduler(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Starts the stores while the tests that need none already run."""
    if not session.config.option.collectonly and any(_needs_stores(item) for item in session.items):
        _stores.begin()


def _provide() -> tuple[str, str]:
    try:
        mongo_url, amqp_url = _stores.urls()
    except CannotStartError as error:
        pytest.exit(f"no database or broker for the tests: {error}", returncode=3)
    os.environ["MONGO_URL"], os.environ["AMQP_URL"] = mongo_url, amqp_url
    os.environ.setdefault("JWT_SECRET", "only-for-tests-0123456789abcdef0123456789abcdef")
    return mongo_url, amqp_url


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Waits for the stores before the first test that needs them."""
    if _needs_stores(item):
        _provide()


@pytest.fixture(scope="session")
def mongo_url() -> str:
    """The address of the test run's MongoDB."""
    return _provide()[0]


@pytest.fixture(scope="session")
def amqp_url() -> str:
    """The address of the test run's RabbitMQ."""
    return _provide()[1]


@pytest.fixture(scope="session", autouse=True)
def _stop_stores() -> Iterator[None]:
    yield
    _stores.end()
