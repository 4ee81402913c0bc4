"""`/api/webhooks`: subscriptions and their deliveries, for holders of `webhooks:*`; a client's users see their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Depends, Path, Query, Response

from arbeit_events import registry
from arbeit_events.catalogue import summary_of
from arbeit_events.schemas import schema_of
from arbeit_kit import ids, problem
from arbeit_kit.command import Run
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.security import Principal, require
from arbeit_kit.service import get_store, runner
from arbeit_kit.time import now
from arbeit_notifications import queries
from arbeit_notifications.commands import deliveries, webhooks
from arbeit_notifications.domain.webhooks.webhook import FOR_CLIENTS, Webhook
from arbeit_notifications.schemas.webhooks import (
    DeliveryDetail,
    DeliveryOut,
    TestAsked,
    WebhookChange,
    WebhookCreate,
    WebhookEventType,
    WebhookEventTypes,
    WebhookOut,
    WebhookWithSecret,
)
from arbeit_notifications.store import Store, webhooks_of
from arbeit_notifications.webhooks import signing

router = APIRouter(prefix="/api/webhooks", tags=["webhooks"])

Reader = Annotated[Principal, Depends(require("webhooks:read", sensitive=True))]
Writer = Annotated[Principal, Depends(require("webhooks:write"))]
StoreOf = Annotated[Store, Depends(get_store)]
RunOf = Annotated[Run[Any], Depends(runner)]
WebhookId = Annotated[str, Path(max_length=ids.LONGEST)]
DeliveryId = Annotated[str, Path(max_length=ids.LONGEST)]


@router.get("", summary="List webhooks", responses=problem.documented(401, 403, 422))
async def list_webhooks(
    who: Reader, store: StoreOf, page: Annotated[PageRequest, Depends(page_request())]
) -> Page[WebhookOut]:
    """Subscriptions with the health of their receivers, newest first."""
    found = await queries.list_webhooks(store, who, page)
    health = await queries.health_of(store, found.items)
    return found.showing(lambda each: WebhookOut.of(each, health.get(each.webhook_id), now()))


@router.get("/event-types", summary="List the events one may subscribe to", responses=problem.documented(401, 403))
async def list_webhook_event_types(who: Reader) -> WebhookEventTypes:
    """A client's users see those that a client's subscription can get."""
    limited = who.role == "client_user" or who.client_id is not None
    return WebhookEventTypes(items=[each for each in _event_types() if each.for_clients or not limited])


@router.post(
    "",
    summary="Make a webhook",
    status_code=201,
    response_model=WebhookWithSecret,
    responses=problem.documented(401, 403, 409, 422),
)
async def create_webhook(who: Writer, run: RunOf, body: WebhookCreate) -> Response:
    """Events are posted from now on, signed after Standard Webhooks. The answer holds the secret, this once."""
    secret = signing.new_secret()
    answer = await run(
        who,
        lambda tx: webhooks.create(tx, who, body.model_dump(), secret),
        render=_without_health(WebhookWithSecret),
        status=201,
    )
    return _with_secret(answer, secret)


@router.get("/{webhook_id}", summary="Read a webhook", responses=problem.documented(401, 403, 404))
async def get_webhook(who: Reader, store: StoreOf, webhook_id: WebhookId, response: Response) -> WebhookOut:
    """One subscription."""
    webhook = await store.webhooks.get(webhooks_of(who), webhook_id)
    response.headers["ETag"] = f'"{webhook.version}"'
    return WebhookOut.of(webhook, await store.webhook_health.get(webhook_id), now())


@router.put(
    "/{webhook_id}",
    summary="Change, pause or enable a webhook",
    response_model=WebhookOut,
    responses=problem.documented(401, 403, 404, 412, 422),
)
async def change_webhook(
    who: Writer, run: RunOf, webhook_id: WebhookId, body: WebhookChange, store: StoreOf
) -> Response:
    """`paused` keeps events and sends them once it is enabled again; `disabled` keeps none."""
    health = await store.webhook_health.get(webhook_id)
    return await run(
        who,
        lambda tx: webhooks.change(tx, who, webhook_id, body.model_dump(exclude_unset=True), run.if_match),
        render=lambda webhook: WebhookOut.of(webhook, health, now()),
    )


@router.delete(
    "/{webhook_id}", summary="Delete a webhook", status_code=204, responses=problem.documented(401, 403, 404, 412)
)
async def delete_webhook(who: Writer, run: RunOf, webhook_id: WebhookId) -> Response:
    """Nothing more is sent, and its deliveries go with it."""
    return await run(who, lambda tx: webhooks.delete(tx, who, webhook_id, run.if_match), render=lambda _: None)


@router.post(
    "/{webhook_id}/rotate-secret",
    summary="Make a new signing secret",
    response_model=WebhookWithSecret,
    responses=problem.documented(401, 403, 404),
)
async def rotate_webhook_secret(who: Writer, run: RunOf, webhook_id: WebhookId) -> Response:
    """Deliveries carry the signatures of both secrets for a day. The answer holds the new one, this once."""
    secret = signing.new_secret()
    answer = await run(
        who, lambda tx: webhooks.rotate(tx, who, webhook_id, secret), render=_without_health(WebhookWithSecret)
    )
    return _with_secret(answer, secret)


@router.post(
    "/{webhook_id}/test",
    summary="Send a test event",
    status_code=202,
    response_model=TestAsked,
    responses=problem.documented(401, 403, 404),
)
async def test_webhook(who: Writer, run: RunOf, webhook_id: WebhookId) -> Response:
    """An event that goes to this subscription alone, by the way of every other, also while it is paused."""
    return await run(
        who,
        lambda tx: webhooks.test(tx, who, webhook_id),
        render=lambda webhook: TestAsked(webhook_id=webhook.webhook_id),
        status=202,
    )


@router.get(
    "/{webhook_id}/deliveries", summary="List deliveries of a webhook", responses=problem.documented(401, 403, 404, 422)
)
async def list_webhook_deliveries(
    who: Reader,
    store: StoreOf,
    webhook_id: WebhookId,
    page: Annotated[PageRequest, Depends(page_request())],
    status: Annotated[Literal["pending", "delivered", "failed"] | None, Query()] = None,
    event_type: Annotated[str | None, Query(max_length=100)] = None,
) -> Page[DeliveryOut]:
    """What was sent to it and what came of that, newest first; kept for 30 days."""
    await store.webhooks.get(webhooks_of(who), webhook_id)
    found = await queries.list_deliveries(store, who, webhook_id, page, status=status, event_type=event_type)
    return found.showing(DeliveryOut.of)


@router.get(
    "/{webhook_id}/deliveries/{delivery_id}", summary="Read a delivery", responses=problem.documented(401, 403, 404)
)
async def get_webhook_delivery(
    who: Reader, store: StoreOf, webhook_id: WebhookId, delivery_id: DeliveryId
) -> DeliveryDetail:
    """Every attempt, and the body as it is sent."""
    delivery, payload = await queries.delivery(store, who, webhook_id, delivery_id)
    return DeliveryDetail.with_payload(delivery, payload)


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/redeliver",
    summary="Send an event again",
    status_code=202,
    response_model=DeliveryOut,
    responses=problem.documented(401, 403, 404, 409),
)
async def redeliver_webhook_delivery(
    who: Writer, run: RunOf, webhook_id: WebhookId, delivery_id: DeliveryId
) -> Response:
    """The same event with the same `webhook-id`; 409 while it is on its way, or when it is no longer kept."""
    return await run(
        who,
        lambda tx: deliveries.redeliver(tx, webhooks_of(who), webhook_id, delivery_id),
        render=DeliveryOut.of,
        status=202,
    )


def _without_health(model: type[WebhookWithSecret]) -> Callable[[Webhook], WebhookWithSecret]:
    return lambda webhook: model.of(webhook, None, now())


def _with_secret(answer: Response, secret: str) -> Response:
    """The stored answer of an idempotent request must not hold the secret; a repetition does not show it again."""
    if "Idempotent-Replayed" in answer.headers:
        return answer
    body = orjson.dumps({**orjson.loads(answer.body), "secret": secret})
    headers = {name: value for name, value in answer.headers.items() if name.lower() != "content-length"}
    return Response(body, answer.status_code, {**headers, "Cache-Control": "no-store"})


@cache
def _event_types() -> list[WebhookEventType]:
    return [
        WebhookEventType(
            type=kind,
            name=model.event_name,
            service=model.service,
            summary=summary_of(model),
            personal='"x-pii": True' in str(schema_of(model)).replace("'", '"'),
            for_clients=kind in FOR_CLIENTS,
        )
        for kind, model in registry.EVENTS.items()
        if model.event_name != "WebhookTested"
    ]
