"""What the notifications service reads from the environment (contract, section 8)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Annotated, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import BeforeValidator, Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from arbeit_kit.settings import ServiceSettings, Url
from arbeit_notifications.mail.mime import Mailbox, is_address

BUILT_IN_SENDER = "Arbeit Talent Portal <no-reply@arbeit.example>"
"""Sender of the built-in mailbox: an address that cannot belong to anybody (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """An `SMTP_URL` taken apart."""

    host: str
    port: int
    user: str
    password: str
    tls: Literal["implicit", "required", "auto", "none"]
    """`implicit` from the first byte (smtps://), `required` STARTTLS, `auto` STARTTLS when offered, `none` never."""

    @classmethod
    def parse(cls, url: str) -> SmtpServer:
        """`smtp[s]://[user:password@]host[:port][?tls=required|auto|none]`. Raises `ValueError`, naming no secret.

        With a password, TLS is required unless the server is on this machine: it would else cross the net readable.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("must look like smtp://user:password@host:587 or smtps://user:password@host")
        implicit = parts.scheme == "smtps"
        local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        asked = parse_qs(parts.query).get("tls", [""])[-1]
        if asked not in ("", "required", "auto", "none"):
            raise ValueError("must have tls=required, tls=auto or tls=none, if any")
        guarded = bool(parts.password) and not local
        if guarded and asked in ("none", "auto") and not implicit:
            raise ValueError("must not send a password without TLS to another machine")
        try:
            port = parts.port or (465 if implicit else 587 if parts.username else 25)
        except ValueError:
            raise ValueError("must have a port between 1 and 65535") from None
        tls: Literal["implicit", "required", "auto", "none"] = "required" if guarded else "auto"
        if asked in ("required", "auto", "none"):
            tls = asked  # type: ignore[assignment]
        return cls(
            host=parts.hostname,
            port=port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls="implicit" if implicit else tls,
        )


def _words(value: object) -> object:
    return [word for word in value.replace(",", " ").split() if word] if isinstance(value, str) else value


Networks = Annotated[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...], NoDecode, BeforeValidator(_words)]


class Settings(ServiceSettings):
    """Pica wins over SMTP, SMTP over the built-in mailbox (contract, section 7)."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8106

    mail_from: str = ""
    """Sender of every mail, `Name <address>`. With SMTP it must be one that the account may use; Gmail puts the
    account's own address in place of one that is not."""
    smtp_url: SecretStr | None = None

    pica_secret_key: SecretStr | None = None
    pica_gmail_connection_key: SecretStr | None = None
    pica_google_calendar_connection_key: SecretStr | None = None
    pica_base_url: Url = "https://api.picaos.com"
    pica_header_prefix: Annotated[str, Field(pattern=r"^x-[a-z]{2,20}$")] = "x-pica"
    """`x-one` with the renamed service."""
    pica_gmail_send_path: str = "/v1/passthrough/users/me/messages/send"
    pica_gmail_send_action: str = "conn_mod_def::F_JeJ_A_TKg::cc2kvVQQTiiIiLEDauy6zQ"
    pica_gmail_list_path: str = "/v1/passthrough/users/me/messages"
    pica_gmail_list_action: str = ""
    """For looking up by Message-ID whether a mail went through; sent only when set, as older installations do."""

    pica_calendar_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._@%+-]{1,200}$")] = "primary"
    pica_calendar_events_path: Annotated[str, Field(pattern=r"^/.*\{calendar\}")] = (
        "/v1/passthrough/calendars/{calendar}/events"
    )
    """`{calendar}` is filled in; one event is one step below it. One's own test data has `/calendar/v3` in between."""
    pica_calendar_insert_action: str = "conn_mod_def::F_JeDmpsPL4::1PhPKt9MRPmDDgUVS8Yd3Q"
    pica_calendar_update_action: str = "conn_mod_def::F_JdznL9bj4::WBnlseGvQ_2eTA5lvkbhfQ"
    pica_calendar_list_action: str = "conn_mod_def::F_Jdx1JeQJk::PNyVTLTJSmazFSqY24HbFQ"
    pica_calendar_get_action: str = ""
    """No id is public. Without it an event is read from the list, by the iCalUID that follows from its id."""
    pica_calendar_delete_action: str = ""
    """No id is public. Without it an event is cancelled by an update to status `cancelled`, Google's other way."""
    pica_calendar_send_updates: Literal["none", "externalOnly", "all"] = "none"
    """Whether Google mails the guests as well. Our own invitation, with the same UID, goes in any case."""

    mail_cap_links_per_hour: Annotated[int, Field(ge=1)] = 5
    """One-time links per mailbox and hour; more are not sent (somebody presses "forgot password" for another)."""
    mail_cap_per_hour: Annotated[int, Field(ge=1)] = 300
    """Other mails per mailbox and hour; more wait for the next hour."""

    webhook_allow_http: bool = False
    """Whether a webhook may be sent unencrypted. For trying things out on one machine."""
    webhook_networks: Networks = ()
    """Networks in which a receiver may stand although they are not public (a receiver of one's own), as
    `10.20.0.0/16`. Whoever may make a webhook can then have us call every address in them."""
    webhook_parallel: Annotated[int, Field(ge=1, le=256)] = 32
    """Deliveries on their way at a time, all receivers together."""

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            SmtpServer.parse(value.get_secret_value())
        return value

    @model_validator(mode="after")
    def _sender(self) -> Self:
        if self.mail_from:
            Mailbox.parse(self.mail_from)
        elif self.smtp_url is not None and not is_address(SmtpServer.parse(self.smtp_url.get_secret_value()).user):
            raise ValueError("MAIL_FROM must name the sender of mails, because SMTP_URL is set")
        return self

    @property
    def uses_pica(self) -> bool:
        return self.pica_secret_key is not None and self.pica_gmail_connection_key is not None

    @property
    def uses_calendar(self) -> bool:
        return self.pica_secret_key is not None and self.pica_google_calendar_connection_key is not None

    @property
    def smtp(self) -> SmtpServer | None:
        return SmtpServer.parse(self.smtp_url.get_secret_value()) if self.smtp_url is not None else None

    @property
    def sender(self) -> Mailbox:
        """`MAIL_FROM`; else the address that logs in to the mail server; else the built-in one."""
        if self.mail_from:
            return Mailbox.parse(self.mail_from)
        if self.smtp is not None:
            return Mailbox("Arbeit Talent Portal", self.smtp.user)
        return Mailbox.parse(BUILT_IN_SENDER)
