"""Commands that share a transaction: each keeps its own outcome, and a failed one leaves nothing of itself.

Each check is run once more with its fault planted.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from kit_sample import Company, create_service, created
from pymongo.errors import AutoReconnect

from arbeit_kit import ids, problem, telemetry
from arbeit_kit.mongo import Scope, together, transaction
from arbeit_kit.mongo.transaction import SYSTEM, Actor, Cause, Tx
from arbeit_kit.testing import Running, running, tap

ALL = Scope.all("test")
Work = Callable[[Tx[Any]], Awaitable[Any]]


@pytest.fixture(scope="module")
async def grouped() -> AsyncIterator[Running]:
    """The sample service with group commit."""
    async with running(create_service, COMMANDS_TOGETHER="8") as started:
        yield started


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes of the groups that were tried."""
    found: list[int] = []
    original = together._all

    async def counted(tx: Tx[Any], members: Any) -> list[Any]:
        found.append(len(members))
        return await original(tx, members)

    monkeypatch.setattr(together, "_all", counted)
    return found


async def outcomes(service: Running, works: list[Work]) -> list[Any]:
    """What the callers are told; all ask at the same moment, none stays apart because of an earlier failure."""
    service.service.together._apart_until = 0.0
    run = service.service.together.run
    return await asyncio.gather(*(run(work, actor=SYSTEM, cause=Cause()) for work in works), return_exceptions=True)


def adding(name: str, then: Exception | None = None, ran: list[str] | None = None) -> Work:
    async def work(tx: Tx[Any]) -> str:
        if ran is not None:
            ran.append(name)
        company = Company(client_id=ids.new("client"), company_name=name)
        await tx.store.companies.insert(tx, company, [created(company)])
        if then is not None:
            raise then
        return company.client_id

    return work


async def names(service: Running, wanted: list[str]) -> set[str]:
    return {row["company_name"] async for row in service.db["companies"].find({"company_name": {"$in": wanted}})}


async def test_commands_that_wait_go_together_and_each_gets_its_answer(grouped: Running, sizes: list[int]) -> None:
    wanted = [ids.new("n") for _ in range(20)]
    async with tap("tenancy.#") as events:
        answers = await outcomes(grouped, [adding(name) for name in wanted])
        for client_id in answers:
            await events.wait_for("ClientCreated", client_id)
        assert len(events.named("ClientCreated")) == 20
    found = {row["_id"]: row["company_name"] async for row in grouped.db["companies"].find({})}
    assert [found[client_id] for client_id in answers] == wanted
    assert max(sizes) == 8


async def check_a_failure_leaves_nothing(service: Running) -> None:
    good, bad = [ids.new("n") for _ in range(6)], ids.new("n")
    refusal = problem.conflict("no", "Not this one.")
    answers = await outcomes(
        service, [adding(good[0]), *(adding(name) for name in good[1:4]), adding(bad, refusal), *map(adding, good[4:])]
    )
    assert answers[4] is refusal
    assert await names(service, [*good, bad]) == set(good)
    assert all(isinstance(each, str) for each in (*answers[:4], *answers[5:]))
    told = service.db["outbox"].find({})
    assert bad not in "".join([str(row["body"]) async for row in told])


async def test_a_failed_command_leaves_nothing_and_costs_the_others_nothing(grouped: Running, sizes: list[int]) -> None:
    await check_a_failure_leaves_nothing(grouped)
    assert max(sizes) >= 6


async def test_planted_failure_that_keeps_its_writes_is_caught(
    grouped: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def careless(member: Any, tx: Tx[Any]) -> Any:
        try:
            return await member.work(tx)
        except problem.Problem as refused:
            return refused

    monkeypatch.setattr(together, "_one", careless)
    with pytest.raises(AssertionError):
        await check_a_failure_leaves_nothing(grouped)


async def check_one_of_many_wins(service: Running) -> None:
    name = ids.new("n")
    answers = await outcomes(service, [adding(ids.new("n")), *(adding(name) for _ in range(7))])
    assert sum(isinstance(each, str) for each in answers[1:]) == 1
    assert await service.db["companies"].count_documents({"company_name": name}) == 1


async def test_a_unique_name_is_given_once(grouped: Running) -> None:
    await check_one_of_many_wins(grouped)


async def test_members_of_a_group_lose_no_update_of_one_document(grouped: Running, sizes: list[int]) -> None:
    client_id = (await outcomes(grouped, [adding(ids.new("n"))]))[0]

    async def count(tx: Tx[Any]) -> int:
        company = await tx.store.companies.get(ALL, client_id, tx)
        company.jobs += 1
        await tx.store.companies.save(tx, company, [])
        return int(company.jobs)

    assert sorted(await outcomes(grouped, [count] * 20)) == list(range(1, 21))
    assert (await grouped.store.companies.get(ALL, client_id)).jobs == 20
    assert max(sizes) == 8


async def check_unknown_outcome_is_not_repeated(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    original = transaction._commit

    async def unanswered(session: Any) -> None:
        await original(session)
        raise AutoReconnect("planted: the answer to the commit is lost")

    wanted = [ids.new("n") for _ in range(6)]
    with monkeypatch.context() as planted:
        planted.setattr(transaction, "_commit", unanswered)
        answers = await outcomes(service, [adding(name, ran=ran) for name in wanted])
    assert all(isinstance(each, AutoReconnect) for each in answers)
    assert sorted(ran) == sorted(wanted)
    assert await names(service, wanted) == set(wanted)


async def test_a_commit_without_an_answer_is_not_repeated(grouped: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    await check_unknown_outcome_is_not_repeated(grouped, monkeypatch)


async def test_planted_repeat_after_an_unknown_outcome_is_caught(
    grouped: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OutcomeUnknown", type("Never", (Exception,), {}))
    with pytest.raises(AssertionError):
        await check_unknown_outcome_is_not_repeated(grouped, monkeypatch)


async def test_a_slow_command_does_not_hold_the_others(grouped: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE_S", 0.2)
    release = asyncio.Event()

    async def slow(tx: Tx[Any]) -> str:
        await release.wait()
        return "slow"

    service = grouped.service.together
    service._apart_until = 0.0
    first = asyncio.create_task(service.run(adding(ids.new("n")), actor=SYSTEM, cause=Cause()))
    held = asyncio.create_task(service.run(slow, actor=SYSTEM, cause=Cause()))
    others = [asyncio.create_task(service.run(adding(ids.new("n")), actor=SYSTEM, cause=Cause())) for _ in range(5)]
    async with asyncio.timeout(5):
        await asyncio.gather(first, *others)
    assert not held.done()
    release.set()
    assert await held == "slow"


async def check_nobody_waits_behind_a_stuck_command(service: Running) -> None:
    """A command whose database command does not come back: those behind it are answered, however often it is tried."""
    release = asyncio.Event()

    async def stuck(tx: Tx[Any]) -> str:
        await tx.flight.whole(release.wait())
        return "stuck"

    run = service.service.together.run
    service.service.together._apart_until = 0.0
    held = [asyncio.create_task(run(stuck, actor=SYSTEM, cause=Cause())) for _ in range(4)]
    await asyncio.sleep(0.05)  # their lane is taken
    wanted: list[str] = []
    try:
        async with asyncio.timeout(4):
            for _ in range(6):
                some = [ids.new("n") for _ in range(12)]
                wanted += some
                await asyncio.gather(*(run(adding(name), actor=SYSTEM, cause=Cause()) for name in some))
    finally:
        release.set()
        told = await asyncio.gather(*held, return_exceptions=True)
    assert told == ["stuck"] * 4
    assert await names(service, wanted) == set(wanted)


async def test_nobody_waits_behind_a_stuck_command(grouped: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE_S", 0.2)
    await check_nobody_waits_behind_a_stuck_command(grouped)


async def test_planted_patience_without_end_is_caught(grouped: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PATIENCE_S", 60)
    with pytest.raises((AssertionError, TimeoutError)):
        await check_nobody_waits_behind_a_stuck_command(grouped)


async def test_who_waits_too_long_for_his_turn_is_told_so_and_nothing_is_done(
    grouped: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "PATIENCE_S", 60)
    release, name = asyncio.Event(), ids.new("n")
    run = grouped.service.together.run
    grouped.service.together._apart_until = 0.0

    async def stuck(tx: Tx[Any]) -> None:
        await release.wait()

    held = asyncio.create_task(run(stuck, actor=SYSTEM, cause=Cause()))
    await asyncio.sleep(0.05)  # its lane is taken
    try:
        with pytest.raises(problem.Problem) as told:
            await run(adding(name), actor=SYSTEM, cause=Cause(), deadline_s=0.1)
    finally:
        release.set()
        await held
    assert told.value.status == 503
    assert await names(grouped, [name]) == set()


async def test_a_group_that_takes_long_leaves_the_rest_to_the_next(
    grouped: Running, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "BUDGET_S", 0.05)
    ran: list[str] = []
    wanted = [ids.new("n") for _ in range(9)]

    def slowly(name: str) -> Work:
        async def work(tx: Tx[Any]) -> Any:
            await asyncio.sleep(0.03)
            return await adding(name, ran=ran)(tx)

        return work

    answers = await outcomes(grouped, [slowly(name) for name in wanted])
    assert all(isinstance(each, str) for each in answers)
    assert ran == wanted, "in the order of asking, nothing twice"
    assert len(sizes) >= 3


async def test_each_member_runs_as_its_own_request(grouped: Running, sizes: list[int]) -> None:
    async def whoami(tx: Tx[Any]) -> tuple[str, str]:
        return telemetry.current().request_id, tx.actor.id

    async def ask(number: int) -> Any:
        context = telemetry.Context(request_id=f"request-{number}", trace=telemetry.Trace.new())
        with telemetry.within(context):
            actor = Actor(f"user_{number}", "admin")
            return await grouped.service.together.run(whoami, actor=actor, cause=Cause())

    grouped.service.together._apart_until = 0.0
    answers = await asyncio.gather(*map(ask, range(10)))
    assert answers == [(f"request-{number}", f"user_{number}") for number in range(10)]
    assert max(sizes) == 8
