"""Book a slot, or move to another one; who loses a race is told what is still free."""

from typing import Any

from arbeit_interviews.commands.acting import act, by, load, refusals, viewed
from arbeit_interviews.domain import booking
from arbeit_interviews.domain.allowed import free_slots
from arbeit_interviews.domain.interview import Interview
from arbeit_interviews.domain.refusal import SlotAlreadyBooked
from arbeit_interviews.domain.status import HOLDING
from arbeit_interviews.domain.views import Viewed
from arbeit_interviews.schemas.requests import BookSlot, DeclineSlots
from arbeit_interviews.store import Store, scope_of
from arbeit_kit import problem
from arbeit_kit.mongo import Tx
from arbeit_kit.security import Principal
from arbeit_kit.time import now


async def book_slot(
    tx: Tx[Store], who: Principal, interview_id: str, body: BookSlot, *, if_match: int | None
) -> Viewed:
    """Book the slot, claiming the quarter-hours of everybody who must come.

    Problems: 404, 412, 409 ``illegal-transition`` and ``slot-already-booked``, 422 for an unknown or past slot.
    ``DuplicateKey`` when somebody is booked elsewhere: ``lost_race`` turns it into an answer.
    """
    before = await load(tx, who, interview_id, if_match)
    with refusals(who, before, tx):
        try:
            after, events = booking.book(before, body.slot_id, reason=body.reason, now=tx.now, by=by(who))
        except SlotAlreadyBooked as refused:
            raise problem.conflict(
                "slot-already-booked", str(refused), **await _free(tx.store, before, tx)
            ) from refused
    await tx.store.save(tx, before, after, events)
    return await viewed(tx, after)


async def decline_slots(
    tx: Tx[Store], who: Principal, interview_id: str, body: DeclineSlots, *, if_match: int | None
) -> Viewed:
    """None of the times suits. Problems: 404, 412, 409 ``illegal-transition``."""
    return await act(
        tx,
        who,
        interview_id,
        lambda i, actor: booking.decline(i, body.message, now=tx.now, by=actor),
        if_match=if_match,
    )


async def lost_race(store: Store, who: Principal, interview_id: str, slot_id: str) -> problem.Problem:
    """The answer to a booking (or change of interviewers) that the claims refused, with the slots still free."""
    interview = await store.interviews.get(await scope_of(store, who), interview_id)
    free = await _free(store, interview)
    if interview.interview_status in HOLDING and interview.selected_slot_id == slot_id:
        return problem.conflict("slot-already-booked", "This slot has just been booked.", **free)
    return problem.conflict("slot-conflict", "Somebody who must come has another interview at that time.", **free)


async def _free(store: Store, interview: Interview, tx: Tx[Any] | None = None) -> dict[str, Any]:
    moment = tx.now if tx else now()
    free = set(free_slots(interview, moment, await store.taken(interview, moment, tx)))
    return {"free_slots": [slot.model_dump(mode="json") for slot in interview.proposed_slots if slot.slot_id in free]}
