"""What other services' events do here. Each may come twice, late or out of order and ends in the same state.

The state of an application comes with every event of it, so the newest wins by ``sequence``. What a rejection does to
interviews is bound to its time instead: a rejection that arrives after its own undoing still cancels what was open
when it happened.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from arbeit_events import EventData
from arbeit_interviews.commands.decisions import without_next
from arbeit_interviews.domain import decisions, following, invites
from arbeit_interviews.domain.application import Application
from arbeit_interviews.domain.interview import By, Interview, Outcome
from arbeit_interviews.domain.invites import Method
from arbeit_interviews.domain.status import OPEN, TABLE, Action, Status
from arbeit_interviews.store import OURS, Store
from arbeit_kit.mongo import Tx

log = logging.getLogger(__name__)


async def follow_candidate(tx: Tx[Store], heard: Application) -> None:
    """Take over what is new about the candidate."""
    newest, is_new = await _take_over(tx, heard)
    if is_new and newest is not heard:
        await _change_all(tx, newest, lambda interview: Outcome(interview, []))


async def follow_status(
    tx: Tx[Store],
    heard: Application,
    *,
    old_status: str,
    new_status: str,
    changed_at: datetime,
    cause: str,
    withdrawn: bool = False,
) -> None:
    """REJECTED cancels the open interviews of that time; leaving SELECTED lets hiring be initiated anew."""
    newest, is_new = await _take_over(tx, heard)
    if newest is heard:
        return
    system = By(None, cause, "system")
    reason = "The candidate withdrew the application." if withdrawn else "The candidate was rejected."

    def change(interview: Interview) -> Outcome:
        if old_status == "SELECTED":
            interview = following.undo_hiring(interview, changed_at)
        if new_status != "REJECTED" or interview.interview_status not in OPEN:
            return Outcome(interview, [])
        if not is_new and interview.created_at > changed_at:
            return Outcome(interview, [])
        return decisions.cancel(interview, reason=reason, now=tx.now, by=system)

    if is_new or new_status == "REJECTED" or old_status == "SELECTED":
        await _change_all(tx, newest, change)


async def forget_candidate(tx: Tx[Store], erased: Application) -> None:
    """Forget the person: open interviews are cancelled, claims released, words about him erased."""
    known = await tx.store.applications.find_one(OURS, {"_id": erased.candidate_id}, tx)
    if known is None:
        await tx.store.applications.insert(tx, erased, [])  # a tombstone: what comes later finds it
        return
    newest = known.erase(erased.sequence)
    if not known.erased:
        await tx.store.applications.save(tx, newest, [])
    system = By(None, "CandidateDeleted", "system")

    def change(interview: Interview) -> Outcome:
        if interview.interview_status not in OPEN:
            return Outcome(interview, [])
        return decisions.cancel(interview, reason="The candidate was deleted.", now=tx.now, by=system)

    await _change_all(tx, newest, change)


async def rename_job(tx: Tx[Store], job_id: str, sequence: int, title: str) -> None:
    """Open interviews take over the job's title."""
    if await tx.store.jobs.apply(tx, job_id, sequence, {"title": title}):
        for interview in await tx.store.open_interviews("job_id", job_id, tx):
            await _save_if_changed(tx, interview, following.rename(interview, job_title=title))


async def rename_client(tx: Tx[Store], client_id: str, sequence: int, company_name: str) -> None:
    """Open interviews take over the company's name."""
    if await tx.store.clients.apply(tx, client_id, sequence, {"company_name": company_name}):
        for interview in await tx.store.open_interviews("client_id", client_id, tx):
            await _save_if_changed(tx, interview, following.rename(interview, client_name=company_name))


async def note_delivered(
    tx: Tx[Store], interview_id: str, *, sequence_no: int, method: Method, meeting_link: str | None,
    calendar_event_id: str | None,
) -> None:  # fmt: skip
    """The invite is out."""
    interview = await tx.store.interviews.find_one(OURS, {"_id": interview_id}, tx)
    if interview is None:
        return
    outcome = invites.invite_delivered(
        interview,
        sequence_no=sequence_no,
        method=method,
        meeting_link=meeting_link,
        calendar_event_id=calendar_event_id,
        now=tx.now,
    )
    if outcome is not None:
        await tx.store.save(tx, interview, *outcome)


async def note_failed(tx: Tx[Store], interview_id: str, *, sequence_no: int, reason: str) -> None:
    """The invite could not be sent; staff may try again."""
    interview = await tx.store.interviews.find_one(OURS, {"_id": interview_id}, tx)
    if interview is None:
        return
    outcome = invites.invite_failed(interview, sequence_no=sequence_no, reason=reason, now=tx.now)
    if outcome is not None:
        await tx.store.save(tx, interview, *outcome)


async def _take_over(tx: Tx[Store], heard: Application) -> tuple[Application, bool]:
    """The application as it is now known, and whether ``heard`` told anything new. ``heard`` itself when nothing was
    known before: then there is no interview of it either, because none is created without its application."""
    known = await tx.store.applications.find_one(OURS, {"_id": heard.candidate_id}, tx)
    if known is None:
        await tx.store.applications.insert(tx, heard, [])
        return heard, True
    if known.erased or known.sequence >= heard.sequence:
        return known, False
    newest = heard.model_copy(update={"version": known.version, "created_at": known.created_at})
    await tx.store.applications.save(tx, newest, [])
    return newest, True


async def _change_all(tx: Tx[Store], application: Application, change: Callable[[Interview], Outcome]) -> None:
    """Each interview of the application follows it and takes the change; all in this transaction."""
    before = {each.interview_id: each for each in await tx.store.rounds(OURS, application.candidate_id, tx)}
    after: dict[str, Interview] = {}
    events: dict[str, list[EventData]] = {}
    for interview_id, interview in before.items():
        followed = await _followed(tx, interview, application)
        after[interview_id], events[interview_id] = change(followed)
        if interview.previous_interview_id in after and _was_cancelled(interview, after[interview_id]):
            previous = after[interview.previous_interview_id]
            if previous.next_interview_id == interview_id:
                after[previous.interview_id] = without_next(previous)
    for interview_id, interview in before.items():
        await _save_if_changed(tx, interview, after[interview_id], events[interview_id])


async def _followed(tx: Tx[Store], interview: Interview, application: Application) -> Interview:
    """The interview with the candidate's new facts. When two records turn out to be one person who is booked twice
    at that time already, the booking stays under the old key: no event may fail for what is so."""
    followed = following.follow_application(interview, application)
    new = followed.claims() - interview.claims()
    if new and await tx.store.holders(new, tx):
        log.warning(
            "a person is booked twice", extra={"event": "person_overlap", "interview_id": interview.interview_id}
        )
        return followed.model_copy(update={"person_id": interview.person_id})
    return followed


async def _save_if_changed(
    tx: Tx[Store], before: Interview, after: Interview, events: list[EventData] | None = None
) -> None:
    if after is not before:
        await tx.store.save(tx, before, after, events or [])


def _was_cancelled(before: Interview, after: Interview) -> bool:
    return before.interview_status in TABLE[Action.CANCEL] and after.interview_status is Status.CANCELLED
