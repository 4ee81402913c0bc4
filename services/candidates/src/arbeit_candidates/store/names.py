"""Job titles and company names beside applications: read from the projections, remembered for two seconds."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice, takewhile

from arbeit_candidates.domain.candidate import JobNames
from arbeit_kit.mongo import Projection

_FRESH_S = 2.0
_REMEMBERED = 10_000
# Under load each read brings some that are about to be asked for again; a short list, because the local database's time
# for `$in` grows with its square.
_AT_ONCE = 32
_UNKNOWN = JobNames("", "")


class Names:
    """A list of 25 applications would else cost two more reads each time, for names that hardly ever change."""

    def __init__(self, jobs: Projection, clients: Projection) -> None:
        self._jobs = jobs
        self._clients = clients
        self._known: OrderedDict[str, tuple[float, JobNames]] = OrderedDict()

    async def of(self, job_id: str) -> JobNames:
        """Title and company of a job; empty when its event has not arrived yet."""
        return (await self.of_all([job_id]))[job_id]

    async def of_all(self, job_ids: Iterable[str]) -> dict[str, JobNames]:
        """The same for many at once, in two reads at most."""
        moment = time.monotonic()
        wanted = set(job_ids)
        found: dict[str, JobNames] = {}
        for job_id in wanted:
            known = self._known.get(job_id)
            if known is not None and moment - known[0] < _FRESH_S:
                found[job_id] = known[1]
        missing = wanted - found.keys()
        if missing:
            found |= await self._read(missing | self._stale(moment, missing), moment)
        return {job_id: found[job_id] for job_id in wanted}

    def _stale(self, moment: float, besides: set[str]) -> set[str]:
        """Others that have to be read again when they are next asked for: they come with the same two reads."""
        oldest = (each for each in self._known.items() if each[0] not in besides)
        few = islice(takewhile(lambda each: moment - each[1][0] >= _FRESH_S, oldest), max(0, _AT_ONCE - len(besides)))
        return {job_id for job_id, _ in few}

    async def _read(self, job_ids: set[str], moment: float) -> dict[str, JobNames]:
        jobs = await self._jobs.find({"_id": {"$in": sorted(job_ids)}}, limit=len(job_ids))
        client_ids = sorted({str(job["client_id"]) for job in jobs})
        clients = await self._clients.find({"_id": {"$in": client_ids}}, limit=len(client_ids)) if client_ids else []
        companies = {client["_id"]: str(client["company_name"]) for client in clients}
        found = dict.fromkeys(job_ids, _UNKNOWN)
        for job in jobs:
            company = companies.get(job["client_id"]) or str(job.get("client_name") or "")
            names = found[job["_id"]] = JobNames(str(job["title"]), company)
            self._known[job["_id"]] = (moment, names)
            self._known.move_to_end(job["_id"])
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found
