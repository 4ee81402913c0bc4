"""Signed checkpoints go to the log, too: evidence that does not lie in the database it speaks of."""

import asyncio
import logging
from typing import Any

from arbeit_kit.service import Service

log = logging.getLogger(__name__)

EVERY_S = 60


async def announce_checkpoints(service: Service[Any]) -> None:
    """Logs each new checkpoint once per process: number, hash, signature."""
    announced = 0
    while True:
        checkpoint = await service.store.newest_checkpoint()
        if checkpoint is not None and checkpoint.number > announced:
            announced = checkpoint.number
            log.info(
                "audit checkpoint %d %s",
                checkpoint.number,
                checkpoint.entry_hash,
                extra={"event": "audit_checkpoint", **checkpoint.model_dump(mode="json")},
            )
        await asyncio.sleep(EVERY_S)
