"""Sends what is due, apart from whoever asked for it.

One sender of all replicas works at a time (a lease), and each message is claimed before it is handed over: a sender
that dies leaves a claim that expires, and the next one sends the same Message-ID again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from datetime import UTC, datetime
from typing import Any

from arbeit_kit import ids, metrics
from arbeit_kit.mongo import DuplicateKey
from arbeit_kit.service import Service
from arbeit_kit.time import now
from arbeit_notifications.channels.port import Channel, NotNow, Outgoing, Refused
from arbeit_notifications.commands import mailing
from arbeit_notifications.domain.message import Message
from arbeit_notifications.mail.compose import compose
from arbeit_notifications.rounds import BATCH, Rounds
from arbeit_notifications.store import STAFF, Store

log = logging.getLogger(__name__)

PARALLEL = 4
# A lower bound for what is due: the local database would else walk over every mail that is not due any more.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Sender(Rounds):
    """Hands over the mails that are due."""

    def __init__(self, service: Service[Store], channel: Channel) -> None:
        super().__init__(service, "mail-sender", parallel=PARALLEL)
        self._channel = channel
        self._settings = service.store.settings
        self._token = ids.new("lease")

    async def close(self) -> None:
        await self._channel.close()

    async def round(self) -> int:
        """Handles up to `BATCH` due messages; how many there were."""
        due = await self._service.store.messages.find(
            STAFF, {"_k.due": {"$gt": _LONG_AGO, "$lte": now()}}, sort=[("_k.due", 1)], limit=BATCH
        )
        if not due:
            return 0
        self._idle.clear()
        try:
            within = [message for message in due if await self._within_share(message)]
            if self._channel.external:
                await asyncio.gather(*(self._one(message.message_id) for message in within))
            else:
                await self._keep(within)
        finally:
            self._idle.set()
        return len(due)

    async def _keep(self, messages: list[Message]) -> None:
        """The built-in mailbox. A mail that cannot be written would fail anywhere, so it fails here too."""
        good = []
        for message in messages:
            if message.expires_at is not None and message.expires_at <= now():
                good.append(message.message_id)  # claiming it settles it as too late
            elif self._composed(message) is None:
                await self._fail_unwritten(message.message_id)
            else:
                good.append(message.message_id)
        if good:
            await self._service.db.transaction(lambda tx: mailing.kept(tx, good))

    async def _one(self, message_id: str) -> None:
        async with self._slots:
            if not self.may_act:
                return
            message = await self._service.db.transaction(lambda tx: mailing.claim(tx, message_id, self._token))
            if message is None:
                return
            outgoing = self._composed(message)
            if outgoing is None:
                await self._refuse(message, "the mail could not be written", retry=False)
                return
            await self._hand_over(message, outgoing)

    async def _hand_over(self, message: Message, outgoing: Outgoing) -> None:
        try:
            with metrics.provider_call(self._channel.name, _outcome):
                provider_id = await self._channel.deliver(outgoing)
        except Refused as refused:
            await self._refuse(message, refused.reason, retry=False)
        except NotNow as later:
            if later.operator:
                log.error("mails cannot be sent: %s", later.reason, extra={"event": "mail_channel_misconfigured"})
            await self._refuse(
                message, later.reason, retry=True, retry_after_s=later.retry_after_s, doubtful=later.doubtful
            )
        except Exception as error:
            # A channel's own bug: the mail is tried again like any other, the others are not held up.
            log.exception("mail channel failed", extra={"event": "mail_channel_failed"})
            await self._refuse(message, type(error).__name__, retry=True, doubtful=True)
        else:
            await self._service.db.transaction(
                lambda tx: mailing.accepted(tx, message.message_id, self._token, self._channel.name, provider_id)
            )

    async def _refuse(self, message: Message, reason: str, **how: Any) -> None:
        spread = random.random()  # noqa: S311 - spreads retries, guards nothing
        await self._service.db.transaction(
            lambda tx: mailing.refused(
                tx, message.message_id, self._token, self._channel.name, reason, spread=spread, **how
            )
        )

    async def _fail_unwritten(self, message_id: str) -> None:
        claimed = await self._service.db.transaction(lambda tx: mailing.claim(tx, message_id, self._token))
        if claimed is not None:
            await self._refuse(claimed, "the mail could not be written", retry=False)

    def _composed(self, message: Message) -> Outgoing | None:
        sender = self._settings.sender
        try:
            composed = compose(message, sender=sender, portal=self._settings.frontend_url)
            content = composed.mail.as_bytes()
        except Exception as error:  # noqa: BLE001 - whatever it is, this one mail cannot be written
            # Without the traceback's values: they hold names, addresses and perhaps a link.
            log.error("mail could not be written: %s", type(error).__name__, extra={"event": "mail_unwritable"})
            return None
        return Outgoing(
            content=content,
            sender=sender.address,
            to=message.to,
            message_id=composed.message_id,
            doubtful=message.doubtful,
        )

    # -- the hourly share of a mailbox (reliability study, A26) ----------------------------------------------------

    async def _within_share(self, message: Message) -> bool:
        """Whether the mailbox may have this mail in this hour. Trigger mails in the built-in mailbox are not counted:
        they cost nobody anything."""
        if message.counted or (message.kind == "trigger" and not self._channel.external):
            return True
        settings, store, hour = self._settings, self._service.store, now().replace(minute=0, second=0, microsecond=0)
        links = message.kind == "link"
        cap = settings.mail_cap_links_per_hour if links else settings.mail_cap_per_hour
        key = f"{message.to_hash}:{'link' if links else 'mail'}:{hour:%Y%m%d%H}"
        with contextlib.suppress(DuplicateKey):
            await store.quota.insert({"_id": key, "taken": 0, "at": now()})
        if await store.quota.update({"_id": key, "taken": {"$lt": cap}}, {"$inc": {"taken": 1}}) == 0:
            await self._service.db.transaction(
                lambda tx: mailing.over_share(tx, message.message_id, mailing.next_hour(tx.now))
            )
            return False
        await self._service.db.transaction(lambda tx: mailing.counted(tx, message.message_id))
        return True


def _outcome(error: BaseException) -> str:
    return "refused" if isinstance(error, Refused) else "later"
