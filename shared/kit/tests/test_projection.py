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
