"""Google Calendar through Pica, against the stand-in: what an event says, and that there is never a second one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from arbeit_notifications.calendar import event as events
from arbeit_notifications.calendar import google
from arbeit_notifications.calendar.google import GoogleCalendar
from arbeit_notifications.calendar.port import Gone, Made, Wanted
from arbeit_notifications.channels.port import NotNow, Refused
from arbeit_notifications.domain import words
from arbeit_notifications.domain.entry import event_id
from arbeit_notifications.domain.step import Invitee, Step
from arbeit_notifications.settings import Settings

from . import facts
from .provider import Provider, private, provider_running

ID = event_id("int_1", 0)
GUESTS = [Invitee(name="Asha Rao", address="asha@example.com", candidate=True, primary=True)]


def step(sequence_no: int = 0, method: Any = "REQUEST", **said: Any) -> Step:
    given = {
        "start": words.moment(facts.START),
        "end": words.moment(facts.START + timedelta(minutes=45)),
        "time_zone": "Asia/Kolkata",
        "candidate_name": "Asha Rao",
        "job_title": "Engineer",
        "client_name": "Acme",
        "round": "Round 1",
        "mode": "Video",
        "meeting_link": "",
        "instructions": "",
        "with_whom": "Ina Lead",
        **said,
    }
    return Step(
        cause="evt_1", interview_id="int_1", client_id="client_a", candidate_id="cand_1", sequence_no=sequence_no,
        method=method, at=facts.START, end=facts.START, facts=given, people=GUESTS,
    )  # fmt: skip


def wanted(sequence_no: int = 0, method: Any = "REQUEST", *, fresh: bool = False, **said: Any) -> Wanted:
    return Wanted(ID, step(sequence_no, method, **said), fresh)


def settings(url: str, **changes: Any) -> Settings:
    return Settings.model_validate(
        {
            "mongo_url": "mongodb://x",
            "amqp_url": "amqp://x",
            "jwt_secret": "0123456789abcdef0123456789abcdef",
            "pica_secret_key": "pica-secret",
            "pica_google_calendar_connection_key": "calendar-connection",
            "pica_base_url": url,
            **changes,
        }
    )


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google, "PAUSE_S", 0.01)


@pytest_asyncio.fixture(loop_scope="session")
async def provider() -> AsyncIterator[Provider]:
    async with provider_running(slow_s=0.6) as held:
        yield held


@pytest_asyncio.fixture(loop_scope="session")
async def calendar(provider: Provider) -> AsyncIterator[GoogleCalendar]:
    held = GoogleCalendar(settings(provider.url), deadline_s=0.3)
    yield held
    await held.close()


async def test_an_event_is_made_with_our_id_a_meeting_link_guests_and_reminders(
    provider: Provider, calendar: GoogleCalendar
) -> None:
    made = await calendar.apply(wanted(fresh=True))
    (event,) = provider.living
    assert made == Made(event["hangoutLink"], f"{ID}@google.com")
    assert set(ID) <= set("0123456789abcdefghijklmnopqrstuv")
    assert event["id"] == ID
    assert event["start"] == {"dateTime": "2027-03-02T10:00:00+05:30", "timeZone": "Asia/Kolkata"}
    assert event["end"] == {"dateTime": "2027-03-02T10:45:00+05:30", "timeZone": "Asia/Kolkata"}
    assert [(guest["email"], guest["displayName"]) for guest in event["attendees"]] == [
        ("asha@example.com", "Asha Rao")
    ]
    assert event["reminders"]["overrides"]
    (call,) = provider.calls
    assert call.headers["x-pica-secret"] == "pica-secret"
    assert call.headers["x-pica-connection-key"] == "calendar-connection"
    assert call.action.startswith("conn_mod_def::F_JeDmpsPL4")
    assert call.query == {"conferenceDataVersion": "1", "sendUpdates": "none"}
    assert call.body["conferenceData"]["createRequest"]["requestId"] == f"{ID}-0"


async def test_a_link_that_is_still_being_made_is_read_again(provider: Provider, calendar: GoogleCalendar) -> None:
    provider.links_after = 2
    assert (await calendar.apply(wanted(fresh=True))).link.startswith("https://meet.example.com/")
    assert len(provider.named("POST")) == 1
    provider.reset()
    provider.links_after = 50
    with pytest.raises(NotNow, match="still being made"):
        await calendar.apply(wanted(fresh=True))
    provider.reset()
    provider.links_after = -1
    with pytest.raises(Refused, match="enter one"):
        await calendar.apply(wanted(fresh=True))


async def test_a_link_that_somebody_gave_is_used_and_none_is_made(provider: Provider, calendar: GoogleCalendar) -> None:
    await calendar.apply(wanted(fresh=True, meeting_link="https://zoom.example.com/1"))
    (event,) = provider.living
    assert event["location"] == "https://zoom.example.com/1"
    assert "conferenceData" not in event


async def test_an_update_keeps_the_event_its_meeting_and_the_answers_of_guests(
    provider: Provider, calendar: GoogleCalendar
) -> None:
    made = await calendar.apply(wanted(fresh=True))
    provider.events[ID]["attendees"][0]["responseStatus"] = "accepted"
    provider.events[ID]["sequence"] = 7
    await calendar.apply(wanted(1, meeting_link=made.link, instructions="Bring a notebook"))
    (event,) = provider.living
    assert "Bring a notebook" in event["description"]
    assert (event["hangoutLink"] if "hangoutLink" in event else events.link(event)) == made.link
    assert event["attendees"][0]["responseStatus"] == "accepted"
    assert event["sequence"] == 7
    later = words.moment(facts.START + timedelta(days=1))
    await calendar.apply(wanted(2, meeting_link=made.link, start=later, end=later))
    (event,) = provider.living
    assert event["attendees"][0]["responseStatus"] == "needsAction"
    assert event["start"]["dateTime"].startswith("2027-03-03T10:00")
    assert len(provider.named("POST")) == 1
    assert [call.event_id for call in provider.named("PUT")] == [ID, ID]


async def test_the_same_step_again_writes_nothing(provider: Provider, calendar: GoogleCalendar) -> None:
    await calendar.apply(wanted(fresh=True))
    await calendar.apply(wanted())
    assert [call.method for call in provider.calls] == ["POST", "LIST"]


@pytest.mark.parametrize("action", ["", "conn_mod_def::delete"])
async def test_a_withdrawal_cancels_the_event_once(provider: Provider, action: str) -> None:
    calendar = GoogleCalendar(settings(provider.url, pica_calendar_delete_action=action), deadline_s=0.3)
    await calendar.apply(wanted(fresh=True))
    await calendar.apply(wanted(1, "CANCEL"))
    await calendar.apply(wanted(1, "CANCEL"))
    assert provider.living == []
    assert len(provider.named("DELETE" if action else "PUT")) == 1
    await calendar.apply(wanted(0, "CANCEL", fresh=True))
    await calendar.close()


async def test_an_event_that_somebody_cancelled_cannot_be_used_again(
    provider: Provider, calendar: GoogleCalendar
) -> None:
    await calendar.apply(wanted(fresh=True))
    provider.events[ID]["status"] = "cancelled"
    for again in (wanted(1), wanted(1, fresh=True)):
        with pytest.raises(Gone):
            await calendar.apply(again)


@pytest.mark.parametrize("fault", ["late", "slow", "cut", "rubbish", "500"])
async def test_whatever_happens_to_an_insert_there_is_one_event(
    provider: Provider, calendar: GoogleCalendar, fault: str
) -> None:
    provider.behaviour = lambda call: fault if call.method == "POST" and len(provider.named("POST")) == 0 else "ok"
    if fault == "rubbish":
        await calendar.apply(wanted(fresh=True))  # a success is a success; what it says is read from the calendar
    else:
        with pytest.raises(NotNow) as later:
            await calendar.apply(wanted(fresh=True))
        assert later.value.doubtful
    assert (await calendar.apply(wanted())).link
    assert len(provider.living) == 1


@pytest.mark.parametrize(
    ("fault", "error", "operator", "after"),
    [
        ("401", NotNow, True, None),
        ("402", NotNow, True, None),
        ("403", NotNow, True, None),
        ("404", NotNow, True, None),
        ("403-quota", NotNow, False, None),
        ("429", NotNow, False, 1.0),
        ("503", NotNow, False, None),
        ("400", Refused, False, None),
    ],
)
async def test_the_status_decides(
    provider: Provider, calendar: GoogleCalendar, fault: str, error: type[Exception], operator: bool, after: Any
) -> None:
    provider.behaviour = lambda _: fault
    with pytest.raises(error) as raised:
        await calendar.apply(wanted(fresh=True))
    assert "asha" not in str(raised.value)
    if isinstance(raised.value, NotNow):
        assert (raised.value.operator, raised.value.retry_after_s) == (operator, after)


async def test_a_conflict_without_a_visible_event_waits_and_takes_no_other_id(
    provider: Provider, calendar: GoogleCalendar
) -> None:
    provider.behaviour = lambda call: "409" if call.method == "POST" else "ok"
    with pytest.raises(NotNow, match="does not show it"):
        await calendar.apply(wanted(fresh=True))


async def test_the_renamed_vendor_is_a_matter_of_settings(provider: Provider) -> None:
    changes = {"pica_header_prefix": "x-one", "pica_calendar_get_action": "conn_mod_def::get"}
    calendar = GoogleCalendar(settings(provider.url, **changes), deadline_s=0.3)
    assert (await calendar.apply(wanted())).ical_uid == f"{ID}@google.com"
    await calendar.apply(wanted())
    await calendar.close()
    assert [call.method for call in provider.calls] == ["GET", "POST", "GET"]
    assert all("x-one-secret" in call.headers for call in provider.calls)


EVIL = [
    "\r\nATTENDEE:mailto:evil@example.com",
    '"},"attendees":[{"email":"evil@example.com"}],"x":"',
    '<a href="https://evil.example">Join</a>',
    "<script>alert(1)</script>",
    "=?utf-8?q?=0D=0ABcc:_evil@example.com?=",
    "\u202eevil\u2066",
    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x",
]


@pytest.mark.parametrize("evil", EVIL)
def test_what_people_typed_stays_a_value(evil: str) -> None:
    said = dict.fromkeys(("candidate_name", "job_title", "client_name", "round", "instructions", "with_whom"), evil)
    hostile = step(**said)
    hostile = hostile.model_copy(update={"people": [Invitee(name=evil, address="asha@example.com")]})
    body = json.loads(json.dumps(events.new(ID, hostile)))
    assert [guest["email"] for guest in body["attendees"]] == ["asha@example.com"]
    shown = f"{body['summary']} {body['description']} {body['attendees'][0]['displayName']}"
    assert "<" not in shown
    assert not any(
        line.startswith(("ATTENDEE", "END:", "BEGIN:", "UID:", "Bcc")) for line in body["summary"].splitlines()
    )
    assert "\n" not in body["summary"] + body["location"]
    assert set(body) <= {
        "id", "status", "summary", "description", "location", "start", "end", "visibility", "guestsCanModify",
        "guestsCanInviteOthers", "reminders", "extendedProperties", "attendees", "conferenceData",
    }  # fmt: skip


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://meet.example.com", 'https://x"><script>', 7, None])
def test_only_a_clean_address_is_taken_for_a_meeting_link(link: object) -> None:
    assert events.link({"hangoutLink": link}) == ""


@pytest.mark.parametrize(
    ("start", "zone", "told"),
    [
        # 02:30 comes twice that night: first in summer time, an hour later in winter time.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", "2026-10-25T02:30:00+01:00"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "Europe/Berlin", "2026-03-29T03:30:00+02:00"),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "America/New_York", "2026-11-01T01:30:00-04:00"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "America/New_York", "2026-11-01T01:30:00-05:00"),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "../etc/passwd", "2026-11-01T06:30:00+00:00"),
    ],
)
def test_the_hour_of_a_clock_change_is_the_right_one(start: datetime, zone: str, told: str) -> None:
    body = events.new(ID, step(start=words.moment(start), time_zone=zone))
    assert body["start"]["dateTime"] == told
    assert datetime.fromisoformat(told) == start


def test_ids_of_generations_differ_and_are_googles_characters() -> None:
    ids = {event_id("int_01hzy3v5k8m9n0p1q2r3s4t5v6", generation) for generation in range(12)}
    assert len(ids) == 12
    assert all(set(each) <= set("0123456789abcdefghijklmnopqrstuv") and 5 <= len(each) <= 1024 for each in ids)
    assert private(events.new(ID, step(4))) == {"arbeitInterview": "int_1", "arbeitStep": "4-request"}
