"""Index-only fields of an application, and how a search turns into ranges over them.

Text indexes and `^prefix` expressions are not in reach of every server we run on; ranges over stored, folded keys are.
"""

from __future__ import annotations

from typing import Any

from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.domain.words import fold
from arbeit_kit import ids

_AFTER_EVERY_SUFFIX = "\U0010ffff"
_MOST_WORDS = 4


def derive(c: Candidate) -> dict[str, Any]:
    """`all`, `job`, `client`, `status`: newest-first windows (kit.mongo); `name`, `last`, `words`: what `q`
    searches; `skills`: folded for the filter."""
    tail = ids.tail(c.candidate_id)
    words = fold(c.name).split()
    return {
        "all": tail,
        "job": f"{c.job_id}:{tail}",
        "client": f"{c.client_id}:{tail}",
        "status": f"{c.status.value}:{tail}",
        "name": " ".join(words),
        "last": " ".join([*words[-1:], *words[:-1]]),
        "words": words,
        "skills": [fold(skill) for skill in c.skills],
    }


def searches(q: str) -> list[dict[str, Any]]:
    """Alternatives, each one range of an index: first name, last name or e-mail address begin with a word of `q`, and
    every other word begins some word of the name."""
    words = fold(q).split()[:_MOST_WORDS]
    if len(words) == 1:
        return [{field: _begins(words[0])} for field in ("_k.name", "_k.last", "email")]
    found: list[dict[str, Any]] = []
    for place, word in enumerate(words):
        rest = [{"$elemMatch": _begins(other)} for other in words[:place] + words[place + 1 :]]
        found += [{field: _begins(word), "_k.words": {"$all": rest}} for field in ("_k.name", "_k.last")]
    return found


def _begins(word: str) -> dict[str, str]:
    return {"$gte": word, "$lt": word + _AFTER_EVERY_SUFFIX}
