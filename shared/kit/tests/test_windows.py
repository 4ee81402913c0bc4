"""Newest-first lists read what they show, and show what is there."""

from typing import Any

import pytest
from kit_sample import Company

from arbeit_kit import ids
from arbeit_kit.mongo.transaction import SYSTEM, Tx
from arbeit_kit.mongo.windows import Windows
from arbeit_kit.testing import Running

WANTED = 11


async def add(service: Running, count: int) -> None:
    async def work(tx: Tx[Any]) -> None:
        for _ in range(count):
            await tx.store.companies.insert(tx, Company(client_id=ids.new("client"), company_name=ids.new("n")), [])

    await service.service.db.transaction(work, actor=SYSTEM)


async def newest(service: Running) -> list[str]:
    rows = await service.db["companies"].find({}, {"_id": 1}).sort("_id", -1).limit(WANTED).to_list(WANTED)
    return [row["_id"] for row in rows]


async def test_a_page_reads_no_more_than_it_shows_whatever_comes_and_goes(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows(service.db["companies"])
    ranges: list[dict[str, Any]] = []
    original = Windows._range

    async def noted(self: Windows, field: str, lower: str, upper: str, query: Any, limit: int) -> list[dict[str, Any]]:
        ranges.append({field: {"$gte": lower, "$lt": upper}})
        return await original(self, field, lower, upper, query, limit)

    monkeypatch.setattr(Windows, "_range", noted)

    async def page() -> list[str]:
        ranges.clear()
        return [row["_id"] for row in await windows.newest("_k.all", "", {}, WANTED, before=None)]

    async def read() -> int:
        return sum([await service.db["companies"].count_documents(each) for each in ranges])

    await add(service, 40)
    assert await page() == await newest(service)
    assert await page() == await newest(service)
    assert await read() == WANTED
    await add(service, 3)
    assert await page() == await newest(service)
    assert await read() == WANTED + 3
    assert await page() == await newest(service)
    assert await read() == WANTED
    await service.db["companies"].delete_many({"_id": {"$in": (await newest(service))[2:7]}})
    assert await page() == await newest(service)
    await service.db["companies"].delete_many({"_id": {"$in": await newest(service)}})
    assert await page() == await newest(service)
    assert await page() == await newest(service)
    assert await read() == WANTED
