"""Putting events into the trail; and telling that somebody took entries away."""

from arbeit_audit.domain import chain
from arbeit_audit.domain.mapping import actors_of, draft_of, erased_by, log_id_of, persons_of
from arbeit_audit.export import Format
from arbeit_audit.queries.entries import Filters
from arbeit_audit.store import AuditStore
from arbeit_events import Envelope
from arbeit_events.audit import AuditLogExported
from arbeit_kit import ids
from arbeit_kit.mongo import Tx


class HeadMissing(Exception):  # noqa: N818 - a finding, not a crash
    """The trail has entries but no head: it was tampered with, and nothing may be appended to it."""


async def record(tx: Tx[AuditStore], events: list[Envelope]) -> int:
    """Append one entry per event, in the order given, and erase the persons that the events erase.

    All in the caller's transaction; the head's compare-and-set makes two appenders line up. An event that has an entry
    already, although its inbox id is forgotten, adds nothing: a batch with one raises `DuplicateKey`, the kit then
    hands over its events one by one, and a single one is looked up first (for 200 that would double the work).
    Returns how many entries were added.
    """
    store: AuditStore = tx.store
    fresh = list({log_id_of(event): event for event in events}.values())
    if not fresh or (len(fresh) == 1 and await store.has(log_id_of(fresh[0]), tx)):
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


async def note_export(tx: Tx[AuditStore], form: Format, filters: Filters, words: str | None) -> None:
    """Tell that the actor takes away what these filters leave; the event comes back as an entry."""
    named = {
        "user_id": filters.user_id,
        "user_email": filters.user_email,
        "action_type": filters.action_type,
        "entity_type": filters.entity_type,
        "entity_id": filters.entity_id,
        "client_id": filters.client_id,
        "from": filters.since,
        "to": filters.until,
        "q": words,
    }
    told = AuditLogExported(
        export_id=ids.new("exp"),
        format=form,
        filtered_by=[name for name, value in named.items() if value is not None],
        user_id=filters.user_id,
        action_type=filters.action_type,
        entity_type=filters.entity_type,
        entity_id=filters.entity_id,
        client_id=filters.client_id,
        since=filters.since,
        until=filters.until,
    )
    tx.emit(told, subject=told.export_id, sequence=1)
