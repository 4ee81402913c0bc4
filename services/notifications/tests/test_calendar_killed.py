"""`kill -9` of the service while invites are on their way: nothing lost, no second event in the calendar."""

from __future__ import annotations

import asyncio
import random
import secrets
import socket
from pathlib import Path

from arbeit_kit.mongo import Database
from arbeit_kit.testing import SECRET, envelope, eventually, publish, purge, tap
from arbeit_kit.victim import victim
from arbeit_notifications.domain.entry import event_id

from . import facts
from .agency import PORTAL
from .provider import Provider, private, provider_running

INVITES = 16
POINTS = ("entry claimed", "event made, not noted")
KILLS = 1
"""At any moment, after one at each of the points: the dice alone missed an invite answered before its call."""
VICTIM = Path(__file__).with_name("victim.py")


def environment(provider: Provider, mongo_url: str, amqp_url: str) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return provider.environment(
        MONGO_URL=mongo_url, AMQP_URL=amqp_url, DB_NAME=f"t_{secrets.token_hex(4)}", JWT_SECRET=SECRET,
        REACT_APP_FRONTEND_URL=PORTAL, PORT=str(port), LOG_LEVEL="ERROR",
    )  # fmt: skip


async def test_killed_at_any_moment_it_leaves_one_event_for_each_interview(
    mongo_url: str, amqp_url: str, tmp_path: Path
) -> None:
    dice, order = random.Random(9), tmp_path / "die-at"
    async with provider_running(slow_s=0.3) as provider, tap("notifications.#") as heard:
        # Accepted and then a while of silence: the moment at which dying hurts most.
        provider.behaviour = lambda call: "late" if call.method in ("POST", "PUT") else "ok"
        await purge(amqp_url)
        known = {**environment(provider, mongo_url, amqp_url), "DIE_AT": str(order)}
        interviews = [f"int_{number:02d}" for number in range(INVITES)]
        asked = [facts.invite(interview_id=each, uid=f"{each}@arbeit", meeting_link=None) for each in interviews]
        await publish(*(envelope(each, subject=each.interview_id, client_id="client_a") for each in asked))

        async def all_delivered() -> bool:
            told = {event.subject for event in heard.named("InterviewInviteDelivered")}
            return told == set(interviews)

        for name in POINTS:
            order.write_text(name)
            async with victim(VICTIM, known) as process, asyncio.timeout(40):
                await process.wait()
            assert not order.exists()
            assert not await all_delivered()
        kills = 0
        while kills < KILLS and not await all_delivered():
            before = len(provider.calls)
            async with victim(VICTIM, known) as process:

                async def at_work(before: int = before) -> bool:
                    return len(provider.calls) > before or await all_delivered()

                await eventually(at_work, 40)
                await asyncio.sleep(dice.uniform(0, 0.3))
                process.kill()
                kills += 1
        assert kills >= 1
        async with victim(VICTIM, known):
            await eventually(all_delivered, 60)
            # What was in doubt is looked at once more, and must not be told of a second time.
            await _at_rest(mongo_url, known["DB_NAME"])
        assert {each["id"] for each in provider.living} == {event_id(each, 0) for each in interviews}
        assert sorted(private(each)["arbeitInterview"] for each in provider.living) == interviews
        answers = heard.named("InterviewInviteDelivered")
        assert len({event.id for event in answers}) == INVITES


async def _at_rest(mongo_url: str, name: str) -> None:
    """Every entry is done, and every event has left the service."""
    database = Database(mongo_url, f"{name}_notifications", source="/arbeit/notifications", seal=bytes)

    async def there() -> bool:
        entries, outbox = database.raw["calendar_entries"], database.raw["outbox"]
        done = await entries.count_documents({"state": "done"}) == INVITES
        return done and await outbox.count_documents({}) == 0

    try:
        await eventually(there, 60)
    finally:
        database.close()
