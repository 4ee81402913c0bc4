"""Events of the notifications service. ``subject`` is the ``notification_id``, ``message_id``, ``interview_id`` or
``webhook_id``."""

from typing import ClassVar, Literal

from pydantic import Field

from arbeit_events.envelope import EventData, FieldChange, Instant, Pii


class NotificationsEvent(EventData):
    service: ClassVar[str] = "notifications"


class NotificationCreated(NotificationsEvent):
    """An in-app notification was stored; open streams push it. First and only event of its sequence."""

    notification_id: str
    type: str
    """The spec's notification types, e.g. ``candidate_status_change``."""
    title: Pii[str]
    message: Pii[str]
    entity_type: str
    entity_id: str
    recipients: list[str] = Field(default_factory=list)
    """Roles (``admin``, ``recruiter``), client ids and, for candidates, ``candidate_portal_id``s."""
    hidden_from: list[str] = Field(default_factory=list)
    """Ids of people among the recipients who do not want to see this type in the app."""


class _Email(NotificationsEvent):
    message_id: str
    template: str
    to_hash: Pii[str]
    """Keyed hash of the address: tells whether two messages went to the same one, not which."""
    subject_line: Pii[str]
    entity_type: str | None = None
    entity_id: str | None = None
    attempt: int
    """1 for the first."""


class EmailSent(_Email):
    """A message was accepted by the mail transport. ``sequence`` is the message's version."""

    reason: str | None = None


class EmailFailed(_Email):
    """A message was given up, or could not be sent and will be tried again. ``sequence`` is the message's version."""

    reason: str


class InterviewInviteDelivered(NotificationsEvent):
    """Answers InterviewInviteRequested: the invite is out. ``sequence`` is ``sequence_no``."""

    interview_id: str
    uid: str
    sequence_no: int
    method: Literal["REQUEST", "CANCEL"]
    meeting_link: str | None = None
    calendar_event_id: str | None = None
    channel: str
    """``calendar`` (Google Calendar), ``email`` (iCalendar attachment) or ``mailbox`` (built-in)."""


class InterviewInviteFailed(NotificationsEvent):
    """Answers InterviewInviteRequested: the invite could not be sent. ``sequence`` is ``sequence_no``."""

    interview_id: str
    sequence_no: int
    method: Literal["REQUEST", "CANCEL"]
    reason: str
    retryable: bool


class _Webhook(NotificationsEvent):
    """A subscription by webhook. Of its address only the origin is told: the path may hold a secret."""

    webhook_id: str
    client_id: str | None = None
    """The one client whose events it gets; None: those of all."""
    origin: str
    """``https://hooks.example.com``."""


class WebhookFacts(_Webhook):
    """The subscription as it is after the change."""

    event_types: list[str]
    """Types, or patterns such as ``arbeit.interviews.*``."""
    personal_data: bool
    """Whether personal values are sent."""
    status: str
    """``enabled``, ``paused`` or ``disabled``."""


class WebhookCreated(WebhookFacts):
    """A subscription was made. First event of its sequence."""


class WebhookUpdated(WebhookFacts):
    """A subscription was changed, paused, resumed or disabled by a person."""

    changed: list[FieldChange] = Field(default_factory=list)


class WebhookSecretRotated(_Webhook):
    """A new signing secret was made; deliveries carry both signatures until ``overlap_until``."""

    overlap_until: Instant


class WebhookPaused(_Webhook):
    """The system paused a subscription, because its receiver takes nothing any more. Events are kept."""

    reason: str


class WebhookTested(_Webhook):
    """A test delivery was asked for: this event itself is what is sent, to that subscription alone."""


class WebhookDeleted(_Webhook):
    """A subscription was deleted, and its deliveries with it. Last event of its sequence."""


EVENTS: tuple[type[EventData], ...] = (
    NotificationCreated,
    EmailSent,
    EmailFailed,
    InterviewInviteDelivered,
    InterviewInviteFailed,
    WebhookCreated,
    WebhookUpdated,
    WebhookSecretRotated,
    WebhookPaused,
    WebhookTested,
    WebhookDeleted,
)
