"""A running notifications service with people in it, and what tests ask of it."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aio_pika
from pydantic import SecretStr

from arbeit_events import Envelope, EventData, topology
from arbeit_events.auth import PortalUserCreated, UserRegistered
from arbeit_events.commands import SendOneTimeLink
from arbeit_kit.mongo import DatabaseError
from arbeit_kit.seal import Seal
from arbeit_kit.testing import SECRET, Running, auth, envelope, eventually, publish, running, token
from arbeit_notifications.app import create
from arbeit_notifications.calendar.google import GoogleCalendar
from arbeit_notifications.channels.mailbox import BuiltInMailbox
from arbeit_notifications.channels.port import Channel, Outgoing

PORTAL = "https://portal.example.com"
PEOPLE = [
    ("user_admin", "Ada Admin", "ada@agency.example", "admin", None),
    ("user_recruiter", "Rita Recruiter", "rita@agency.example", "recruiter", None),
    ("user_a", "Carl Client", "carl@acme.example", "client_user", "client_a"),
    ("user_b", "Beth Client", "beth@other.example", "client_user", "client_b"),
]
ACCOUNTS = {"cp_1": True, "cp_2": True, "cp_3": False}
"""Portal accounts, and whether each has proved its address."""
ADMIN = auth(token("admin", sub="user_admin"))
RECRUITER = auth(token("recruiter", sub="user_recruiter"))
CLIENT_A = auth(token("client_user", sub="user_a", client_id="client_a"))
CLIENT_B = auth(token("client_user", sub="user_b", client_id="client_b"))
CANDIDATE = auth(token("candidate", sub="cp_1"))
OTHER_CANDIDATE = auth(token("candidate", sub="cp_2"))
UNPROVED = auth(token("candidate", sub="cp_3"))


@dataclass
class Agency:
    run: Running
    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Who is known at the start of each test."""

    async def tell(self, data: EventData, *, subject: str = "x", sequence: int = 1, event_id: str | None = None) -> str:
        """Publishes an event; its id."""
        client_id = getattr(data, "client_id", None)
        event = envelope(data, subject=subject, sequence=sequence, client_id=client_id, event_id=event_id)
        await publish(event)
        return event.id

    async def again(self, *events: Envelope) -> None:
        await publish(*events)

    async def get(self, path: str, headers: dict[str, str] = ADMIN, expect: int = 200, **params: Any) -> Any:
        answer = await self.run.client.get(path, headers=headers, params=params)
        assert answer.status_code == expect, answer.text
        return answer.json()

    async def post(self, path: str, headers: dict[str, str] = ADMIN, expect: int = 200) -> Any:
        answer = await self.run.client.post(path, headers=headers)
        assert answer.status_code == expect, answer.text
        return answer.json()

    async def notifications(self, headers: dict[str, str] = ADMIN, **params: Any) -> list[dict[str, Any]]:
        return list((await self.get("/api/notifications", headers, **params))["items"])

    async def mails(self, count: int, *, within: float = 8, **params: Any) -> list[dict[str, Any]]:
        """The mails that match, once there are `count` and each has left the queue."""

        async def there() -> tuple[list[dict[str, Any]]]:
            items = (await self.get("/api/mailbox", limit=200, **params))["items"]
            assert len(items) == count, [(m["to"], m["template"], m["status"]) for m in items]
            assert all(m["status"] not in ("queued", "sending") for m in items), items
            return (items,)

        return (await eventually(there, within))[0]

    async def notified(self, count: int, headers: dict[str, str] = ADMIN) -> list[dict[str, Any]]:
        async def there() -> tuple[list[dict[str, Any]]]:
            items = await self.notifications(headers)
            assert len(items) == count, items
            return (items,)

        return (await eventually(there))[0]

    async def settled(self) -> None:
        await self.run.settled()


async def send_secret(command: SendOneTimeLink, *, message_id: str) -> None:
    """Sends a private command as the auth service's relay would."""
    seal = Seal(SecretStr(SECRET))
    connection = await aio_pika.connect(os.environ["AMQP_URL"])
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        exchange = await channel.get_exchange(topology.COMMAND_EXCHANGE)
        message = aio_pika.Message(
            seal.close(command.model_dump_json().encode()), message_id=message_id, type=command.event_type()
        )
        await exchange.publish(message, command.routing_key())


@dataclass
class Switch:
    """A channel that can be exchanged while the service runs."""

    now: Channel

    @property
    def name(self) -> str:
        return self.now.name

    @property
    def external(self) -> bool:
        return self.now.external

    async def deliver(self, mail: Outgoing) -> str | None:
        return await self.now.deliver(mail)

    async def close(self) -> None:
        await self.now.close()


_KEPT = (
    "notifications",
    "messages",
    "receipts",
    "read_marks",
    "invites",
    "erased",
    "mail_quota",
    "inbox",
    "preferences",
)
_KNOWN = ("people", "portal_accounts")
_shared: list[tuple[AsyncExitStack, Agency, Switch]] = []


@asynccontextmanager
async def agency(
    channel: Channel | None = None, *, own: bool = False, calendar_deadline_s: float = 15, **environment: str
) -> AsyncIterator[Agency]:
    """A service with the people above known to it and nothing else in it.

    Tests share one process, emptied after each; `own`, or settings of its own, start another (never two at once: they
    would share the queue).
    """
    if own or environment:
        await close_shared()
        async with _started(channel, environment, calendar_deadline_s) as there:
            yield there
        return
    if not _shared:
        stack, switch = AsyncExitStack(), Switch(BuiltInMailbox())
        _shared.append((stack, await stack.enter_async_context(_started(switch, {})), switch))
    _, there, switch = _shared[0]
    switch.now = channel or BuiltInMailbox()
    yield there
    switch.now = BuiltInMailbox()
    if not await _empty(there):
        await close_shared()


async def close_shared() -> None:
    while _shared:
        stack, _, _ = _shared.pop()
        await stack.aclose()


@asynccontextmanager
async def _started(
    channel: Channel | None, environment: dict[str, str], calendar_deadline_s: float = 15
) -> AsyncIterator[Agency]:
    def make() -> Any:
        return create(
            channel=channel, calendar=lambda settings: GoogleCalendar(settings, deadline_s=calendar_deadline_s)
        )

    async with running(make, REACT_APP_FRONTEND_URL=PORTAL, **environment) as run:
        there = Agency(run)
        for user_id, name, email, role, client_id in PEOPLE:
            user = UserRegistered(user_id=user_id, email=email, name=name, role=role, client_id=client_id)
            await there.tell(user, subject=user_id)
        for portal_id, verified in ACCOUNTS.items():
            await there.tell(portal_account(portal_id, verified=verified), subject=portal_id)

        async def known() -> bool:
            accounts = await run.db["portal_accounts"].count_documents({})
            return await run.db["people"].count_documents({}) == len(PEOPLE) and accounts == len(ACCOUNTS)

        await eventually(known, 10)
        for name in _KNOWN:
            there.known[name] = await run.db[name].find({}).to_list(None)
        yield there


def portal_account(portal_id: str, *, verified: bool) -> PortalUserCreated:
    return PortalUserCreated(
        candidate_portal_id=portal_id, email=f"{portal_id}@example.com", name="C", verified=verified, origin="self"
    )


async def _empty(there: Agency) -> bool:
    """False when the local database did not let go of a row (seen once: a deletion that met a mail's transaction went
    on for minutes). The test has passed then; the next one gets a service and a database of its own."""
    await there.run.service.db.landed(5)
    try:
        await there.run.db["messages"].delete_many({})
        await there.settled()
        for name in _KEPT:
            await there.run.db[name].delete_many({})
        for name, documents in there.known.items():
            await there.run.db[name].delete_many({})
            await there.run.db[name].insert_many(documents)
    except DatabaseError as error:
        sys.stderr.write(f"{there.run.service.db.name} is left as it is: {type(error).__name__}\n")
        return False
    await there.settled()
    return True
