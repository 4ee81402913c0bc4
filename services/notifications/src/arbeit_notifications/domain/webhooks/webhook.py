"""A subscription: whose events go to which address, and with which secrets they are signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel

from arbeit_events import Envelope, FieldChange
from arbeit_events.notifications import (
    WebhookCreated,
    WebhookDeleted,
    WebhookPaused,
    WebhookSecretRotated,
    WebhookTested,
    WebhookUpdated,
)
from arbeit_events.registry import EVENTS
from arbeit_notifications.domain.webhooks import address

Status = Literal["enabled", "paused", "disabled"]
"""`enabled`: told. `paused`: events are kept and told when it is enabled again. `disabled`: events are not kept."""

OVERLAP = timedelta(hours=24)
"""How long the secret before the newest still signs, so that receivers can be changed without a gap."""
MAX_ACTIVE_SECRETS = 2

FOR_CLIENTS: frozenset[str] = frozenset(
    kind
    for kind, model in EVENTS.items()
    if model.service in ("jobs", "candidates", "interviews")
    and model.event_name
    not in ("SelectionNotificationRequested", "InterviewInviteRequested", "CvParsed", "CvParseFailed")
) | {"arbeit.tenancy.ClientUpdated.v1"}
"""What a client's subscription can get: what he sees in the portal, not how the agency works (contract, section 3)."""

_TEST = WebhookTested.event_type()


class Secret(BaseModel):
    """One signing secret, sealed. `expires_at` None: the newest one."""

    sealed: bytes
    made_at: datetime
    expires_at: datetime | None = None


class Webhook(BaseModel):
    """One subscription. `client_id` None: the agency's own, which gets the events of all clients."""

    webhook_id: str
    client_id: str | None
    url: str
    description: str
    event_types: list[str]
    personal_data: bool
    status: Status = "enabled"
    paused_reason: str | None = None
    """Why the system paused it; None when a person did."""
    secrets: list[Secret]
    created_by: str
    created_at: datetime
    updated_at: datetime
    version: int = 0

    @property
    def origin(self) -> str:
        return address.origin(self.url)


def unknown_types(wanted: Iterable[str], *, for_client: bool) -> list[str]:
    """Those that no event matches: misspelt, or not for clients."""
    known = FOR_CLIENTS if for_client else frozenset(EVENTS)
    return [each for each in wanted if not any(_matches(each, kind) for kind in known)]


def wants(webhook: Webhook, event: Envelope) -> bool:
    """Whether this event goes to this subscription."""
    if event.type == _TEST:
        return event.subject == webhook.webhook_id
    if webhook.status == "disabled" or not any(_matches(each, event.type) for each in webhook.event_types):
        return False
    return webhook.client_id is None or (event.clientid == webhook.client_id and event.type in FOR_CLIENTS)


def _matches(pattern: str, kind: str) -> bool:
    # `*` alone and `arbeit.<service>.*` are the only patterns that a request may hold.
    return pattern in (kind, "*") or (pattern.endswith(".*") and kind.startswith(pattern[:-1]))


def active_secrets(webhook: Webhook, now: datetime) -> list[Secret]:
    """Those that sign now, the newest first."""
    return [each for each in webhook.secrets if each.expires_at is None or each.expires_at > now]


def created(webhook: Webhook) -> WebhookCreated:
    return WebhookCreated(**_facts(webhook))


def change(webhook: Webhook, fields: dict[str, Any], now: datetime) -> list[WebhookUpdated]:
    """Takes over what differs; no event when nothing does. Enabling it again forgets why it was paused."""
    changes: list[FieldChange] = []
    for name, new in fields.items():
        old = getattr(webhook, name)
        if old == new:
            continue
        setattr(webhook, name, new)
        shown = ("origin", address.origin(old), address.origin(new)) if name == "url" else (name, old, new)
        changes.append(FieldChange(field=shown[0], old=shown[1], new=shown[2]))
    if not changes:
        return []
    if "status" in fields:
        webhook.paused_reason = None
    webhook.updated_at = now
    return [WebhookUpdated(**_facts(webhook), changed=changes)]


def rotate(webhook: Webhook, sealed: bytes, now: datetime) -> list[WebhookSecretRotated]:
    """A new secret beside the last one, which goes on signing for `OVERLAP`."""
    until = now + OVERLAP
    older = active_secrets(webhook, now)[: MAX_ACTIVE_SECRETS - 1]
    kept = [each.model_copy(update={"expires_at": until}) for each in older]
    webhook.secrets = [Secret(sealed=sealed, made_at=now), *kept]
    webhook.updated_at = now
    return [WebhookSecretRotated(**_whose(webhook), overlap_until=until)]


def pause(webhook: Webhook, reason: str, now: datetime) -> list[WebhookPaused]:
    """By the system. Nothing when it is not enabled anyway."""
    if webhook.status != "enabled":
        return []
    webhook.status, webhook.paused_reason, webhook.updated_at = "paused", reason, now
    return [WebhookPaused(**_whose(webhook), reason=reason)]


def tested(webhook: Webhook) -> list[WebhookTested]:
    return [WebhookTested(**_whose(webhook))]


def deleted(webhook: Webhook) -> list[WebhookDeleted]:
    return [WebhookDeleted(**_whose(webhook))]


def _whose(webhook: Webhook) -> dict[str, Any]:
    return {"webhook_id": webhook.webhook_id, "client_id": webhook.client_id, "origin": webhook.origin}


def _facts(webhook: Webhook) -> dict[str, Any]:
    return {
        **_whose(webhook),
        "event_types": webhook.event_types,
        "personal_data": webhook.personal_data,
        "status": webhook.status,
    }
