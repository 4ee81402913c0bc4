"""The invite saga with a provider's calendar: the entry first, then the mails, then the answer; whatever the provider
does. Times are those of production divided by about fifty.
"""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from arbeit_events import Envelope
from arbeit_events.candidates import CandidateDeleted
from arbeit_kit.testing import Tap, eventually, tap
from arbeit_notifications.calendar import google
from arbeit_notifications.domain import entry as entries
from arbeit_notifications.domain.entry import event_id

from . import facts
from .agency import Agency, agency
from .provider import Call, Provider, private, provider_running
from .test_invites import calendar_of

pytestmark = pytest.mark.usefixtures("mongo_url", "amqp_url")
DEADLINE_S = 0.4
SLOW_S = 1.2
"""Longer than a call is waited for, shorter than a doubt lasts: as 30 s are to 15 s and 90 s."""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google, "PAUSE_S", 0.02)
    monkeypatch.setattr(entries, "PAUSES_S", (0.1, 0.2, 0.3))
    monkeypatch.setattr(entries, "DOUBT", timedelta(seconds=2))
    monkeypatch.setattr(entries, "LEASE", timedelta(seconds=4))
    monkeypatch.setattr(entries, "OPERATOR_PAUSE_S", 1)


@dataclass
class House:
    """The agency, its provider, and what it publishes."""

    agency: Agency
    provider: Provider
    heard: Tap

    async def ask(self, interview: str = "int_1", sequence_no: int = 0, method: str = "REQUEST", **changes: Any) -> str:
        given = {"meeting_link": None, **changes}
        asked = facts.invite(
            interview_id=interview, uid=f"{interview}@arbeit", sequence_no=sequence_no, method=method, **given
        )
        return await self.agency.tell(asked, subject=interview, sequence=sequence_no + 1)

    async def delivered(self, interview: str = "int_1", *, count: int = 1, within: float = 10) -> Envelope:
        return await self.heard.wait_for("InterviewInviteDelivered", interview, count=count, within=within)

    async def failed(self, interview: str = "int_1") -> Envelope:
        return await self.heard.wait_for("InterviewInviteFailed", interview)

    def answers(self, interview: str, sequence_no: int) -> list[Envelope]:
        told = self.heard.named("InterviewInviteDelivered", interview)
        return [each for each in told if each.data["sequence_no"] == sequence_no]

    async def at_rest(self, within: float = 20) -> None:
        """Nothing is due any more, not even another look."""

        async def there() -> bool:
            open_ones = {"state": {"$in": ["queued", "working"]}}
            return bool(await self.agency.run.db["calendar_entries"].count_documents(open_ones) == 0)

        await eventually(there, within)


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def started(mongo_url: str, amqp_url: str) -> AsyncIterator[tuple[Agency, Provider]]:
    async with (
        provider_running(slow_s=SLOW_S) as provider,
        agency(calendar_deadline_s=DEADLINE_S, **provider.environment()) as there,
    ):
        yield there, provider


@pytest_asyncio.fixture(loop_scope="session")
async def house(started: tuple[Agency, Provider]) -> AsyncIterator[House]:
    there, provider = started
    async with tap("notifications.#") as heard:
        yield House(there, provider, heard)
    await there.settled()
    for name in ("messages", "invites", "calendar_entries", "erased", "inbox", "mail_quota"):
        await there.run.db[name].delete_many({})
    provider.reset()


async def test_the_entry_brings_the_link_that_the_mails_and_the_answer_tell(house: House) -> None:
    assert (await house.agency.get("/api/mailbox/state"))["calendar"] is True
    await house.ask()
    answer = await house.delivered()
    (event,) = house.provider.living
    assert answer.data == {
        "interview_id": "int_1", "uid": "int_1@arbeit", "sequence_no": 0, "method": "REQUEST",
        "meeting_link": event["hangoutLink"], "calendar_event_id": event_id("int_1", 0), "channel": "calendar",
    }  # fmt: skip
    sent = {mail["to"]: mail for mail in await house.agency.mails(2)}
    calendar, shown, detail = await calendar_of(house.agency, sent["asha@example.com"])
    assert event["hangoutLink"] in detail["html"]
    # The calendar's own UID: who has the event in Google Calendar already does not get a second entry by mail.
    assert (calendar["METHOD"], shown["UID"], shown["SEQUENCE"]) == ("REQUEST", event["iCalUID"], 0)
    assert {guest["email"] for guest in event["attendees"]} == {"asha@example.com", "ina@acme.example"}
    await house.agency.settled()
    assert len(house.heard.named("InterviewInviteDelivered")) == 1


async def test_update_and_withdrawal_go_to_the_same_event_with_the_same_uid(house: House) -> None:
    await house.ask()
    link = (await house.delivered()).data["meeting_link"]
    later = facts.START + timedelta(days=2)
    await house.ask("int_1", 1, meeting_link=link, scheduled_start_time=later, scheduled_end_time=later)
    moved = await house.delivered(count=2)
    (event,) = house.provider.living
    assert (moved.data["meeting_link"], private(event)["arbeitStep"]) == (link, "1-request")
    assert event["start"]["dateTime"].startswith("2027-03-04T10:00")
    await house.ask("int_1", 2, "CANCEL", scheduled_start_time=None, scheduled_end_time=None)
    gone = await house.delivered(count=3)
    assert (gone.data["method"], gone.data["channel"], house.provider.living) == ("CANCEL", "calendar", [])
    assert len(house.provider.events) == 1
    mails = [mail for mail in await house.agency.mails(6) if mail["to"] == "asha@example.com"]
    read = [await calendar_of(house.agency, mail) for mail in reversed(mails)]
    assert [(c["METHOD"], e["SEQUENCE"]) for c, e, _ in read] == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert len({str(e["UID"]) for _, e, _ in read}) == 1


async def test_while_the_provider_is_down_people_see_it_and_afterwards_it_is_delivered_once(house: House) -> None:
    house.provider.behaviour = lambda _: "503"
    began = time.monotonic()
    await house.ask()
    assert time.monotonic() - began < 2, "asking waits for nobody"
    failed = await house.failed()
    assert failed.data["retryable"] is True
    assert failed.data["reason"] == "Google Calendar: Pica answered 503; it is tried again by itself"
    await house.agency.mails(0)
    house.provider.behaviour = lambda _: "ok"
    await house.delivered()
    await house.agency.mails(2)
    await house.at_rest()
    assert len(house.heard.named("InterviewInviteDelivered")) == 1
    assert len(house.heard.named("InterviewInviteFailed")) == 1
    assert len(house.provider.of("int_1")) == 1


@pytest.mark.parametrize("status", ["401", "402", "403"])
async def test_what_an_operator_must_mend_stops_and_can_be_asked_for_again(
    house: House, status: str, caplog: pytest.LogCaptureFixture
) -> None:
    house.provider.behaviour = lambda _: status
    await house.ask()
    failed = await house.failed()
    assert failed.data["retryable"] is True
    assert failed.data["reason"] == f"Google Calendar: Pica answered {status}: check keys, plan and connection"
    assert any(record.levelname == "ERROR" and status in record.getMessage() for record in caplog.records)
    await house.at_rest()
    assert len(house.provider.calls) == 1
    house.provider.behaviour = lambda _: "ok"
    await house.ask("int_1", 1)
    assert (await house.delivered()).data["sequence_no"] == 1
    assert len(house.provider.of("int_1")) == 1
    # The first that anybody hears of it: nothing has changed for them.
    assert not [mail for mail in await house.agency.mails(2) if mail["subject"].startswith("Updated")]


async def test_a_withdrawal_goes_on_by_itself_and_its_mail_goes_at_once(house: House) -> None:
    await house.ask()
    await house.delivered()
    house.provider.behaviour = lambda _: "401"
    await house.ask("int_1", 1, "CANCEL")
    await house.failed()
    await house.agency.mails(4)
    house.provider.behaviour = lambda _: "ok"
    await house.delivered(count=2)
    assert house.provider.living == []


async def test_retry_after_is_honoured(house: House) -> None:
    at: list[float] = []

    def busy_once(_: Call) -> str:
        at.append(time.monotonic())
        return "429" if len(at) == 1 else "ok"

    house.provider.behaviour = busy_once
    await house.ask()
    await house.delivered()
    assert at[1] - at[0] >= house.provider.retry_after_s


async def test_a_write_that_arrives_late_is_put_right(house: House) -> None:
    """An insert that nobody saw arrive, a withdrawal that found nothing, and then the insert after all."""
    house.provider.behaviour = lambda call: "slow" if call.method == "POST" else "ok"
    await house.ask()

    async def in_flight() -> bool:
        return len(house.provider.named("POST")) == 1

    await eventually(in_flight)
    await house.ask("int_1", 1, "CANCEL")
    await house.delivered()
    await house.at_rest()
    assert len(house.provider.events) == 1
    assert house.provider.living == []


async def test_an_event_deleted_in_the_calendar_is_made_anew_by_the_next_step(house: House) -> None:
    await house.ask()
    await house.delivered()
    house.provider.events[event_id("int_1", 0)]["status"] = "cancelled"
    await house.ask("int_1", 1)
    answer = await house.delivered(count=2)
    assert answer.data["calendar_event_id"] == event_id("int_1", 1)
    assert [event["id"] for event in house.provider.of("int_1")] == [event_id("int_1", 1)]


async def test_an_erased_candidate_leaves_the_calendar_too(house: House) -> None:
    await house.ask()
    await house.delivered()
    gone = CandidateDeleted(candidate_id="cand_1", job_id="job_1", client_id="client_a", person_id="person_1")
    await house.agency.tell(gone, subject="cand_1")

    async def erased() -> bool:
        return house.provider.living == [] and await house.agency.run.db["erased"].count_documents({}) == 1

    await eventually(erased)
    await house.at_rest()
    assert "asha" not in str(house.provider.events).lower()
    assert "asha" not in str(await house.agency.run.db["calendar_entries"].find({}).to_list(None)).lower()
    assert len(house.heard.named("InterviewInviteDelivered")) == 1


FAULTS = ("slow", "late", "500", "503", "429", "cut", "rubbish", "409", "403-quota")


async def test_forty_invites_under_random_faults_make_forty_events_with_their_last_state(house: House) -> None:
    """E14. A third is moved and a quarter withdrawn while the provider misbehaves, and it is not strict about the order
    of writes: what arrives late overwrites what came first."""
    dice = random.Random(4)
    provider = house.provider
    provider.strict = False
    provider.behaviour = lambda _: dice.choice(FAULTS) if dice.random() < 0.35 else "ok"
    last: dict[str, tuple[int, str]] = {}
    for number in range(40):
        interview = f"int_{number:02d}"
        await house.ask(interview, candidate_email=f"c{number}@example.com")
        last[interview] = (0, "REQUEST")
    for interview in dice.sample(sorted(last), 13):
        await house.ask(interview, 1, scheduled_start_time=facts.START + timedelta(days=1))
        last[interview] = (1, "REQUEST")
    for interview in dice.sample(sorted(last), 10):
        last[interview] = (last[interview][0] + 1, "CANCEL")
        await house.ask(interview, *last[interview])

    async def all_answered() -> bool:
        return all(house.answers(interview, step[0]) for interview, step in last.items())

    await eventually(all_answered, 120)
    await house.at_rest(60)
    provider.strict = True
    for interview, (sequence_no, method) in last.items():
        shown = [private(event)["arbeitStep"] for event in provider.of(interview)]
        assert shown == ([f"{sequence_no}-request"] if method == "REQUEST" else []), interview
        assert len(house.answers(interview, sequence_no)) == 1
        assert house.answers(interview, sequence_no)[0].data["method"] == method
    ids = {event_id(interview, 0) for interview in last}
    assert set(provider.events) <= ids
    assert {call.behaviour for call in provider.calls} == {"ok", *FAULTS}
