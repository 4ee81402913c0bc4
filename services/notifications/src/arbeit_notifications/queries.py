"""What people see: their notifications with their own read state, and the mailbox for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from arbeit_kit import ids, problem
from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest
from arbeit_kit.security import Principal
from arbeit_notifications.domain.message import Message
from arbeit_notifications.domain.notification import Notification
from arbeit_notifications.domain.preferences import Preferences
from arbeit_notifications.domain.webhooks import payload
from arbeit_notifications.domain.webhooks.delivery import Delivery
from arbeit_notifications.domain.webhooks.webhook import Webhook
from arbeit_notifications.store import STAFF, Feed, Store, mailbox_of, webhooks_of

MAX_RECEIPTS = 1000
MAX_REPLAY = 200
"""Notifications sent again to a stream that resumes; who missed more reads the list."""
_PREFIX = "ntf_"
_ABOVE_ALL = "~"


@dataclass(frozen=True, slots=True)
class Shown:
    """A notification as one reader sees it."""

    notification: Notification
    read: bool


async def list_notifications(
    store: Store, feed: Feed, request: PageRequest, *, unread: bool, kind: str | None, entity_id: str | None
) -> Page[Shown]:
    """One page, newest first. With `unread` only what this reader has not read."""
    query: dict[str, Any] = {}
    if kind is not None:
        query["type"] = kind
    if entity_id is not None:
        query["entity_id"] = entity_id
    mark = await _mark(store, feed)
    if unread:
        receipts = await store.receipts.find(
            {"reader": feed.reader, "tail": {"$gt": mark}}, limit=MAX_RECEIPTS, sort=[("tail", -1)]
        )
        query["_id"] = {"$gt": _PREFIX + mark, "$nin": [each["notification_id"] for each in receipts]}
    page = await store.notifications.page(feed.scope, query, request, window=(feed.field, feed.prefix))
    read = await _read_among(store, feed, page.items)
    items = [Shown(each, ids.tail(each.notification_id) <= mark or each.notification_id in read) for each in page.items]
    return Page(items=items, next_cursor=page.next_cursor, total=page.total)


async def unread_count(store: Store, feed: Feed) -> int:
    """Two counts over index ranges above the reader's mark: what is there, less what he read one by one."""
    mark = await _mark(store, feed)
    above = {feed.field: {"$gt": feed.prefix + mark, "$lt": feed.prefix + _ABOVE_ALL}}
    there = await store.notifications.count(feed.scope, above)
    if there == 0:
        return 0
    return max(0, there - await store.receipts.count({"reader": feed.reader, "tail": {"$gt": mark}}))


async def preferences(store: Store, who: Principal) -> Preferences | None:
    """The caller's switches; None when he never touched one."""
    return await store.preferences.find_one(STAFF, {"_id": who.subject})


async def newest_tail(store: Store, feed: Feed) -> str | None:
    """Of the newest notification that the reader can see."""
    page = await store.notifications.page(feed.scope, {}, PageRequest(limit=1), window=(feed.field, feed.prefix))
    return ids.tail(page.items[0].notification_id) if page.items else None


async def after(store: Store, feed: Feed, tail: str) -> list[Notification]:
    """What came after `tail`, oldest first: for a stream that resumes."""
    newer = {feed.field: {"$gt": feed.prefix + tail, "$lt": feed.prefix + _ABOVE_ALL}}
    return await store.notifications.find(feed.scope, newer, sort=[(feed.field, 1)], limit=MAX_REPLAY)


async def list_mailbox(
    store: Store,
    scope: Scope,
    request: PageRequest,
    *,
    to: str | None,
    template: str | None,
    status: str | None,
    entity_id: str | None,
) -> Page[Message]:
    """Mails, newest first; `to` is a whole address."""
    asked = {"template": template, "status": status, "entity_id": entity_id}
    query = {name: value for name, value in asked.items() if value is not None}
    window = ("_k.all", "")
    if to is not None:
        window = ("_k.to", f"{mailbox_of(to)}:")
    return await store.messages.page(scope, query, request, window=window)


async def _mark(store: Store, feed: Feed) -> str:
    """Everything up to here counts as read. Before somebody reads all for the first time: what is older than himself,
    for nobody starts his first day with a thousand unread notifications."""
    known = await store.marks.get(feed.reader)
    if known is not None:
        return str(known["tail"])
    person = await store.people.get(feed.person)
    registered = person.get("registered_at") if person is not None else None
    return ids.tail(ids.new("ntf", at=registered))[:10] if registered is not None else ""


async def _read_among(store: Store, feed: Feed, notifications: list[Notification]) -> set[str]:
    if not notifications:
        return set()
    keys = [f"{feed.reader}|{each.notification_id}" for each in notifications]
    receipts = await store.receipts.find({"_id": {"$in": keys}}, limit=len(keys))
    return {each["notification_id"] for each in receipts}


async def list_webhooks(store: Store, who: Principal, request: PageRequest) -> Page[Webhook]:
    """One page of the subscriptions that the caller may see, newest first."""
    scope = webhooks_of(who)
    window = ("_k.client", f"{who.client_id}:") if scope.field else ("_k.all", "")
    return await store.webhooks.page(scope, {}, request, window=window)


async def health_of(store: Store, webhooks: list[Webhook]) -> dict[str, dict[str, Any]]:
    """By id; nothing for those that were never sent anything."""
    found = {}
    for each in webhooks:
        health = await store.webhook_health.get(each.webhook_id)
        if health is not None:
            found[each.webhook_id] = health
    return found


async def list_deliveries(
    store: Store, who: Principal, webhook_id: str, request: PageRequest, *, status: str | None, event_type: str | None
) -> Page[Delivery]:
    """One page, newest first."""
    window = ("_k.state", f"{webhook_id}:{status}:") if status else ("_k.hook", f"{webhook_id}:")
    query: dict[str, Any] = {"event_type": event_type} if event_type else {}
    return await store.deliveries.page(webhooks_of(who), query, request, window=window)


async def delivery(store: Store, who: Principal, webhook_id: str, delivery_id: str) -> tuple[Delivery, bytes | None]:
    """It, and what is sent; None when the event is no longer kept. Problem: 404."""
    webhook = await store.webhooks.get(webhooks_of(who), webhook_id)
    found = await store.deliveries.get(webhooks_of(who), delivery_id)
    if found.webhook_id != webhook_id:
        raise problem.not_found("delivery")
    row = await store.webhook_events.get(found.event_id)
    if row is None:
        return found, None
    return found, payload.body_of(
        row["envelope"], personal=webhook.personal_data, for_client=webhook.client_id is not None
    )
