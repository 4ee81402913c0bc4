"""An entry of the trail, and the exact bytes that its hash covers.

Personal values live beside the hashed body, in `personal`; the body holds only a salted commitment to them. Erasing a
person removes value and salt, after which the commitment tells nothing, and the chain still verifies.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Role = Literal["actor", "subject"]
"""Whose values: the person who acted, or the person the entry is about."""

ROLES: tuple[Role, ...] = ("actor", "subject")

FORMAT = 1
"""Version of `body_of`; part of the body, so that a later format can stand beside this one in one chain."""

MAX_TEXT = 4_000
"""Longest text kept of a value, in characters: the trail records that feedback was given, it is not its archive."""


class Commitment(BaseModel):
    """What the hashed body says of one person's values: whose they are, and their salted digest."""

    model_config = ConfigDict(frozen=True)

    of: list[str]
    """Ids under which the values can be erased: `cand_…`, `cp_…`, `user_…`."""
    digest: str | None
    """None when nothing was stored: there were no values, or the person was erased before the event arrived."""


class Sealed(BaseModel):
    """Personal values and the salt of their commitment. Erased together."""

    model_config = ConfigDict(frozen=True)

    salt: str
    values: dict[str, Any]


class Draft(BaseModel):
    """An entry before it takes its place in the chain."""

    model_config = ConfigDict(frozen=True)

    log_id: str
    timestamp: datetime
    user_id: str | None
    user_role: str | None
    action_type: str
    entity_type: str
    entity_id: str
    client_id: str | None
    old_value: dict[str, Any]
    new_value: dict[str, Any]
    metadata: dict[str, Any]
    guard: str
    """Permission that a reader needs besides `audit:read`."""
    commitments: dict[Role, Commitment]
    personal: dict[Role, Sealed | None]


class Entry(Draft):
    """One line of the trail, for ever."""

    number: int
    """1 for the first; no number is missing."""
    previous_hash: str
    entry_hash: str


def storable(value: Any) -> Any:
    """A JSON value as it will come back from the database, so that its hash can be proved for ever.

    Keys lose `.` and `$` (operators of the query language), texts are cut, integers beyond 64 bits become text.
    """
    if isinstance(value, Mapping):
        return {str(key).replace(".", "/").replace("$", "_"): storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [storable(inner) for inner in value]
    if isinstance(value, str):
        clean = value.replace("\x00", "").encode("utf-8", "replace").decode()
        return clean if len(clean) <= MAX_TEXT else clean[:MAX_TEXT] + "…"
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        return str(value)
    return value


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8; times as RFC 3339 in UTC with milliseconds."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_json_time
    )
    return text.encode()


def _json_time(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    raise TypeError(f"{type(value).__name__} has no canonical form")


def body_of(draft: Draft, number: int) -> dict[str, Any]:
    """What the entry's hash covers: every field but the hashes themselves and the personal values."""
    return {
        "format": FORMAT,
        "number": number,
        **draft.model_dump(
            include={
                "log_id",
                "timestamp",
                "user_id",
                "user_role",
                "action_type",
                "entity_type",
                "entity_id",
                "client_id",
                "old_value",
                "new_value",
                "metadata",
                "guard",
                "commitments",
            }
        ),
    }


def hash_of(previous_hash: str, draft: Draft, number: int) -> str:
    """SHA-256 over the previous entry's hash and the canonical body, lower-case hexadecimal."""
    return hashlib.sha256(previous_hash.encode() + b"\n" + canonical(body_of(draft, number))).hexdigest()


def seal(values: Mapping[str, Any], of: list[str], *, erased: frozenset[str]) -> tuple[Commitment, Sealed | None]:
    """Commit to personal values. Nothing is kept when there are none or when their person is already erased."""
    kept = storable(values)
    if not kept or erased.intersection(of):
        return Commitment(of=of, digest=None), None
    salt = secrets.token_hex(16)
    return Commitment(of=of, digest=_digest(salt, kept)), Sealed(salt=salt, values=kept)


def opens(commitment: Commitment, sealed: Sealed) -> bool:
    """Whether these are the values that were committed to."""
    return commitment.digest is not None and hmac.compare_digest(commitment.digest, _digest(sealed.salt, sealed.values))


def _digest(salt: str, values: Mapping[str, Any]) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + canonical(values)).hexdigest()
