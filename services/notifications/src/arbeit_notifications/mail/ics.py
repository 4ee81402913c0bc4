"""Calendar invitations as RFC 5545 text: METHOD REQUEST for an invite or its update, CANCEL to withdraw it.

Times are UTC, because a single event needs no time zone rules that a reader might get wrong; the zone is named in the
description. The same UID with a higher SEQUENCE replaces what a calendar already has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from arbeit_notifications.mail.letter import one_line, web_link

PRODUCT = "-//Arbeit//Talent Portal//EN"
_REMIND_BEFORE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the calendar entry says. `stamp` is when the step was asked for, so that a repetition is identical."""

    method: Literal["REQUEST", "CANCEL"]
    uid: str
    sequence: int
    summary: str
    description: str
    location: str
    meeting_link: str
    start: datetime
    end: datetime
    stamp: datetime
    organizer: Person
    attendees: Sequence[Person]


def build(invitation: Invitation) -> bytes:
    """The iCalendar object: CRLF line ends, lines folded at 75 octets, every value escaped."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", invitation.method)
    event = Event()
    event.add("uid", one_line(invitation.uid))
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.stamp.astimezone(UTC))
    event.add("dtstart", invitation.start.astimezone(UTC))
    event.add("dtend", invitation.end.astimezone(UTC))
    event.add("summary", one_line(invitation.summary))
    event.add("description", "\n".join(one_line(line) for line in invitation.description.splitlines()))
    event.add("location", one_line(invitation.location))
    if web_link(invitation.meeting_link):
        event.add("url", invitation.meeting_link.strip())
    event.add("status", "CANCELLED" if invitation.method == "CANCEL" else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("organizer", _organizer(invitation.organizer))
    for person in invitation.attendees:
        event.add("attendee", _attendee(person), encode=False)
    if invitation.method == "REQUEST":
        event.add_component(_reminder(invitation.summary))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _organizer(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.address}")
    address.params["cn"] = vText(_parameter(person.name))
    return address


def _attendee(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.address}")
    address.params["cn"] = vText(_parameter(person.name or person.address))
    address.params["cutype"] = vText("INDIVIDUAL")
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText("NEEDS-ACTION")
    address.params["rsvp"] = vText("TRUE")
    return address


def _parameter(value: str) -> str:
    """A parameter value knows no escaping: quotes and control characters cannot be part of it (RFC 5545, 3.2)."""
    return one_line(value).replace('"', "'")


def _reminder(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(summary))
    alarm.add("trigger", -_REMIND_BEFORE)
    return alarm
