"""Open streams of this process: fed by broadcasts, ended by expiry, revocation, overflow and shutdown.

Every replica hears every event, so it does not matter which one a browser is connected to. What a stream misses while
it is away it gets by `Last-Event-ID`; hints of changes are not kept: `ready` tells the browser to look again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson

from arbeit_events import Envelope
from arbeit_events.notifications import NotificationCreated
from arbeit_kit import ids, problem
from arbeit_kit.security import Principal, Revocations
from arbeit_kit.time import iso, now
from arbeit_notifications import queries
from arbeit_notifications.domain.hints import Viewer, hint_for
from arbeit_notifications.domain.notification import Notification
from arbeit_notifications.store import NOBODY, Store, feed_of, recipient_of

HEARTBEAT_S = 15.0
"""Shorter than the idle time-outs of common proxies."""
MAX_PER_PERSON = 5
MAX_WAITING = 500
"""Messages a slow reader may be behind before his stream ends; he comes back with `Last-Event-ID`."""
_TICK_S = 1.0
_OUT_OF_ORDER = timedelta(seconds=5)
"""How much later a notification may become visible than one with a later id: well above a handler's usual time."""
_NAMED = 20


class Position:
    """Which notifications a browser has, as the `id` of an event: a floor and the tails above it that were sent.

    Two transactions at once may commit in the other order than their ids: after one with a later id, an earlier one may
    still come. So everything of the last seconds is named, and resuming looks again from before them.
    """

    def __init__(self, floor: str, tails: Iterable[str] = ()) -> None:
        self.floor = floor
        """What was missed lies above this. The first floor is the moment when the stream began."""
        self._tails = sorted(set(tails))

    @classmethod
    def beginning(cls) -> Position:
        return cls(_time_part(now()))

    @classmethod
    def parse(cls, last_event_id: str) -> Position:
        """Raises `ValueError` when it is not one of ours."""
        floor, *tails = last_event_id.split(".")
        ids.time_of(floor.ljust(26, "0"))
        for tail in tails:
            ids.time_of(tail)
        return cls(floor, tails)

    def __contains__(self, tail: str) -> bool:
        return tail in self._tails

    def __str__(self) -> str:
        return ".".join((self.floor, *self._tails))

    def add(self, tail: str) -> None:
        tails = sorted({*self._tails, tail})
        cut = [tails[-_NAMED - 1]] if len(tails) > _NAMED else []
        self.floor = max(self.floor, _time_part(ids.time_of(tails[-1]) - _OUT_OF_ORDER), *cut)
        self._tails = [each for each in tails if each > self.floor]


def _time_part(at: datetime) -> str:
    """The beginning that all tails made at that millisecond share."""
    return ids.tail(ids.new("ntf", at=at))[:10]


@dataclass(slots=True, eq=False)
class Stream:
    """One open connection."""

    who: Principal
    recipient: str
    viewer: Viewer
    expires_at: float
    """Seconds since 1970: when its token ends."""
    position: Position
    resumes: bool
    waiting: asyncio.Queue[tuple[str, bytes]] = field(default_factory=lambda: asyncio.Queue(MAX_WAITING))
    ended: str = ""
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, tail: str, message: bytes) -> None:
        """`tail` of a notification's id; empty for what cannot be resumed from."""
        try:
            self.waiting.put_nowait((tail, message))
        except asyncio.QueueFull:
            self.end("overflow")

    def end(self, reason: str) -> None:
        self.ended = self.ended or reason
        self.over.set()


class Streams:
    """All open streams of this process."""

    def __init__(self, *, heartbeat_s: float = HEARTBEAT_S) -> None:
        self.heartbeat_s = heartbeat_s
        self._open: dict[str, set[Stream]] = {}

    def open(self, who: Principal, expires_at: float, position: Position | None = None) -> Stream:
        """Begin to collect for this caller, from `position` when he resumes. Problem 429 when he has five already."""
        mine = self._open.setdefault(who.subject, set())
        if len(mine) >= MAX_PER_PERSON:
            raise problem.too_many(30, f"At most {MAX_PER_PERSON} streams at a time.")
        kind = "candidate" if who.audience == "candidate" else who.role
        viewer = Viewer(kind, who.subject, who.client_id, who.permissions)
        stream = Stream(
            who, recipient_of(who), viewer, expires_at, position or Position.beginning(), position is not None
        )
        mine.add(stream)
        return stream

    def close(self, stream: Stream) -> None:
        mine = self._open.get(stream.who.subject, set())
        mine.discard(stream)
        if not mine:
            self._open.pop(stream.who.subject, None)

    def all(self) -> list[Stream]:
        return [stream for mine in self._open.values() for stream in mine]

    def tell(self, event: Envelope) -> None:
        """Give an event to whom it concerns."""
        if not self._open:
            return
        if event.routing_key == NotificationCreated.routing_key():
            created = event.data_as(NotificationCreated)
            tail, message = ids.tail(created.notification_id), _created(created, event)
            for stream in self.all():
                if stream.recipient in created.recipients and stream.who.subject not in created.hidden_from:
                    stream.put(tail, message)
            return
        for stream in self.all():
            hint = hint_for(stream.viewer, event)
            if hint is not None:
                body = {"type": hint.type, "entity_type": hint.entity_type, "entity_id": hint.entity_id}
                stream.put("", _message("change", body))

    def end_revoked(self, revocations: Revocations) -> None:
        """End the streams whose tokens are void now."""
        for stream in self.all():
            who = stream.who
            if revocations.refuse(who.subject, who.session_id, who.token_version):
                stream.end("revoked")

    async def watch(self, draining: Any, revocations: Revocations) -> None:
        """Every second: ends what has expired, what was revoked unheard, and, when the process drains, all."""
        while True:
            await asyncio.sleep(_TICK_S)
            self.end_revoked(revocations)
            for stream in self.all():
                if stream.expires_at <= time.time():
                    stream.end("expired")
                elif draining():
                    stream.end("restart")

    async def messages(self, stream: Stream, store: Store) -> AsyncIterator[bytes]:
        """The bytes of one stream, from `ready` to `end`."""
        position = stream.position
        replayed: set[str] = set()
        try:
            yield b"retry: 3000\n\n"
            feed = await feed_of(store, stream.who)
            yield _message("ready", {"unread_count": await queries.unread_count(store, feed)})
            missed = await queries.after(store, feed, position.floor) if stream.resumes else []
            for notification in missed:
                tail = ids.tail(notification.notification_id)
                if tail not in position:
                    replayed.add(tail)
                    position.add(tail)
                    yield _numbered(position, _stored(notification))
            while not stream.over.is_set():
                taken = await self._next(stream)
                if taken is None:
                    yield b"" if stream.over.is_set() else b": heartbeat\n\n"
                elif not await _may_hear(stream, store):
                    continue
                elif not taken[0]:
                    yield taken[1]
                elif taken[0] not in replayed and taken[0] not in position:  # it may have been replayed while it waited
                    position.add(taken[0])
                    yield _numbered(position, taken[1])
            yield _message("end", {"reason": stream.ended})
        finally:
            self.close(stream)

    async def _next(self, stream: Stream) -> tuple[str, bytes] | None:
        """What comes next; None when it is time for a heartbeat or the end."""
        getting = asyncio.ensure_future(stream.waiting.get())
        ending = asyncio.ensure_future(stream.over.wait())
        try:
            await asyncio.wait({getting, ending}, timeout=self.heartbeat_s, return_when=asyncio.FIRST_COMPLETED)
            return getting.result() if getting.done() else None
        finally:
            getting.cancel()
            ending.cancel()


async def _may_hear(stream: Stream, store: Store) -> bool:
    """A candidate only while his address is proved: asked when he is told, for it may be proved meanwhile."""
    return stream.viewer.kind != "candidate" or await feed_of(store, stream.who) is not NOBODY


def _created(created: NotificationCreated, event: Envelope) -> bytes:
    body = {
        "notification_id": created.notification_id,
        "type": created.type,
        "title": created.title,
        "message": created.message,
        "entity_type": created.entity_type,
        "entity_id": created.entity_id,
        "created_at": iso(event.time),
        "read": False,
    }
    return _message("notification", body)


def _stored(notification: Notification) -> bytes:
    body = {
        "notification_id": notification.notification_id,
        "type": notification.type,
        "title": notification.title,
        "message": notification.message,
        "entity_type": notification.entity_type,
        "entity_id": notification.entity_id,
        "created_at": iso(notification.created_at),
        "read": False,
    }
    return _message("notification", body)


def _message(event: str, body: dict[str, Any]) -> bytes:
    """One server-sent event. JSON holds no line breaks, so one data line is enough."""
    return f"event: {event}\n".encode() + b"data: " + orjson.dumps(body) + b"\n\n"


def _numbered(position: Position, message: bytes) -> bytes:
    """With the `id` that a browser sends back as `Last-Event-ID`."""
    return f"id: {position}\n".encode() + message
