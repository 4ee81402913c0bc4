"""Booking a slot and moving to another one."""

from datetime import datetime
from typing import Literal

from arbeit_events import EventData
from arbeit_events.interviews import InterviewRescheduled, InterviewSlotBooked, InterviewSlotsDeclined
from arbeit_interviews.domain.interview import UNDECLINED, By, Interview, Outcome, check, move
from arbeit_interviews.domain.invites import request_invite
from arbeit_interviews.domain.refusal import Invalid, SlotAlreadyBooked
from arbeit_interviews.domain.status import HOLDING, Action


def book(interview: Interview, slot_id: str, *, reason: str | None, now: datetime, by: By) -> Outcome:
    """Book ``slot_id``; from Confirmed or Scheduled that is a reschedule and needs a ``reason``.

    That the people are free is not asked here: the claims in the database say so, in the same transaction.
    A reschedule after an invite asks for its update at once, lest calendars keep showing the old time.
    Raises ``IllegalTransition``, ``SlotAlreadyBooked``, or ``Invalid`` for an unknown or past slot.
    """
    moving = interview.interview_status in HOLDING
    action = Action.RESCHEDULE if moving else Action.BOOK_SLOT
    check(interview, action)
    slot = interview.slot(slot_id)
    if slot is None:
        raise Invalid("slot_id", "is not a slot of this interview", "unknown_slot")
    if moving and slot_id == interview.selected_slot_id:
        raise SlotAlreadyBooked("This slot is already booked.")
    if moving and not reason:
        raise SlotAlreadyBooked("Another slot is already booked; to move the interview, give a reason.")
    if slot.start_time <= now:
        raise Invalid("slot_id", "is in the past", "in_past")
    after = move(
        interview, action, now=now, by=by, reason=reason,
        selected_slot_id=slot_id, scheduled_start_time=slot.start_time, scheduled_end_time=slot.end_time,
        previous_start_time=interview.scheduled_start_time if moving else None, **UNDECLINED,
    )  # fmt: skip
    booked_by: Literal["candidate", "staff"] = "candidate" if by.kind == "candidate" else "staff"
    if not moving:
        return Outcome(after, [InterviewSlotBooked(**after.facts(), slot_id=slot_id, booked_by=booked_by)])
    requested: list[EventData] = []
    if after.invite_sequence is not None:
        after, request = request_invite(after, "REQUEST")
        requested.append(request)
    rescheduled = InterviewRescheduled(
        **after.facts(),
        slot_id=slot_id,
        old_start=interview.scheduled_start_time,
        old_end=interview.scheduled_end_time,
        reason=reason,
        booked_by=booked_by,
    )
    return Outcome(after, [rescheduled, *requested])


def decline(interview: Interview, message: str, *, now: datetime, by: By) -> Outcome:
    """None of the proposed times suits: the agency is told. The slots stay, and one may still be booked.

    The same words again change nothing. Raises ``IllegalTransition``.
    """
    check(interview, Action.DECLINE_SLOTS)
    if interview.slots_declined_message == message:
        return Outcome(interview, [])
    after = move(interview, Action.DECLINE_SLOTS, now=now, by=by, slots_declined_at=now, slots_declined_message=message)
    declined_by: Literal["candidate", "staff"] = "candidate" if by.kind == "candidate" else "staff"
    return Outcome(after, [InterviewSlotsDeclined(**after.facts(), message=message, declined_by=declined_by)])
