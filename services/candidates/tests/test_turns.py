"""Who may read a CV, and when."""

import asyncio

import pytest

from arbeit_candidates.cv.turns import Turns
from arbeit_kit.problem import Problem


def test_cvs_are_begun_at_the_pace_and_the_first_at_once() -> None:
    moment = 100.0
    turns = Turns(per_second=20, clock=lambda: moment)
    assert [turns.reserve() for _ in range(4)] == pytest.approx([0, 0.05, 0.1, 0.15])
    moment += 0.06
    assert turns.reserve() == pytest.approx(0.14)
    moment += 60
    assert [turns.reserve(), turns.reserve()] == pytest.approx([0, 0.05]), "time that nobody used is not saved up"


def test_without_a_pace_nobody_waits() -> None:
    turns = Turns()
    assert [turns.reserve() for _ in range(3)] == [0, 0, 0]


async def test_too_many_are_told_when_to_come_again() -> None:
    turns, go = Turns(per_second=2, clock=lambda: 100.0), asyncio.Event()

    async def read() -> None:
        async with turns.one():
            await go.wait()

    waiting = [asyncio.create_task(read()) for _ in range(16)]
    await asyncio.sleep(0)
    told = []
    for _ in range(3):
        with pytest.raises(Problem) as refused:
            await read()
        assert refused.value.status == 503
        told.append(refused.value.headers["Retry-After"])
    assert told == ["9", "9", "10"], "one more half second each"
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    async with turns.one():
        pass
