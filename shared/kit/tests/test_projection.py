"""A projection under several consumers: two events of one entity, handled at the same moment by two processes."""

import asyncio
from typing import Any

import pytest

from arbeit_kit import ids
from arbeit_kit.mongo import DuplicateKey, Projection
from arbeit_kit.testing import Running

NEW, NEWER = 5, 6


class Together:
    """A raw collection on which the first two readers wait for each other before either writes."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._both = asyncio.Barrier(2)
        self._readers = 0

    async def find_one(self, *args: Any, **options: Any) -> Any:
        found = await self._raw.find_one(*args, **options)
        self._readers += 1
        if self._readers <= 2:
            async with asyncio.timeout(5):
                await self._both.wait()
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)


async def both_at_once(service: Running, entity_id: str) -> dict[str, Any]:
    """What is known after the newer and the older event met; each is handled again when it failed, as consumers do."""
    raw = service.service.db.projection("met").raw
    projection = Projection(Together(raw))

    async def handle(sequence: int) -> None:
        fields = {"title": f"of {sequence}", "status": f"of {sequence}"}
        for _ in range(3):
            try:
                await service.service.db.transaction(lambda tx: projection.apply(tx, entity_id, sequence, fields))
            except DuplicateKey:  # both were the first: the loser comes again
                continue
            return
        raise AssertionError("never handled")

    await asyncio.gather(handle(NEWER), handle(NEW))
    found: dict[str, Any] = await raw.find_one({"_id": entity_id})
    return found


@pytest.mark.parametrize("known", [False, True])
async def test_of_two_events_at_once_the_newer_one_stands(service: Running, known: bool) -> None:
    first = service.service.db.projection("met")
    for _ in range(5):
        entity_id = ids.new("job")
        if known:
            await service.service.db.transaction(lambda tx, i=entity_id: first.apply(tx, i, 1, {"title": "of 1"}))
        found = await both_at_once(service, entity_id)
        assert (found["title"], found["status"], found["sequence"]) == (f"of {NEWER}", f"of {NEWER}", NEWER)


async def test_an_event_that_meets_the_deletion_brings_nothing_back(service: Running) -> None:
    entity_id = ids.new("job")
    raw = service.service.db.projection("met").raw
    plain, meeting = Projection(raw), Projection(Together(raw))
    run = service.service.db.transaction
    await run(lambda tx: plain.apply(tx, entity_id, 1, {"title": "of 1"}))

    async def remove(tx: Any) -> None:
        await meeting.raw.find_one({"_id": entity_id}, session=tx.session)
        await plain.remove(tx, entity_id, NEWER)

    await asyncio.gather(run(remove), run(lambda tx: meeting.apply(tx, entity_id, NEW, {"title": "late"})))
    found = await raw.find_one({"_id": entity_id})
    assert found["deleted"]
    assert "title" not in found


class Counted:
    """A raw collection that notes its reads."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.reads: list[str] = []

    def find(self, query: Any, *args: Any, **options: Any) -> Any:
        self.reads.append(f"{len(query['_id']['$in'])} together")
        return self._raw.find(query, *args, **options)

    def find_one(self, query: Any, *args: Any, **options: Any) -> Any:
        self.reads.append("one")
        return self._raw.find_one(query, *args, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)


Step = tuple[str, int | None]
"""An entity, and the sequence of what is told of it; None: it is removed, at 9."""


async def grouped(service: Running, projection: Projection, steps: list[Step]) -> None:
    async def in_one(tx: Any) -> None:
        tx.ahead.expect(entity_id for entity_id, _ in steps)
        for entity_id, sequence in steps:
            if sequence is None:
                await projection.remove(tx, entity_id, 9)
            else:
                await projection.apply(tx, entity_id, sequence, {"title": f"of {sequence}"})

    await service.service.db.transaction(in_one)


async def test_a_group_reads_its_entities_together_and_ends_as_one_by_one(service: Running) -> None:
    a, b, c, d, e = [ids.new("job") for _ in range(5)]
    other = ids.new("client")  # of another kind: not looked for among jobs
    steps: list[Step] = [
        (a, 2), (b, 5), (b, 3), (c, None), (c, 4), (d, 2), (d, None), (d, 3), (e, 7), (e, 8), (e, 6), (other, 1),
        (a, 1),
    ]  # fmt: skip
    results = []
    for name, size in (("together", len(steps)), ("apart", 1)):
        raw = Counted(service.service.db.projection(name).raw)
        projection = Projection(raw)
        await grouped(service, projection, [(a, 1)])
        await grouped(service, projection, [(d, 1)])
        raw.reads.clear()
        for at in range(0, len(steps), size):
            await grouped(service, projection, steps[at : at + size])
        rows = {each["_id"]: each async for each in raw._raw.find({}, {"deleted_at": 0})}
        results.append((rows, raw.reads))
    (together, reads), (apart, single) = results
    assert together == apart
    assert {key: row.get("title") for key, row in together.items()} == {
        a: "of 2", b: "of 5", c: None, d: None, e: "of 8", other: "of 1",
    }  # fmt: skip
    assert reads[0] == "5 together"
    assert len(reads) < len(single)


async def test_what_was_read_ahead_and_changed_by_another_since_is_not_overwritten(service: Running) -> None:
    a, b = ids.new("job"), ids.new("job")
    projection = service.service.db.projection("meanwhile")
    await grouped(service, projection, [(a, 1), (b, 1)])
    tries = 0

    async def in_one(tx: Any) -> None:
        nonlocal tries
        tries += 1
        tx.ahead.expect([a, b])
        await projection.apply(tx, a, NEW, {"title": "late"})
        if tries == 1:
            await grouped(service, projection, [(b, NEWER)])
        await projection.apply(tx, b, NEW, {"title": "late"})

    await service.service.db.transaction(in_one)
    assert tries == 2
    found = await projection.raw.find_one({"_id": b})
    assert (found["title"], found["sequence"]) == (f"of {NEWER}", NEWER)
