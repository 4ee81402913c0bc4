"""Rules beside the state table: planning, booking, invites, hiring, erasure."""

from datetime import timedelta

import pytest

from arbeit_events.interviews import (
    HiringInitiated,
    InterviewInviteRequested,
    InterviewPassed,
    InterviewRescheduled,
    InterviewScheduled,
    InterviewUpdated,
)
from arbeit_interviews.domain import booking, decisions, following, invites, planning
from arbeit_interviews.domain.allowed import allowed_actions
from arbeit_interviews.domain.interview import ERASED, Interview
from arbeit_interviews.domain.planning import Edit
from arbeit_interviews.domain.refusal import Conflict, IllegalTransition, Invalid, SlotAlreadyBooked
from arbeit_interviews.domain.slot import plan_slots
from arbeit_interviews.domain.status import Status

from .build import CANDIDATE, KOLKATA, NOW, STAFF, application, interview, plan, slot_id, spans


def booked(index: int = 0) -> Interview:
    base = interview(24, 26)
    return booking.book(base, base.proposed_slots[index].slot_id, reason=None, now=NOW, by=CANDIDATE).interview


def scheduled() -> Interview:
    return invites.send_invite(booked(), now=NOW, by=STAFF).interview


# -- planning


@pytest.mark.parametrize("status", ["REJECTED", "SELECTED"])
def test_an_ended_application_takes_no_interview(status: str) -> None:
    with pytest.raises(Conflict, match=status):
        planning.create(application(status=status), None, plan(), interview_id="int_1", draft=False, now=NOW, by=STAFF)


def test_a_second_round_needs_the_first_to_be_passed() -> None:
    with pytest.raises(Conflict, match="needs round 1"):
        planning.create(
            application(), None, plan(interview_round=2), interview_id="int_2", draft=False, now=NOW, by=STAFF
        )


def test_only_a_draft_may_have_no_slots() -> None:
    empty = plan().model_copy(update={"proposed_slots": []})
    with pytest.raises(Invalid):
        planning.create(application(), None, empty, interview_id="int_1", draft=False, now=NOW, by=STAFF)
    draft, _ = planning.create(application(), None, empty, interview_id="int_1", draft=True, now=NOW, by=STAFF)
    with pytest.raises(Invalid, match="at least one slot"):
        planning.edit(draft, Edit({}, publish=True), now=NOW, by=STAFF)


def test_new_slots_publish_a_draft_unless_it_shall_stay_one() -> None:
    draft = interview(24, draft=True)
    slots = plan_slots(spans(30), KOLKATA, NOW, slot_id)
    kept = planning.edit(draft, Edit({"proposed_slots": slots}, publish=False), now=NOW, by=STAFF).interview
    assert (kept.interview_status, kept.published_at) == (Status.DRAFT, None)
    sent = planning.edit(draft, Edit({"proposed_slots": slots}), now=NOW, by=STAFF).interview
    assert (sent.interview_status, sent.published_at) == (Status.AWAITING, NOW)


def test_a_put_of_what_is_there_already_changes_nothing() -> None:
    before = booked()
    same = {name: getattr(before, name) for name in planning.EDITABLE}
    after, events = planning.edit(before, Edit(same), now=NOW, by=STAFF)
    assert after is before
    assert events == []


def test_published_slots_are_immutable_once_booked() -> None:
    slots = plan_slots(spans(30), KOLKATA, NOW, slot_id)
    for fields in ({"proposed_slots": slots}, {"time_zone": "Europe/Berlin"}, {"interview_duration": 30}):
        with pytest.raises(IllegalTransition):
            planning.edit(booked(), Edit(fields), now=NOW, by=STAFF)


def test_another_zone_tells_the_same_instants() -> None:
    before = interview(24)
    after, (event,) = planning.edit(before, Edit({"time_zone": "Europe/Berlin"}), now=NOW, by=STAFF)
    assert after.proposed_slots[0].start_time == before.proposed_slots[0].start_time
    assert after.proposed_slots[0].time_zone == "Europe/Berlin"
    assert isinstance(event, InterviewUpdated)
    assert {change.field for change in event.changed} == {"time_zone", "proposed_slots"}


def test_after_a_no_show_new_slots_begin_anew_but_the_count_stays() -> None:
    missed = decisions.no_show(scheduled(), now=NOW, by=STAFF).interview
    again = planning.edit(missed, Edit({"proposed_slots": missed.proposed_slots}), now=NOW, by=STAFF).interview
    assert again.interview_status is Status.AWAITING
    assert (again.selected_slot_id, again.scheduled_start_time, again.no_show_flag) == (None, None, False)
    assert (again.no_show_count, again.invite_sequence) == (1, 0)


# -- booking


def test_claims_follow_the_state() -> None:
    assert interview().claims() == frozenset()
    confirmed = booked()
    assert len(confirmed.claims()) == 2 * 4
    assert invites.send_invite(confirmed, now=NOW, by=STAFF).interview.claims() == confirmed.claims()
    assert decisions.cancel(confirmed, reason="no", now=NOW, by=STAFF).interview.claims() == frozenset()
    assert decisions.no_show(confirmed, now=NOW, by=STAFF).interview.claims() == frozenset()


def test_a_booked_slot_cannot_be_booked_again_nor_left_without_a_reason() -> None:
    confirmed = booked(0)
    for index in (0, 1):
        with pytest.raises(SlotAlreadyBooked):
            booking.book(confirmed, confirmed.proposed_slots[index].slot_id, reason=None, now=NOW, by=CANDIDATE)


def test_an_unknown_and_a_past_slot_are_refused() -> None:
    waiting = interview(24)
    with pytest.raises(Invalid, match="not a slot"):
        booking.book(waiting, "slot_of_another", reason=None, now=NOW, by=CANDIDATE)
    with pytest.raises(Invalid, match="in the past"):
        booking.book(
            waiting, waiting.proposed_slots[0].slot_id, reason=None, now=NOW + timedelta(hours=24), by=CANDIDATE
        )


def test_a_reschedule_updates_the_invite_under_the_same_uid_and_next_sequence() -> None:
    before = scheduled()
    other = before.proposed_slots[1]
    after, (moved, requested) = booking.book(before, other.slot_id, reason="ill", now=NOW, by=CANDIDATE)
    assert isinstance(moved, InterviewRescheduled)
    assert (moved.old_start, moved.scheduled_start_time) == (before.scheduled_start_time, other.start_time)
    assert isinstance(requested, InterviewInviteRequested)
    assert (requested.uid, requested.sequence_no, requested.method) == ("int_1@arbeit", 1, "REQUEST")
    assert (after.interview_status, after.invite_sent) == (Status.CONFIRMED, False)


# -- the invite


def deliver(before: Interview, sequence_no: int, link: str | None = "https://meet.example/x") -> Interview | None:
    outcome = invites.invite_delivered(
        before, sequence_no=sequence_no, method="REQUEST", meeting_link=link, calendar_event_id="ev1", now=NOW
    )
    return outcome.interview if outcome else None


def test_the_first_invite_schedules_and_an_update_does_not_again() -> None:
    after, events = invites.send_invite(booked(), now=NOW, by=STAFF)
    assert [type(event) for event in events] == [InterviewScheduled, InterviewInviteRequested]
    again, events = invites.send_invite(after, now=NOW, by=STAFF)
    assert [type(event) for event in events] == [InterviewInviteRequested]
    assert again.invite_sequence == 1


def test_delivery_shows_once_and_answers_to_older_requests_are_dropped() -> None:
    sent = deliver(scheduled(), 0)
    assert sent is not None
    assert (sent.invite_sent, sent.meeting_link, sent.calendar_event_id) == (True, "https://meet.example/x", "ev1")
    assert deliver(sent, 0) is None
    newer = invites.send_invite(sent, now=NOW, by=STAFF).interview
    assert not newer.invite_sent
    assert deliver(newer, 0) is None


def test_a_link_typed_by_staff_stands() -> None:
    sent = deliver(scheduled().model_copy(update={"meeting_link": "https://zoom.example/1"}), 0)
    assert sent is not None
    assert sent.meeting_link == "https://zoom.example/1"


def test_a_failure_shows_and_a_late_one_after_delivery_does_not() -> None:
    failed = invites.invite_failed(scheduled(), sequence_no=0, reason="451 try later", now=NOW)
    assert failed is not None
    assert failed.interview.invite_error == "451 try later"
    sent = deliver(failed.interview, 0)
    assert sent is not None
    assert sent.invite_error is None
    assert invites.invite_failed(sent, sequence_no=0, reason="451", now=NOW) is None


def test_cancelling_withdraws_only_an_invite_that_was_asked_for() -> None:
    assert len(decisions.cancel(booked(), reason="no", now=NOW, by=STAFF).events) == 1
    _, (_, withdrawn) = decisions.cancel(scheduled(), reason="no", now=NOW, by=STAFF)
    assert isinstance(withdrawn, InterviewInviteRequested)
    assert (withdrawn.method, withdrawn.sequence_no) == ("CANCEL", 1)


# -- deciding


def completed() -> Interview:
    return decisions.complete(scheduled(), feedback="good", rating=5, now=NOW, by=STAFF).interview


def test_hiring_from_completed_tells_of_the_pass_first() -> None:
    after, events = decisions.hire(completed(), salary_offered="30 LPA", now=NOW, by=STAFF)
    assert [type(event) for event in events] == [InterviewPassed, HiringInitiated]
    assert (after.interview_status, after.hiring_initiated) == (Status.PASSED, True)


def test_hiring_happens_once_from_the_latest_round_and_never_for_an_ended_application() -> None:
    passed = decisions.pass_round(completed(), now=NOW, by=STAFF).interview
    hired = decisions.hire(passed, salary_offered=None, now=NOW, by=STAFF).interview
    for obstacle in (
        hired,
        passed.model_copy(update={"next_interview_id": "int_2"}),
        passed.model_copy(update={"application_ended": "REJECTED"}),
    ):
        with pytest.raises(IllegalTransition):
            decisions.hire(obstacle, salary_offered=None, now=NOW, by=STAFF)
        said = {a.action: a for a in allowed_actions(obstacle, may=lambda _: True, now=NOW)}["initiate-hiring"]
        assert (said.allowed, said.reason is None) == (False, False)


def test_a_rescinded_selection_allows_hiring_anew_and_a_late_notice_does_not_undo_it() -> None:
    hired = decisions.hire(completed(), salary_offered=None, now=NOW, by=STAFF).interview
    later = NOW + timedelta(hours=1)
    free = following.undo_hiring(hired, later)
    assert not free.hiring_initiated
    again = decisions.hire(free, salary_offered=None, now=later + timedelta(hours=1), by=STAFF).interview
    assert following.undo_hiring(again, later) is again


# -- following


def test_erasure_keeps_ids_and_states_only() -> None:
    erased = following.follow_application(completed(), application(erased=True))
    assert (erased.candidate_name, erased.candidate_email, erased.feedback, erased.rating) == (ERASED, None, None, None)
    assert (erased.candidate_id, erased.interview_status) == ("cand_1", Status.COMPLETED)
    assert "Asha" not in erased.model_dump_json()


def test_a_candidate_sees_only_booking_and_a_reader_nothing() -> None:
    waiting = interview(24)
    assert [(a.action, a.allowed) for a in allowed_actions(waiting, may=None, now=NOW)] == [
        ("book-slot", True), ("reschedule", False), ("decline-slots", True),
    ]  # fmt: skip
    assert not any(a.allowed for a in allowed_actions(waiting, may=lambda _: False, now=NOW))
    taken = {waiting.proposed_slots[0].slot_id}
    assert not allowed_actions(waiting, may=None, now=NOW, taken=taken)[0].allowed
