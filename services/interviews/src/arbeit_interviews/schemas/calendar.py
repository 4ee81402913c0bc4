"""An interview as an iCalendar file, to be taken into any calendar."""

from icalendar import Calendar, Event

from arbeit_interviews.domain.interview import Interview
from arbeit_interviews.domain.invites import uid
from arbeit_interviews.domain.status import Status

MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar_file(interview: Interview) -> bytes | None:
    """METHOD PUBLISH with the UID and SEQUENCE of the invite, so that it becomes the same entry and not a second one.
    Times are UTC: one event needs no zone rules that a reader might get wrong. None when no time is booked."""
    if interview.scheduled_start_time is None or interview.scheduled_end_time is None:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//Arbeit//Talent Portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", _uid(interview))
    event.add("sequence", interview.invite_sequence or 0)
    event.add("dtstamp", interview.updated_at)
    event.add("dtstart", interview.scheduled_start_time)
    event.add("dtend", interview.scheduled_end_time)
    event.add("summary", f"{interview.round_name}: {interview.job_title}, {interview.client_name}")
    event.add("description", _description(interview))
    event.add("location", interview.meeting_link or interview.interview_mode.value)
    if interview.meeting_link:
        event.add("url", interview.meeting_link)
    event.add("status", "CANCELLED" if interview.interview_status is Status.CANCELLED else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(interview: Interview) -> str:
    """The invite's: where a calendar holds the event, Google's UID, which follows from the event's id."""
    event_id = interview.calendar_event_id
    return f"{event_id}@google.com" if event_id else uid(interview.interview_id)


def _description(interview: Interview) -> str:
    slot = interview.slot(interview.selected_slot_id)
    when = f"{slot.local_start_time.replace('T', ' ')} ({slot.time_zone})" if slot else ""
    return "\n\n".join(part for part in (when, interview.additional_instructions) if part)
