"""What tests of services stand on: a running service over a real database and broker, tokens, a tap on the events.

`MONGO_URL` and `AMQP_URL` say where; the root `conftest.py` provides them. Nothing here is used by a running system.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aio_pika
import httpx
import jwt

from arbeit_events import topology
from arbeit_events.envelope import CONTENT_TYPE, Envelope, EventData
from arbeit_kit import ids
from arbeit_kit.messaging.topology import declare
from arbeit_kit.mongo import Database
from arbeit_kit.mongo.errors import DatabaseError
from arbeit_kit.service import Service
from arbeit_kit.time import now

T = TypeVar("T")

SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef"  # noqa: S105 - of tests
_ALL = [
    "clients:read",
    "clients:write",
    "users:read",
    "users:write",
    "jobs:read",
    "jobs:write",
    "candidates:read",
    "candidates:write",
    "candidates:delete",
    "interviews:read",
    "interviews:write",
    "interviews:decide",
    "portal_users:read",
    "portal_users:write",
    "roles:read",
    "roles:write",
    "audit:read",
    "dashboard:read",
    "notifications:read",
    "webhooks:read",
    "webhooks:write",
]
_PERMISSIONS = {
    "admin": _ALL,
    "recruiter": [each for each in _ALL if each.partition(":")[0] not in ("users", "roles", "webhooks")],
    "client_user": [
        "jobs:read", "candidates:read", "interviews:read", "interviews:decide", "dashboard:read", "notifications:read",
        "clients:read",
    ],
    "candidate": ["interviews:read", "notifications:read"],
}  # fmt: skip


@dataclass(slots=True)
class Running:
    """A started service: its HTTP client (in process), its database, itself."""

    service: Service[Any]
    client: httpx.AsyncClient

    @property
    def db(self) -> Any:
        return self.service.db.raw

    @property
    def store(self) -> Any:
        return self.service.store

    async def settled(self, within: float = 10.0) -> None:
        """Returns when the outbox is empty and the consumers are idle."""

        async def idle() -> bool:
            consumer = self.service.consumer
            return await self.db["outbox"].count_documents({}) == 0 and (consumer is None or consumer.idle)

        await eventually(idle, within)


@asynccontextmanager
async def running(create: Callable[..., Service[Any]], **environment: str) -> AsyncIterator[Running]:
    """Starts the service over `MONGO_URL` and `AMQP_URL` in a database of its own, which is dropped afterwards."""
    settings = {
        "MONGO_URL": os.environ["MONGO_URL"],
        "AMQP_URL": os.environ["AMQP_URL"],
        "DB_NAME": f"t_{secrets.token_hex(4)}",
        "JWT_SECRET": SECRET,
        "BCRYPT_COST": "4",
        **environment,
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        service = create()
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
    service.fatal = lambda: None  # type: ignore[method-assign]
    if service.name != "auth" and "AUTH_URL" not in environment:
        service.load_revocations = _nothing  # type: ignore[method-assign]
    await purge(settings["AMQP_URL"])
    await service.start()
    transport = httpx.ASGITransport(app=service.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=30) as client:
        if service.name == "auth" or "AUTH_URL" not in environment:
            await asyncio.wait_for(service.broadcasts.link.wait_connected(), 20)
        if service.worker:
            await asyncio.wait_for(service.publisher.link.wait_connected(), 20)
            if service.consumer is not None:
                await asyncio.wait_for(service.consumer.link.wait_connected(), 20)
        try:
            yield Running(service, client)
        finally:
            # Stopped first: its background tasks would make collections anew.
            await service.stop()
            database = Database(settings["MONGO_URL"], service.db.name, source="/arbeit/test", seal=bytes)
            try:
                await database.drop()
            except DatabaseError as error:
                # Tidying only: the server of a test run is thrown away with it.
                sys.stderr.write(f"{database.name} was not dropped: {type(error).__name__}\n")
            finally:
                database.close()


async def _nothing() -> None:
    """Stands in for asking auth, which does not run beside a service under test."""


async def purge(amqp_url: str) -> None:
    """Empties every queue of the system: what an earlier test left must not reach this one."""
    connection = await aio_pika.connect(amqp_url)
    async with connection:
        channel = await connection.channel()
        await declare(channel)
        names = [topology.DEAD, *(topology.retry_name(delay) for delay in topology.RETRY_DELAYS_S)]
        names += topology.event_queues()
        names += [topology.commands_queue(service) for service in topology.COMMANDS_OF]
        for name in names:
            await (await channel.get_queue(name)).purge()


def token(
    role: str = "admin",
    *,
    sub: str | None = None,
    client_id: str | None = None,
    permissions: list[str] | None = None,
    audience: str | None = None,
    email: str | None = None,
    **claims: Any,
) -> str:
    """An access token as auth issues it, but good for a day: tests make theirs when the run begins."""
    aud = audience or ("candidate" if role == "candidate" else "internal")
    moment = int(time.time())
    body = {
        "sub": sub or (ids.new("cp") if aud == "candidate" else f"user_{role}"),
        "aud": aud,
        "iat": moment,
        "exp": moment + 86_400,
        "jti": secrets.token_hex(8),
        "sid": secrets.token_hex(8),
        "role": role,
        "client_id": client_id,
        "perms": permissions if permissions is not None else _PERMISSIONS[role],
        "tv": 1,
        "mcp": False,
        "email": email or f"{role}@agency.example",
        **claims,
    }
    return jwt.encode({key: value for key, value in body.items() if value is not None}, SECRET, algorithm="HS256")


def auth(access_token: str, **headers: str) -> dict[str, str]:
    """Request headers with this token."""
    return {"Authorization": f"Bearer {access_token}", **headers}


@dataclass(slots=True)
class Tap:
    """Every event published while it is open."""

    events: list[Envelope] = field(default_factory=list)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    def named(self, name: str, subject: str | None = None) -> list[Envelope]:
        return [each for each in self.events if each.name == name and subject in (None, each.subject)]

    async def wait_for(self, name: str, subject: str | None = None, *, count: int = 1, within: float = 10) -> Envelope:
        """The `count`-th event of that name (and subject); fails after `within` seconds."""
        try:
            async with asyncio.timeout(within), self._arrived:
                await self._arrived.wait_for(lambda: len(self.named(name, subject)) >= count)
        except TimeoutError:
            seen = [each.name for each in self.events]
            raise AssertionError(f"no {name} within {within} s; seen: {seen}") from None
        return self.named(name, subject)[count - 1]

    async def add(self, event: Envelope) -> None:
        async with self._arrived:
            self.events.append(event)
            self._arrived.notify_all()


@asynccontextmanager
async def tap(routing_key: str = "#", amqp_url: str | None = None) -> AsyncIterator[Tap]:
    """Listens to the events that match `routing_key`, with a queue of its own."""
    connection = await aio_pika.connect(amqp_url or os.environ["AMQP_URL"])
    async with connection:
        channel = await connection.channel()
        await declare(channel)
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(topology.EXCHANGE, routing_key=routing_key)
        opened = Tap()

        async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
            await opened.add(Envelope.from_bytes(message.body))

        await queue.consume(take, no_ack=True)
        yield opened


def envelope(
    data: EventData,
    *,
    subject: str,
    sequence: int = 1,
    client_id: str | None = None,
    event_id: str | None = None,
    **extensions: Any,
) -> Envelope:
    """An event as its service would publish it."""
    return Envelope.of(
        data, subject=subject, sequence=sequence, client_id=client_id, id=event_id, time=now(), **extensions
    )


async def publish(*events: Envelope, amqp_url: str | None = None) -> None:
    """Publishes events, confirmed, in this order."""
    connection = await aio_pika.connect(amqp_url or os.environ["AMQP_URL"])
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        exchange = (await declare(channel))[topology.EXCHANGE]
        for event in events:
            message = aio_pika.Message(
                event.to_bytes(), message_id=event.id, type=event.type, content_type=CONTENT_TYPE, delivery_mode=2
            )
            await exchange.publish(message, event.routing_key)


async def eventually(check: Callable[[], Awaitable[T]], within: float = 10.0) -> T:
    """The first true result of `check`, asked again and again; an assertion error after `within` seconds.

    A check that raises `AssertionError` counts as not yet true; its last message is the one reported.
    """
    give_up_at = time.monotonic() + within
    last: object = None
    while True:
        try:
            last = await check()
            if last:
                return last
        except AssertionError as error:
            last = error
        if time.monotonic() > give_up_at:
            raise AssertionError(f"not within {within} s: {last!r}")
        await asyncio.sleep(0.02)
