"""`/api/notifications`: the caller's own view."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from arbeit_kit import ids, problem
from arbeit_kit.command import Run, etag
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.peers import Peers
from arbeit_kit.security import Principal, require
from arbeit_kit.service import get_peers, get_store, runner
from arbeit_notifications import queries
from arbeit_notifications.commands import preferences, reading
from arbeit_notifications.commands.people import look_up_account
from arbeit_notifications.domain.notification import Notification
from arbeit_notifications.queries import Shown
from arbeit_notifications.schemas import NotificationOut, PreferencesOut, PreferencesUpdate, UnreadCount
from arbeit_notifications.store import Feed, Store, feed_of, kind_of

router = APIRouter(prefix="/api/notifications", tags=["notifications"])

StoreOf = Annotated[Store, Depends(get_store)]
RunOf = Annotated[Run[Any], Depends(runner)]


async def reader(
    who: Annotated[Principal, Depends(require("notifications:read", audiences=("internal", "candidate")))],
    store: StoreOf,
    peers: Annotated[Peers, Depends(get_peers)],
) -> Principal:
    """Who may read notifications; a candidate's account is made known, for `feed_of` needs it."""
    if who.audience == "candidate":
        await look_up_account(store, peers, who.subject)
    return who


Reader = Annotated[Principal, Depends(reader)]


async def feed_of_reader(who: Reader, store: StoreOf) -> Feed:
    return await feed_of(store, who)


Own = Annotated[Feed, Depends(feed_of_reader)]


@router.get(
    "",
    summary="List notifications",
    response_model=Page[NotificationOut],
    response_model_exclude_unset=True,
    responses=problem.documented(401, 403, 422),
)
async def list_notifications(
    feed: Own,
    store: StoreOf,
    page: Annotated[PageRequest, Depends(page_request())],
    unread: Annotated[bool, Query(description="Only what the caller has not read.")] = False,
    type: Annotated[str | None, Query(max_length=60, description="Only this notification type.")] = None,  # noqa: A002
    entity_id: Annotated[str | None, Query(max_length=ids.LONGEST, description="Only about this entity.")] = None,
) -> Page[NotificationOut]:
    """The caller's notifications, newest first. `read` is his own."""
    found = await queries.list_notifications(store, feed, page, unread=unread, kind=type, entity_id=entity_id)
    return found.showing(lambda each: NotificationOut.of(each, feed.recipient))


@router.get("/unread-count", summary="Count unread notifications", responses=problem.documented(401, 403))
async def count_unread(feed: Own, store: StoreOf) -> UnreadCount:
    """How many notifications the caller has not read."""
    return UnreadCount(unread_count=await queries.unread_count(store, feed))


@router.get(
    "/preferences",
    summary="What the caller is told, and how",
    responses=problem.documented(401, 403),
)
async def read_preferences(who: Reader, store: StoreOf, response: Response) -> PreferencesOut:
    """Each notification type that reaches the caller, in the app and by mail. Everything is on to begin with."""
    answer = PreferencesOut.of(kind_of(who), await queries.preferences(store, who))
    response.headers["ETag"] = etag(answer.version)
    return answer


@router.put(
    "/preferences",
    summary="Switch notifications on and off",
    response_model=PreferencesOut,
    responses=problem.documented(401, 403, 409, 412, 422),
)
async def change_preferences(who: Reader, run: RunOf, body: PreferencesUpdate) -> Response:
    """What is not named stays. Holds for what happens from now on; mandatory mails cannot be switched off."""
    return await run(
        who,
        lambda tx: preferences.change(tx, who, body.wishes(), run.if_match),
        render=lambda mine: PreferencesOut.of(kind_of(who), mine),
    )


@router.post(
    "/read-all",
    summary="Mark all as read",
    response_model=UnreadCount,
    responses=problem.documented(401, 403, 409, 422),
)
async def mark_all_read(who: Reader, feed: Own, store: StoreOf, run: RunOf) -> Response:
    """Everything that is there now counts as read by the caller; nobody else's state changes."""
    newest = await queries.newest_tail(store, feed)
    return await run(who, lambda tx: reading.read_all(tx, feed, newest), render=lambda _: UnreadCount(unread_count=0))


@router.post(
    "/{notification_id}/read",
    summary="Mark one as read",
    response_model=NotificationOut,
    responses=problem.documented(401, 403, 404, 409, 422),
)
async def mark_read(
    who: Reader, feed: Own, run: RunOf, notification_id: Annotated[str, Path(max_length=ids.LONGEST)]
) -> Response:
    """The caller has read it. Doing it twice is the same as once."""

    def render(notification: Notification) -> NotificationOut:
        return NotificationOut.of(Shown(notification, read=True), feed.recipient)

    return await run(who, lambda tx: reading.read_one(tx, feed, notification_id), render=render)
