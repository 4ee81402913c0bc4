"""Wiring of the tenancy service."""

from arbeit_kit.service import Service
from arbeit_kit.settings import load
from arbeit_tenancy.routes import router
from arbeit_tenancy.settings import Settings
from arbeit_tenancy.store import Store
from arbeit_tenancy.subscriptions import subscriptions


def create_service(*, api: bool = True, worker: bool = True) -> Service[Store]:
    """The service, ready to start; both halves, or one of them."""
    return Service(
        name="tenancy",
        settings=load(Settings),
        store=Store,
        routers=[router],
        subscriptions=subscriptions,
        api=api,
        worker=worker,
    )
