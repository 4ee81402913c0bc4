"""Small stand-ins for the other side of a channel: a mail server, Pica, and channels that fail as told."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from arbeit_notifications.channels.port import NotNow, Outgoing, Refused


@dataclass
class MailServer:
    """Speaks enough SMTP to take mails, and answers each step as told."""

    port: int = 0
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    rcpt: Callable[[int, str], str] = lambda _, __: "250 ok"
    """Answer to the n-th RCPT TO of this server."""
    data: Callable[[int], str] = lambda _: "250 queued as 42"
    password: str | None = None
    silent: bool = False
    """Takes the mail and never says so."""
    recipients_seen: int = 0
    logins: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, _class=EmailMessage, policy=policy.SMTP) for _, _, raw in self.taken]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sender, to = "", []

        def say(text: str) -> None:
            writer.write(text.encode() + b"\r\n")

        say("220 test ESMTP")
        while line := (await reader.readline()).decode().strip():
            verb = line.split(":")[0].split(" ")[0].upper()
            if verb == "EHLO":
                say("250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN" if self.password else "250-test\r\n250 8BITMIME")
            elif verb == "AUTH":
                given = base64.b64decode(line.split(" ")[2]).split(b"\0")[2].decode()
                self.logins += 1
                say("235 ok" if given == self.password else "535 5.7.8 no")
            elif verb == "MAIL":
                sender, to = line, []
                say("250 ok")
            elif verb == "RCPT":
                self.recipients_seen += 1
                answer = self.rcpt(self.recipients_seen, line)
                if answer.startswith("2"):
                    to.append(line)
                say(answer)
            elif verb == "DATA":
                say("354 go on")
                content = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
                answer = self.data(len(self.taken) + 1)
                if answer.startswith("2"):
                    self.taken.append((sender, to, content.replace(b"\r\n..", b"\r\n.")))
                if self.silent:
                    await reader.read()  # until the other side has had enough
                say(answer)
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("502 what?")


@asynccontextmanager
async def mail_server(**how: object) -> AsyncIterator[MailServer]:
    there = MailServer(**how)  # type: ignore[arg-type]
    server = await asyncio.start_server(there.serve, "127.0.0.1", there.port, limit=1 << 22)
    there.port = server.sockets[0].getsockname()[1]
    try:
        yield there
    finally:
        server.close()


@dataclass
class Scripted:
    """A channel that answers as its script says, then accepts everything."""

    script: list[Exception | None] = field(default_factory=list)
    delivered: list[Outgoing] = field(default_factory=list)
    offered: list[Outgoing] = field(default_factory=list)
    name: str = "smtp"
    external: bool = True
    gate: asyncio.Event | None = None
    """When set, each delivery waits for it after the mail was taken."""

    async def deliver(self, mail: Outgoing) -> str | None:
        self.offered.append(mail)
        answer = self.script.pop(0) if self.script else None
        if answer is not None:
            raise answer
        self.delivered.append(mail)
        if self.gate is not None:
            await self.gate.wait()
        return f"id-{len(self.delivered)}"

    async def close(self) -> None:
        return None


__all__ = ["MailServer", "NotNow", "Refused", "Scripted", "mail_server"]
