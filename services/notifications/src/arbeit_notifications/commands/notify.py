"""An event of the trigger table becomes a notification and mails."""

from __future__ import annotations

from typing import Any

from arbeit_events import Envelope, EventData
from arbeit_kit import ids
from arbeit_kit.mongo import Tx
from arbeit_notifications.commands import mailing
from arbeit_notifications.domain.notification import MAX_MESSAGE, MAX_TITLE, Notification, created, cut
from arbeit_notifications.domain.triggers import TRIGGERS, Channel, Notice, Recipient, Trigger
from arbeit_notifications.mail.mime import is_address
from arbeit_notifications.store import STAFF, Store

BY_EVENT: dict[type[EventData], Trigger[Any]] = {trigger.event: trigger for trigger in TRIGGERS if trigger.notice}


async def tell(tx: Tx[Store], event: Envelope, data: EventData) -> None:
    """Carry out the trigger of this event.

    Nothing happens for an erased candidate, an event told of before, or one that is nothing to tell.
    """
    trigger = BY_EVENT[type(data)]
    assert trigger.notice is not None
    notice = trigger.notice(data)
    if notice is None or await tx.store.is_erased(notice.candidate_id, tx):
        return
    if trigger.in_app:
        await _show(tx, event, trigger, notice)
    if trigger.mailed and trigger.template is not None:
        without = await tx.store.without(trigger.type, Channel.EMAIL, tx)
        for person in await _people(tx, trigger, notice):
            if person["_id"] in without:
                continue
            await mailing.enqueue(
                tx,
                mailing.Draft(
                    cause=event.id,
                    kind="trigger",
                    template=trigger.template,
                    to=person["email"],
                    to_name=person["name"],
                    facts={**notice.facts, "entity_id": notice.entity_id},
                    entity_type=notice.entity_type,
                    entity_id=notice.entity_id,
                    client_id=notice.client_id,
                    candidate_id=notice.candidate_id,
                ),
            )


async def _show(tx: Tx[Store], event: Envelope, trigger: Trigger[Any], notice: Notice) -> None:
    if await tx.store.notifications.find_one(STAFF, {"event_id": event.id}, tx) is not None:
        return
    without = await tx.store.without(trigger.type, Channel.IN_APP, tx)
    recipients = [each for each in trigger.recipients_of(notice) if each not in without]
    if not recipients:  # a candidate is told alone
        return
    told = {person["_id"] for person in await _people(tx, trigger, notice)} if without else set()
    notification = Notification(
        notification_id=ids.new("ntf"),
        type=trigger.type,
        title=cut(notice.title, MAX_TITLE),
        message=cut(notice.message, MAX_MESSAGE),
        entity_type=notice.entity_type,
        entity_id=notice.entity_id,
        recipients=recipients,
        hidden_from=sorted(without & told),
        created_at=tx.now,
        client_id=notice.client_id,
        candidate_id=notice.candidate_id,
        event_id=event.id,
    )
    await tx.store.notifications.insert(tx, notification, created(notification), client_id=notice.client_id)


async def _people(tx: Tx[Store], trigger: Trigger[Any], notice: Notice) -> list[dict[str, Any]]:
    roles = [str(role) for role in trigger.recipients if role in (Recipient.ADMIN, Recipient.RECRUITER)]
    people = await tx.store.staff(roles, tx) if roles else []
    if Recipient.CLIENT in trigger.recipients and notice.client_id:
        people += await tx.store.client_users(notice.client_id, tx)
    himself = notice.candidate if Recipient.CANDIDATE in trigger.recipients else None
    if himself is not None and himself.email and is_address(himself.email):
        people.append({"_id": himself.candidate_portal_id, "email": himself.email, "name": himself.name})
    return people
