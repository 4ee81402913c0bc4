"""The applications this service knows: from events, or asked of candidates when one was added a moment ago."""

from typing import Any

from arbeit_events.envelope import Envelope
from arbeit_interviews.domain.application import Application
from arbeit_interviews.domain.interview import ERASED
from arbeit_interviews.store import OURS, Store
from arbeit_kit import ids
from arbeit_kit.mongo import DuplicateKey, Tx
from arbeit_kit.peers import Peers
from arbeit_kit.time import now

_FACTS = (
    "candidate_id", "job_id", "client_id", "person_id", "name", "email", "job_title", "client_name", "status",
    "candidate_portal_id",
)  # fmt: skip


def heard(facts: dict[str, Any], sequence: int) -> Application:
    """The application as an event's data, or the candidates service's answer, tells of it."""
    known = {name: facts[name] for name in _FACTS if name in facts}
    return Application(**known, sequence=sequence, created_at=_created(facts["candidate_id"]))


def heard_of_change(event: Envelope, facts: dict[str, Any]) -> Application:
    """As ``heard``, of a ``CandidateStatusChanged``, which names the status twice."""
    return heard({**facts, "status": facts["new_status"]}, event.sequence)


def erased(facts: dict[str, Any], sequence: int) -> Application:
    """What is left of an application after ``CandidateDeleted``: ids, so that nothing late brings it back."""
    ended = {"name": ERASED, "email": None, "job_title": "", "client_name": "", "status": "DELETED"}
    return heard({**facts, **ended}, sequence).erase(sequence)


async def look_up(store: Store, peers: Peers, candidate_id: str) -> None:
    """Makes sure that the application is known, if it exists. Before a transaction, never inside.

    Problem 503 when it is unknown here and the candidates service does not answer.
    """
    if await store.applications.find_one(OURS, {"_id": candidate_id}) is not None:
        return
    facts = await peers.get("candidates", f"/internal/candidates/{candidate_id}")
    if facts is None:
        return
    application = heard(facts, facts["sequence"])

    async def keep(tx: Tx[Store]) -> None:
        await tx.store.applications.insert(tx, application, [])

    try:
        await store.db.transaction(keep)
    except DuplicateKey:
        return  # its event arrived meanwhile, and is at least as new


async def names(tx: Tx[Store], application: Application) -> Application:
    """The application with its job's and client's present names, where events have told of them."""
    job = await tx.store.jobs.get(application.job_id, tx)
    client = await tx.store.clients.get(application.client_id, tx)
    return application.model_copy(
        update={
            "job_title": job["title"] if job else application.job_title,
            "client_name": client["company_name"] if client else application.client_name,
        }
    )


def _created(candidate_id: str) -> Any:
    try:
        return ids.time_of(candidate_id)
    except ValueError:
        return now()
