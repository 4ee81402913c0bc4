"""A stored message becomes a mail: words, calendar part and headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from arbeit_notifications.domain import words
from arbeit_notifications.domain.message import Message
from arbeit_notifications.mail import ics, letter, mime
from arbeit_notifications.mail.letter import Letter


@dataclass(frozen=True, slots=True)
class Composed:
    """A mail in both forms: its words for reading, its bytes for sending."""

    letter: Letter
    message_id: str
    mail: EmailMessage
    calendar: mime.Invite | None


def compose(message: Message, *, sender: mime.Mailbox, portal: str, facts: Mapping[str, Any] | None = None) -> Composed:
    """Write it. `facts` in place of the stored ones, where some of them shall not be shown.

    Raises `BadAddressError`, or whatever a template raises for facts it was not made for.
    """
    given = message.facts if facts is None else facts
    written = letter.render(message.template, given, to_name=message.to_name, portal=portal)
    calendar = _calendar(given, sender) if message.invite is not None else None
    message_id = f"<{message.mime_id}@{sender.domain}>"
    mail = mime.build(
        written,
        sender=sender,
        to=mime.Mailbox(message.to_name, message.to),
        message_id=message_id,
        date=message.created_at,
        invite=calendar,
    )
    return Composed(written, message_id, mail, calendar)


def _calendar(facts: Mapping[str, Any], sender: mime.Mailbox) -> mime.Invite:
    mode, link = facts["mode"], letter.web_link(facts["meeting_link"])
    when = words.local(facts["start"], facts["time_zone"], facts["end"])
    description = [
        f"{facts['round']} for {facts['job_title']} at {facts['client_name']}",
        f"When: {when}",
        f"Mode: {mode}",
        *([f"Meeting: {link}"] if link else []),
        *([str(facts["instructions"])] if facts["instructions"] else []),
    ]
    content = ics.build(
        ics.Invitation(
            method=facts["method"],
            uid=facts["uid"],
            sequence=facts["sequence"],
            summary=f"Interview: {facts['candidate_name']}, {facts['job_title']}",
            description="\n".join(description),
            location=link or mode,
            meeting_link=link,
            start=datetime.fromisoformat(facts["start"]),
            end=datetime.fromisoformat(facts["end"]),
            stamp=datetime.fromisoformat(facts["stamp"]),
            organizer=ics.Person(sender.name, sender.address),
            attendees=[ics.Person(name, address) for name, address in facts["attendees"]],
        )
    )
    return mime.Invite(facts["method"], content)
