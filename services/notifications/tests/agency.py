"""A running notifications service with people in it, and what tests ask of it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aio_pika
from pydantic import SecretStr

from arbeit_events import Envelope, EventData, topology
from arbeit_events.auth import UserRegistered
from arbeit_events.commands import SendOneTimeLink
from arbeit_kit.seal import Seal
from arbeit_kit.testing import SECRET, Running, auth, envelope, eventually, publish, running, token
from arbeit_notifications.app import create
from arbeit_notifications.channels.port import Channel

PORTAL = "https://portal.example.com"
PEOPLE = [
    ("user_admin", "Ada Admin", "ada@agency.example", "admin", None),
    ("user_recruiter", "Rita Recruiter", "rita@agency.example", "recruiter", None),
    ("user_a", "Carl Client", "carl@acme.example", "client_user", "client_a"),
    ("user_b", "Beth Client", "beth@other.example", "client_user", "client_b"),
]
ADMIN = auth(token("admin", sub="user_admin"))
RECRUITER = auth(token("recruiter", sub="user_recruiter"))
CLIENT_A = auth(token("client_user", sub="user_a", client_id="client_a"))
CLIENT_B = auth(token("client_user", sub="user_b", client_id="client_b"))
CANDIDATE = auth(token("candidate", sub="cp_1"))
OTHER_CANDIDATE = auth(token("candidate", sub="cp_2"))


@dataclass
class Agency:
    run: Running

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


@asynccontextmanager
async def agency(channel: Channel | None = None, **environment: str) -> AsyncIterator[Agency]:
    """A service with the people above known to it."""

    def make() -> Any:
        return create(channel=channel)

    async with running(make, REACT_APP_FRONTEND_URL=PORTAL, **environment) as run:
        there = Agency(run)
        for user_id, name, email, role, client_id in PEOPLE:
            user = UserRegistered(user_id=user_id, email=email, name=name, role=role, client_id=client_id)
            await there.tell(user, subject=user_id)

        async def known() -> bool:
            return await run.db["people"].count_documents({}) == len(PEOPLE)

        await eventually(known)
        yield there
