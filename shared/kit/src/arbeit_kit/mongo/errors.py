"""What can go wrong below the store, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo.errors import BulkWriteError, ConnectionFailure, DuplicateKeyError, PyMongoError

# What other rooms catch when the database fails, without importing the driver.
DatabaseError = PyMongoError

DUPLICATE_KEY_CODE = 11000
_WRITE_CONFLICT = 112
_TRANSIENT = "TransientTransactionError"


class DuplicateKey(Exception):  # noqa: N818 - an event of the domain, not a crash
    """A unique index refused a write; the whole transaction is void.

    `fields` are the index's field names (`("job_id", "_k.email")`, or `("_id",)`), `values` what collided.
    """

    def __init__(self, fields: tuple[str, ...], values: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"duplicate key on {', '.join(fields)}")
        self.fields = fields
        self.values = dict(values or {})


class StaleVersion(Exception):  # noqa: N818
    """Somebody else saved the same document first; the transaction loop runs the callback again."""


def lost_a_race(error: PyMongoError) -> bool:
    """Whether another transaction wrote the same first: nothing of this one stands, and it may run again."""
    if error.has_error_label(_TRANSIENT):
        return True
    # One of several writes of one command: a server may tell of it there and without a label.
    writes = error.details.get("writeErrors", []) if isinstance(error, BulkWriteError) else []
    return any(entry.get("code") == _WRITE_CONFLICT for entry in writes)


def passes(error: BaseException) -> bool:
    """Whether the database, and not what was asked of it, is the trouble: waiting helps."""
    if not isinstance(error, PyMongoError):
        return False
    return isinstance(error, ConnectionFailure) or error.timeout or lost_a_race(error)


def duplicate_key(error: PyMongoError) -> DuplicateKey | None:
    """The `DuplicateKey` behind a driver error, or None when it is another one."""
    if isinstance(error, DuplicateKeyError):
        return _of(error.details or {})
    if isinstance(error, BulkWriteError):
        for entry in error.details.get("writeErrors", []):
            if entry.get("code") == DUPLICATE_KEY_CODE:
                return _of(entry)
    return None


def _of(details: Mapping[str, Any]) -> DuplicateKey:
    pattern = details.get("keyPattern") or {"_id": 1}
    return DuplicateKey(tuple(pattern), details.get("keyValue"))
