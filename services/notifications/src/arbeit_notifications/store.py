"""Documents, indexes and whose they are."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from arbeit_kit import ids, problem
from arbeit_kit.mongo import Database, Index, Scope, Tx
from arbeit_kit.seal import Seal
from arbeit_kit.security import Principal
from arbeit_notifications.domain.entry import Entry
from arbeit_notifications.domain.invite import Invite
from arbeit_notifications.domain.message import Message
from arbeit_notifications.domain.notification import Notification
from arbeit_notifications.domain.preferences import Preferences, switch
from arbeit_notifications.domain.triggers import Channel, Recipient
from arbeit_notifications.domain.webhooks.delivery import Delivery
from arbeit_notifications.domain.webhooks.webhook import Webhook
from arbeit_notifications.settings import Settings

KEPT_S = 180 * 24 * 3600
"""Notifications and mails are kept for half a year."""
DELIVERIES_KEPT_S = 30 * 24 * 3600
"""Deliveries to webhooks and the events they carry are kept for a month."""
_QUOTA_KEPT_S = 2 * 3600
STAFF = Scope.all("a handler or sender acts for the system, not for a caller")
MAX_PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class Feed:
    """What a caller may see, and who he is as a reader.

    `field` and `prefix` name the indexed key of his list; `reader` keeps his read state apart from everybody else's,
    and from his own in another role.
    """

    recipient: str
    field: str
    prefix: str
    reader: str
    person: str
    chooses: bool = False
    """Whether he ever switched anything off: only then is what is hidden from him looked for."""

    @property
    def scope(self) -> Scope:
        if not self.chooses:
            return Scope.only("recipients", self.recipient)
        return Scope.matching(
            {"recipients": self.recipient, "hidden_from": {"$ne": self.person}},
            "a reader's own, without what he had switched off when it came",
        )


def webhooks_of(who: Principal) -> Scope:
    """The agency's staff: every subscription. A client's users: their client's own."""
    if who.role == "client_user" or who.client_id:
        return Scope.only("client_id", who.client_id)
    return Scope.all("subscriptions are the agency's, and so are its clients'")


NOBODY = Feed("", "_k.client", "", "", "")


async def feed_of(store: Store, who: Principal) -> Feed:
    """Admins and recruiters by role, client users by their client; anybody else: nothing.

    Candidates by themselves, once their address is proved to be theirs: anybody may register with somebody else's
    (contract, section 2), and an application is linked to the account of its address.
    """
    recipient = recipient_of(who)
    if not recipient:
        return NOBODY
    if who.audience == "candidate":
        account = await store.accounts.get(who.subject)
        if account is None or not account["verified"]:
            return NOBODY
        field, prefix = "_k.candidate", f"{recipient}:"
    elif recipient == who.role:
        field, prefix = f"_k.{recipient}", ""
    else:
        field, prefix = "_k.client", f"{recipient}:"
    chooses = await store.preferences.find_one(STAFF, {"_id": who.subject}) is not None
    return Feed(recipient, field, prefix, f"{who.subject}|{recipient}", who.subject, chooses)


def kind_of(who: Principal) -> Recipient:
    """As what he is told things. Problem 403 when he is nobody who is told anything."""
    if who.audience == "candidate":
        return Recipient.CANDIDATE
    if who.role in ("admin", "recruiter"):
        return Recipient(who.role)
    if not recipient_of(who):
        raise problem.forbidden("Your account gets no notifications.")
    return Recipient.CLIENT


def recipient_of(who: Principal) -> str:
    """The name by which notifications are addressed to him; empty for nobody."""
    if who.audience == "candidate":
        return who.subject
    if who.role in ("admin", "recruiter"):
        return who.role
    return who.client_id or "" if who.role == "client_user" else ""


class Store:
    """Collections of the notifications service."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self.settings = settings
        self._key = hmac.digest(settings.jwt_secret.get_secret_value().encode(), b"arbeit mail addresses", "sha256")
        self.notifications = db.collection(
            "notifications",
            Notification,
            id_field="notification_id",
            derive=_notification_keys,
            indexes=[
                Index(("_k.admin", 1)),
                Index(("_k.recruiter", 1)),
                Index(("_k.client", 1)),
                Index(("_k.candidate", 1)),
                Index(("event_id", 1), unique=True),
                Index(("candidate_id", 1)),
                Index(("created_at", 1), expire_after_s=KEPT_S),
            ],
        )
        self.preferences = db.collection("preferences", Preferences, id_field="person_id", indexes=[Index(("off", 1))])
        self.receipts = db.plain(
            "receipts",
            indexes=[
                Index(("reader", 1), ("tail", 1)),
                Index(("notification_id", 1)),
                Index(("at", 1), expire_after_s=KEPT_S),
            ],
        )
        """Who has read what: `_id` is `<reader>|<notification_id>`, so there is one per reader and notification."""
        self.marks = db.plain("read_marks")
        """Everything up to `tail` counts as read by the reader `_id`."""
        self.messages = db.collection(
            "messages",
            Message,
            id_field="message_id",
            derive=_message_keys,
            indexes=[
                Index(("dedupe", 1), unique=True),
                Index(("_k.all", 1)),
                Index(("_k.to", 1)),
                Index(("_k.due", 1)),
                Index(("_k.invite", 1)),
                Index(("candidate_id", 1)),
                Index(("subject_id", 1)),
                Index(("created_at", 1), expire_after_s=KEPT_S),
            ],
        )
        self.quota = db.plain("mail_quota", indexes=[Index(("at", 1), expire_after_s=_QUOTA_KEPT_S)])
        self.invites = db.collection("invites", Invite, id_field="interview_id", indexes=[Index(("candidate_id", 1))])
        self.entries = db.collection(
            "calendar_entries",
            Entry,
            id_field="interview_id",
            derive=_entry_keys,
            indexes=[Index(("_k.due", 1)), Index(("candidate_id", 1))],
        )
        self.people = db.projection("people")
        """Internal users: who the admins, recruiters and client users are, and their addresses."""
        self.accounts = db.projection("portal_accounts")
        """`{verified}` of each portal account; nothing else of a person is kept."""
        self.erased = db.plain("erased")
        """Ids of erased applications: an event about one that comes late is dropped."""
        self.leases = db.plain("leases")
        self.seal = Seal(settings.jwt_secret, settings.jwt_secret_previous, purpose=b"arbeit.webhooks.v1")
        self.webhooks = db.collection(
            "webhooks",
            Webhook,
            id_field="webhook_id",
            derive=_webhook_keys,
            indexes=[Index(("_k.all", 1)), Index(("_k.client", 1))],
        )
        self.webhook_health = db.plain("webhook_health")
        """`{_id: webhook_id, last_success_at, last_failure_at, failures}`: apart, so that it does not age the version
        that people edit. `failures` counts those since the last success."""
        self.webhook_graves = db.plain("webhook_graves")
        """Ids of deleted subscriptions whose deliveries are still to be removed: there may be many."""
        self.webhook_events = db.plain(
            "webhook_events", indexes=[Index(("about", 1)), Index(("at", 1), expire_after_s=DELIVERIES_KEPT_S)]
        )
        """Each event that somebody gets, once: `{_id: event id, envelope, about: [ids of persons], at}`."""
        self.deliveries = db.collection(
            "webhook_deliveries",
            Delivery,
            id_field="delivery_id",
            derive=_delivery_keys,
            indexes=[
                Index(("webhook_id", 1), ("event_id", 1), unique=True),
                Index(("event_id", 1)),
                Index(("_k.due", 1)),
                Index(("_k.hook", 1)),
                Index(("_k.state", 1)),
                Index(("created_at", 1), expire_after_s=DELIVERIES_KEPT_S),
            ],
        )

    def hash_address(self, address: str) -> str:
        """Tells whether two mails went to the same address, not to which: keyed, because plain hashes are guessed."""
        return hmac.digest(self._key, mailbox_of(address).encode(), "sha256").hex()[:32]

    def hash_secret(self, secret: str) -> str:
        """Tells whether two commands hold the same one-time link."""
        return hmac.digest(self._key, b"link:" + hashlib.sha256(secret.encode()).digest(), "sha256").hex()[:32]

    async def is_erased(self, candidate_id: str | None, tx: Tx[Any]) -> bool:
        return candidate_id is not None and await self.erased.get(candidate_id, tx) is not None

    async def without(self, kind: str, channel: Channel, tx: Tx[Any]) -> frozenset[str]:
        """Ids of the people who switched this off."""
        found = await self.preferences.find(STAFF, {"off": switch(kind, channel)}, limit=MAX_PEOPLE, tx=tx)
        return frozenset(each.person_id for each in found)

    async def staff(self, roles: list[str], tx: Tx[Any]) -> list[dict[str, Any]]:
        """Active users with one of the roles."""
        return await self.people.find({"role": {"$in": roles}, "status": "active"}, limit=MAX_PEOPLE, tx=tx)

    async def client_users(self, client_id: str, tx: Tx[Any]) -> list[dict[str, Any]]:
        """Active users of a client."""
        query = {"role": "client_user", "client_id": client_id, "status": "active"}
        return await self.people.find(query, limit=MAX_PEOPLE, tx=tx)


def _notification_keys(notification: Notification) -> dict[str, Any]:
    tail = ids.tail(notification.notification_id)
    keys: dict[str, Any] = {}
    for recipient in notification.recipients:
        if recipient in ("admin", "recruiter"):
            keys[recipient] = tail
        else:
            keys["candidate" if recipient.startswith("cp_") else "client"] = f"{recipient}:{tail}"
    return keys


def mailbox_of(address: str) -> str:
    """The address as it is compared with others."""
    return address.strip().lower()


def _message_keys(message: Message) -> dict[str, Any]:
    tail = ids.tail(message.message_id)
    keys: dict[str, Any] = {"all": tail}
    if message.to:
        # Not the keyed hash: a search would find nothing from before a new JWT_SECRET.
        keys["to"] = f"{mailbox_of(message.to)}:{tail}"
    if message.status in ("queued", "sending"):
        keys["due"] = message.next_attempt_at
    if message.invite is not None:
        keys["invite"] = message.invite.interview_id
    return keys


def _entry_keys(entry: Entry) -> dict[str, Any]:
    return {"due": entry.next_attempt_at} if entry.next_attempt_at is not None else {}


def _webhook_keys(webhook: Webhook) -> dict[str, Any]:
    tail = ids.tail(webhook.webhook_id)
    return {"all": tail, **({"client": f"{webhook.client_id}:{tail}"} if webhook.client_id else {})}


def _delivery_keys(delivery: Delivery) -> dict[str, Any]:
    tail = ids.tail(delivery.delivery_id)
    keys: dict[str, Any] = {
        "hook": f"{delivery.webhook_id}:{tail}",
        "state": f"{delivery.webhook_id}:{delivery.status}:{tail}",
    }
    if delivery.next_attempt_at is not None:
        keys["due"] = delivery.next_attempt_at
    return keys
