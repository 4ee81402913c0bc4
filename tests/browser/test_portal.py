"""The portal as people see it: Playwright's tests of frontend/e2e against the real system. Nothing is mocked."""

import asyncio
import json
import os
import re

import pytest

from arbeit_local.demo import agency
from arbeit_local.places import root
from tests.browser.conftest import Opened

_ROLES = {"admin": "admin", "recruiter": "recruiter", "client user": "client_user", "candidate": "candidate"}
_LONGEST_S = 900
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def _accounts() -> str:
    found: dict[str, dict[str, str]] = {}
    for account in [agency.administrator({}), *agency.ACCOUNTS]:
        found.setdefault(_ROLES[account.role], {"email": account.email, "password": account.password})
    return json.dumps(found)


@pytest.mark.system
async def test_every_role_at_work_in_the_browser(opened: Opened) -> None:
    command = ["node_modules/.bin/playwright", "test", *os.environ.get("SPEC", "").split()]
    # Into a file, which can be followed while it runs.
    log = opened.folder / "logs" / "playwright.log"
    with log.open("wb") as output:
        running = await asyncio.create_subprocess_exec(
            *command,
            cwd=root() / "frontend",
            env={
                **os.environ,
                "BASE_URL": opened.url,
                "CHROMIUM_PATH": opened.chromium,
                "E2E_ACCOUNTS": _accounts(),
                "NO_COLOR": "1",
                "FORCE_COLOR": "0",
            },
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
        )
        late = False
        try:
            await asyncio.wait_for(running.wait(), _LONGEST_S)
        except TimeoutError:
            late = True
            running.kill()
            await running.wait()
    said = _COLOURS.sub("", log.read_text("utf-8", "replace"))[-20_000:]
    if late:
        pytest.fail(f"{said}\nthe browser tests took longer than {_LONGEST_S} s", pytrace=False)
    if running.returncode != 0:
        pytest.fail(said, pytrace=False)
