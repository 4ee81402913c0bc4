"""What an application does when an interview's fact arrives."""

from __future__ import annotations

import logging
from collections.abc import Callable

from arbeit_candidates.domain.candidate import Candidate, Change
from arbeit_candidates.store import Store
from arbeit_kit.mongo import Scope, Tx

_log = logging.getLogger("arbeit.candidates.interviews")


async def apply_interview(
    tx: Tx[Store], candidate_id: str, interview_id: str, fact: str, change: Callable[[Candidate], Change]
) -> None:
    """Applies the fact if the table allows it now; else it is logged and dropped, never refused (it did happen).

    An application that is not there was erased: interviews only ever name applications that existed.
    """
    scope = Scope.all("the event names the application")
    before = await tx.store.candidates.find_one(scope, {"_id": candidate_id}, tx=tx)
    extra = {"candidate_id": candidate_id, "interview_id": interview_id, "fact": fact}
    if before is None:
        erased = await tx.store.erased.get(candidate_id, tx=tx) is not None
        _log.info("fact about %s application ignored", "an erased" if erased else "an unknown", extra=extra)
        return
    after, events = change(before)
    if not events:
        _log.info(
            "fact ignored: the status table does not allow it now", extra={**extra, "status": before.status.value}
        )
        return
    await tx.store.candidates.save(tx, after, events)
