"""Wiring of the interviews service."""

from arbeit_interviews.routes import routers
from arbeit_interviews.settings import Settings
from arbeit_interviews.store import Store
from arbeit_interviews.subscriptions import subscriptions
from arbeit_kit.service import Service
from arbeit_kit.settings import load


def create_service(*, api: bool = True, worker: bool = True) -> Service[Store]:
    """The service, ready to start; both halves, or one of them."""
    return Service(
        name="interviews",
        settings=load(Settings),
        store=Store,
        routers=routers,
        subscriptions=subscriptions,
        api=api,
        worker=worker,
    )
