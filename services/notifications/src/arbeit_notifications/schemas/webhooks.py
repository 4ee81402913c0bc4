"""Bodies of requests and answers about webhooks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from arbeit_kit import ids
from arbeit_kit.text import Flag, Line, absent
from arbeit_kit.time import Instant
from arbeit_notifications.domain.webhooks.delivery import Attempt, Delivery
from arbeit_notifications.domain.webhooks.webhook import Webhook, active_secrets

Status = Literal["enabled", "paused", "disabled"]
Url = Annotated[str, Field(min_length=1, max_length=2048, description="Where events are posted; https.")]
Description = Annotated[Line, Field(description="For people: what it is for.")]
_Pattern = Annotated[str, Field(max_length=100, pattern=r"^(\*|arbeit\.[a-z]+\.(\*|[A-Za-z]+\.v[0-9]+))$")]
EventTypes = Annotated[
    list[_Pattern],
    Field(min_length=1, max_length=100, description="Types, `arbeit.<service>.*` for all of a service, or `*`."),
]


class WebhookCreate(BaseModel):
    """A new subscription. A client's user makes it for his own company, whatever `client_id` is left out."""

    model_config = ConfigDict(extra="forbid")

    url: Url
    event_types: EventTypes
    description: Description = ""
    client_id: Annotated[str | None, Field(max_length=ids.LONGEST)] = None
    """Only the events of this client; without it the events of all, of the agency itself too."""
    personal_data: Flag = False
    """Whether names, addresses and other personal values are sent."""


class WebhookChange(BaseModel):
    """Only the fields that are sent change."""

    model_config = ConfigDict(extra="forbid")

    url: Url = absent()
    event_types: EventTypes = absent()
    description: Description = absent()
    personal_data: Flag = absent()
    status: Status = absent()
    """`paused` keeps events until it is enabled again; `disabled` does not."""


class SecretOut(BaseModel):
    """A signing secret, without the secret. `expires_at` null: the newest."""

    made_at: Instant
    expires_at: Instant | None


class HealthOut(BaseModel):
    """What the receiver did of late. `failures`: since it last took something."""

    last_success_at: Instant | None
    last_failure_at: Instant | None
    failures: int


class WebhookOut(BaseModel):
    """A subscription. `paused_reason` says why the system paused it."""

    webhook_id: str
    client_id: str | None
    url: str
    description: str
    event_types: list[str]
    personal_data: bool
    status: Status
    paused_reason: str | None
    secrets: list[SecretOut]
    health: HealthOut
    created_by: str
    created_at: Instant
    updated_at: Instant
    version: int

    @classmethod
    def of(cls, webhook: Webhook, health: dict[str, Any] | None, now: datetime) -> Self:
        return cls.model_validate(_shown(webhook, health, now))


class WebhookWithSecret(WebhookOut):
    """The answer that holds a new secret. It is shown this once: a repetition with the same key has null."""

    secret: str | None

    @classmethod
    def of(cls, webhook: Webhook, health: dict[str, Any] | None, now: datetime) -> Self:
        """Without the secret, for that must not be stored with the answer."""
        return cls.model_validate({**_shown(webhook, health, now), "secret": None})


class TestAsked(BaseModel):
    """A test event is on its way to this subscription."""

    __test__ = False

    webhook_id: str


class WebhookEventType(BaseModel):
    """An event that the caller may subscribe to."""

    type: str
    name: str
    service: str
    summary: str
    personal: bool
    """Whether it holds personal values (which are sent only where the subscription says so)."""
    for_clients: bool
    """Whether a client's subscription can get it."""


class WebhookEventTypes(BaseModel):
    items: list[WebhookEventType]


class TryOut(BaseModel):
    """One attempt. `status` null: there was no answer, for `reason`."""

    at: Instant
    outcome: Literal["delivered", "refused", "unreachable"]
    status: int | None
    duration_ms: int
    reason: str
    answer: str
    """The beginning of what was answered."""

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        return cls(**attempt.model_dump())


class DeliveryOut(BaseModel):
    """An event on its way to a subscription. `last` is the newest attempt."""

    delivery_id: str
    webhook_id: str
    event_id: str
    event_type: str
    subject: str
    occurred_at: Instant
    status: Literal["pending", "delivered", "failed"]
    attempts: int
    next_attempt_at: Instant | None
    delivered_at: Instant | None
    created_at: Instant
    last: TryOut | None
    version: int

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        return cls.model_validate(_delivery(delivery))


class DeliveryDetail(DeliveryOut):
    """With every attempt and what is sent; `payload` null when the event is no longer kept."""

    log: list[TryOut]
    payload: str | None
    """The body, exactly as it is signed."""

    @classmethod
    def with_payload(cls, delivery: Delivery, payload: bytes | None) -> Self:
        log = [TryOut.of(each) for each in delivery.log]
        text = payload.decode() if payload is not None else None
        return cls.model_validate({**_delivery(delivery), "log": log, "payload": text})


def _delivery(delivery: Delivery) -> dict[str, Any]:
    fields = delivery.model_dump(exclude={"log", "client_id"})
    return {**fields, "last": TryOut.of(delivery.log[-1]) if delivery.log else None}


def _shown(webhook: Webhook, health: dict[str, Any] | None, now: datetime) -> dict[str, Any]:
    known = health or {}
    return {
        **webhook.model_dump(exclude={"secrets"}),
        "secrets": [
            SecretOut(made_at=each.made_at, expires_at=each.expires_at) for each in active_secrets(webhook, now)
        ],
        "health": HealthOut(
            last_success_at=known.get("last_success_at"),
            last_failure_at=known.get("last_failure_at"),
            failures=known.get("failures", 0),
        ),
    }
