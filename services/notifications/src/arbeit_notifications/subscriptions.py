"""Event -> handler. Each handler calls one command; broadcasts feed the open streams."""

from __future__ import annotations

from typing import Any

from arbeit_events import Envelope, EventData
from arbeit_events.auth import (
    CredentialsRevoked,
    PortalUserCreated,
    PortalUserDeleted,
    PortalUserUpdated,
    PortalUserVerified,
    UserDeleted,
    UserRegistered,
    UserUpdated,
)
from arbeit_events.candidates import CandidateDeleted
from arbeit_events.commands import SendOneTimeLink
from arbeit_events.interviews import InterviewInviteRequested
from arbeit_events.notifications import NotificationCreated
from arbeit_kit.messaging import Subscriptions
from arbeit_kit.mongo import Tx
from arbeit_kit.service import Service
from arbeit_notifications.commands import deliveries, invites, links, notify, people
from arbeit_notifications.domain.hints import ENTITY_OF
from arbeit_notifications.store import Store

subs = Subscriptions("notifications")

WEBHOOKS_AT_A_TIME = 30


@subs.on(*notify.BY_EVENT)
async def on_trigger(tx: Tx[Store], event: Envelope, data: EventData) -> None:
    await notify.tell(tx, event, data)


@subs.on(InterviewInviteRequested)
async def on_invite(tx: Tx[Store], event: Envelope, data: InterviewInviteRequested) -> None:
    await invites.request(tx, event, data)


@subs.on(UserRegistered)
async def on_user_registered(tx: Tx[Store], event: Envelope, data: UserRegistered) -> None:
    await people.keep_user(tx, event, data)


@subs.on(UserUpdated)
async def on_user_updated(tx: Tx[Store], event: Envelope, data: UserUpdated) -> None:
    await people.keep_user(tx, event, data)


@subs.on(UserDeleted)
async def on_user_deleted(tx: Tx[Store], event: Envelope, data: UserDeleted) -> None:
    await people.forget_user(tx, event, data)


@subs.on(CandidateDeleted)
async def on_candidate_deleted(tx: Tx[Store], event: Envelope, data: CandidateDeleted) -> None:
    await people.erase_candidate(tx, event, data)


async def on_portal_user(tx: Tx[Store], event: Envelope, data: PortalUserCreated | PortalUserUpdated) -> None:
    await people.keep_account(tx, data.candidate_portal_id, event.sequence, verified=data.verified)


subs.on(PortalUserCreated)(on_portal_user)
subs.on(PortalUserUpdated)(on_portal_user)


@subs.on(PortalUserVerified)
async def on_portal_user_verified(tx: Tx[Store], event: Envelope, data: PortalUserVerified) -> None:
    await people.keep_account(tx, data.candidate_portal_id, event.sequence, verified=True)


@subs.on(PortalUserDeleted)
async def on_portal_user_deleted(tx: Tx[Store], event: Envelope, data: PortalUserDeleted) -> None:
    await people.forget_portal_user(tx, event, data)


@subs.secret(SendOneTimeLink)
async def on_one_time_link(tx: Tx[Store], data: SendOneTimeLink) -> None:
    await links.send(tx, data)


@subs.batch(WEBHOOKS_AT_A_TIME, purpose="webhooks", wanted=deliveries.wanted)
async def on_anything(tx: Tx[Store], events: list[Envelope]) -> None:
    await deliveries.store_events(tx, events)


@subs.broadcast(NotificationCreated.routing_key(), *sorted(ENTITY_OF))
async def on_change(service: Service[Store], event: Envelope) -> None:
    service.app.state.streams.tell(event)


@subs.broadcast(CredentialsRevoked.routing_key())
async def on_revoked(service: Service[Any], event: Envelope) -> None:  # noqa: ARG001 - the kit has taken it in already
    service.app.state.streams.end_revoked(service.revocations)
