"""Writes that wait for company are seen by everything that could see them."""

from typing import Any

import pytest
from kit_sample import Company

from arbeit_kit import ids
from arbeit_kit.mongo import DuplicateKey, Scope, pending
from arbeit_kit.mongo.pending import _may_concern, _Write
from arbeit_kit.mongo.transaction import SYSTEM, Tx
from arbeit_kit.testing import Running

ALL = Scope.all("test")
NEW = {"_id": "a", "name": "x", "tags": ["red"], "nothing": None, "count": 1}


@pytest.mark.parametrize(
    ("query", "concerned"),
    [
        ({"_id": "a"}, True),
        ({"_id": "b"}, False),
        ({"_id": "b", "name": "x"}, False),
        ({"_id": {"$in": ["b", "a"]}}, True),
        ({"_id": {"$in": ["b"]}}, False),
        ({"_id": {"$gt": "0"}}, True),
        ({"name": "x"}, True),
        ({"name": "y"}, False),
        ({"name": "x", "other": "z"}, False),
        ({"nothing": "z"}, False),
        ({"tags": "red"}, True),
        ({"tags": "blue"}, True),  # in doubt
        ({"count": "1"}, True),  # in doubt
        ({"_k.name": "y"}, True),
        ({"$and": [{"name": "y"}]}, True),
        ({}, True),
    ],
)
def test_a_new_document_concerns_whatever_could_match_it(query: dict[str, Any], concerned: bool) -> None:
    assert _may_concern(query, _Write("a", None, NEW)) is concerned  # type: ignore[arg-type]


def test_a_changed_document_concerns_all_but_other_ids() -> None:
    write = _Write("a", None)  # type: ignore[arg-type]
    assert _may_concern({"name": "y"}, write)
    assert _may_concern({"_id": "a"}, write)
    assert not _may_concern({"_id": "b"}, write)


def company() -> Company:
    return Company(client_id=ids.new("client"), company_name=ids.new("n"))


async def check_own_writes_are_seen(service: Running) -> None:
    async def work(tx: Tx[Any]) -> None:
        companies = tx.store.companies
        made = [company() for _ in range(3)]
        for each in made:
            await companies.insert(tx, each, [])
        found = await companies.get(ALL, made[1].client_id, tx)
        assert found.company_name == made[1].company_name
        found.company_name = ids.new("n")
        await companies.save(tx, found, [])
        again = await companies.find_one(ALL, {"company_name": found.company_name}, tx)
        assert again is not None
        assert again.version == 2
        assert await companies.find_one(ALL, {"company_name": made[1].company_name}, tx) is None
        again.jobs = 5
        await companies.save(tx, again, [])
        await companies.delete(tx, await companies.get(ALL, again.client_id, tx), [])
        assert await companies.count(ALL, {"client_id": {"$in": [each.client_id for each in made]}}, tx) == 2
        assert await tx.store.seen.apply(tx, made[0].client_id, 2, {"title": "second"})
        assert not await tx.store.seen.apply(tx, made[0].client_id, 1, {"title": "first"})
        assert (await tx.store.seen.get(made[0].client_id, tx))["title"] == "second"

    await service.service.db.transaction(work, actor=SYSTEM)


async def test_a_transaction_sees_its_own_writes(service: Running) -> None:
    await check_own_writes_are_seen(service)


async def test_planted_write_that_stays_behind_is_caught(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending, "_may_concern", lambda query, write: False)
    with pytest.raises(Exception, match=r"There is no|assert"):
        await check_own_writes_are_seen(service)


async def test_writes_that_travel_together_keep_every_check(service: Running) -> None:
    taken, stale = company(), company()

    async def begin(tx: Tx[Any]) -> None:
        await tx.store.companies.insert(tx, taken, [])
        await tx.store.companies.insert(tx, stale, [])

    await service.service.db.transaction(begin, actor=SYSTEM)
    attempts = 0

    async def duplicate(tx: Tx[Any]) -> None:
        await tx.store.companies.insert(tx, company(), [])
        await tx.store.companies.insert(tx, Company(client_id=ids.new("c"), company_name=taken.company_name), [])

    with pytest.raises(DuplicateKey) as refused:
        await service.service.db.transaction(duplicate, actor=SYSTEM)
    assert refused.value.fields == ("_k.name",)

    async def lost(tx: Tx[Any]) -> int:
        nonlocal attempts
        attempts += 1
        mine = await tx.store.companies.get(ALL, stale.client_id, tx)
        other = await tx.store.companies.get(ALL, taken.client_id, tx)
        if attempts == 1:
            mine.version += 7  # read long ago
        mine.jobs = other.jobs = 9
        await tx.store.companies.save(tx, other, [])
        await tx.store.companies.save(tx, mine, [])
        return attempts

    assert await service.service.db.transaction(lost, actor=SYSTEM) == 2
    assert (await service.store.companies.get(ALL, taken.client_id)).version == 2
