"""How the reading of CVs shares the machine."""

from __future__ import annotations

import asyncio
import itertools
import time

import pytest

from arbeit_candidates.cv.turns import Turns

HELD_S = 0.05


async def held(turns: Turns, began: list[float]) -> None:
    async with turns.turn():
        began.append(time.monotonic())
        await asyncio.sleep(HELD_S)


async def test_the_first_never_waits_and_many_leave_as_long_a_rest_as_they_took() -> None:
    turns, began = Turns(places=1, rest=1.0, longest_rest_s=1.0), list[float]()
    start = time.monotonic()
    await asyncio.gather(*(held(turns, began) for _ in range(4)))
    assert began[0] - start < HELD_S
    assert all(after - before >= 2 * HELD_S for before, after in itertools.pairwise(began)), began


async def test_the_rest_has_an_end_however_long_a_file_took() -> None:
    turns, began = Turns(places=1, rest=100.0, longest_rest_s=HELD_S), list[float]()
    await asyncio.gather(held(turns, began), held(turns, began))
    assert began[1] - began[0] < 10 * HELD_S


async def test_as_many_at_a_time_as_there_are_places_and_none_is_lost() -> None:
    turns, began = Turns(places=2, rest=0.0, longest_rest_s=0.0), list[float]()
    with pytest.raises(RuntimeError):
        async with turns.turn():
            raise RuntimeError
    waiting = [asyncio.create_task(held(turns, began)) for _ in range(3)]
    await asyncio.sleep(HELD_S / 5)
    assert len(began) == 2
    waiting[2].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    async with turns.turn(), turns.turn():
        pass
