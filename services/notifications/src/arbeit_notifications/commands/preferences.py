"""Which notifications a person switches off."""

from __future__ import annotations

from collections.abc import Iterable

from arbeit_kit import problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Tx
from arbeit_kit.security import Principal
from arbeit_notifications.domain import preferences
from arbeit_notifications.domain.preferences import NoSuchChoice, Preferences, Wish
from arbeit_notifications.store import STAFF, Store, kind_of


async def change(tx: Tx[Store], who: Principal, wishes: Iterable[Wish], expected: int | None) -> Preferences:
    """Holds for what happens from now on. Problems: 412; 422 for a type or channel without a switch."""
    known = await tx.store.preferences.find_one(STAFF, {"_id": who.subject}, tx)
    mine = known or Preferences(person_id=who.subject, updated_at=tx.now)
    check_version(mine, expected)
    try:
        off = preferences.change(kind_of(who), mine.off, wishes)
    except NoSuchChoice as error:
        kind, field = error.wish.type, f"{error.wish.place}.{error.field}"
        if kind in preferences.ALWAYS:
            raise problem.invalid(field, f"{kind} always goes by mail.", "mandatory") from None
        if error.field == "type":
            raise problem.invalid(field, f"You get no notification of the type {kind}.", "unknown-type") from None
        raise problem.invalid(field, f"{kind} does not come this way.", "no-such-channel") from None
    if off != mine.off:
        mine.off, mine.updated_at = off, tx.now
        await (tx.store.preferences.save if known else tx.store.preferences.insert)(tx, mine, [])
    return mine
