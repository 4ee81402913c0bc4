"""Services are killed under people at work in the portal: what they see of it, and that nothing typed is lost.

Apart from the other tests of the portal, which would notice; the tests themselves are in frontend/e2e/killed.
"""

import pytest

from tests.browser.conftest import Opened
from tests.browser.playing import play
from tests.browser.switchboard import switchboard


@pytest.mark.system
@pytest.mark.fault
async def test_a_service_killed_under_a_page_is_said_and_what_was_typed_stays(opened: Opened) -> None:
    async with switchboard(opened.system) as url:
        await play(opened, "playwright-killed.log", ["--workers=1"], SWITCHBOARD=url)
