"""The candidate's story: what a CV has to say for a job, each claim with the passages that bear it out.

It informs; nothing in the portal is decided by it. A story has no score and no verdict, on purpose.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Passage(BaseModel):
    """Words that stand in the CV, literally; `start` and `end` are places in its text."""

    model_config = ConfigDict(extra="forbid")

    text: str
    page: int
    start: int
    end: int


class Claim(BaseModel):
    """A sentence about the candidate; never without a passage."""

    model_config = ConfigDict(extra="forbid")

    text: str
    evidence: list[Passage]


class SkillFit(BaseModel):
    """One skill of the job. `not_shown` says that the CV does not show it, not that the person lacks it."""

    model_config = ConfigDict(extra="forbid")

    skill: str
    kind: Literal["required", "nice_to_have"]
    met: Literal["shown", "partly", "not_shown"]
    evidence: list[Passage]


class StoryRun(BaseModel):
    """How the story came about."""

    model_config = ConfigDict(extra="forbid")

    run_id: str
    model: str | None
    prompt_version: str
    input_hash: str
    tokens_in: int
    tokens_out: int
    duration_ms: int
    cached: bool
    """The same input was answered before: nothing was paid."""


class Story(BaseModel):
    """Contract section 4, spec field `ai_story`."""

    model_config = ConfigDict(extra="forbid")

    source: Literal["model", "local"]
    why_local: Literal["no-model", "budget", "model-failed"] | None
    headline: str
    summary: str
    strengths: list[Claim]
    gaps: list[str]
    fit: list[SkillFit]
    questions: list[str]
    dropped_claims: int
    """Claims of the model that no passage of the CV bears out."""
    generated_at: datetime
    run: StoryRun | None
    """None where no model was asked, and for users of clients."""
