"""Google Calendar through Pica (now One).

The event's id is ours, so a repeated insert is a 409 and not a second event. Whenever an earlier write may have
arrived, the event is read first; a write that the event already shows is not made again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

from arbeit_notifications.calendar import event as events
from arbeit_notifications.calendar.port import Gone, Made, Wanted
from arbeit_notifications.channels.passthrough import Answer, Passthrough
from arbeit_notifications.channels.port import DEADLINE_S, NotNow, Refused
from arbeit_notifications.settings import Settings

LOOKS = 3
"""How often an event is read again at once for a meeting link that is still being made."""
PAUSE_S = 0.7
_LINK_SOON_S = 5.0
_NO_LINK = "no meeting link was made; enter one and send the invite again"

Event = Mapping[str, Any]


class GoogleCalendar:
    def __init__(
        self, settings: Settings, *, deadline_s: float = DEADLINE_S, client: httpx.AsyncClient | None = None
    ) -> None:
        secret, connection = settings.pica_secret_key, settings.pica_google_calendar_connection_key
        if secret is None or connection is None:
            raise ValueError("Pica needs PICA_SECRET_KEY and PICA_GOOGLE_CALENDAR_CONNECTION_KEY")
        self._settings = settings
        self._events = settings.pica_calendar_events_path.replace("{calendar}", quote(settings.pica_calendar_id, ""))
        self._pica = Passthrough(settings, secret, connection, deadline_s=deadline_s, client=client)

    async def apply(self, wanted: Wanted) -> Made:
        """Make the calendar say it: nothing, one insert, one update or one withdrawal."""
        if wanted.step.method == "CANCEL":
            return await self._withdraw(wanted)
        found = None if wanted.fresh else await self._read(wanted.event_id)
        if found is None:
            found = await self._insert(wanted)
        found = await self._brought_up_to_date(found, wanted)
        return Made(await self._link(found, wanted), events.ical_uid(found))

    async def close(self) -> None:
        await self._pica.close()

    # -- REQUEST ----------------------------------------------------------------------------------------------------

    async def _insert(self, wanted: Wanted) -> Event:
        """The event after an insert, whoever's insert it was."""
        answer = await self._pica.call(
            "POST",
            self._events,
            self._settings.pica_calendar_insert_action,
            params=self._writing,
            body=events.new(wanted.event_id, wanted.step),
        )
        if answer.status != 409 and not answer.ok:
            raise answer.refusal()
        found = _ours(answer, wanted.event_id) or await self._read(wanted.event_id)
        if found is None:
            # Taking another id here could make a second event: the first may merely not be shown yet.
            raise NotNow("the calendar knows the event but does not show it", doubtful=True)
        return found

    async def _brought_up_to_date(self, found: Event, wanted: Wanted) -> Event:
        if events.is_cancelled(found):
            raise Gone
        if events.says(found, wanted.step):
            return found
        body = events.replacing(found, wanted.event_id, wanted.step)
        answer = await self._write(wanted.event_id, body)
        if answer.status in (404, 410):
            raise NotNow("the event vanished while it was being changed")
        if not answer.ok:
            raise answer.refusal()
        after = _ours(answer, wanted.event_id) or await self._read(wanted.event_id)
        if after is None or not events.says(after, wanted.step):
            raise NotNow("the calendar does not show the change yet", doubtful=True)
        return after

    async def _link(self, found: Event, wanted: Wanted) -> str:
        """The address to join, for a video interview that nobody gave one."""
        if not events.wants_conference(wanted.step):
            return ""
        for look in range(LOOKS + 1):
            if link := events.link(found):
                return link
            if events.state(found) != "pending":
                raise Refused(_NO_LINK)
            if look < LOOKS:
                await asyncio.sleep(PAUSE_S)
                found = await self._read(wanted.event_id) or found
        raise NotNow("the meeting link is still being made", _LINK_SOON_S)

    # -- CANCEL -----------------------------------------------------------------------------------------------------

    async def _withdraw(self, wanted: Wanted) -> Made:
        found = None if wanted.fresh else await self._read(wanted.event_id)
        if found is None or events.is_cancelled(found):
            return Made()
        settings = self._settings
        if settings.pica_calendar_delete_action:
            params = {"sendUpdates": settings.pica_calendar_send_updates}
            answer = await self._pica.call(
                "DELETE", self._path(wanted.event_id), settings.pica_calendar_delete_action, params=params
            )
        else:
            answer = await self._write(wanted.event_id, events.cancelled(found, wanted.event_id, wanted.step))
        if not answer.ok and answer.status not in (404, 410):
            raise answer.refusal()
        after = _ours(answer, wanted.event_id)
        if after is not None and not events.is_cancelled(after):
            raise Refused("the calendar kept the event; set PICA_CALENDAR_DELETE_ACTION")
        return Made()

    # -- calls ------------------------------------------------------------------------------------------------------

    async def _read(self, event_id: str) -> Event | None:
        """The event as it is, cancelled or not; None when there never was one. Raises `NotNow` or `Refused`."""
        settings = self._settings
        if settings.pica_calendar_get_action:
            answer = await self._pica.call("GET", self._path(event_id), settings.pica_calendar_get_action)
            if answer.status == 410 or (answer.status == 404 and _from_google(answer)):
                return None if answer.status == 404 else {"id": event_id, "status": "cancelled"}
            if not answer.ok:
                raise answer.refusal()
            found = _ours(answer, event_id)
            if found is None:
                raise NotNow("the calendar gave an unreadable answer")
            return found
        # Google's UID of an event follows from the id it was inserted with.
        params = {"iCalUID": f"{event_id}@google.com", "showDeleted": "true", "maxResults": "10"}
        answer = await self._pica.call("GET", self._events, settings.pica_calendar_list_action, params=params)
        if not answer.ok:
            raise answer.refusal()
        items = answer.body.get("items") if answer.body is not None else None
        if not isinstance(items, list):
            raise NotNow("the calendar gave an unreadable answer")
        return next((each for each in items if isinstance(each, dict) and each.get("id") == event_id), None)

    async def _write(self, event_id: str, body: Event) -> Answer:
        action = self._settings.pica_calendar_update_action
        return await self._pica.call("PUT", self._path(event_id), action, params=self._writing, body=body)

    @property
    def _writing(self) -> dict[str, str]:
        return {"conferenceDataVersion": "1", "sendUpdates": self._settings.pica_calendar_send_updates}

    def _path(self, event_id: str) -> str:
        return f"{self._events}/{event_id}"


def _ours(answer: Answer, event_id: str) -> Event | None:
    """The event in a success's body; None when that is cut, rubbish or another's."""
    body = answer.body if answer.ok else None
    return body if body is not None and body.get("id") == event_id else None


def _from_google(answer: Answer) -> bool:
    """Whether an error is about the event and not about the connection: Google's have an `error`, the vendor's not."""
    return answer.body is not None and isinstance(answer.body.get("error"), dict)
