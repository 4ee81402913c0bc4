"""`make run` in small: everything comes up from an empty folder, the demo agency is filled in through the public API,
a killed service comes back, and a second start finds the data."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from arbeit_local.console import CannotStartError
from arbeit_local.demo import agency
from arbeit_local.demo.api import Api, eventually
from arbeit_local.demo.content import CLIENT_USERS, CLIENTS, OPENINGS, PASSWORD, RECRUITER
from arbeit_local.system import System, running

pytestmark = pytest.mark.system

ADMIN = agency.administrator({})
SETTINGS = {
    "ADMIN_EMAIL": ADMIN.email,
    "ADMIN_PASSWORD": ADMIN.password,
    "BCRYPT_COST": "4",  # full cost is proved by auth's own tests
}
_IDLE_LIMIT_KIB = 1024 * 1024


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("system")


@pytest.fixture(scope="module")
async def system(folder: Path) -> AsyncIterator[System]:
    started = System(folder, SETTINGS)
    await started.start()
    await started.messages_flow()
    await agency.seed(started.services["gateway"].url, ADMIN)
    yield started
    await started.stop()


@pytest.fixture(scope="module")
async def admin(system: System) -> AsyncIterator[Api]:
    async with Api(system.services["gateway"].url) as nobody:
        yield await nobody.log_in(ADMIN.email, ADMIN.password)


async def counted(api: Api, what: str, field: str) -> Counter[Any]:
    return Counter(item[field] for item in (await api.get(f"/api/{what}", limit=200))["items"])


async def test_the_demo_agency_shows_every_status_and_many_states(admin: Api) -> None:
    candidates = await counted(admin, "candidates", "status")
    assert sum(candidates.values()) == sum(len(opening.candidates) for opening in OPENINGS)
    assert set(candidates) == {"NEW", "IN_REVIEW", "SHORTLISTED", "IN_PROGRESS", "SELECTED", "REJECTED"}
    interviews = await counted(admin, "interviews", "interview_status")
    assert len(interviews) >= 8, interviews
    assert sum((await counted(admin, "clients", "status")).values()) == len(CLIENTS)
    # A job with as many hired as openings fills itself, by event.
    jobs = await eventually(lambda: counted(admin, "jobs", "status"), lambda seen: seen["filled"] > 0)
    assert sum(jobs.values()) == len(OPENINGS)


async def test_every_role_can_log_in(system: System, admin: Api) -> None:
    async with Api(system.services["gateway"].url) as nobody:
        for user in (RECRUITER, *CLIENT_USERS):
            person = await nobody.log_in(user.email, PASSWORD)
            assert (await person.get("/api/auth/me"))["email"] == user.email
        for account in agency.portal_accounts():
            candidate = await nobody.log_in(account.email, PASSWORD, portal=True)
            assert (await candidate.get("/api/interviews"))["items"], "a candidate with an account has an interview"


async def test_seeding_again_adds_nothing(system: System, admin: Api) -> None:
    before = [await counted(admin, what, "version") for what in ("clients", "candidates", "interviews")]
    await agency.seed(system.services["gateway"].url, ADMIN, again=True)
    after = [await counted(admin, what, "version") for what in ("clients", "candidates", "interviews")]
    assert [sum(each.values()) for each in after] == [sum(each.values()) for each in before]


async def test_our_own_processes_stay_below_one_gibibyte_together(system: System) -> None:
    def resident(pid: int | None) -> int:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])

    used = {name: resident(service.process.pid) for name, service in system.services.items()}
    assert sum(used.values()) < _IDLE_LIMIT_KIB, used


async def test_a_killed_service_comes_back_by_itself(system: System, admin: Api) -> None:
    jobs = system.services["jobs"]
    first = jobs.process.pid
    jobs.process.kill()
    await jobs.process.wait()
    await jobs.ready(within=60)
    assert jobs.process.pid != first
    assert (await admin.get("/api/jobs"))["items"]


async def test_a_second_system_in_the_folder_is_refused(system: System, folder: Path) -> None:
    assert running(folder)["gateway"] == system.services["gateway"].url
    with pytest.raises(CannotStartError, match="already running"):
        await System(folder, SETTINGS).start()


async def test_a_second_start_finds_its_data_and_its_ports(system: System, folder: Path, admin: Api) -> None:
    before, url = await counted(admin, "candidates", "status"), system.services["gateway"].url
    await system.stop()
    with pytest.raises(CannotStartError, match="nothing is running"):
        running(folder)
    again = System(folder, SETTINGS)
    await again.start()
    try:
        assert again.services["gateway"].url == url
        assert await counted(admin, "candidates", "status") == before
    finally:
        await again.stop()
