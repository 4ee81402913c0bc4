"""`kill -9` of the sender while deliveries are on their way: each arrives at least once, under the same id."""

from __future__ import annotations

import asyncio
import random
import secrets
import socket
from pathlib import Path

from aiohttp import web
from standardwebhooks.webhooks import Webhook as Judge

from arbeit_kit.mongo import Database
from arbeit_kit.security import Principal
from arbeit_kit.testing import SECRET, envelope, eventually, publish, purge
from arbeit_kit.victim import victim
from arbeit_notifications.commands import webhooks
from arbeit_notifications.settings import Settings
from arbeit_notifications.store import Store
from arbeit_notifications.webhooks import signing

from . import facts
from .agency import PORTAL
from .receiver import receiving
from .test_calendar_killed import VICTIM

EVENTS = 24


async def test_killed_in_the_middle_every_event_arrives_and_every_outcome_is_written(
    mongo_url: str, amqp_url: str, tmp_path: Path
) -> None:
    known = {
        "MONGO_URL": mongo_url, "AMQP_URL": amqp_url, "DB_NAME": f"t_{secrets.token_hex(4)}", "JWT_SECRET": SECRET,
        "REACT_APP_FRONTEND_URL": PORTAL, "PORT": str(free_port()), "LOG_LEVEL": "ERROR", "WEBHOOK_ALLOW_HTTP": "true",
        "WEBHOOK_NETWORKS": "127.0.0.1/32", "WEBHOOK_PARALLEL": "2", "DIE_AT": str(tmp_path / "die-at"),
    }  # fmt: skip
    await purge(amqp_url)
    database = Database(mongo_url, f"{known['DB_NAME']}_notifications", source="/arbeit/notifications", seal=bytes)
    try:
        await killed(database, known)
    finally:
        await database.drop()
        database.close()


async def killed(database: Database, known: dict[str, str]) -> None:
    dice, secret = random.Random(3), signing.new_secret()
    async with receiving() as receiver:
        receiver.answer = lambda call: web.Response(status=200 if dice.random() < 0.8 else 500)
        await subscribe(database, known, receiver.url + "/hook", secret)
        sent = [envelope(facts.passed(), subject=f"int_{each}", client_id="client_a") for each in range(EVENTS)]

        async def some() -> bool:
            return len(receiver.calls) >= EVENTS // 4

        async def all_written() -> bool:
            return await database.raw["webhook_deliveries"].count_documents({"status": "delivered"}) == EVENTS

        await publish(*sent)
        # First of all before anything left: what is noted by then was never sent.
        Path(known["DIE_AT"]).write_text("delivery begun")
        async with victim(VICTIM, known) as process, asyncio.timeout(60):
            await process.wait()
        async with victim(VICTIM, known) as process:
            await eventually(some, 60)
            process.kill()
        assert not await all_written()
        async with victim(VICTIM, known):
            await eventually(all_written, 90)
        assert {call.headers["webhook-id"] for call in receiver.calls} == {each.id for each in sent}
        for call in receiver.calls:
            Judge(secret).verify(call.body, call.headers)


async def subscribe(database: Database, known: dict[str, str], url: str, secret: str) -> None:
    """As an administrator would."""
    settings = Settings.model_validate({name.lower(): value for name, value in known.items()})
    database.store = Store(database, settings)
    await database.ensure_indexes()
    who = Principal("user_1", "internal", "admin", None, frozenset(), None, "t", 1, False, None)
    wanted = {"url": url, "event_types": ["arbeit.interviews.*"], "client_id": None, "description": ""}
    await database.transaction(lambda tx: webhooks.create(tx, who, {**wanted, "personal_data": False}, secret))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
