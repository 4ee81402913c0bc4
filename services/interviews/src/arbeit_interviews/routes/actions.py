"""What one does to an interview: book, invite, complete, decide. 409 `illegal-transition` names what is allowed now."""

from fastapi import APIRouter, Response

from arbeit_interviews.commands import booking, decisions
from arbeit_interviews.routes.parts import (
    Decider,
    InterviewId,
    TheRun,
    TheStore,
    Writer,
    WriterOrCandidate,
    WriterOrDecider,
    answered,
    operation_id,
)
from arbeit_interviews.schemas.answers import AnyInterviewOut, InterviewOut
from arbeit_interviews.schemas.requests import BookSlot, DeclineSlots, Hiring, MarkCompleted, Nothing, Reason
from arbeit_kit import problem

router = APIRouter(
    prefix="/api/interviews/{interview_id}", tags=["interviews"], generate_unique_id_function=operation_id
)

_ACT = problem.documented(401, 403, 404, 409, 412, 422)
_NOTHING = Nothing()
_NO_FEEDBACK = MarkCompleted()
_NO_OFFER = Hiring()


@router.post("/book-slot", summary="Book a slot", response_model=AnyInterviewOut, responses=_ACT)
async def book_slot(
    who: WriterOrCandidate, interview_id: InterviewId, body: BookSlot, run: TheRun, store: TheStore
) -> Response:
    """By the candidate himself or by staff for him; with a `reason` also to move to another slot. 409
    `slot-already-booked` or `slot-conflict` carry `free_slots`, what can still be booked."""
    return await answered(
        run,
        who,
        store,
        lambda tx: booking.book_slot(tx, who, interview_id, body, if_match=run.if_match),
        interview_id=interview_id,
        slot_id=body.slot_id,
    )


@router.post("/decline-slots", summary="Say that no time suits", response_model=AnyInterviewOut, responses=_ACT)
async def decline_slots(
    who: WriterOrCandidate, interview_id: InterviewId, body: DeclineSlots, run: TheRun, store: TheStore
) -> Response:
    """By the candidate himself or by staff for him. The agency is told; the slots stay and may still be booked, until
    others are proposed."""
    return await answered(
        run, who, store, lambda tx: booking.decline_slots(tx, who, interview_id, body, if_match=run.if_match)
    )


@router.post("/send-invite", summary="Send the calendar invite", response_model=InterviewOut, responses=_ACT)
async def send_invite(
    who: Writer, interview_id: InterviewId, run: TheRun, store: TheStore, body: Nothing = _NOTHING  # noqa: ARG001
) -> Response:  # fmt: skip
    """Asks for the invite, its update, or another try. `invite_sent` or `invite_error` follow a moment later."""
    return await answered(
        run, who, store, lambda tx: decisions.send_invite(tx, who, interview_id, if_match=run.if_match)
    )


@router.post("/mark-completed", summary="Mark as completed", response_model=InterviewOut, responses=_ACT)
async def mark_completed(
    who: Writer, interview_id: InterviewId, run: TheRun, store: TheStore, body: MarkCompleted = _NO_FEEDBACK
) -> Response:
    """It took place; before the planned start too."""
    return await answered(
        run, who, store, lambda tx: decisions.mark_completed(tx, who, interview_id, body, if_match=run.if_match)
    )


@router.post("/mark-no-show", summary="Mark as no-show", response_model=InterviewOut, responses=_ACT)
async def mark_no_show(
    who: Writer, interview_id: InterviewId, run: TheRun, store: TheStore, body: Nothing = _NOTHING  # noqa: ARG001
) -> Response:  # fmt: skip
    """The candidate did not come; new slots (`PUT`) begin anew."""
    return await answered(
        run, who, store, lambda tx: decisions.mark_no_show(tx, who, interview_id, if_match=run.if_match)
    )


@router.post("/cancel", summary="Cancel an interview", response_model=InterviewOut, responses=_ACT)
async def cancel(
    who: WriterOrDecider, interview_id: InterviewId, body: Reason, run: TheRun, store: TheStore
) -> Response:
    """Any interview that is not final. An invite that was sent is withdrawn."""
    return await answered(
        run, who, store, lambda tx: decisions.cancel(tx, who, interview_id, body, if_match=run.if_match)
    )


@router.post("/move-to-next-round", summary="Pass the round", response_model=InterviewOut, responses=_ACT)
async def move_to_next_round(
    who: Decider, interview_id: InterviewId, run: TheRun, store: TheStore, body: Nothing = _NOTHING  # noqa: ARG001
) -> Response:  # fmt: skip
    """The candidate passed; an interview of the next round may be created."""
    return await answered(
        run, who, store, lambda tx: decisions.move_to_next_round(tx, who, interview_id, if_match=run.if_match)
    )


@router.post("/reject", summary="Reject the candidate", response_model=InterviewOut, responses=_ACT)
async def reject(who: Decider, interview_id: InterviewId, body: Reason, run: TheRun, store: TheStore) -> Response:
    """The candidate failed this round and becomes REJECTED."""
    return await answered(
        run, who, store, lambda tx: decisions.reject(tx, who, interview_id, body, if_match=run.if_match)
    )


@router.post("/initiate-hiring", summary="Start hiring", response_model=InterviewOut, responses=_ACT)
async def initiate_hiring(
    who: Decider, interview_id: InterviewId, run: TheRun, store: TheStore, body: Hiring = _NO_OFFER
) -> Response:
    """From the latest round. The candidate becomes SELECTED."""
    return await answered(
        run, who, store, lambda tx: decisions.initiate_hiring(tx, who, interview_id, body, if_match=run.if_match)
    )
