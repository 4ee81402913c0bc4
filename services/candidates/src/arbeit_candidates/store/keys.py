"""Index-only fields of an application, and how a search turns into a range over them.

Text indexes and `^prefix` expressions are not in reach of every server we run on; ranges over stored, folded keys are.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from arbeit_kit import ids

from arbeit_candidates.domain.candidate import Candidate

_AFTER_EVERY_SUFFIX = "\U0010ffff"
_MOST_WORDS = 8


def fold(text: str) -> str:
    """Lower case without accents: `Müller` and `muller` are found by either."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def derive(c: Candidate) -> dict[str, Any]:
    """`all`, `job`, `client`, `status`: newest-first windows (kit.mongo); `words`: what `q` searches by prefix;
    `skills`: folded for the filter."""
    tail = ids.tail(c.candidate_id)
    words = dict.fromkeys([*fold(c.name).split()[:_MOST_WORDS], fold(c.email)])
    return {
        "all": tail,
        "job": f"{c.job_id}:{tail}",
        "client": f"{c.client_id}:{tail}",
        "status": f"{c.status.value}:{tail}",
        "words": list(words),
        "skills": [fold(skill) for skill in c.skills],
    }


def search(q: str) -> dict[str, Any]:
    """Every word of `q` begins a word of the name, or the e-mail address."""
    ranges = [
        {"_k.words": {"$elemMatch": {"$gte": word, "$lt": word + _AFTER_EVERY_SUFFIX}}}
        for word in fold(q).split()[:_MOST_WORDS]
    ]
    return ranges[0] if len(ranges) == 1 else {"$and": ranges}
