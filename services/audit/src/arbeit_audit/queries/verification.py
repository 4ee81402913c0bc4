"""The proof of the chain: follows every entry in batches, and names the first number at which something is wrong."""

import time
from dataclasses import dataclass

from pydantic import ValidationError

from arbeit_audit.domain.chain import GENESIS, Fault, Head, Walk, erased_ids
from arbeit_audit.domain.entry import Entry
from arbeit_audit.store import AuditStore, entry_of

BATCH = 500
BUDGET_S = 8.0
"""Longest time one call works; it then says where to go on."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number and hash that the caller noted earlier, outside this database."""

    number: int
    entry_hash: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome. `complete`: everything from `checked_from` to the head was looked at."""

    checked_from: int
    checked_to: int
    complete: bool
    fault: Fault | None
    head: Head | None
    count: int
    checkpoints: int
    """Signed checkpoints that were compared."""


class _Found(Exception):  # noqa: N818 - ends the walk
    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(number, reason)


async def verify(
    store: AuditStore, *, start: int = 1, anchor: Anchor | None = None, budget_s: float = BUDGET_S
) -> Report:
    """Prove the chain from entry `start` (its predecessor's hash is taken as given) to the head."""
    return await _Proof(store, start, budget_s).run(anchor)


class _Proof:
    def __init__(self, store: AuditStore, start: int, budget_s: float) -> None:
        self.store = store
        self.start = max(1, start)
        self.give_up_at = time.monotonic() + budget_s
        self.walk = Walk()
        self.compared = 0
        self.head: Head | None = None

    async def run(self, anchor: Anchor | None) -> Report:
        fault: Fault | None = None
        complete = False
        try:
            head = await self._signed_head()
            await self._begin()
            if anchor is not None:
                await self._anchored(anchor)
            complete = await self._follow(head)
            if complete:
                await self._nothing_else(head)
        except _Found as found:
            fault, complete = found.fault, True
        return Report(
            checked_from=self.start,
            checked_to=self.walk.number,
            complete=complete,
            fault=fault,
            head=self.head,
            count=await self.store.rows.count({}),
            checkpoints=self.compared,
        )

    async def _signed_head(self) -> Head:
        self.head = head = await self.store.head()
        if head is None:
            raise _Found(0, "head-missing")
        if not self.store.signer.genuine(head):
            raise _Found(head.number, "head-forged")
        newest = await self.store.newest_checkpoint()
        if (newest.number if newest else 0) > head.number:
            raise _Found(head.number + 1, "tail-cut")
        if (newest.number if newest else 0) < head.checkpoint_number:
            raise _Found(head.checkpoint_number, "checkpoint-missing")
        return head

    async def _begin(self) -> None:
        if self.start > 1:
            before = await self._entry(self.start - 1)
            self.walk = Walk(before.number, before.entry_hash)

    async def _anchored(self, anchor: Anchor) -> None:
        if anchor.number == 0:
            matches = anchor.entry_hash == GENESIS
        else:
            matches = (await self._entry(anchor.number)).entry_hash == anchor.entry_hash
        if not matches:
            raise _Found(anchor.number, "anchor-differs")

    async def _entry(self, number: int) -> Entry:
        rows = await self.store.between(number - 1, number)
        if not rows:
            raise _Found(number, "missing")
        return _read(rows[0], number)

    async def _follow(self, head: Head) -> bool:
        """False when the time is up before the head is reached."""
        while self.walk.number < head.number:
            if time.monotonic() >= self.give_up_at:
                return False
            up_to = min(self.walk.number + BATCH, head.number)
            rows = await self.store.between(self.walk.number, up_to)
            entries = [_read(row, self.walk.number + 1 + place) for place, row in enumerate(rows)]
            fault = self.walk.follow(entries)
            if fault:
                raise _Found(fault.number, fault.reason)
            if self.walk.number < up_to:
                raise _Found(self.walk.number + 1, "missing")
            await self._compare_checkpoints(entries)
            await self._justify_erasures(entries)
        if self.walk.number == head.number and self.walk.entry_hash != head.entry_hash:
            raise _Found(head.number, "head-differs")
        return True

    async def _compare_checkpoints(self, entries: list[Entry]) -> None:
        if not entries:
            return
        hashes = {entry.number: entry.entry_hash for entry in entries}
        for checkpoint in await self.store.checkpoints_between(entries[0].number - 1, entries[-1].number):
            if not self.store.signer.knows(checkpoint):
                continue  # signed with a secret retired long ago: no evidence, neither for nor against
            if not self.store.signer.genuine(checkpoint):
                raise _Found(checkpoint.number, "checkpoint-forged")
            if hashes.get(checkpoint.number) != checkpoint.entry_hash:
                raise _Found(checkpoint.number, "checkpoint-differs")
            self.compared += 1

    async def _justify_erasures(self, entries: list[Entry]) -> None:
        """Missing personal values must have been erased by an event, and that event stands in the trail."""
        gone = {entry.number: list(erased_ids(entry).values()) for entry in entries}
        proved = await self.store.erasures_of(person for parts in gone.values() for of in parts for person in of)
        for number, parts in gone.items():
            if any(proved.isdisjoint(of) for of in parts):
                raise _Found(number, "erased-without-reason")

    async def _nothing_else(self, head: Head) -> None:
        """Documents that the walk did not meet: behind the head, or without a number. Appends may go on meanwhile."""
        behind = await self.store.beyond(head.number)
        count = await self.store.rows.count({})
        now = await self.store.head()
        if now is None or not self.store.signer.genuine(now) or now.number < head.number:
            raise _Found(head.number, "head-forged")
        if behind is not None and behind > now.number:
            raise _Found(behind, "behind-the-head")
        if not head.number <= count <= now.number:
            raise _Found(head.number + 1, "documents-without-a-place")


def _read(row: dict[str, object], expected: int) -> Entry:
    try:
        return entry_of(row)
    except ValidationError:
        number = row.get("number")
        raise _Found(number if isinstance(number, int) else expected, "unreadable") from None
