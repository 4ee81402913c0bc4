"""What leaves as bytes: headers that nobody can add to, invitations that calendars understand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from arbeit_notifications.domain import words
from arbeit_notifications.mail import ics, mime
from arbeit_notifications.mail.letter import Letter

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
OURS = mime.Mailbox("Arbeit Talent Portal", "no-reply@arbeit.example")
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version",
    "Content-Type",
}  # fmt: skip
PAYLOADS = [
    "a\r\nBcc: evil@example.com",
    "a\nBcc: evil@example.com",
    "a\rBcc: evil@example.com",
    "a\u2028Bcc: evil@example.com",
    "a\u0085Bcc: evil@example.com",
    "a\x0b\x0cBcc: evil@example.com",
    "a\x00b",
    "=?utf-8?q?a=0D=0ABcc=3A_evil=40example.com?=",
    "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=",
    '"a" <evil@example.com>, b',
    "a\r\n\r\n<script>alert(1)</script>",
    "\ud800",
    "x" * 5000,
    "नमस्ते " * 40,
]


def build(**changes: Any) -> EmailMessage:
    given: dict[str, Any] = {
        "sender": OURS,
        "to": mime.Mailbox("Asha", "asha@example.com"),
        "message_id": "<msg.1@arbeit.example>",
        "date": NOW,
        **changes,
    }
    return mime.build(given.pop("letter", Letter("Hello", "text\n", "<p>html</p>")), **given)


def parsed(mail: EmailMessage) -> EmailMessage:
    return message_from_bytes(mail.as_bytes(), _class=EmailMessage, policy=policy.SMTP)


@pytest.mark.parametrize("evil", PAYLOADS)
def test_a_name_or_subject_can_add_no_header_and_no_recipient(evil: str) -> None:
    mail = parsed(build(letter=Letter(evil, "t\n", "<p>h</p>"), to=mime.Mailbox(evil, "asha@example.com")))
    assert set(mail.keys()) == HEADERS
    assert [a.addr_spec for a in mail["To"].addresses] == ["asha@example.com"]


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_at_all_breaks_out_of_its_header(subject: str, name: str) -> None:
    mail = parsed(build(letter=Letter(subject, "t\n", "<p>h</p>"), to=mime.Mailbox(name, "asha@example.com")))
    assert set(mail.keys()) == HEADERS
    assert [a.addr_spec for a in mail["To"].addresses] == ["asha@example.com"]


@pytest.mark.parametrize(
    "address",
    [
        "a@example.com\r\nBcc: evil@example.com", "a@example.com, evil@example.com", "a@example.com\n",
        "<a@example.com>",
        "a b@example.com", '"a b"@example.com', "a@", "@example.com", "", "a..b@example.com", "a@[127.0.0.1]",
        "a@example.com;evil@example.com", "x" * 250 + "@example.com",
    ],
)  # fmt: skip
def test_a_strange_address_is_refused(address: str) -> None:
    with pytest.raises(mime.BadAddressError) as refused:
        build(to=mime.Mailbox("A", address))
    assert "evil" not in str(refused.value)


def invitation(**changes: Any) -> ics.Invitation:
    given: dict[str, Any] = {
        "method": "REQUEST",
        "uid": "int_1@arbeit",
        "sequence": 0,
        "summary": "Interview: Asha Rao, Engineer",
        "description": "Round 1\nTuesday",
        "location": "https://meet.example.com/abc",
        "meeting_link": "https://meet.example.com/abc",
        "start": NOW,
        "end": NOW + timedelta(minutes=45),
        "stamp": NOW,
        "organizer": ics.Person("Arbeit", "no-reply@arbeit.example"),
        "attendees": [ics.Person("Asha Rao", "asha@example.com"), ics.Person("Ina", "ina@acme.example")],
        **changes,
    }
    return ics.Invitation(**given)


def event_of(content: bytes) -> Any:
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_reads_back_as_it_was_meant() -> None:
    calendar, event = event_of(ics.build(invitation(sequence=3)))
    assert calendar["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"]) == ("int_1@arbeit", 3)
    assert event["DTSTART"].dt == NOW
    assert event["DTEND"].dt == NOW + timedelta(minutes=45)
    assert [str(a) for a in event["ATTENDEE"]] == ["mailto:asha@example.com", "mailto:ina@acme.example"]
    assert str(event["ORGANIZER"]) == "mailto:no-reply@arbeit.example"
    assert event["DESCRIPTION"] == "Round 1\nTuesday"


def test_a_cancellation_withdraws_the_same_entry() -> None:
    calendar, event = event_of(ics.build(invitation(method="CANCEL", sequence=4)))
    assert (calendar["METHOD"], event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", "int_1@arbeit")


def test_lines_are_folded_at_75_octets_and_end_with_crlf() -> None:
    content = ics.build(invitation(description="Größe und Übung, नमस्ते; " * 30))
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert event_of(content)[1]["DESCRIPTION"].startswith("Größe und Übung, नमस्ते; ")


def test_the_same_step_is_the_same_bytes() -> None:
    assert ics.build(invitation()) == ics.build(invitation())


@pytest.mark.parametrize(
    "evil", ["x\r\nATTENDEE:mailto:evil@example.com", "x\nBEGIN:VALARM", 'x";X=1:mailto:evil', *PAYLOADS]
)
def test_no_value_adds_a_property_to_the_invitation(evil: str) -> None:
    hostile = invitation(
        summary=evil,
        location=evil,
        description=evil,
        meeting_link=evil,
        uid=evil,
        attendees=[ics.Person(evil, "a@b.example")],
    )
    calendar, event = event_of(ics.build(hostile))
    assert str(event["ATTENDEE"]) == "mailto:a@b.example"
    assert len(calendar.walk("VALARM")) == 1
    assert len(calendar.walk("VEVENT")) == 1
    assert "URL" not in event


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("Europe/Berlin", "2027-03-28T01:30", datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
        ("Europe/Berlin", "2027-03-28T03:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        ("America/New_York", "2027-11-07T00:30", datetime(2027, 11, 7, 4, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", "2027-04-04T01:00", datetime(2027, 4, 3, 14, 0, tzinfo=UTC)),
        ("Asia/Kolkata", "2027-03-02T10:00", datetime(2027, 3, 2, 4, 30, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_times_around_a_clock_change_are_the_same_instant_and_the_right_words(
    zone: str, wall: str, utc: datetime
) -> None:
    start = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    _, event = event_of(ics.build(invitation(start=start, end=start.astimezone(UTC) + timedelta(minutes=45))))
    assert event["DTSTART"].dt == utc
    assert event["DTSTART"].to_ical().endswith(b"Z")
    assert wall[-5:] in words.local(utc, zone)
    assert zone in words.local(utc, zone)


def test_the_repeated_hour_is_told_apart_by_its_offset() -> None:
    first = words.local(datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "Europe/Berlin")
    second = words.local(datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "Europe/Berlin")
    assert "02:30 (Europe/Berlin, UTC+02:00)" in first
    assert "02:30 (Europe/Berlin, UTC+01:00)" in second


def test_a_mail_with_an_invitation_has_the_parts_calendars_look_for() -> None:
    content = ics.build(invitation())
    mail = parsed(build(invite=mime.Invite("REQUEST", content)))
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics",
    ]  # fmt: skip
    calendar, attachment = [p for p in mail.walk() if p.get_content_type() in ("text/calendar", "application/ics")]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True) == attachment.get_payload(decode=True) == content
    assert attachment.get_filename() == "invite.ics"
