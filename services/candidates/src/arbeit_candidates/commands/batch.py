"""Several applications at once: one result each, all in one transaction."""

from __future__ import annotations

from arbeit_candidates.commands.creation import NewCandidate, OpenJob, create_candidate, duplicate_of
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.store import Store
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.problem import Problem
from arbeit_kit.security import Principal

_SCOPE = Scope.all("the caller may add to this job, so he may see who is on it")


async def create_candidates(
    tx: Tx[Store], who: Principal, job: OpenJob, prepared: list[NewCandidate | Problem]
) -> list[Candidate | Problem]:
    """One result per entry, in order; an entry that was refused before stays refused.

    A duplicate is found by reading first, so that it spoils only its own file; one that commits in the same moment
    raises `DuplicateKey`, and the second run reads it.
    """
    results: list[Candidate | Problem] = []
    for entry in prepared:
        if isinstance(entry, Problem):
            results.append(entry)
            continue
        query = {"email": entry.fields["email"], "job_id": job.job_id}
        first = await tx.store.candidates.find_one(_SCOPE, query, tx=tx)
        results.append(duplicate_of(first) if first is not None else await create_candidate(tx, who, job, entry))
    return results
