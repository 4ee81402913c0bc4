"""Send the invite, note what became of the interview, decide."""

from arbeit_interviews.commands.acting import act, by, load, refusals, viewed
from arbeit_interviews.domain import decisions, invites
from arbeit_interviews.domain.interview import Interview
from arbeit_interviews.domain.views import Viewed
from arbeit_interviews.schemas.requests import Hiring, MarkCompleted, Reason
from arbeit_interviews.store import OURS, Store
from arbeit_kit.mongo import Tx
from arbeit_kit.security import Principal


async def send_invite(tx: Tx[Store], who: Principal, interview_id: str, *, if_match: int | None) -> Viewed:
    """Ask notifications for the invite, its update, or another try."""
    return await act(
        tx, who, interview_id, lambda i, actor: invites.send_invite(i, now=tx.now, by=actor), if_match=if_match
    )


async def mark_completed(
    tx: Tx[Store], who: Principal, interview_id: str, body: MarkCompleted, *, if_match: int | None
) -> Viewed:
    """It took place."""
    return await act(
        tx,
        who,
        interview_id,
        lambda i, actor: decisions.complete(
            i, feedback=body.feedback or None, rating=body.rating, now=tx.now, by=actor
        ),
        if_match=if_match,
    )


async def mark_no_show(tx: Tx[Store], who: Principal, interview_id: str, *, if_match: int | None) -> Viewed:
    """The candidate did not come."""
    return await act(
        tx, who, interview_id, lambda i, actor: decisions.no_show(i, now=tx.now, by=actor), if_match=if_match
    )


async def cancel(tx: Tx[Store], who: Principal, interview_id: str, body: Reason, *, if_match: int | None) -> Viewed:
    """Call it off. The round before is the latest again."""
    before = await load(tx, who, interview_id, if_match)
    with refusals(who, before, tx):
        after, events = decisions.cancel(before, reason=body.reason, now=tx.now, by=by(who))
    await tx.store.save(tx, before, after, events)
    if before.previous_interview_id is not None:
        previous = await tx.store.interviews.find_one(OURS, {"_id": before.previous_interview_id}, tx)
        if previous is not None and previous.next_interview_id == interview_id:
            await tx.store.save(tx, previous, without_next(previous), [])
    return await viewed(tx, after)


async def move_to_next_round(tx: Tx[Store], who: Principal, interview_id: str, *, if_match: int | None) -> Viewed:
    """The round is passed."""
    return await act(
        tx, who, interview_id, lambda i, actor: decisions.pass_round(i, now=tx.now, by=actor), if_match=if_match
    )


async def reject(tx: Tx[Store], who: Principal, interview_id: str, body: Reason, *, if_match: int | None) -> Viewed:
    """The candidate is rejected in this round."""
    return await act(
        tx,
        who,
        interview_id,
        lambda i, actor: decisions.fail(i, reason=body.reason, now=tx.now, by=actor),
        if_match=if_match,
    )


async def initiate_hiring(
    tx: Tx[Store], who: Principal, interview_id: str, body: Hiring, *, if_match: int | None
) -> Viewed:
    """Hiring starts from the latest round."""
    return await act(
        tx,
        who,
        interview_id,
        lambda i, actor: decisions.hire(i, salary_offered=body.salary_offered or None, now=tx.now, by=actor),
        if_match=if_match,
    )


def without_next(previous: Interview) -> Interview:
    """The round after it was called off: hiring may follow from this one again."""
    return previous.model_copy(update={"next_interview_id": None})
