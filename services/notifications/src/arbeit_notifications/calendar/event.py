"""An interview as an event of the Google Calendar API.

What people typed stands in JSON values only. Google shows descriptions as HTML, so nothing in ours can be a tag.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from arbeit_notifications.domain import words
from arbeit_notifications.domain.step import Step
from arbeit_notifications.mail.letter import one_line, web_link

STEP = "arbeitStep"
INTERVIEW = "arbeitInterview"
MAX_LINK = 500
_MAX_SUMMARY = 200
_MAX_DESCRIPTION = 4000
_MAX_NAME = 100
_REMINDERS = ({"method": "email", "minutes": 60}, {"method": "popup", "minutes": 15})
_NO_TAGS = str.maketrans("<>", "‹›")


def wants_conference(step: Step) -> bool:
    """A video interview for which nobody has given a meeting link."""
    return step.facts["mode"] == "Video" and not web_link(step.facts["meeting_link"])


def new(event_id: str, step: Step) -> dict[str, Any]:
    """The body of an insert."""
    body = {"id": event_id, **_said(step), "attendees": _attendees(step, {})}
    if wants_conference(step):
        body["conferenceData"] = _conference(event_id, step)
    return body


def replacing(found: Mapping[str, Any], event_id: str, step: Step) -> dict[str, Any]:
    """The body of an update, which replaces everything: what is not ours to change is said again.

    Google refuses a sequence below its own; answers of guests stay while the time does.
    """
    said = _said(step)
    same_time = all(_instant(found.get(end)) == _instant(said[end]) for end in ("start", "end"))
    body = {
        "id": event_id,
        **said,
        "sequence": max(_number(found.get("sequence")), step.sequence_no),
        "attendees": _attendees(step, _responses(found) if same_time else {}),
    }
    conference = found.get("conferenceData")
    if wants_conference(step):
        usable = isinstance(conference, dict) and (link(found) or state(found) == "pending")
        body["conferenceData"] = conference if usable else _conference(event_id, step)
    elif isinstance(conference, dict) and link(found) == web_link(step.facts["meeting_link"]):
        body["conferenceData"] = conference
    return body


def cancelled(found: Mapping[str, Any], event_id: str, step: Step) -> dict[str, Any]:
    """The body of an update that withdraws the event; times are the calendar's own, for ours may be gone."""
    facts = step.facts
    return {
        "id": event_id,
        "status": "cancelled",
        "summary": _text(f"Cancelled: {facts['job_title']}", _MAX_SUMMARY),
        "start": found.get("start"),
        "end": found.get("end"),
        "sequence": max(_number(found.get("sequence")), step.sequence_no),
        "attendees": _attendees(step, {}),
        "extendedProperties": _properties(step),
    }


def says(found: Mapping[str, Any], step: Step) -> bool:
    """Whether the event is as our write for this step left it."""
    properties = found.get("extendedProperties")
    private = properties.get("private") if isinstance(properties, dict) else None
    return isinstance(private, dict) and private.get(STEP) == step.key


def is_cancelled(found: Mapping[str, Any]) -> bool:
    return found.get("status") == "cancelled"


def link(found: Mapping[str, Any]) -> str:
    """The address of its video meeting: https and harmless, or nothing."""
    told = [found.get("hangoutLink")]
    conference = found.get("conferenceData")
    entries = conference.get("entryPoints") if isinstance(conference, dict) else None
    known = [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []
    told += [each.get("uri") for each in known if each.get("entryPointType") == "video"]
    links = [web_link(each) for each in told if isinstance(each, str) and len(each) <= MAX_LINK]
    return next((each for each in links if each), "")


def state(found: Mapping[str, Any]) -> str:
    """`pending`, `success`, `failure`, or nothing: how far Google is with the video meeting."""
    conference = found.get("conferenceData")
    request = conference.get("createRequest") if isinstance(conference, dict) else None
    status = request.get("status") if isinstance(request, dict) else None
    return str(status.get("statusCode", "")) if isinstance(status, dict) else ""


def ical_uid(found: Mapping[str, Any]) -> str:
    told = found.get("iCalUID")
    return told if isinstance(told, str) and 0 < len(told) <= 300 and told.isascii() and told.isprintable() else ""


def _said(step: Step) -> dict[str, Any]:
    facts = step.facts
    given = web_link(facts["meeting_link"])
    when = words.local(facts["start"], facts["time_zone"], facts["end"])
    lines = [
        f"{facts['round']} for {facts['job_title']} at {facts['client_name']}",
        f"Candidate: {facts['candidate_name']}",
        f"When: {when}",
        f"Mode: {facts['mode']}",
        *([f"Meeting: {given}"] if given else []),
        *([f"With: {facts['with_whom']}"] if facts["with_whom"] else []),
        # The only words that may have several lines; a name can start none of its own.
        *str(facts["instructions"]).splitlines(),
    ]
    return {
        "status": "confirmed",
        "summary": _text(f"Interview: {facts['candidate_name']}, {facts['job_title']}", _MAX_SUMMARY),
        "description": "\n".join(_text(line, _MAX_DESCRIPTION) for line in lines)[:_MAX_DESCRIPTION],
        "location": _text(given or facts["mode"], MAX_LINK),
        "start": _moment(facts["start"], facts["time_zone"]),
        "end": _moment(facts["end"], facts["time_zone"]),
        "visibility": "private",
        "guestsCanModify": False,
        "guestsCanInviteOthers": False,
        "reminders": {"useDefault": False, "overrides": list(_REMINDERS)},
        "extendedProperties": _properties(step),
    }


def _properties(step: Step) -> dict[str, Any]:
    return {"private": {INTERVIEW: step.interview_id, STEP: step.key}}


def _conference(event_id: str, step: Step) -> dict[str, Any]:
    """The request id is the step's: repeating the step repeats the request, another step may try anew."""
    return {
        "createRequest": {
            "requestId": f"{event_id}-{step.sequence_no}",
            "conferenceSolutionKey": {"type": "hangoutsMeet"},
        }
    }


def _attendees(step: Step, responses: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {
            "email": person.address,
            "displayName": _text(person.name or person.address, _MAX_NAME),
            "responseStatus": responses.get(person.address.lower(), "needsAction"),
        }
        for person in step.people
    ]


def _responses(found: Mapping[str, Any]) -> dict[str, str]:
    guests = found.get("attendees")
    return {
        str(guest.get("email", "")).lower(): str(guest["responseStatus"])
        for guest in (guests if isinstance(guests, list) else [])
        if isinstance(guest, dict) and guest.get("responseStatus") in ("accepted", "declined", "tentative")
    }


def _moment(at: str, zone_name: str) -> dict[str, str]:
    """Wall-clock time with its offset, so that the hour that comes twice in autumn is the right one."""
    try:
        zone, name = ZoneInfo(zone_name), zone_name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone, name = ZoneInfo("UTC"), "UTC"
    return {"dateTime": datetime.fromisoformat(at).astimezone(zone).isoformat(timespec="seconds"), "timeZone": name}


def _instant(moment: object) -> datetime | None:
    told = moment.get("dateTime") if isinstance(moment, Mapping) else None
    try:
        at = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo is not None else None


def _text(value: object, limit: int) -> str:
    return one_line(value).translate(_NO_TAGS)[:limit]


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
