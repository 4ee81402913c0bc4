"""Wiring of the jobs service."""

from arbeit_jobs.routes import router
from arbeit_jobs.settings import Settings
from arbeit_jobs.store import Store
from arbeit_jobs.subscriptions import subscriptions
from arbeit_kit.service import Service
from arbeit_kit.settings import load


def create_service(*, api: bool = True, worker: bool = True) -> Service[Store]:
    """The service, ready to start; both halves, or one of them."""
    return Service(
        name="jobs",
        settings=load(Settings),
        store=Store,
        routers=[router],
        subscriptions=subscriptions,
        api=api,
        worker=worker,
    )
