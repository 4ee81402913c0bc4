"""Signed checkpoints go to the log, too: evidence that does not lie in the database it speaks of."""

import asyncio
import logging
from typing import Any

from prometheus_client import Gauge

from arbeit_audit.store import AuditStore
from arbeit_kit import metrics
from arbeit_kit.service import Service

log = logging.getLogger(__name__)

EVERY_S = 60

HEAD_NUMBER = Gauge("arbeit_audit_head_number", "Number of the last entry of the trail.", registry=metrics.REGISTRY)
HEAD_TIME = Gauge(
    "arbeit_audit_head_timestamp_seconds",
    "When the event of the last entry happened, in seconds since 1970; 0 for an empty trail.",
    registry=metrics.REGISTRY,
)
HEAD_MISSING = Gauge(
    "arbeit_audit_head_missing", "1 when there are entries and no head: a finding.", registry=metrics.REGISTRY
)


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


async def tell_head(service: Service[Any]) -> None:
    """Brings the gauges of the chain's head up to date."""
    store: AuditStore = service.store
    head = await store.head()
    HEAD_MISSING.set(head is None)
    if head is None:
        return
    HEAD_NUMBER.set(head.number)
    last = await store.rows.find({"number": head.number}, limit=1)
    HEAD_TIME.set(last[0]["timestamp"].timestamp() if last else 0)
