"""What every command on one interview has in common: who acts, on what, and how a refusal is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from arbeit_interviews.domain.allowed import allowed_actions
from arbeit_interviews.domain.interview import By, Interview, Outcome
from arbeit_interviews.domain.refusal import Conflict, IllegalTransition, Invalid
from arbeit_interviews.domain.views import Viewed
from arbeit_interviews.store import Store, scope_of
from arbeit_kit import problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Tx
from arbeit_kit.security import Principal

Decision = Callable[[Interview, By], Outcome]
"""A command of the domain with everything filled in but the interview and the actor."""


def by(who: Principal) -> By:
    """The caller, as the history names him."""
    if who.audience == "candidate":
        return By(who.subject, "candidate", "candidate")
    return By(who.subject, who.email or who.subject)


def permissions_of(who: Principal) -> Callable[[str], bool] | None:
    """For ``allowed_actions``: a candidate's rights are his audience."""
    return None if who.audience == "candidate" else who.can


async def load(tx: Tx[Store], who: Principal, interview_id: str, if_match: int | None) -> Interview:
    """The interview in the caller's scope. Problem 404; 412 when he read another version."""
    interview = await tx.store.interviews.get(await scope_of(tx.store, who, tx), interview_id, tx)
    check_version(interview, if_match)
    return interview


async def act(
    tx: Tx[Store], who: Principal, interview_id: str, decide: Decision, *, if_match: int | None = None
) -> Viewed:
    """Load, decide, save; the interview as it is afterwards. Problems 404, 409, 412, 422."""
    before = await load(tx, who, interview_id, if_match)
    with refusals(who, before, tx):
        after, events = decide(before, by(who))
    if events:
        await tx.store.save(tx, before, after, events)
    return await viewed(tx, after)


async def viewed(tx: Tx[Store], interview: Interview) -> Viewed:
    """The interview with the slots in which somebody is booked elsewhere."""
    return Viewed(interview, await tx.store.taken(interview, tx.now, tx), tx.now)


@contextmanager
def refusals(who: Principal, interview: Interview, tx: Tx[Any]) -> Iterator[None]:
    """Turns the domain's refusals into answers; nothing of the transaction stays."""
    try:
        yield
    except IllegalTransition as refused:
        allowed = allowed_actions(interview, may=permissions_of(who), now=tx.now)
        raise problem.illegal_transition(
            str(refused), state=refused.state, allowed=[each.action for each in allowed if each.allowed]
        ) from refused
    except Conflict as refused:
        raise problem.conflict(refused.kind, str(refused)) from refused
    except Invalid as refused:
        raise invalid(refused) from refused


def invalid(refused: Invalid) -> problem.Problem:
    """422 on the field that the domain names."""
    return problem.invalid(refused.field, str(refused), refused.code)
