"""The whole system, started once for all tests of this folder: separate processes behind the gateway."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from arbeit_local.places import root
from arbeit_local.system import System
from tests.system.collector import Collector, collecting
from tests.system.portal import ADMIN_EMAIL, PASSWORD, Caller, Portal, eventually

SETTINGS = {
    "ADMIN_EMAIL": ADMIN_EMAIL,
    "ADMIN_PASSWORD": PASSWORD,
    "DB_NAME": "system_test",
    # Hashing at full cost is proved by the tests of auth; here it would only heat the machine.
    "BCRYPT_COST": "4",
    "LOG_LEVEL": "INFO",
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

# Every test of this folder also proves that several processes of a service work side by side: relays that take turns,
# consumers that compete, a gateway that shares out requests.
REPLICAS = {"jobs": 2, "candidates": 2, "interviews": 2}


@pytest.fixture(scope="session")
def collector() -> Iterator[Collector]:
    """The whole system of the tests is traced."""
    with collecting() as collected:
        yield collected


@pytest.fixture(scope="session")
async def system(collector: Collector) -> AsyncIterator[System]:
    """The running system. Tests that kill parts of it must leave it whole."""
    async with running_system(collector, "system-test") as started:
        yield started


@pytest.fixture(scope="session")
async def portal(system: System) -> AsyncIterator[Portal]:
    """The first people of an agency: an admin and a recruiter."""
    async with first_people(system) as opened:
        yield opened


@asynccontextmanager
async def running_system(collector: Collector, name: str) -> AsyncIterator[System]:
    """A new system in `.data/<name>-<lane>`, stopped at the end."""
    folder = Path(root() / ".data" / f"{name}-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
    shutil.rmtree(folder, ignore_errors=True)
    started = System(folder, {**SETTINGS, "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}, replicas=REPLICAS)
    await started.start()
    try:
        await started.messages_flow()
        yield started
    finally:
        await started.stop()


@asynccontextmanager
async def first_people(system: System) -> AsyncIterator[Portal]:
    """What the fixture `portal` says, at this system."""
    url = system.services["gateway"].url
    others = len(Caller.opened)

    async def signed_in() -> Caller:
        return await Caller(url, ADMIN_EMAIL).sign_in()

    try:
        admin = await eventually(signed_in, 30)
        opened = Portal(url, admin, admin)
        opened.recruiter = await opened.colleague("recruiter")
        await known_to_notifications(opened)
        yield opened
    finally:
        await asyncio.gather(*(caller.close() for caller in Caller.opened[others:]))
        del Caller.opened[others:]


async def known_to_notifications(portal: Portal) -> None:
    """Right after a first start the broker comes up last; until its news has arrived, a new recruiter gets no mail."""
    client = await portal.client()

    async def mailed() -> bool:
        await portal.job(client["client_id"])
        await asyncio.sleep(1)
        return bool(await portal.mails_to(portal.recruiter.email))

    await eventually(mailed, 60, "a mail to the recruiter")
