"""Deliveries to webhooks: stored with the event that they carry, settled after each attempt, asked for again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from arbeit_events import Envelope
from arbeit_kit import ids, problem
from arbeit_kit.mongo import Scope, Tx
from arbeit_notifications.domain.webhooks import delivery as deliveries
from arbeit_notifications.domain.webhooks import payload
from arbeit_notifications.domain.webhooks import webhook as webhooks
from arbeit_notifications.domain.webhooks.delivery import Delivery, Result
from arbeit_notifications.domain.webhooks.webhook import Webhook
from arbeit_notifications.store import STAFF, Store

MAX_WEBHOOKS = 1000
DEAD = "Nothing was accepted for a day."
GONE = "The receiver said that it is gone for good (410)."
_KEEP_IDS = frozenset({"CandidateDeleted", "PortalUserDeleted", "UserDeleted"})


async def wanted(store: Store, events: list[Envelope]) -> list[Envelope]:
    """Those that any subscription gets. Read for each batch, not kept: who subscribes hears of everything after it."""
    subscribed = await store.webhooks.find(STAFF, {}, limit=MAX_WEBHOOKS)
    return [event for event in events if any(webhooks.wants(each, event) for each in subscribed)]


async def store_events(tx: Tx[Store], events: list[Envelope]) -> None:
    """One delivery per event and subscription, and the event once."""
    subscribed = await tx.store.webhooks.find(STAFF, {}, limit=MAX_WEBHOOKS, tx=tx)
    kept: list[dict[str, Any]] = []
    for event in events:
        receivers = [each for each in subscribed if webhooks.wants(each, event)]
        if receivers:
            kept.append(await _kept(tx, event))
        for each in receivers:
            await tx.store.deliveries.insert(tx, _delivery(each, event, tx.now), [])
    await tx.store.webhook_events.insert_many(kept, tx)


async def settle(tx: Tx[Store], results: list[Result]) -> None:
    """Record attempts, and pause a subscription whose receiver is gone."""
    by_id = {each.delivery_id: each for each in results}
    found = await tx.store.deliveries.find(STAFF, {"_id": {"$in": list(by_id)}}, limit=len(by_id), tx=tx)
    spent: dict[str, Delivery] = {}
    seen: dict[str, list[Result]] = {}
    for delivery in found:
        if delivery.status != "pending":
            continue
        result = by_id[delivery.delivery_id]
        given_up = deliveries.settle(delivery, result, tx.now)
        await tx.store.deliveries.save(tx, delivery, [])
        seen.setdefault(delivery.webhook_id, []).append(result)
        if given_up and not result.final:
            spent.setdefault(delivery.webhook_id, delivery)
    for webhook_id, own in seen.items():
        await _note_health(tx, webhook_id, own)
    for webhook_id, delivery in spent.items():
        await _consider_pause(tx, webhook_id, delivery)


async def redeliver(tx: Tx[Store], scope: Scope, webhook_id: str, delivery_id: str) -> Delivery:
    """Queue a finished one again. Problems: 404; 409 `still-pending`; 409 `event-expired` when its event is gone."""
    delivery = await tx.store.deliveries.get(scope, delivery_id, tx)
    if delivery.webhook_id != webhook_id:
        raise problem.not_found("delivery")
    if await tx.store.webhook_events.get(delivery.event_id, tx) is None:
        raise problem.conflict("event-expired", "The event is no longer kept.")
    if not deliveries.queue_again(delivery, tx.now):
        raise problem.conflict("still-pending", "It is on its way already.")
    await tx.store.deliveries.save(tx, delivery, [])
    return delivery


async def erase(tx: Tx[Store], person_id: str) -> None:
    """Take the person out of the events that are kept: what is sent from now on tells only what happened."""
    if not await tx.store.erased.get(person_id, tx):
        await tx.store.erased.insert({"_id": person_id, "at": tx.now}, tx)
    for row in await tx.store.webhook_events.find({"about": person_id}, limit=1000, tx=tx):
        change = {"envelope": payload.withheld(row["envelope"]), "about": []}
        await tx.store.webhook_events.update({"_id": row["_id"]}, {"$set": change}, tx)
        for delivery in await tx.store.deliveries.find(STAFF, {"event_id": row["_id"]}, limit=1000, tx=tx):
            deliveries.forget_answers(delivery)
            await tx.store.deliveries.save(tx, delivery, [])


async def _kept(tx: Tx[Store], event: Envelope) -> dict[str, Any]:
    envelope = event.to_dict()
    people = payload.about(envelope) if event.name not in _KEEP_IDS else []
    for person_id in people:
        # The queue of deletions is another one: it may have been faster.
        if await tx.store.erased.get(person_id, tx) is not None:
            envelope, people = payload.withheld(envelope), []
            break
    return {"_id": event.id, "envelope": envelope, "about": people, "at": tx.now}


def _delivery(webhook: Webhook, event: Envelope, now: datetime) -> Delivery:
    return Delivery(
        delivery_id=ids.new("dlv"),
        webhook_id=webhook.webhook_id,
        client_id=webhook.client_id,
        event_id=event.id,
        event_type=event.type,
        subject=event.subject,
        occurred_at=event.time,
        next_attempt_at=now,
        created_at=now,
    )


async def _note_health(tx: Tx[Store], webhook_id: str, results: list[Result]) -> None:
    accepted = [each for each in results if each.attempt.outcome == "delivered"]
    refused = [each for each in results if each.attempt.outcome != "delivered"]
    known = await tx.store.webhook_health.get(webhook_id, tx) or {}
    change: dict[str, Any] = {"failures": len(refused) if accepted else known.get("failures", 0) + len(refused)}
    if accepted:
        change["last_success_at"] = max(each.attempt.at for each in accepted)
    if refused:
        change["last_failure_at"] = max(each.attempt.at for each in refused)
    if known:
        await tx.store.webhook_health.update({"_id": webhook_id}, {"$set": change}, tx)
    else:
        await tx.store.webhook_health.insert({"_id": webhook_id, **change}, tx)


async def _consider_pause(tx: Tx[Store], webhook_id: str, failed: Delivery) -> None:
    """The receiver is gone by its own word, or took nothing since the failed event came."""
    webhook = await tx.store.webhooks.find_one(STAFF, {"_id": webhook_id}, tx)
    health = await tx.store.webhook_health.get(webhook_id, tx) or {}
    gone = failed.log[-1].status == deliveries.GONE
    last = health.get("last_success_at")
    if webhook is None or not (gone or last is None or last < failed.created_at):
        return
    told = webhooks.pause(webhook, GONE if gone else DEAD, tx.now)
    if told:
        await tx.store.webhooks.save(tx, webhook, told)
