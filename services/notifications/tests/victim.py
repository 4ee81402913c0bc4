"""The real notifications service as a process of its own, made to be killed: only its patience is shortened.

Where the file named by `DIE_AT` says so it kills itself, once: the file is taken away first.
"""

import os
import signal
from datetime import timedelta
from pathlib import Path

from arbeit_kit.service import main
from arbeit_notifications.app import create
from arbeit_notifications.calendar.google import GoogleCalendar
from arbeit_notifications.calendar.port import Made, Wanted
from arbeit_notifications.channels.port import Outgoing
from arbeit_notifications.channels.smtp import Smtp
from arbeit_notifications.domain import entry, message
from arbeit_notifications.domain.webhooks import delivery
from arbeit_notifications.webhooks.door import Answer, Door

entry.LEASE = timedelta(seconds=2)
entry.DOUBT = timedelta(seconds=2)
message.LEASE = timedelta(seconds=2)
message.DOUBT_S = 0
delivery.PAUSES_S = (0.1,) * 20

ORDER = Path(os.environ.get("DIE_AT", "/nonexistent"))


def point(name: str) -> None:
    if ORDER.exists() and ORDER.read_text() == name:
        ORDER.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


async def deliver(self: Smtp, mail: Outgoing) -> str | None:
    point("mail claimed")
    said = await delivered(self, mail)
    point("mail taken, not noted")
    return said


async def apply(self: GoogleCalendar, wanted: Wanted) -> Made:
    point("entry claimed")
    said = await applied(self, wanted)
    point("event made, not noted")
    return said


async def post(self: Door, url: str, body: bytes, headers: dict[str, str]) -> Answer:
    point("delivery begun")
    return await posted(self, url, body, headers)


delivered, applied, posted = Smtp.deliver, GoogleCalendar.apply, Door.post
Smtp.deliver = deliver  # type: ignore[method-assign]
GoogleCalendar.apply = apply  # type: ignore[method-assign]
Door.post = post  # type: ignore[method-assign]

if __name__ == "__main__":
    main(create)
