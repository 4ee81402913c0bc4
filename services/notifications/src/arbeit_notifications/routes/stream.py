"""`GET /api/notifications/stream`: server-sent events."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import StreamingResponse

from arbeit_kit import problem, security
from arbeit_kit.service import get_store
from arbeit_notifications.routes.notifications import Reader
from arbeit_notifications.store import Store
from arbeit_notifications.streams import Position, Streams

router = APIRouter(prefix="/api/notifications", tags=["notifications"])

_HEADERS = {
    "Cache-Control": "no-store, no-transform",
    # nginx and its kin hold back a response until a buffer is full unless they are told not to.
    "X-Accel-Buffering": "no",
}


def streams_of(request: Request) -> Streams:
    streams: Streams = request.app.state.streams
    return streams


@router.get(
    "/stream",
    summary="Notifications and changes as they happen",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "Server-sent events."},
        **problem.documented(401, 403, 422, 429),
    },
)
async def stream_notifications(
    request: Request,
    who: Reader,
    store: Annotated[Store, Depends(get_store)],
    last_event_id: Annotated[str | None, Header(max_length=1000, description="`id` of the last event seen.")] = None,
) -> Any:
    """`ready` with the unread count first, then `notification` (with an `id` to resume from) and `change`: `{type,
    entity_type, entity_id}`, a hint that something the caller may see is different now. A comment every 15 seconds.

    `end` says why the stream closes: `expired` (get a new token and come back), `revoked`, `overflow`, `restart`.
    At most five at a time per person. `Last-Event-ID` brings what was missed, as far as the caller may see it.
    """
    position = _position(last_event_id)
    streams = streams_of(request)
    stream = streams.open(who, _expiry(request), position)
    return StreamingResponse(streams.messages(stream, store), media_type="text/event-stream", headers=_HEADERS)


def _position(last_event_id: str | None) -> Position | None:
    if not last_event_id:
        return None
    try:
        return Position.parse(last_event_id)
    except ValueError:
        raise problem.invalid("Last-Event-ID", "Send the id of an event of this stream.", "bad-event-id") from None


def _expiry(request: Request) -> float:
    """When the caller's token ends. It was verified a moment ago, so reading it again cannot fail."""
    token = request.headers.get("authorization", "").partition(" ")[2].strip()
    return float(security.of(request).verifier.verify(token).expires_at)
