"""Private commands: travel encrypted on ``arbeit.commands`` to one queue, never to the log, the stream or the audit."""

from typing import ClassVar, Literal

from arbeit_events.envelope import CommandData, Instant, Pii


class SendOneTimeLink(CommandData):
    """Mail a one-time link. ``service`` is who carries it out; ``link`` is the secret this exchange exists for."""

    service: ClassVar[str] = "notifications"

    purpose: Literal["welcome", "set-password", "reset-password", "verify-email", "selection"]
    email: Pii[str]
    name: Pii[str]
    link: str
    expires_at: Instant
    subject_id: str
    """Account the link is for."""
    candidate_id: str | None = None
    job_title: str | None = None
    client_name: str | None = None
    temporary: bool = False
    """Whether the account was made with a password that works once."""


COMMANDS: tuple[type[CommandData], ...] = (SendOneTimeLink,)
