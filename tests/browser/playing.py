"""Playwright's tests of frontend/e2e, run against a system."""

import asyncio
import json
import os
import re
from collections.abc import Sequence

import pytest

from arbeit_local.demo import agency
from arbeit_local.places import root
from tests.browser.conftest import Opened

_ROLES = {"admin": "admin", "recruiter": "recruiter", "client user": "client_user", "candidate": "candidate"}
_LONGEST_S = 900
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


async def play(opened: Opened, log: str, arguments: Sequence[str] = (), **more: str) -> None:
    """Runs what `arguments` choose (nothing: all), and fails with what Playwright said when not everything passed.

    Its output goes to `logs/<log>` of the system's folder; `more` are environment variables.
    """
    # Into a file, which can be followed while it runs.
    file = opened.folder / "logs" / log
    with file.open("wb") as output:
        running = await asyncio.create_subprocess_exec(
            "node_modules/.bin/playwright",
            "test",
            *arguments,
            cwd=root() / "frontend",
            env={
                **os.environ,
                "BASE_URL": opened.system.url,
                "CHROMIUM_PATH": opened.chromium,
                "E2E_ACCOUNTS": _accounts(),
                "NO_COLOR": "1",
                "FORCE_COLOR": "0",
                **more,
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
    said = _COLOURS.sub("", file.read_text("utf-8", "replace"))[-20_000:]
    if late:
        pytest.fail(f"{said}\nthe browser tests took longer than {_LONGEST_S} s", pytrace=False)
    if running.returncode != 0:
        pytest.fail(said, pytrace=False)


def _accounts() -> str:
    found: dict[str, dict[str, str]] = {}
    for account in [agency.administrator({}), *agency.ACCOUNTS]:
        found.setdefault(_ROLES[account.role], {"email": account.email, "password": account.password})
    return json.dumps(found)
