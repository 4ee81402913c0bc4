"""One question to the model: from the store of answers when it was asked before, within what the day may cost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from arbeit_candidates.ai.client import MOST_TOKENS, Misconfigured, Model, NotNow, Unusable
from arbeit_candidates.ai.forms import PROMPT_VERSION
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.domain.story import StoryRun
from arbeit_candidates.store import Store
from arbeit_candidates.store.work import Work
from arbeit_kit.mongo import Database, DuplicateKey, Tx
from arbeit_kit.time import now

_log = logging.getLogger("arbeit.candidates.model")

M = TypeVar("M", bound=BaseModel)
Messages = Callable[[str, str], list[dict[str, str]]]
MOST_TEXT = 60_000
"""Characters of a CV that a model is shown: some thirty pages."""
_CHARACTERS_A_TOKEN = 3
"""Low on purpose: an estimate that is too high is settled after the answer."""


@dataclass(frozen=True, slots=True)
class Local:
    """The model is not asked, or was of no use. `failure` says so to people; None where nothing failed."""

    why: Literal["no-model", "budget", "model-failed"]
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Said(Generic[M]):
    """An answer and its record."""

    form: M
    model: str
    input_hash: str
    tokens_in: int
    tokens_out: int
    duration_ms: int
    cached: bool

    def facts(self) -> dict[str, Any]:
        """The run's record, without a word of the CV."""
        return {
            "model": self.model,
            "prompt_version": PROMPT_VERSION,
            "input_hash": self.input_hash,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "duration_ms": self.duration_ms,
            "cached": self.cached,
        }

    def run(self, run_id: str) -> StoryRun:
        """The same, to stand with the story."""
        return StoryRun(run_id=run_id, **self.facts())


class Asker:
    """Asks, remembers, counts."""

    def __init__(self, db: Database, store: Store, model: Model | None, tokens_per_day: int) -> None:
        self._db = db
        self._store = store
        self._model = model
        self._limit = tokens_per_day

    async def ask(self, work: Work, c: Candidate, messages: Messages, text: str, form: type[M]) -> Said[M] | Local:
        """Raises `NotNow` when it is worth to ask again later."""
        model = self._model
        if model is None:
            return Local("no-model")
        shown = text[:MOST_TEXT]
        # The hash of a text cannot stand in that text: nobody can close the marker from within.
        said = messages(shown, hashlib.sha256(shown.encode()).hexdigest()[:16])
        asked = json.dumps([model.name, PROMPT_VERSION, form.__name__, said], ensure_ascii=False)
        input_hash = hashlib.sha256(asked.encode()).hexdigest()
        if not work.fresh and (known := await self._known(work, input_hash, form)) is not None:
            return Said(known, model.name, input_hash, 0, 0, 0, cached=True)
        at, reserve = now(), len(asked) // _CHARACTERS_A_TOKEN + MOST_TOKENS
        if not await self._store.runs.reserve(c.client_id, at, reserve, self._limit):
            _log.warning(
                "the day's budget for the model is spent", extra={"event": "model_budget", "client_id": c.client_id}
            )
            return Local("budget")
        used = reserve
        try:
            answer = await model.ask(said, form)
            used = answer.tokens_in + answer.tokens_out or reserve
        except NotNow:
            used = 0
            raise
        except Unusable as unusable:  # it was paid for all the same
            _log.warning("the model's answer is of no use: %s", unusable, extra={"event": "model_unusable"})
            return Local("model-failed", "model-answer")
        except Misconfigured as wrong:
            used = 0
            _log.error("the model cannot be used: %s", wrong, extra={"event": "model_misconfigured"})
            return Local("model-failed", "model-refused")
        finally:
            await self._store.runs.settle(c.client_id, at, reserve, used)
        await self._keep(work, input_hash, answer.form.model_dump())
        return Said(
            answer.form, model.name, input_hash, answer.tokens_in, answer.tokens_out, answer.duration_ms, cached=False
        )

    async def _keep(self, work: Work, input_hash: str, answer: dict[str, Any]) -> None:
        async def keep(tx: Tx[Store]) -> None:
            if await tx.store.work.keep(work, tx):  # else it may have been erased: nothing of it comes back
                await tx.store.runs.keep(tx, input_hash, work.candidate_id, answer)

        with contextlib.suppress(DuplicateKey):  # the same question at the same moment: one answer is enough
            await self._db.transaction(keep)

    async def _known(self, work: Work, input_hash: str, form: type[M]) -> M | None:
        async def known(tx: Tx[Store]) -> dict[str, Any] | None:
            if not await tx.store.work.keep(work, tx):
                return None
            return await tx.store.runs.known(tx, input_hash, work.candidate_id)

        stored = await self._db.transaction(known)
        try:
            return form.model_validate(stored) if stored is not None else None
        except ValidationError:
            return None
