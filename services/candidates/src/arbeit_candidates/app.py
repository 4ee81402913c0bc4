"""Wiring."""

from __future__ import annotations

import asyncio
import logging

from arbeit_candidates.ai.client import Model
from arbeit_candidates.ai.worker import Reader
from arbeit_candidates.cv import reading
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
    settings = load(Settings)
    readers: list[Reader] = []
    reading.turns.per_second = settings.cvs_per_second

    async def read_cvs(service: Service[Store]) -> None:
        key = settings.openai_api_key
        # Importing the client takes a second, and the service is ready before that.
        model = await asyncio.to_thread(Model, key, settings.openai_base_url, settings.openai_model) if key else None
        readers.append(Reader(service, model))
        await readers[0].run()

    async def stop(_: Service[Store]) -> None:
        await asyncio.gather(*(reader.stop() for reader in readers))

    return Service(
        name="candidates",
        settings=settings,
        store=Store,
        routers=routers,
        subscriptions=subscriptions,
        background=[sweep_uploads, read_cvs],
        on_stop=[stop],
        title="Arbeit candidates",
        api=api,
        worker=worker,
    )


async def sweep_uploads(service: Service[Store]) -> None:
    """Removes uploads that no application took, and answers of the model that are too old, every ten minutes."""
    while True:
        try:
            await service.store.runs.sweep()
            swept = await service.store.files.sweep()
            if swept:
                _log.info("orphaned uploads removed", extra={"count": swept})
        except (DatabaseError, Problem) as error:  # the next round finds them again
            _log.warning("sweep postponed: %s", type(error).__name__)
        await asyncio.sleep(_SWEEP_EVERY_S)
