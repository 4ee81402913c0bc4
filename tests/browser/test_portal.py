"""The portal as people see it: Playwright's tests of frontend/e2e against the real system. Nothing is mocked."""

import os

import pytest

from tests.browser.conftest import Opened
from tests.browser.playing import play


@pytest.mark.system
async def test_every_role_at_work_in_the_browser(opened: Opened) -> None:
    await play(opened, "playwright.log", os.environ.get("SPEC", "").split())
