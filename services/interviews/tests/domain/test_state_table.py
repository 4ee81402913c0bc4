"""Every action in every state: what the table forbids raises, what it allows leads where the contract says."""

import itertools
from collections.abc import Callable

import pytest

from arbeit_interviews.domain import booking, decisions, invites, planning
from arbeit_interviews.domain.allowed import allowed_actions
from arbeit_interviews.domain.interview import Interview, Outcome
from arbeit_interviews.domain.refusal import IllegalTransition, SlotAlreadyBooked
from arbeit_interviews.domain.slot import plan_slots
from arbeit_interviews.domain.status import FINAL, TABLE, Action, Status

from .build import KOLKATA, NOW, STAFF, interview, slot_id, spans


def in_status(status: Status) -> Interview:
    base = interview(24, 26)
    booked = {}
    if status not in (Status.DRAFT, Status.AWAITING):
        first = base.proposed_slots[0]
        booked = {
            "selected_slot_id": first.slot_id,
            "scheduled_start_time": first.start_time,
            "scheduled_end_time": first.end_time,
        }
    return base.model_copy(update={"interview_status": status, **booked})


DO: dict[Action, Callable[[Interview], Outcome]] = {
    Action.UPDATE: lambda i: planning.edit(i, planning.Edit({"round_name": "Other"}), now=NOW, by=STAFF),
    Action.PUBLISH: lambda i: planning.edit(i, planning.Edit({}, publish=True), now=NOW, by=STAFF),
    Action.PROPOSE_SLOTS: lambda i: planning.edit(
        i, planning.Edit({"proposed_slots": plan_slots(spans(30), KOLKATA, NOW, slot_id)}), now=NOW, by=STAFF
    ),
    Action.BOOK_SLOT: lambda i: booking.book(i, i.proposed_slots[0].slot_id, reason=None, now=NOW, by=STAFF),
    Action.RESCHEDULE: lambda i: booking.book(i, i.proposed_slots[1].slot_id, reason="moved", now=NOW, by=STAFF),
    Action.DECLINE_SLOTS: lambda i: booking.decline(i, "Mornings suit me.", now=NOW, by=STAFF),
    Action.SEND_INVITE: lambda i: invites.send_invite(i, now=NOW, by=STAFF),
    Action.MARK_COMPLETED: lambda i: decisions.complete(i, feedback="good", rating=4, now=NOW, by=STAFF),
    Action.MARK_NO_SHOW: lambda i: decisions.no_show(i, now=NOW, by=STAFF),
    Action.CANCEL: lambda i: decisions.cancel(i, reason="no", now=NOW, by=STAFF),
    Action.MOVE_TO_NEXT_ROUND: lambda i: decisions.pass_round(i, now=NOW, by=STAFF),
    Action.REJECT: lambda i: decisions.fail(i, reason="no", now=NOW, by=STAFF),
    Action.INITIATE_HIRING: lambda i: decisions.hire(i, salary_offered=None, now=NOW, by=STAFF),
}


@pytest.mark.parametrize(("action", "status"), [*itertools.product(Action, Status)])
def test_each_action_in_each_state(action: Action, status: Status) -> None:
    before = in_status(status)
    said = {a.action: a.allowed for a in allowed_actions(before, may=lambda _: True, now=NOW)}
    target = TABLE[action].get(status)
    if action is Action.RESCHEDULE and status is Status.AWAITING:
        return  # the same endpoint books for the first time there
    assert said[action] is (target is not None)
    if target is None:
        with pytest.raises((IllegalTransition, SlotAlreadyBooked)):
            DO[action](before)
        return
    after, events = DO[action](before)
    assert after.interview_status is target
    assert events
    assert all(e.model_dump()["interview_status"] == target for e in events)
    assert before == in_status(status).model_copy(
        update={
            "proposed_slots": before.proposed_slots,
            "selected_slot_id": before.selected_slot_id,
        }
    ), "the state that was loaded is never changed in place"


def test_nothing_leads_out_of_a_final_state() -> None:
    leaving = {
        (action, status) for action, steps in TABLE.items() for status, to in steps.items() if status in FINAL != to
    }
    assert leaving == {(Action.INITIATE_HIRING, Status.PASSED)} or not leaving
    for action, steps in TABLE.items():
        for status, to in steps.items():
            if status in FINAL:
                assert (action, to) == (Action.INITIATE_HIRING, status)


def test_the_history_tells_every_stay() -> None:
    after = in_status(Status.AWAITING)
    for action in (Action.BOOK_SLOT, Action.SEND_INVITE, Action.MARK_COMPLETED, Action.MOVE_TO_NEXT_ROUND):
        after = DO[action](after).interview
    assert [stage.status for stage in after.status_history] == [
        Status.AWAITING, Status.CONFIRMED, Status.SCHEDULED, Status.COMPLETED, Status.PASSED,
    ]  # fmt: skip
    assert [stage.until is None for stage in after.status_history] == [False] * 4 + [True]
