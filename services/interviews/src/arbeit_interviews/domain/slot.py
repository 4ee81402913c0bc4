"""Proposed slots and the quarter-hours they claim.

A slot is a half-open span ``[start_time, end_time)``: one that ends at ten and one that begins at ten do not overlap.
Wall-clock time and zone are kept beside UTC (contract section 5), so that what was promised to the candidate stays
readable even when a country changes its clocks afterwards.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from arbeit_events import Instant
from arbeit_interviews.domain.refusal import Invalid

MAX_SLOTS = 50
MIN_LENGTH = timedelta(minutes=5)
MAX_LENGTH = timedelta(hours=8)
HORIZON = timedelta(days=366)
"""Slots further away than this are a typing error, not a plan."""

QUARTER = 15 * 60
"""Seconds. The grain of claims: short enough to be fair, long enough that an hour takes four documents a person."""

Minutes = Annotated[int, Field(strict=True, ge=5, le=480)]


class Span(NamedTuple):
    """A time asked for, in UTC."""

    start: datetime
    end: datetime


class Slot(BaseModel):
    """One time the candidate may choose."""

    slot_id: str
    start_time: Instant
    end_time: Instant
    local_start_time: str
    """Wall-clock time in ``time_zone``, ISO 8601 without offset."""
    local_end_time: str
    time_zone: str


def wall_clock(at: datetime, zone: ZoneInfo) -> str:
    """The time a clock on the wall shows in ``zone``: ``2026-11-25T10:30:00``."""
    return at.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")


def in_zone(slot: Slot, zone: ZoneInfo) -> Slot:
    """The same instants, told in another zone."""
    return slot.model_copy(
        update={
            "local_start_time": wall_clock(slot.start_time, zone),
            "local_end_time": wall_clock(slot.end_time, zone),
            "time_zone": zone.key,
        }
    )


def plan_slots(
    spans: Sequence[Span], zone: ZoneInfo, now: datetime, new_id: Callable[[], str], keep: Iterable[Slot] = ()
) -> list[Slot]:
    """Turn the spans into slots in order of time.

    A span equal to one of ``keep`` keeps its ``slot_id``, so that a candidate who has the old page open can still
    book it. Raises ``Invalid`` (field ``proposed_slots[<index as sent>].…``) for a slot that is not in the future or
    further away than ``HORIZON``, that ends before it starts, is shorter or longer than allowed, or overlaps another.
    """
    if len(spans) > MAX_SLOTS:
        raise Invalid("proposed_slots", f"takes at most {MAX_SLOTS} slots", "too_many")
    for index, span in enumerate(spans):
        _check(f"proposed_slots[{index}]", span, now)
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    for earlier, later in itertools.pairwise(order):
        if spans[later].start < spans[earlier].end:
            raise Invalid(f"proposed_slots[{later}].start_time", f"overlaps slot {earlier}", "overlap")
    known = {(slot.start_time, slot.end_time): slot.slot_id for slot in keep}
    return [_slot(spans[index], zone, known.get(spans[index]) or new_id()) for index in order]


def quarters(start: datetime, end: datetime) -> range:
    """Numbers (since the epoch) of all quarter-hours that ``[start, end)`` touches. Overlapping spans share one."""
    return range(int(start.timestamp() // QUARTER), int(-(-end.timestamp() // QUARTER)))


def claim_ids(people: Iterable[str], start: datetime, end: datetime) -> frozenset[str]:
    """``<person>:<quarter>`` for everybody and every quarter-hour: each is unique in the database."""
    return frozenset(f"{person}:{quarter}" for person in people for quarter in quarters(start, end))


def _slot(span: Span, zone: ZoneInfo, slot_id: str) -> Slot:
    return Slot(
        slot_id=slot_id,
        start_time=span.start.astimezone(UTC),
        end_time=span.end.astimezone(UTC),
        local_start_time=wall_clock(span.start, zone),
        local_end_time=wall_clock(span.end, zone),
        time_zone=zone.key,
    )


def _check(where: str, span: Span, now: datetime) -> None:
    if span.start <= now:
        raise Invalid(f"{where}.start_time", "must be in the future", "in_past")
    if span.start > now + HORIZON:
        raise Invalid(f"{where}.start_time", f"must be within {HORIZON.days} days", "too_far")
    if span.end <= span.start:
        raise Invalid(f"{where}.end_time", "must be after start_time", "not_after_start")
    if not MIN_LENGTH <= span.end - span.start <= MAX_LENGTH:
        raise Invalid(f"{where}.end_time", "a slot lasts 5 minutes to 8 hours", "length")
