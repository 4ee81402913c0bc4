"""The mail as bytes: multipart/alternative{plain, html}, and with an invitation
multipart/mixed{ alternative{plain, html, text/calendar; method=…}, application/ics }.

Nothing a user typed becomes a header of its own: subject and names are put on one line, encoded words in them are
broken up (the header parser would decode them, line breaks included), addresses must be plain ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from arbeit_notifications.mail.letter import Letter, one_line

# Deliberately narrower than RFC 5321: no quoted local parts, no address literals, no comments.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_MAX_NAME = 100


class BadAddressError(ValueError):
    """Not an address that a mail can be sent to. The message names no address: it ends in logs."""


@dataclass(frozen=True, slots=True)
class Invite:
    """The calendar part."""

    method: str
    ics: bytes


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address, as in `Asha Rao <asha@example.com>`."""

    name: str
    address: str

    @classmethod
    def parse(cls, text: str) -> Mailbox:
        """Read `Name <address>` or `address`. Raises `BadAddressError`."""
        name, address = parseaddr(text)
        if not is_address(address):
            raise BadAddressError("no usable address")
        return cls(header_text(name), address)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def header(self) -> Address:
        if not is_address(self.address):
            raise BadAddressError("no usable address")
        local, _, domain = self.address.rpartition("@")
        return Address(display_name=header_text(self.name)[:_MAX_NAME], username=local, domain=domain)


def is_address(text: str) -> bool:
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None and ".." not in text


def header_text(value: str) -> str:
    """Safe as (part of) a header: one line, and no encoded word that a parser would open."""
    return one_line(value).replace("=?", "= ?")


def build(
    letter: Letter,
    *,
    sender: Mailbox,
    to: Mailbox,
    message_id: str,
    date: datetime,
    invite: Invite | None = None,
) -> EmailMessage:
    """The complete message. `message_id` is the whole `<left@right>`; `date` when the mail was asked for.

    Raises `BadAddressError` when the recipient's address is not a plain one.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender.header()
    mail["To"] = to.header()
    mail["Subject"] = header_text(letter.subject)
    mail["Date"] = format_datetime(date)
    mail["Message-ID"] = message_id
    # Out-of-office robots and ticket systems leave such mail alone (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if invite is not None:
        mail.add_alternative(invite.ics, maintype="text", subtype="calendar", cte="base64")
        *_, part = mail.iter_parts()
        part.set_param("charset", "utf-8")
        part.set_param("method", invite.method)
        mail.add_attachment(invite.ics, maintype="application", subtype="ics", filename="invite.ics")
    return mail
