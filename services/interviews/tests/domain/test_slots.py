"""Slot algebra: quarters, order, overlap, identity of unchanged slots."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbeit_interviews.domain.refusal import Invalid
from arbeit_interviews.domain.slot import Span, claim_ids, in_zone, plan_slots, quarters

from .build import KOLKATA, NOW, slot_id, spans

minutes = st.integers(0, 60 * 24 * 3)
lengths = st.integers(5, 480)


def span(start: int, length: int) -> Span:
    begin = NOW + timedelta(minutes=1 + start)
    return Span(begin, begin + timedelta(minutes=length))


some_span = st.builds(span, minutes, lengths)


@given(some_span, some_span)
def test_two_overlapping_spans_always_share_a_quarter_hour(one: Span, other: Span) -> None:
    if one.start < other.end and other.start < one.end:
        assert set(quarters(*one)) & set(quarters(*other))


@given(some_span)
def test_quarters_cover_the_span_and_nothing_beyond_its_own_quarters(one: Span) -> None:
    covered = quarters(*one)
    assert covered[0] * 900 <= one.start.timestamp() < (covered[0] + 1) * 900
    assert covered[-1] * 900 < one.end.timestamp() <= (covered[-1] + 1) * 900


def test_spans_that_touch_on_a_quarter_share_none() -> None:
    first, second = spans(1, 2)
    assert not set(quarters(*first)) & set(quarters(*second))


def test_every_person_claims_every_quarter() -> None:
    (hour,) = spans(1)
    assert len(claim_ids({"a", "b@c.example"}, *hour)) == 2 * 4


@given(st.lists(some_span, max_size=12))
def test_planned_slots_are_in_order_and_never_overlap_or_are_refused(wanted: list[Span]) -> None:
    overlapping = any(a.start < b.end and b.start < a.end for i, a in enumerate(wanted) for b in wanted[i + 1 :])
    if overlapping:
        with pytest.raises(Invalid, match="overlaps"):
            plan_slots(wanted, KOLKATA, NOW, slot_id)
        return
    slots = plan_slots(wanted, KOLKATA, NOW, slot_id)
    assert [(s.start_time, s.end_time) for s in slots] == sorted(wanted)
    assert all(a.end_time <= b.start_time for a, b in itertools.pairwise(slots))


@given(st.lists(some_span, min_size=1, max_size=1))
def test_a_slot_that_stays_keeps_its_id(wanted: list[Span]) -> None:
    first = plan_slots(wanted, KOLKATA, NOW, slot_id)
    again = plan_slots([*wanted, *spans(100)], KOLKATA, NOW, slot_id, keep=first)
    assert again[0] == first[0]
    assert again[1].slot_id != first[0].slot_id


@pytest.mark.parametrize(
    ("start", "end", "field", "code"),
    [
        (timedelta(0), timedelta(hours=1), "start_time", "in_past"),
        (timedelta(days=-1), timedelta(hours=1), "start_time", "in_past"),
        (timedelta(days=400), timedelta(days=400, hours=1), "start_time", "too_far"),
        (timedelta(hours=2), timedelta(hours=2), "end_time", "not_after_start"),
        (timedelta(hours=2), timedelta(hours=1), "end_time", "not_after_start"),
        (timedelta(hours=2), timedelta(hours=2, minutes=4), "end_time", "length"),
        (timedelta(hours=2), timedelta(hours=10, minutes=1), "end_time", "length"),
    ],
)
def test_a_bad_slot_is_named_by_its_place(start: timedelta, end: timedelta, field: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        plan_slots([*spans(1), Span(NOW + start, NOW + end)], KOLKATA, NOW, slot_id)
    assert (refused.value.field, refused.value.code) == (f"proposed_slots[1].{field}", code)


def test_no_more_than_fifty_slots() -> None:
    with pytest.raises(Invalid, match="at most 50"):
        plan_slots(spans(*range(1, 52)), KOLKATA, NOW, slot_id)


def test_wall_clock_and_zone_stand_beside_utc() -> None:
    start = datetime(2026, 12, 1, 4, 30, tzinfo=UTC)
    (slot,) = plan_slots([Span(start, start + timedelta(hours=1))], KOLKATA, NOW, slot_id)
    assert (slot.local_start_time, slot.time_zone) == ("2026-12-01T10:00:00", "Asia/Kolkata")
    told = in_zone(slot, ZoneInfo("Europe/Berlin"))
    assert (told.start_time, told.local_start_time) == (start, "2026-12-01T05:30:00")
