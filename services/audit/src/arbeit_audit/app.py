"""Wiring of the audit service."""

from typing import Any

from arbeit_audit.background import announce_checkpoints, tell_head
from arbeit_audit.domain.chain import Signer
from arbeit_audit.routes import router
from arbeit_audit.settings import Settings
from arbeit_audit.store import AuditStore
from arbeit_audit.subscriptions import subs
from arbeit_kit import settings as kit_settings
from arbeit_kit.service import Service


def create(*, api: bool = True, worker: bool = True) -> Service[AuditStore]:
    """The service, from the environment."""
    settings = kit_settings.load(Settings)
    previous = settings.jwt_secret_previous
    signer = Signer.from_secrets(
        settings.jwt_secret.get_secret_value(), previous.get_secret_value() if previous else None
    )
    return Service(
        name="audit",
        settings=settings,
        store=lambda db: AuditStore(db, signer),
        routers=[router],
        subscriptions=subs,
        on_start=[_seed],
        background=[announce_checkpoints],
        gauges=[tell_head],
        title="Arbeit audit",
        api=api,
        worker=worker,
    )


async def _seed(service: Service[Any]) -> None:
    await service.store.seed()
