"""Sends what is due to receivers, apart from whoever caused it.

One sender of all replicas works at a time (a lease); what is due lies in the database, and a delivery leaves it only
when its outcome is written down. A sender that dies therefore sends again what it had in hand: at least once, with the
same `webhook-id`, by which the receiver tells.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from arbeit_events.notifications import WebhookTested
from arbeit_kit.mongo import Tx
from arbeit_kit.service import Service
from arbeit_kit.time import now
from arbeit_notifications.commands import deliveries, webhooks
from arbeit_notifications.domain.webhooks import payload
from arbeit_notifications.domain.webhooks.delivery import Attempt, Result
from arbeit_notifications.domain.webhooks.webhook import Webhook
from arbeit_notifications.rounds import Rounds
from arbeit_notifications.store import STAFF, Store
from arbeit_notifications.webhooks import measures, signing
from arbeit_notifications.webhooks.door import Answer, Door
from arbeit_notifications.webhooks.lanes import Lanes, Waiting

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
SETTLE_AT_A_TIME = 50
_READ_AT_A_TIME = 1000
_READ_EVERY_S = 0.5
_WHAT_TO_READ = {"webhook_id": 1, "event_id": 1, "event_type": 1, "next_attempt_at": 1}
_MOST_WAITING = 20_000
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# A transaction may commit a while after the moment that it wrote down as due, and clocks differ.
_OVERLAP = timedelta(seconds=3)
_TICK = timedelta(milliseconds=1)
_SWEEP_S = 30.0
"""How often everything due is read, not only what became due since the last time."""
_REST_S = 4.0
"""Longer without a round than this, and another process may have been the sender: all is read again."""
_SETTINGS_S = 1.0
"""How old the subscriptions may be: a paused one gets nothing more after this."""
EXPIRED = Answer(None, 0, "the event is no longer kept")
_TEST = WebhookTested.event_type()


class WebhookSender(Rounds):
    """Hands over the deliveries that are due."""

    drain_s = 18.0

    def __init__(self, service: Service[Store], door: Door) -> None:
        parallel = service.store.settings.webhook_parallel
        super().__init__(service, "webhook-sender", parallel=parallel)
        self._door = door
        self._parallel = parallel
        self._lanes = Lanes()
        self._webhooks: dict[str, Webhook] = {}
        self._webhooks_at = float("-inf")
        self._read_at = float("-inf")
        self._swept_at = float("-inf")
        self._sweep_from: datetime | None = None
        self._last_round_at = float("-inf")
        self._open: set[str] = set()
        self._running: set[asyncio.Task[None]] = set()
        self._results: asyncio.Queue[Result] = asyncio.Queue()

    async def run(self) -> None:
        """As every worker, and beside it what writes the outcomes down."""
        settling = asyncio.create_task(self._settle_results(), name="webhook-results")
        try:
            await super().run()
            await asyncio.Event().wait()  # stop() ends what is in hand; then this task is cancelled
        finally:
            settling.cancel()

    async def close(self) -> None:
        await self._door.close()

    async def round(self) -> int:
        """Reads what became due and starts what there is room for; does not wait for answers."""
        began = time.monotonic()
        if began - self._last_round_at > _REST_S:
            self._lanes.forget_waiting()
            self._swept_at = float("-inf")
        self._last_round_at = began
        if began - self._webhooks_at >= _SETTINGS_S:
            await self._read_webhooks()
            self._webhooks_at = began
        if began - self._read_at >= _READ_EVERY_S:
            await self._read_due(began)
            self._read_at = began
        self._begin_some()
        oldest = self._lanes.oldest(self._may_send)
        measures.OVERDUE.set((now() - oldest).total_seconds() if oldest else 0)
        return 0

    # -- what is due -----------------------------------------------------------------------------------------------

    async def _read_webhooks(self) -> None:
        before = self._webhooks
        found = await self._service.store.webhooks.find(STAFF, {}, limit=deliveries.MAX_WEBHOOKS)
        self._webhooks = {each.webhook_id: each for each in found}
        measures.PAUSED.set(sum(each.paused_reason is not None for each in found))
        for webhook_id, webhook in self._webhooks.items():
            if webhook.status != "enabled":
                self._lanes.drop(webhook_id)
            elif webhook_id in before and before[webhook_id].status != "enabled":
                self._swept_at = float("-inf")  # what was kept for it is due now
        for grave in await self._service.store.webhook_graves.find({}, limit=10):
            self._lanes.drop(grave["_id"])
            await self._service.store.deliveries.raw.delete_many({"webhook_id": grave["_id"]})
            await self._service.store.webhook_graves.delete({"_id": grave["_id"]})

    async def _read_due(self, began: float) -> None:
        """What became due of late; and, page by page, everything, in case it was written late."""
        if len(self._lanes) > _MOST_WAITING:
            return
        upper = now()
        await self._read(upper - _OVERLAP, upper)
        if began - self._swept_at > _SWEEP_S:
            self._swept_at, self._sweep_from = began, _LONG_AGO
        if self._sweep_from is not None:
            self._sweep_from = await self._read(self._sweep_from, upper)

    async def _read(self, lower: datetime, upper: datetime) -> datetime | None:
        """Where to read on; None when that was all."""
        query = {"_k.due": {"$gt": lower, "$lte": upper}}
        # Not the whole documents: their logs are long, and a burst is read several times.
        cursor = self._service.store.deliveries.raw.find(query, _WHAT_TO_READ).sort("_k.due", 1).limit(_READ_AT_A_TIME)
        found = await cursor.to_list(_READ_AT_A_TIME)
        waiting = [_waiting(each) for each in found]
        self._lanes.add(each for each in waiting if self._may_send(each))
        return max(waiting[-1].due - _TICK, lower + _TICK) if len(found) == _READ_AT_A_TIME else None

    def _may_send(self, waiting: Waiting) -> bool:
        webhook = self._webhooks.get(waiting.webhook_id)
        return webhook is not None and (webhook.status == "enabled" or waiting.event_type == _TEST)

    # -- one attempt -----------------------------------------------------------------------------------------------

    def _begin_some(self) -> None:
        """As many as there is room for. Also when one has ended: the next does not wait for what is read meanwhile."""
        if self.may_act:
            for each in self._lanes.take(self._parallel - len(self._running), self._may_send):
                self._begin(each)

    def _begin(self, waiting: Waiting) -> None:
        self._open.add(waiting.delivery_id)
        self._idle.clear()
        task = asyncio.create_task(self._attempt(self._webhooks[waiting.webhook_id], waiting))
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._begin_some()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a delivery failed", exc_info=error, extra={"event": "webhook_attempt_failed"})

    async def _attempt(self, webhook: Webhook, waiting: Waiting) -> None:
        at, answer = now(), None
        try:
            answer = await self._posted(webhook, waiting, at)
        finally:
            accepted = answer is not None and answer.accepted
            self._lanes.sent(waiting, accepted=accepted)
            if answer is None:  # a bug or the database: nothing was decided, so it is read and tried again
                self._settled([waiting.delivery_id])
        measures.sent(answer.outcome, answer.duration_ms / 1000)
        attempt = Attempt(
            at=at,
            outcome=answer.outcome,
            status=answer.status,
            duration_ms=answer.duration_ms,
            reason=answer.reason,
            answer=answer.text,
        )
        spread = random.random()  # noqa: S311 - spreads retries, guards nothing
        result = Result(waiting.delivery_id, attempt, answer.retry_after_s, spread, answer is EXPIRED)
        self._results.put_nowait(result)

    async def _posted(self, webhook: Webhook, waiting: Waiting, at: datetime) -> Answer:
        store = self._service.store
        row = await store.webhook_events.get(waiting.event_id)
        if row is None:
            return EXPIRED
        body = payload.body_of(
            row["envelope"], personal=webhook.personal_data, for_client=webhook.client_id is not None
        )
        try:
            keys = webhooks.opened(store, webhook, at)
        except ValueError:
            log.error("a webhook's secret cannot be opened", extra={"event": "webhook_secret_unreadable"})
            return Answer(None, 0, "the signing secret cannot be read: rotate it")
        signed = signing.headers(waiting.event_id, at, body, keys)
        return await self._door.post(webhook.url, body, {"Content-Type": CONTENT_TYPE, **signed})

    # -- outcomes --------------------------------------------------------------------------------------------------

    async def _settle_results(self) -> None:
        """Many in one transaction: writing down an outcome must not cost more than the attempt."""
        while True:
            batch = [await self._results.get()]
            while len(batch) < SETTLE_AT_A_TIME and not self._results.empty():
                batch.append(self._results.get_nowait())
            await self._settle(batch)
            self._settled([each.delivery_id for each in batch])

    def _settled(self, delivery_ids: list[str]) -> None:
        self._lanes.settled(delivery_ids)
        self._open.difference_update(delivery_ids)
        if not self._open:
            self._idle.set()
        self._wake.set()

    async def _settle(self, results: list[Result]) -> None:
        async def in_one(tx: Tx[Store]) -> None:
            await deliveries.settle(tx, results)

        while True:
            try:
                await self._service.db.transaction(in_one)
            except Exception:
                # Not lost: were we to die now, they would be sent again.
                log.exception("outcomes could not be written", extra={"event": "webhook_results_unwritten"})
                await asyncio.sleep(1)
            else:
                return


def _waiting(row: dict[str, Any]) -> Waiting:
    return Waiting(row["_id"], row["webhook_id"], row["event_id"], row["event_type"], row["next_attempt_at"])


async def reseal_all(service: Service[Store]) -> None:
    """At the start: every secret closed with the newest JWT_SECRET, so that the one before it can be given up."""
    if service.store.settings.jwt_secret_previous is None:
        return
    for webhook in await service.store.webhooks.find(STAFF, {}, limit=deliveries.MAX_WEBHOOKS):

        async def in_one(tx: Tx[Any], webhook_id: str = webhook.webhook_id) -> None:
            await webhooks.reseal(tx, webhook_id)

        try:
            await service.db.transaction(in_one)
        except ValueError:
            # Closed with a key that nobody has any more: its owner sees it in the log of deliveries, and rotates.
            log.error("a webhook's secret cannot be opened", extra={"event": "webhook_secret_unreadable"})
