"""Who listens to what: the exchanges, queues and bindings of the whole system in one table.

Every process declares all of it before it publishes its first event. If each declared only its own queue, an event of
a service that starts first would be routed past the services that start later, and be lost for them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from arbeit_events.envelope import COMMAND_EXCHANGE, EXCHANGE

LOG_STREAM = "arbeit.events.log"
"""A stream bound to every event: a new subscriber replays from it."""

LOG_STREAM_ARGUMENTS: Mapping[str, str | int] = MappingProxyType(
    {"x-queue-type": "stream", "x-max-age": "35D", "x-stream-max-segment-size-bytes": 50_000_000}
)
"""How the stream is declared: events are kept for 35 days."""

DEAD = "arbeit.dead"
GATEWAYS = "arbeit.gateways"
"""Fanout between the gateways: what each let through, so that limits are of all of them together."""
"""Exchange and queue of messages that no retry could save, each with its reason."""

RETRY_DELAYS_S = (1, 10, 60, 600)
"""The retry ladder: one queue per delay, because a queue expires messages only at its head."""


def retry_name(delay_s: int) -> str:
    """Exchange and queue of one rung of the ladder."""
    return f"arbeit.retry.{delay_s}s"


def events_queue(service: str) -> str:
    """The queue of the events a service reacts to."""
    return f"{service}.events"


def purpose_queue(service: str, purpose: str) -> str:
    """A further queue of events of a service (``PURPOSES``)."""
    return f"{service}.{purpose}"


def commands_queue(service: str) -> str:
    """The queue of the private commands a service carries out."""
    return f"{service}.commands"


SUBSCRIBERS = MappingProxyType(
    {
        "auth": (
            "tenancy.ClientUpdated.v1",
            "tenancy.ClientDeleted.v1",
            "candidates.SelectionNotificationRequested.v1",
            "candidates.CandidateDeleted.v1",
        ),
        "tenancy": ("jobs.JobCreated.v1",),
        "jobs": (
            "tenancy.ClientCreated.v1",
            "tenancy.ClientUpdated.v1",
            "tenancy.ClientDeleted.v1",
            "candidates.CandidateStatusChanged.v1",
            "candidates.CandidateDeleted.v1",
        ),
        "candidates": (
            "tenancy.ClientCreated.v1",
            "tenancy.ClientUpdated.v1",
            "tenancy.ClientDeleted.v1",
            "jobs.JobCreated.v1",
            "jobs.JobUpdated.v1",
            "jobs.JobStatusChanged.v1",
            "jobs.JobFilled.v1",
            "interviews.InterviewCreated.v1",
            "interviews.InterviewPassed.v1",
            "interviews.InterviewFailed.v1",
            "interviews.HiringInitiated.v1",
            "auth.PortalUserCreated.v1",
            "auth.PortalUserUpdated.v1",
            "auth.PortalUserDeleted.v1",
            "auth.PortalUserVerified.v1",
            "candidates.CvUploaded.v1",
            "candidates.CvParsed.v1",
            "candidates.CvParseFailed.v1",
        ),
        "interviews": (
            "tenancy.ClientCreated.v1",
            "tenancy.ClientUpdated.v1",
            "tenancy.ClientDeleted.v1",
            "jobs.JobCreated.v1",
            "jobs.JobUpdated.v1",
            "jobs.JobStatusChanged.v1",
            "jobs.JobFilled.v1",
            "candidates.CandidateCreated.v1",
            "candidates.CandidateUpdated.v1",
            "candidates.CandidateStatusChanged.v1",
            "candidates.CandidateDeleted.v1",
            "auth.PortalUserCreated.v1",
            "auth.PortalUserUpdated.v1",
            "auth.PortalUserDeleted.v1",
            "auth.PortalUserVerified.v1",
            "notifications.InterviewInviteDelivered.v1",
            "notifications.InterviewInviteFailed.v1",
        ),
        "notifications": (
            "auth.UserRegistered.v1",
            "auth.UserUpdated.v1",
            "auth.UserDeleted.v1",
            "auth.PortalUserCreated.v1",
            "auth.PortalUserUpdated.v1",
            "auth.PortalUserDeleted.v1",
            "auth.PortalUserVerified.v1",
            "jobs.JobCreated.v1",
            "candidates.CandidateStatusChanged.v1",
            "candidates.CandidateDeleted.v1",
            "interviews.InterviewCreated.v1",
            "interviews.InterviewUpdated.v1",
            "interviews.InterviewSlotBooked.v1",
            "interviews.InterviewRescheduled.v1",
            "interviews.InterviewSlotsDeclined.v1",
            "interviews.InterviewPassed.v1",
            "interviews.HiringInitiated.v1",
            "interviews.InterviewInviteRequested.v1",
            "notifications.WebhookPaused.v1",
        ),
        "audit": ("#",),
    }
)
"""Service -> routing keys of the events it handles. A service whose handlers differ refuses to start."""

PURPOSES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"notifications": MappingProxyType({"webhooks": ("#",)})}
)
"""Service -> purpose -> routing keys: further queues of a service, for work that must not hold up its other work."""

COMMANDS_OF = MappingProxyType({"notifications": ("notifications.SendOneTimeLink.v1",)})
"""Service -> routing keys on the private exchange."""


def event_queues() -> dict[str, tuple[str, ...]]:
    """Every queue of events, and the routing keys it is bound to."""
    found = {events_queue(service): keys for service, keys in SUBSCRIBERS.items()}
    for service, purposes in PURPOSES.items():
        found |= {purpose_queue(service, purpose): keys for purpose, keys in purposes.items()}
    return found


__all__ = [
    "COMMANDS_OF",
    "COMMAND_EXCHANGE",
    "DEAD",
    "EXCHANGE",
    "GATEWAYS",
    "LOG_STREAM",
    "LOG_STREAM_ARGUMENTS",
    "PURPOSES",
    "RETRY_DELAYS_S",
    "SUBSCRIBERS",
    "commands_queue",
    "event_queues",
    "events_queue",
    "purpose_queue",
    "retry_name",
]
