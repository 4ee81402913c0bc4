"""What is done with the CV of an application that is there."""

from __future__ import annotations

from typing import Any, Literal

from arbeit_candidates.commands.creation import TakenIn
from arbeit_candidates.domain import cv as domain
from arbeit_candidates.domain.candidate import Candidate, Change, JobNames
from arbeit_candidates.domain.story import Story
from arbeit_candidates.store import Store, scope_of
from arbeit_candidates.store.work import Kind, Work
from arbeit_kit import problem
from arbeit_kit.command import check_version
from arbeit_kit.mongo import Scope, Tx
from arbeit_kit.security import Principal

_WORKER = Scope.all("the run names the application")
Named = tuple[Candidate, JobNames]


async def attach_cv(tx: Tx[Store], who: Principal, candidate_id: str, taken: TakenIn, if_match: int | None) -> Named:
    """A first CV, or another in the place of the one before, whose bytes and text go. Problems: 404; 412."""
    store = tx.store
    before = await store.candidates.get(scope_of(who), candidate_id, tx=tx)
    check_version(before, if_match)
    job = await store.names.of(before.job_id)
    await store.files.adopt(tx, taken.cv.file_id)
    after, events = domain.attach(before, taken.cv, taken.fields, bool(taken.reading.hidden), job, tx.now)
    if before.cv is not None:
        await store.files.erase(tx, before.cv.file_id)
    await store.readings.erase(tx, candidate_id)
    await store.work.erase(tx, candidate_id)
    await store.readings.put(tx, taken.cv.file_id, candidate_id, taken.reading)
    await store.candidates.save(tx, after, events)
    return after, job


async def parse_cv(tx: Tx[Store], who: Principal, candidate_id: str) -> Named:
    """Reads the CV again. Problems: 404; 409 `no-cv`, `cv-being-read`, `cv-not-readable`."""
    store = tx.store
    before = await store.candidates.get(scope_of(who), candidate_id, tx=tx)
    job = await store.names.of(before.job_id)
    if before.cv is None:
        raise problem.conflict("no-cv", "There is no CV to read. Upload one.")
    if before.cv_status == "parsing":
        return before, job
    if not domain.retryable(before):
        raise problem.conflict("cv-not-readable", "Reading this file again changes nothing. Upload another.")
    after = domain.parse_again(before, tx.now)
    await store.candidates.save(tx, after, [])
    await store.work.add(tx, "parse", candidate_id, before.cv.file_id)
    return after, job


async def regenerate_story(tx: Tx[Store], who: Principal, candidate_id: str) -> Named:
    """Asks for another story; asked while one is being written, nothing more is asked. Problems: 404; 409 `no-cv`."""
    store = tx.store
    before = await store.candidates.get(scope_of(who), candidate_id, tx=tx)
    job = await store.names.of(before.job_id)
    if before.cv is None:
        raise problem.conflict("no-cv", "A story is written from a CV. Upload one.")
    if before.story_status == "writing" and await store.work.waiting(tx, candidate_id, "story"):
        return before, job
    if not domain.retryable(before):
        raise problem.conflict("cv-not-readable", "There is no text to write a story from. Upload another CV.")
    if before.cv_status == "parsing":
        raise problem.conflict("cv-being-read", "The CV is being read. Its story follows by itself.")
    after = domain.ask_story(before, tx.now)
    await store.candidates.save(tx, after, [])
    await store.work.add(tx, "story", candidate_id, before.cv.file_id, fresh=True)
    return after, job


async def schedule(tx: Tx[Store], kind: Kind, candidate_id: str, file_id: str | None) -> None:
    """In answer to an event about a CV; an application that was erased, or got another CV since, is left alone."""
    c = await tx.store.candidates.find_one(_WORKER, {"_id": candidate_id}, tx=tx)
    if c is None or c.cv is None or c.cv.file_id != file_id:
        return
    if kind == "story" and c.story_status != "writing":
        return
    await tx.store.work.add(tx, kind, candidate_id, c.cv.file_id)


async def apply_parse(
    tx: Tx[Store],
    work: Work,
    found: dict[str, Any],
    hidden_text: bool,
    outcome: Literal["local", "model"] | str,
    record: dict[str, Any],
) -> None:
    """Saves what a run found: once, whoever ran it. `outcome` is a source, or one of `domain.cv.FAILURES`."""

    def change(c: Candidate, job: JobNames) -> Change:
        if outcome in domain.FAILURES:
            return domain.parse_failed(c, outcome, domain.FAILURES[outcome], found, hidden_text, job, tx.now)
        return domain.parsed(c, found, outcome, hidden_text, job, tx.now)

    await _apply(tx, work, change, record)


async def apply_story(tx: Tx[Store], work: Work, story: Story, record: dict[str, Any]) -> None:
    """Saves a story: once."""
    await _apply(tx, work, lambda c, _: domain.story_written(c, story, tx.now), record)


async def give_up(tx: Tx[Store], work: Work) -> None:
    """A run that fails each time, for a reason of our own: people see that it is over."""
    record = {"outcome": "given-up"}
    if work.kind == "parse":
        await apply_parse(tx, work, {}, hidden_text=False, outcome="unreadable", record=record)
    else:
        await _apply(tx, work, lambda c, _: (domain.no_story(c, tx.now), []), record)


async def _apply(tx: Tx[Store], work: Work, change: Any, record: dict[str, Any]) -> None:
    store = tx.store
    if not await store.work.finish(tx, work):
        return
    c = await store.candidates.find_one(_WORKER, {"_id": work.candidate_id}, tx=tx)
    if c is None or c.cv is None or c.cv.file_id != work.file_id:
        return
    after, events = change(c, await store.names.of(c.job_id))
    await store.candidates.save(tx, after, events)
    await store.runs.record(tx, work.run_id, work.candidate_id, {"kind": work.kind, **record})
