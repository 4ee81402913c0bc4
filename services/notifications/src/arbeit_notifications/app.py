"""Wiring."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from arbeit_kit import metrics
from arbeit_kit.service import Service
from arbeit_kit.settings import load
from arbeit_notifications.calendar.google import GoogleCalendar
from arbeit_notifications.calendar.port import CalendarProvider
from arbeit_notifications.calendar.worker import CalendarWorker
from arbeit_notifications.channels.choose import channel_of
from arbeit_notifications.channels.port import Channel
from arbeit_notifications.mail.sender import Sender
from arbeit_notifications.rounds import Rounds
from arbeit_notifications.routes import ROUTERS
from arbeit_notifications.settings import Settings
from arbeit_notifications.store import Store
from arbeit_notifications.streams import Streams
from arbeit_notifications.subscriptions import subs
from arbeit_notifications.webhooks.door import Door
from arbeit_notifications.webhooks.sender import WebhookSender, reseal_all


def create(
    *,
    api: bool = True,
    worker: bool = True,
    channel: Channel | None = None,
    calendar: Callable[[Settings], CalendarProvider] = GoogleCalendar,
    door: Callable[[Settings], Door] = Door.of,
) -> Service[Store]:
    """The service, not yet started. `channel` in place of the one that the settings name; `calendar` makes the
    provider's calendar where the settings have one; `door` the way out for webhooks."""
    settings = load(Settings)
    way_out = channel or channel_of(settings)
    streams = Streams()
    workers: list[Rounds] = []
    watcher: list[asyncio.Task[None]] = []

    async def send_mails(service: Service[Store]) -> None:
        await run(Sender(service, way_out))

    async def keep_calendar(service: Service[Store]) -> None:
        if settings.uses_calendar:
            await run(CalendarWorker(service, calendar(settings)))

    async def send_webhooks(service: Service[Store]) -> None:
        await reseal_all(service)
        await run(WebhookSender(service, door(settings)))

    async def run(worker: Rounds) -> None:
        workers.append(worker)
        await worker.run()

    async def watch_streams(service: Service[Store]) -> None:
        watcher.append(
            asyncio.create_task(streams.watch(lambda: service.draining, service.revocations), name="streams")
        )

    async def stop(_: Service[Store]) -> None:
        for task in watcher:
            task.cancel()
        await asyncio.gather(*(worker.stop() for worker in workers))

    async def count_streams(_: Service[Store]) -> None:
        metrics.STREAMS.set(len(streams.all()))

    service: Service[Store] = Service(
        name="notifications",
        settings=settings,
        store=lambda db: Store(db, settings),
        routers=ROUTERS,
        subscriptions=subs,
        background=[send_mails, keep_calendar, send_webhooks],
        on_start=[watch_streams],
        on_stop=[stop],
        gauges=[count_streams],
        title="Arbeit notifications",
        api=api,
        worker=worker,
    )
    service.app.state.streams = streams
    service.app.state.channel = way_out
    return service
