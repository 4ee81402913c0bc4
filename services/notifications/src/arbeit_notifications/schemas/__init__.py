"""Bodies of requests and answers."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from arbeit_kit.time import Instant
from arbeit_notifications.channels.port import Channel as WayOut
from arbeit_notifications.domain.message import Attempt, Message
from arbeit_notifications.domain.preferences import Preferences, Wish, choices
from arbeit_notifications.domain.triggers import Channel, Recipient
from arbeit_notifications.queries import Shown


class NotificationOut(BaseModel):
    """The spec's collection 7. `read` is the caller's own. `recipients` shows a client nobody but himself."""

    notification_id: str
    type: str
    title: str
    message: str
    entity_type: str
    entity_id: str
    created_at: Instant
    read: bool
    recipients: list[str]
    version: int

    @classmethod
    def of(cls, shown: Shown, recipient: str) -> Self:
        known = shown.notification
        named = known.recipients if recipient in ("admin", "recruiter") else [recipient]
        return cls(
            notification_id=known.notification_id,
            type=known.type,
            title=known.title,
            message=known.message,
            entity_type=known.entity_type,
            entity_id=known.entity_id,
            created_at=known.created_at,
            read=shown.read,
            recipients=named,
            version=known.version,
        )


class UnreadCount(BaseModel):
    unread_count: int


class ChoiceOut(BaseModel):
    """A notification type as the caller has it. Null: it does not come by that channel."""

    type: str
    in_app: bool | None
    email: bool | None
    mandatory: bool = Field(description="Always goes: sign-in links, notices about the account, invitations.")


class PreferencesOut(BaseModel):
    items: list[ChoiceOut]
    version: int

    @classmethod
    def of(cls, kind: Recipient, preferences: Preferences | None) -> Self:
        found = choices(kind, preferences.off if preferences else ())
        return cls(
            items=[
                ChoiceOut(type=each.type, in_app=each.in_app, email=each.email, mandatory=each.mandatory)
                for each in found
            ],
            version=preferences.version if preferences else 0,
        )


class ChoiceIn(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(max_length=60)
    in_app: bool | None = None
    email: bool | None = None


class PreferencesUpdate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    items: list[ChoiceIn] = Field(max_length=50)

    def wishes(self) -> list[Wish]:
        return [
            Wish(f"items[{place}]", each.type, channel, on)
            for place, each in enumerate(self.items)
            for channel, on in ((Channel.IN_APP, each.in_app), (Channel.EMAIL, each.email))
            if on is not None
        ]


class AttemptOut(BaseModel):
    """One line of the delivery log."""

    at: Instant
    outcome: str
    channel: str
    reason: str

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        return cls(at=attempt.at, outcome=attempt.outcome, channel=attempt.channel, reason=attempt.reason)


class MailOut(BaseModel):
    """A mail in the list, with its delivery state."""

    message_id: str
    template: str
    to: str
    to_name: str
    subject: str
    status: Literal["queued", "sending", "sent", "failed", "suppressed"]
    attempts: int
    channel: str | None
    entity_type: str | None
    entity_id: str | None
    client_id: str | None
    created_at: Instant
    sent_at: Instant | None
    next_attempt_at: Instant | None
    version: int

    @classmethod
    def of(cls, message: Message) -> Self:
        return cls(**_mail(message))


class AttachmentOut(BaseModel):
    filename: str
    content_type: str
    size: int
    """Bytes."""
    content: str
    """Base64."""


class MailDetail(MailOut):
    """A mail with its words, headers, attachments and delivery log. An erased one has only the log."""

    headers: dict[str, str]
    text: str
    html: str
    attachments: list[AttachmentOut]
    log: list[AttemptOut]


def mail_fields(message: Message) -> dict[str, object]:
    return _mail(message)


def _mail(message: Message) -> dict[str, object]:
    return {
        "message_id": message.message_id,
        "template": message.template,
        "to": message.to,
        "to_name": message.to_name,
        "subject": message.subject,
        "status": message.status,
        "attempts": message.attempts,
        "channel": message.channel,
        "entity_type": message.entity_type,
        "entity_id": message.entity_id,
        "client_id": message.client_id,
        "created_at": message.created_at,
        "sent_at": message.sent_at,
        "next_attempt_at": message.next_attempt_at,
        "version": message.version,
    }


class TemplateOut(BaseModel):
    """A kind of mail; `subject` as with example data."""

    template: str
    purpose: str
    subject: str


class Templates(BaseModel):
    items: list[TemplateOut]


class TemplatePreview(TemplateOut):
    """A kind of mail filled with example data, as it would arrive."""

    text: str
    html: str


class MailboxState(BaseModel):
    """How mails leave this installation."""

    channel: Literal["mailbox", "smtp", "pica"]
    external: bool
    calendar: bool
    """Whether interviews are kept in a provider's calendar too."""

    @classmethod
    def of(cls, channel: WayOut, *, calendar: bool) -> Self:
        return cls.model_validate({"channel": channel.name, "external": channel.external, "calendar": calendar})
