"""Wiring."""

from __future__ import annotations

import asyncio
import logging

from arbeit_candidates.routes import routers
from arbeit_candidates.settings import Settings
from arbeit_candidates.store import Store
from arbeit_candidates.subscriptions import subscriptions
from arbeit_kit.mongo.errors import DatabaseError
from arbeit_kit.problem import Problem
from arbeit_kit.service import Service
from arbeit_kit.settings import load

_log = logging.getLogger("arbeit.candidates.sweep")
_SWEEP_EVERY_S = 600


def create_service(*, api: bool = True, worker: bool = True) -> Service[Store]:
    """The service, not yet started; settings come from the environment."""
    return Service(
        name="candidates",
        settings=load(Settings),
        store=Store,
        routers=routers,
        subscriptions=subscriptions,
        background=[sweep_uploads],
        title="Arbeit candidates",
        api=api,
        worker=worker,
    )


async def sweep_uploads(service: Service[Store]) -> None:
    """Removes uploads that no application took, every ten minutes."""
    while True:
        try:
            swept = await service.store.files.sweep()
            if swept:
                _log.info("orphaned uploads removed", extra={"count": swept})
        except (DatabaseError, Problem) as error:  # the next round finds them again
            _log.warning("sweep postponed: %s", type(error).__name__)
        await asyncio.sleep(_SWEEP_EVERY_S)
