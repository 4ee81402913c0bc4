"""The real notifications service as a process of its own, made to be killed: only its patience is shortened.

Where the file named by `DIE_AT` says so it kills itself, once: the file is taken away first.
"""

import os
import signal
from datetime import timedelta
from pathlib import Path

from arbeit_kit.service import main
from arbeit_notifications.app import create
from arbeit_notifications.channels.port import Outgoing
from arbeit_notifications.channels.smtp import Smtp
from arbeit_notifications.domain import entry, message
from arbeit_notifications.domain.webhooks import delivery

entry.LEASE = timedelta(seconds=2)
entry.DOUBT = timedelta(seconds=2)
message.LEASE = timedelta(seconds=2)
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


delivered = Smtp.deliver
Smtp.deliver = deliver  # type: ignore[method-assign]

if __name__ == "__main__":
    main(create)
