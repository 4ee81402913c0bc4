"""The whole system with the demo agency, for the browser; stopped before other tests start a system of theirs."""

import shutil
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from arbeit_local.demo import agency
from arbeit_local.places import root
from arbeit_local.system import System

SETTINGS = {
    "DB_NAME": "browser_test",
    # Hashing at full cost is proved by the tests of auth; here it would only heat the machine.
    "BCRYPT_COST": "4",
    "LOG_LEVEL": "WARNING",
    # The tests are one busy address; limits have tests of their own.
    "RATE_USER": "10000",
    "RATE_USER_BURST": "20000",
    "RATE_ADDRESS": "10000",
    "RATE_ADDRESS_BURST": "20000",
    "RATE_CREDENTIALS": "1000",
    "RATE_CREDENTIALS_BURST": "2000",
    "LOGIN_THROTTLE": "off",
    "CVS_PER_SECOND": "0",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A running system with people in it, and the browser to look at it."""

    system: System
    chromium: str
    folder: Path


def _tool(command: str) -> str:
    """What `frontend.sh` prints; its own line is the reason when something cannot be had."""
    done = subprocess.run([root() / "deploy/local/frontend.sh", command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.fail(done.stderr.strip() or done.stdout.strip(), pytrace=False)
    return done.stdout.strip()


@pytest.fixture(scope="package")
def chromium() -> str:
    """The browser, and the built portal for it. Fails with one line when Node or Chromium cannot be had."""
    path = _tool("chromium")
    _tool("build")
    return path


@pytest.fixture(scope="package")
async def opened(chromium: str) -> AsyncIterator[Opened]:
    """The system, the demo agency in it."""
    folder = root() / ".data" / "browser-test"
    shutil.rmtree(folder, ignore_errors=True)
    administrator = agency.administrator({})
    system = System(
        folder,
        {**SETTINGS, "ADMIN_EMAIL": administrator.email, "ADMIN_PASSWORD": administrator.password},
    )
    await system.start()
    try:
        await system.messages_flow()
        await agency.seed(system.services["gateway"].url, administrator, again=False)
        yield Opened(system, chromium, folder)
    finally:
        await system.stop()
