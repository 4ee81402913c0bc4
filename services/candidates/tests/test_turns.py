"""Who may read a CV, and when."""

import asyncio

import pytest

from arbeit_candidates.cv.turns import Turns
from arbeit_kit.problem import Problem


def test_of_many_a_handful_is_begun_at_once_and_the_others_at_the_pace() -> None:
    moment = 100.0
    turns = Turns(per_second=2, clock=lambda: moment)
    assert [turns.reserve(alone=False) for _ in range(7)] == pytest.approx([0, 0, 0, 0, 0.5, 1.0, 1.5])
    moment += 60
    assert [turns.reserve(alone=False) for _ in range(5)] == pytest.approx([0, 0, 0, 0, 0.5]), "no more is saved up"


def test_one_alone_never_waits_and_leaves_no_debt_beyond_a_handful() -> None:
    turns = Turns(per_second=2, clock=lambda: 100.0)
    assert [turns.reserve(alone=True) for _ in range(20)] == [0] * 20
    assert turns.reserve(alone=False) == pytest.approx(0.5)


def test_without_a_pace_nobody_waits() -> None:
    turns = Turns()
    assert [turns.reserve(alone=False) for _ in range(9)] == [0] * 9


async def test_who_comes_while_another_is_read_is_not_alone() -> None:
    turns, go = Turns(per_second=0.001, clock=lambda: 100.0), asyncio.Event()

    async def read() -> None:
        async with turns.one():
            go.set()

    for _ in range(20):
        await asyncio.wait_for(read(), 5)
    two = [asyncio.create_task(read()) for _ in range(2)]
    go.clear()
    await asyncio.wait_for(go.wait(), 5)
    await two[0]
    assert not two[1].done()
    two[1].cancel()
    await asyncio.gather(*two, return_exceptions=True)
    await asyncio.wait_for(read(), 5)


async def test_too_many_are_told_when_to_come_again() -> None:
    turns, go = Turns(per_second=1, clock=lambda: 100.0), asyncio.Event()

    async def read() -> None:
        async with turns.one():
            await go.wait()

    waiting = [asyncio.create_task(read()) for _ in range(12)]
    await asyncio.sleep(0)
    told = []
    for _ in range(3):
        with pytest.raises(Problem) as refused:
            await read()
        assert refused.value.status == 503
        told.append(refused.value.headers["Retry-After"])
    assert told == ["13", "14", "15"]
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    async with turns.one():
        pass
