"""The built-in mailbox: nothing leaves. The message is stored already, so it is delivered by being marked as sent."""

from __future__ import annotations

from arbeit_notifications.channels.port import Outgoing


class BuiltInMailbox:
    name = "mailbox"
    external = False

    async def deliver(self, mail: Outgoing) -> str | None:  # noqa: ARG002 - the port's signature
        return None

    async def close(self) -> None:
        return None
