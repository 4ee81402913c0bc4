"""The chain: each entry's hash covers the one before; head and checkpoints are signed, so that a cut tail shows too."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from arbeit_audit.domain.entry import ROLES, Draft, Entry, canonical, hash_of, opens

GENESIS = "0" * 64
"""`previous_hash` of entry 1."""

CHECKPOINT_EVERY = 1_000
"""Entries."""
CHECKPOINT_AFTER = timedelta(hours=1)


class Head(BaseModel):
    """The last entry, signed at every append: without the key nobody can name an earlier one as the last."""

    model_config = ConfigDict(frozen=True)

    number: int = 0
    entry_hash: str = GENESIS
    checkpoint_number: int = 0
    checkpoint_at: datetime | None = None
    key_id: str = ""
    mac: str = ""


class Checkpoint(BaseModel):
    """A signed statement that entry `number` had this hash at that time. Also logged: evidence outside the database."""

    model_config = ConfigDict(frozen=True)

    number: int
    entry_hash: str
    at: datetime
    key_id: str
    mac: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with a key derived from the application's secret; verifies with the previous one while it rolls over."""

    keys: tuple[bytes, ...]

    @classmethod
    def from_secrets(cls, current: str, previous: str | None = None) -> "Signer":
        """Keys used for nothing else: a leaked signature says nothing about tokens, nor the other way round."""
        wanted = [current] if previous is None else [current, previous]
        return cls(tuple(hmac.digest(one.encode(), b"arbeit audit chain v1", "sha256") for one in wanted))

    @property
    def key_id(self) -> str:
        return _key_id(self.keys[0])

    def head(self, number: int, entry_hash: str, checkpoint_number: int, checkpoint_at: datetime | None) -> Head:
        fields = ("head", number, entry_hash, checkpoint_number, checkpoint_at)
        mac = _mac(self.keys[0], fields)
        return Head(
            number=number,
            entry_hash=entry_hash,
            checkpoint_number=checkpoint_number,
            checkpoint_at=checkpoint_at,
            key_id=self.key_id,
            mac=mac,
        )

    def checkpoint(self, number: int, entry_hash: str, at: datetime) -> Checkpoint:
        mac = _mac(self.keys[0], ("checkpoint", number, entry_hash, at))
        return Checkpoint(number=number, entry_hash=entry_hash, at=at, key_id=self.key_id, mac=mac)

    def knows(self, signed: Head | Checkpoint) -> bool:
        """Whether the key that signed is one of ours (it may have been retired by two rotations)."""
        return any(_key_id(key) == signed.key_id for key in self.keys)

    def genuine(self, signed: Head | Checkpoint) -> bool:
        """Whether the signature holds."""
        fields: tuple[object, ...]
        if isinstance(signed, Head):
            fields = ("head", signed.number, signed.entry_hash, signed.checkpoint_number, signed.checkpoint_at)
        else:
            fields = ("checkpoint", signed.number, signed.entry_hash, signed.at)
        return any(hmac.compare_digest(_mac(key, fields), signed.mac) for key in self.keys)


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"key id" + key).hexdigest()[:16]


def _mac(key: bytes, fields: tuple[object, ...]) -> str:
    return hmac.new(key, canonical(list(fields)), "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append wants written, all in one transaction."""

    entries: list[Entry]
    head: Head
    checkpoint: Checkpoint | None


def append(head: Head, drafts: Sequence[Draft], signer: Signer, at: datetime) -> Appended:
    """Put drafts behind the head, in the order given. `at` is now: an hour without a checkpoint asks for one."""
    number, previous = head.number, head.entry_hash
    entries: list[Entry] = []
    for draft in drafts:
        number += 1
        entry_hash = hash_of(previous, draft, number)
        # Built from the draft's own (validated) parts: copying the nested models keeps what was hashed.
        fields = {name: getattr(draft, name) for name in Draft.model_fields}
        entries.append(Entry(**fields, number=number, previous_hash=previous, entry_hash=entry_hash))
        previous = entry_hash
    due = number > head.number and (
        head.checkpoint_at is None
        or number - head.checkpoint_number >= CHECKPOINT_EVERY
        or at - head.checkpoint_at >= CHECKPOINT_AFTER
    )
    checkpoint = signer.checkpoint(number, previous, at) if due else None
    marked = (checkpoint.number, checkpoint.at) if checkpoint else (head.checkpoint_number, head.checkpoint_at)
    return Appended(entries, signer.head(number, previous, *marked), checkpoint)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry at which the trail is not what was written, and in what way."""

    number: int
    reason: str


@dataclass(slots=True)
class Walk:
    """Follows the chain entry by entry; stops at the first fault."""

    number: int = 0
    entry_hash: str = GENESIS
    fault: Fault | None = None

    def follow(self, entries: Iterable[Entry]) -> Fault | None:
        """Check the next entries, ascending. Returns the first fault, and keeps it."""
        for entry in entries:
            self.fault = self.fault or self._check(entry)
            if self.fault:
                return self.fault
            self.number, self.entry_hash = entry.number, entry.entry_hash
        return None

    def _check(self, entry: Entry) -> Fault | None:
        expected = self.number + 1
        if entry.number > expected:
            return Fault(expected, "missing")
        if entry.number < expected:
            return Fault(entry.number, "duplicate")
        if entry.previous_hash != self.entry_hash:
            return Fault(expected, "not-linked")
        if entry.entry_hash != hash_of(self.entry_hash, entry, entry.number):
            return Fault(expected, "altered")
        for role in ROLES:
            commitment, sealed = entry.commitments.get(role), entry.personal.get(role)
            if commitment is None or (sealed is not None and not opens(commitment, sealed)):
                return Fault(expected, "personal-values-altered")
        return None


def erased_ids(entry: Entry) -> dict[str, list[str]]:
    """Persons whose values were there once and are gone: role -> the ids under which they may have been erased."""
    return {
        role: commitment.of
        for role, commitment in entry.commitments.items()
        if commitment.digest is not None and entry.personal.get(role) is None
    }
