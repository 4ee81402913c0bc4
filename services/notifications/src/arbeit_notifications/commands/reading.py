"""What a person has read."""

from __future__ import annotations

from arbeit_kit import ids
from arbeit_kit.mongo import Tx
from arbeit_notifications.domain.notification import Notification
from arbeit_notifications.store import Feed, Store


async def read_one(tx: Tx[Store], feed: Feed, notification_id: str) -> Notification:
    """Mark one as read by this reader. Problem 404 when he cannot see it. Twice is the same as once."""
    notification = await tx.store.notifications.get(feed.scope, notification_id, tx)
    receipt_id = f"{feed.reader}|{notification_id}"
    if await tx.store.receipts.get(receipt_id, tx) is None:
        receipt = {
            "_id": receipt_id,
            "reader": feed.reader,
            "notification_id": notification_id,
            "tail": ids.tail(notification_id),
            "at": tx.now,
        }
        await tx.store.receipts.insert(receipt, tx)
    return notification


async def read_all(tx: Tx[Store], feed: Feed, newest_tail: str | None) -> None:
    """Mark everything up to `newest_tail` as read: one mark stands for all receipts below it."""
    if newest_tail is None:
        return
    mark = await tx.store.marks.get(feed.reader, tx)
    if mark is None:
        await tx.store.marks.insert({"_id": feed.reader, "tail": newest_tail, "at": tx.now}, tx)
    elif mark["tail"] < newest_tail:
        await tx.store.marks.update({"_id": feed.reader}, {"$set": {"tail": newest_tail, "at": tx.now}}, tx)
    await tx.store.receipts.delete({"reader": feed.reader, "tail": {"$lte": newest_tail}}, tx)
