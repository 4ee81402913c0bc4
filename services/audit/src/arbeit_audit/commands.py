"""The one thing this service does: put events into the trail."""

from arbeit_audit.domain import chain
from arbeit_audit.domain.mapping import actors_of, draft_of, erased_by, log_id_of, persons_of
from arbeit_audit.store import AuditStore
from arbeit_events import Envelope
from arbeit_kit.mongo import Tx


class HeadMissing(Exception):  # noqa: N818 - a finding, not a crash
    """The trail has entries but no head: it was tampered with, and nothing may be appended to it."""


async def record(tx: Tx[AuditStore], events: list[Envelope]) -> int:
    """Append one entry per event, in the order given, and erase the persons that the events erase.

    All in the caller's transaction; the head's compare-and-set makes two appenders line up. An event that has an entry
    already (its inbox id expired, or the stream was replayed) adds nothing. Returns how many entries were added.
    """
    store: AuditStore = tx.store
    by_id = {log_id_of(event): event for event in events}
    unknown = await store.unknown(list(by_id), tx)
    fresh = [event for log_id, event in by_id.items() if log_id in unknown]
    if not fresh:
        return 0
    head = await store.head(tx)
    if head is None:
        raise HeadMissing
    leaving = erased_by(fresh)
    concerned = {person for event in fresh for person in (*persons_of(event), *actors_of(event))}
    gone = await store.erased_among(concerned | leaving, tx)
    drafts = [draft_of(event, gone | leaving) for event in fresh]
    await store.write(tx, head, chain.append(head, drafts, store.signer, tx.now))
    for person in sorted(leaving - gone):
        await store.erase(tx, person)
    return len(drafts)
