"""An in-app notification. It is shared by its recipients; who has read it is kept per person elsewhere."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from arbeit_events.notifications import NotificationCreated

MAX_TITLE = 200
MAX_MESSAGE = 1000


class Notification(BaseModel):
    """The spec's collection 7, but for `read`, which belongs to each reader (contract, section 7)."""

    notification_id: str
    type: str
    title: str
    message: str
    entity_type: str
    entity_id: str
    recipients: list[str]
    """Role names, client ids and candidate portal ids."""
    hidden_from: list[str] = Field(default_factory=list)
    """People among the recipients who had switched this type off when it came."""
    created_at: datetime
    client_id: str | None = None
    candidate_id: str | None = None
    """Whose data the words hold: what an erasure looks for."""
    event_id: str
    """The event that caused it: at most one notification per event."""
    version: int = 0


def created(notification: Notification) -> list[NotificationCreated]:
    """The event of a new notification."""
    return [
        NotificationCreated(
            notification_id=notification.notification_id,
            type=notification.type,
            title=notification.title,
            message=notification.message,
            entity_type=notification.entity_type,
            entity_id=notification.entity_id,
            recipients=notification.recipients,
            hidden_from=notification.hidden_from,
        )
    ]


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
