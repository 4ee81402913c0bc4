"""Documents of the entities that a group of events is about, read together when the first of them is asked for.

Thirty events that change thirty projections would read them one by one, and a small read costs a database about as much
as a small write. All reads of a transaction see its one snapshot, so an earlier one tells the same, until the
transaction itself writes: each document is therefore given out once, and forgotten as soon as a command of its
collection could change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Document = dict[str, Any]


class Ahead:
    """What one transaction has read and not used yet, by collection."""

    def __init__(self) -> None:
        self._expected: tuple[str, ...] = ()
        self._read: dict[str, dict[str, Document | None]] = {}

    def expect(self, entity_ids: Iterable[str]) -> None:
        """These will be asked for; more than the local database likes in one list (`gathered.AT_ONCE`) never are."""
        self._expected = tuple(dict.fromkeys(entity_ids))

    def wanted(self, collection: str, entity_id: str) -> list[str]:
        """What to read now, the entity and others of its kind; nothing when that was done, or it stands alone."""
        if collection in self._read or entity_id not in self._expected:
            return []
        kind = _kind(entity_id)
        alike = [each for each in self._expected if _kind(each) == kind]
        return alike if len(alike) > 1 else []

    def keep(self, collection: str, entity_ids: Iterable[str], found: Iterable[Document]) -> None:
        """What was read of them; those that are not among `found` do not exist."""
        documents: dict[str, Document | None] = dict.fromkeys(entity_ids)
        documents.update({each["_id"]: each for each in found})
        self._read[collection] = documents

    def has(self, collection: str, entity_id: str) -> bool:
        """Whether the entity, or that there is none, is known."""
        return entity_id in self._read.get(collection, ())

    def take(self, collection: str, entity_id: str) -> Document | None:
        """The document, once."""
        return self._read[collection].pop(entity_id)

    def forget(self, collection: str, query: Mapping[str, Any] | None) -> None:
        """A command comes, perhaps a write: what its query can reach has to be read again."""
        documents = self._read.get(collection)
        if not documents:
            return
        wanted = (query or {}).get("_id")
        if isinstance(wanted, str):
            documents.pop(wanted, None)
        else:
            documents.clear()


def _kind(entity_id: str) -> str:
    """`job` of `job_01h…`."""
    return entity_id.partition("_")[0]
