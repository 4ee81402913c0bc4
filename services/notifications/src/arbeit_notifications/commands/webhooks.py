"""Subscriptions by webhook: made, changed, tested, deleted by people."""

from __future__ import annotations

from typing import Any

from arbeit_kit import ids, problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.security import Principal
from arbeit_notifications.domain.webhooks import address
from arbeit_notifications.domain.webhooks import webhook as webhooks
from arbeit_notifications.domain.webhooks.webhook import Secret, Webhook
from arbeit_notifications.store import STAFF, Store, webhooks_of
from arbeit_notifications.webhooks import signing

LIMIT = 50
"""Subscriptions of one client, and of the agency itself: each costs every event a delivery."""


async def create(tx: Tx[Store], who: Principal, wanted: dict[str, Any], secret: str) -> Webhook:
    """Problems: 422 for an address or a type that cannot be; 403 for another's client; 409 `too-many-webhooks`."""
    client_id = wanted["client_id"]
    if who.client_id:
        if client_id not in (None, who.client_id):
            raise problem.forbidden("You can subscribe to the events of your own company only.")
        client_id = who.client_id
    elif who.role == "client_user":
        raise problem.forbidden("Your account belongs to no company.")
    _check(tx.store, {**wanted, "client_id": client_id})
    if await tx.store.webhooks.count(STAFF, {"client_id": client_id}, tx) >= LIMIT:
        raise problem.conflict("too-many-webhooks", f"There are {LIMIT} webhooks already. Delete one first.")
    webhook = Webhook(
        webhook_id=ids.new("whk"),
        client_id=client_id,
        url=wanted["url"],
        description=wanted["description"],
        event_types=wanted["event_types"],
        personal_data=wanted["personal_data"],
        secrets=[Secret(sealed=tx.store.seal.close(secret.encode()), made_at=tx.now)],
        created_by=who.subject,
        created_at=tx.now,
        updated_at=tx.now,
    )
    await tx.store.webhooks.insert(tx, webhook, [webhooks.created(webhook)])
    return webhook


async def change(
    tx: Tx[Store], who: Principal, webhook_id: str, fields: dict[str, Any], expected: int | None
) -> Webhook:
    """Only the fields that were sent. Problems: 404, 412, 422."""
    webhook = await _own(tx, who, webhook_id)
    check_version(webhook, expected)
    _check(tx.store, {"client_id": webhook.client_id, **fields})
    told = webhooks.change(webhook, fields, tx.now)
    if told:
        await tx.store.webhooks.save(tx, webhook, told)
    return webhook


async def rotate(tx: Tx[Store], who: Principal, webhook_id: str, secret: str) -> Webhook:
    """A new secret; the last one signs beside it for a day. Problem: 404."""
    webhook = await _own(tx, who, webhook_id)
    told = webhooks.rotate(webhook, tx.store.seal.close(secret.encode()), tx.now)
    await tx.store.webhooks.save(tx, webhook, told)
    return webhook


async def test(tx: Tx[Store], who: Principal, webhook_id: str) -> Webhook:
    """Tell an event that goes to this subscription alone, by the way of every other. Problem: 404."""
    webhook = await _own(tx, who, webhook_id)
    await tx.store.webhooks.save(tx, webhook, webhooks.tested(webhook))
    return webhook


async def delete(tx: Tx[Store], who: Principal, webhook_id: str, expected: int | None) -> None:
    """Nothing more is sent; its deliveries go, by the sender. Problems: 404, 412."""
    webhook = await _own(tx, who, webhook_id)
    check_version(webhook, expected)
    await tx.store.webhook_health.delete({"_id": webhook_id}, tx)
    await tx.store.webhook_graves.insert({"_id": webhook_id, "at": tx.now}, tx)
    await tx.store.webhooks.delete(tx, webhook, webhooks.deleted(webhook))


def opened(store: Store, webhook: Webhook, now: Any) -> list[bytes]:
    """The keys that sign now, the newest first. Raises `ValueError` when they were sealed with a key that is gone."""
    return [signing.key_of(store.seal.open(each.sealed).decode()) for each in webhooks.active_secrets(webhook, now)]


async def reseal(tx: Tx[Store], webhook_id: str) -> None:
    """Close its secrets with the newest key, so that the one before it can be given up (JWT_SECRET rotation)."""
    webhook = await tx.store.webhooks.find_one(STAFF, {"_id": webhook_id}, tx)
    if webhook is None:
        return
    for each in webhook.secrets:
        each.sealed = tx.store.seal.close(tx.store.seal.open(each.sealed))
    resealed = tx.store.webhooks.raw.update_one(
        {"_id": webhook_id, "version": webhook.version},
        {"$set": {"secrets": [each.model_dump(mode="python") for each in webhook.secrets]}},
        session=tx.session,
    )
    await tx.flight.whole(resealed)


async def _own(tx: Tx[Store], who: Principal, webhook_id: str) -> Webhook:
    scope: Scope = webhooks_of(who)
    return await tx.store.webhooks.get(scope, webhook_id, tx)


def _check(store: Store, wanted: dict[str, Any]) -> None:
    if "url" in wanted:
        settings = store.settings
        try:
            address.checked(wanted["url"], allow_http=settings.webhook_allow_http, exceptions=settings.webhook_networks)
        except ValueError as error:
            raise problem.invalid("url", f"The address {error}.", "bad-address") from None
    if "event_types" in wanted:
        unknown = webhooks.unknown_types(wanted["event_types"], for_client=wanted["client_id"] is not None)
        if unknown:
            named = ", ".join(unknown[:5])
            raise problem.invalid("event_types", f"There is no such event for this webhook: {named}.", "unknown-type")
