"""`kill -9` of the service while mails are on their way: none is lost; one may come twice, under the same Message-ID,
when the process dies between the mail server's answer and the note of it."""

from __future__ import annotations

import asyncio
import secrets
import socket
from datetime import timedelta
from pathlib import Path

from arbeit_events.commands import SendOneTimeLink
from arbeit_kit.mongo import Database
from arbeit_kit.testing import SECRET, eventually, purge
from arbeit_kit.time import now
from arbeit_kit.victim import victim

from .agency import PORTAL, send_secret
from .servers import MailServer, mail_server
from .test_calendar_killed import VICTIM

BEFORE, BETWEEN = "mail claimed", "mail taken, not noted"


async def test_killed_around_the_hand_over_each_mail_arrives_and_only_one_kind_of_moment_doubles_it(
    mongo_url: str, amqp_url: str, tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    order, name = tmp_path / "die-at", f"t_{secrets.token_hex(4)}"
    await purge(amqp_url)
    database = Database(mongo_url, f"{name}_notifications", source="/arbeit/notifications", seal=bytes)
    try:
        async with mail_server() as server:
            known = {
                "MONGO_URL": mongo_url, "AMQP_URL": amqp_url, "DB_NAME": name, "JWT_SECRET": SECRET,
                "REACT_APP_FRONTEND_URL": PORTAL, "PORT": str(port), "LOG_LEVEL": "ERROR", "DIE_AT": str(order),
                "SMTP_URL": server.url, "MAIL_FROM": "Portal <portal@agency.example>",
            }  # fmt: skip
            order.write_text(BEFORE)
            await _told(BEFORE)
            async with victim(VICTIM, known) as first:
                await _dead(first)
            async with victim(VICTIM, known) as second:
                await eventually(lambda: _sent(database, 1), 90)
                order.write_text(BETWEEN)
                await _told(BETWEEN)
                await _dead(second)
            assert not order.exists()
            await _told("last")
            async with victim(VICTIM, known):
                await eventually(lambda: _sent(database, 3), 90)
            _once_or_twice(server)
    finally:
        await database.drop()
        database.close()


async def _told(whose: str) -> None:
    address = f"{whose.replace(', ', '-').replace(' ', '-')}@people.example"
    asked = SendOneTimeLink(
        purpose="welcome", email=address, name="Asha Rao", link=f"{PORTAL}/set-password?token=t",
        expires_at=now() + timedelta(hours=24), subject_id="cp_1",
    )  # fmt: skip
    await send_secret(asked, message_id=f"cmd_{whose}")


async def _dead(process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(60):
        await process.wait()


async def _sent(database: Database, count: int) -> bool:
    return await database.raw["messages"].count_documents({"status": "sent"}) == count


def _once_or_twice(server: MailServer) -> None:
    taken: dict[str, list[str]] = {}
    for mail in server.mails():
        taken.setdefault(str(mail["To"]).partition("<")[2].partition("@")[0], []).append(str(mail["Message-ID"]))
    counts = {whose: len(ids) for whose, ids in taken.items()}
    assert counts == {"mail-claimed": 1, "mail-taken-not-noted": 2, "last": 1}, counts
    assert all(len(set(ids)) == 1 for ids in taken.values()), "the second copy must be known as the same mail"
