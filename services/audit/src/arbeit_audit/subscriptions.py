"""Everything that happens anywhere is recorded: the queue is bound to `#`."""

from typing import Any

from arbeit_audit import commands
from arbeit_events import Envelope
from arbeit_kit.messaging import Subscriptions
from arbeit_kit.mongo import Tx

subs = Subscriptions("audit")

BATCH = 200
"""Events per transaction: the head is one hot document, so it moves once for many."""


@subs.batch(size=BATCH)
async def record(tx: Tx[Any], events: list[Envelope]) -> None:
    await commands.record(tx, events)
