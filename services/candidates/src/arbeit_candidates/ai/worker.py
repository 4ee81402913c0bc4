"""Reads CVs and writes stories, apart from whoever uploaded them.

Every run is a row that outlives the process (`store.work`). No call to a model happens inside a transaction, and a
result is saved in the transaction that ends its run: killed at any moment, a run happens again or has happened once.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from typing import Any

from arbeit_candidates import commands
from arbeit_candidates.ai import answers, forms, local
from arbeit_candidates.ai.asking import Asker, Local, Said
from arbeit_candidates.ai.client import Model, NotNow
from arbeit_candidates.ai.evidence import CvText
from arbeit_candidates.ai.forms import ProfileForm, StoryForm
from arbeit_candidates.cv.intake import checked
from arbeit_candidates.cv.kinds import Kind
from arbeit_candidates.cv.reading import NOTHING, Reading, read_cv
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.settings import Settings
from arbeit_candidates.store import Store
from arbeit_candidates.store.work import LEASE, Work
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.problem import Problem
from arbeit_kit.service import Service
from arbeit_kit.time import now

_log = logging.getLogger("arbeit.candidates.reading")

PARALLEL = 2
POLL_S = 0.5
MOST_ATTEMPTS = 5
"""At a model that does not answer."""
GIVEN_UP_AFTER = 8
"""Attempts that ended in an error of ours."""
_SCOPE = Scope.all("the run names the application")
_DRAIN_S = 10.0
_PAUSE_AFTER_ERROR_S = 2.0
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2.0, 120.0


class Reader:
    """Run it as a background task. Several processes may: each row is leased to one."""

    def __init__(self, service: Service[Store], model: Model | None) -> None:
        settings = service.settings
        assert isinstance(settings, Settings)
        self._service = service
        self._asker = Asker(service.db, service.store, model, settings.ai_tokens_per_day)
        self._model = model
        self._running: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._stopping = False
        self._calm_at = 0.0
        """The model is left alone until then (monotonic)."""
        self._failures = 0
        service.db.on_wake(self._wake)

    async def run(self) -> None:
        """Until `stop()`. Errors of the database or of one run are logged and tried again, never fatal."""
        while not self._stopping:
            pause = POLL_S
            self._wake.clear()
            try:
                free = PARALLEL - len(self._running)
                if free > 0 and time.monotonic() >= self._calm_at:
                    for work in await self._service.store.work.claim(free):
                        task = asyncio.create_task(self._one(work), name=f"cv-{work.kind}")
                        self._running.add(task)
                        task.add_done_callback(self._done)
            except Exception:  # noqa: BLE001  a background task ends the process when it fails
                _log.exception("a round of reading failed", extra={"event": "round_failed"})
                pause = _PAUSE_AFTER_ERROR_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._wake.set()

    async def stop(self) -> None:
        """Takes nothing more; what is cut off falls due again when its lease ends."""
        self._stopping = True
        self._wake.set()
        if self._running:
            await asyncio.wait(self._running, timeout=_DRAIN_S)
        for task in self._running:
            task.cancel()
        if self._model is not None:
            await self._model.close()

    async def _one(self, work: Work) -> None:
        keeping = asyncio.create_task(self._keep(work, asyncio.current_task()))
        try:
            await (self._parse(work) if work.kind == "parse" else self._tell(work))
        except NotNow as later:
            await self._later(work, later)
        except Problem as busy:  # many uploads are being read, or the record is being changed
            _log.info("reading postponed: %s", busy.type, extra=_about(work))
            await self._service.store.work.later(work, 5.0, again=True)
        except Exception:  # noqa: BLE001  one poisonous CV must not stop the others
            _log.exception("reading a CV failed", extra={"event": "cv_run_failed", **_about(work)})
            if work.attempts >= GIVEN_UP_AFTER:
                await self._service.db.transaction(lambda tx: commands.give_up(tx, work))
            else:
                await self._service.store.work.later(work, _wait(work.attempts))
        finally:
            keeping.cancel()

    async def _keep(self, work: Work, task: asyncio.Task[None] | None) -> None:
        """Holds the lease while the run lasts; ends the run when the lease is lost to another worker."""
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            try:
                held = await self._service.store.work.keep(work)
            except Exception as error:  # noqa: BLE001  a database that blinks; two more tries before the lease ends
                _log.warning("lease not renewed: %s", type(error).__name__, extra=_about(work))
                continue
            if not held and task is not None:
                task.cancel()
                return

    async def _later(self, work: Work, why: NotNow) -> None:
        """Everybody leaves a model alone that does not answer; it is asked again after a growing pause."""
        self._failures += 1
        wait = why.retry_after_s if why.retry_after_s is not None else _wait(self._failures)
        self._calm_at = max(self._calm_at, time.monotonic() + wait)
        _log.warning("the model does not answer: %s", why, extra={"event": "model_not_now", **_about(work)})
        await self._service.store.work.later(work, wait)

    # -- parsing ------------------------------------------------------------------------------------------------

    async def _parse(self, work: Work) -> None:
        c = await self._candidate(work)
        if c is None:
            return None
        reading, problem = await self._reading(work, c)
        hidden = bool(reading.hidden)
        if problem or not reading.text.strip():
            outcome = problem or ("scanned" if reading.scanned else "no-text")
            return await self._save_parse(work, {}, hidden, outcome, {"outcome": outcome})
        found = checked(reading.fields)
        said = await self._ask(work, c, forms.profile_messages, reading, ProfileForm)
        if isinstance(said, Local):
            outcome = said.failure or "local"
            return await self._save_parse(work, found, hidden, outcome, {"outcome": outcome, "why_local": said.why})
        self._failures = 0
        more = checked(answers.profile(said.form, CvText(reading)))
        await self._save_parse(work, found | more, hidden, "model", {"outcome": "model", **said.facts()})
        return None

    async def _save_parse(
        self, work: Work, found: dict[str, Any], hidden: bool, outcome: str, record: dict[str, Any]
    ) -> None:
        await self._service.db.transaction(lambda tx: commands.apply_parse(tx, work, found, hidden, outcome, record))

    # -- telling ------------------------------------------------------------------------------------------------

    async def _tell(self, work: Work) -> None:
        c = await self._candidate(work)
        if c is None:
            return
        reading, _ = await self._reading(work, c)
        wanted = await self._wanted(c)
        said = await self._ask(work, c, lambda text, mark: forms.story_messages(text, wanted, mark), reading, StoryForm)
        if isinstance(said, Local):
            story = local.story_of(c, reading, wanted, said.why, now())
            record: dict[str, Any] = {"outcome": "local", "why_local": said.why}
        else:
            self._failures = 0
            story = answers.story(said.form, c, CvText(reading), wanted, said.run(work.run_id), now())
            record = {"outcome": "model", **said.facts()}
        await self._service.db.transaction(lambda tx: commands.apply_story(tx, work, story, record))

    # -- both ---------------------------------------------------------------------------------------------------

    async def _ask(self, work: Work, c: Candidate, ask: Any, reading: Reading, form: Any) -> Said[Any] | Local:
        try:
            return await self._asker.ask(work, c, ask, reading.text, form)
        except NotNow:
            if work.attempts < MOST_ATTEMPTS:
                raise
            self._failures += 1
            return Local("model-failed", "model-unavailable")

    async def _candidate(self, work: Work) -> Candidate | None:
        c = await self._service.store.candidates.find_one(_SCOPE, {"_id": work.candidate_id})
        if c is not None and c.cv is not None and c.cv.file_id == work.file_id:
            return c
        # Erased, or another CV came: nobody waits for this run.
        await self._service.db.transaction(lambda tx: tx.store.work.finish(tx, work))
        return None

    async def _reading(self, work: Work, c: Candidate) -> tuple[Reading, str | None]:
        """As it was read on upload; a file from before readings were kept is read now."""
        assert c.cv is not None
        store, file_id = self._service.store, c.cv.file_id
        if (known := await store.readings.get(file_id)) is not None:
            return known, None
        stream = await store.files.open(file_id)
        if stream is None:
            return NOTHING, "unreadable"
        try:
            reading = await read_cv(Kind(c.cv.content_type), b"".join([chunk async for chunk in stream]))
        except Problem as refused:
            if refused.status == 503:
                raise
            return NOTHING, "unreadable"

        async def keep(tx: Tx[Store]) -> None:
            if await tx.store.work.keep(work, tx):
                await tx.store.readings.put(tx, file_id, c.candidate_id, reading)

        await self._service.db.transaction(keep)
        return reading, None

    async def _wanted(self, c: Candidate) -> local.Wanted:
        job = await self._service.store.jobs.get(c.job_id) or {}
        names = await self._service.store.names.of(c.job_id)
        return local.Wanted(
            names.title,
            names.client_name,
            list(job.get("required_skills", [])),
            list(job.get("nice_to_have_skills", [])),
        )


def _wait(attempt: int) -> float:
    """Full jitter above a floor: retries of many come back spread out."""
    most = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(attempt, 10))
    return random.uniform(most / 2, most)  # noqa: S311 - spreads retries, guards nothing


def _about(work: Work) -> dict[str, Any]:
    return {"candidate_id": work.candidate_id, "run_id": work.run_id}
