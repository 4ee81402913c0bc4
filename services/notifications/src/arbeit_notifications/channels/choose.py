"""Which way out this installation has: Gmail through Pica, else a mail server, else the built-in mailbox."""

from __future__ import annotations

from arbeit_notifications.channels.mailbox import BuiltInMailbox
from arbeit_notifications.channels.pica import PicaGmail
from arbeit_notifications.channels.port import Channel
from arbeit_notifications.channels.smtp import Smtp
from arbeit_notifications.settings import Settings


def channel_of(settings: Settings) -> Channel:
    """Contract, section 7."""
    if settings.uses_pica:
        return PicaGmail(settings)
    if settings.smtp is not None:
        return Smtp(settings.smtp)
    return BuiltInMailbox()
