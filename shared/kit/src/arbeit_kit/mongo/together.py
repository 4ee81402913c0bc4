"""Group commit: commands that wait at the same time share one transaction.

A database that takes long for a commit, or for each small command, does more when several go together. A command never
waits for company: it starts at once while a lane is free. Only what comes while all lanes are taken is gathered, and
the next free lane takes all of it.

What holds, and why. Members run one after the other in one snapshot, as if each had committed before the next began;
their effects and events become visible together or not at all, and nobody is answered before. When one of them fails,
for whatever reason, the transaction is aborted, so nothing of any member stands, and each runs again in a transaction
of its own, as if it had never been gathered: what a caller is refused never rests on what another one wrote and did not
commit. Only a commit without an answer cannot be repeated: then all members get that error, as a single one would.
"""

from __future__ import annotations

import asyncio
import contextvars
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from arbeit_kit import metrics, problem
from arbeit_kit.mongo import transaction
from arbeit_kit.mongo.transaction import SYSTEM, Actor, Cause, OutcomeUnknown, Tx

if TYPE_CHECKING:
    from arbeit_kit.mongo.database import Database

T = TypeVar("T")

LANES = 1
# One slow command must not keep the others of its group waiting, nor those behind them: they go alone then.
PATIENCE_S = 2.0
# A group that has taken so long takes nobody else: the rest is the next group, and a database that is slow is not asked
# for the same twice.
BUDGET_S = 0.25
# After a group that failed: whoever sends what fails must not make everybody else's work be done twice. With each group
# that fails after it twice as long, for one record that somebody holds locked would hold up all who write.
APART_S = 0.2
APART_MOST_S = 10.0


@dataclass(slots=True, eq=False)
class _Member:
    """A command with its caller's context (request id, trace), in which it runs."""

    work: Callable[[Tx[Any]], Awaitable[Any]]
    actor: Actor
    cause: Cause
    deadline_s: float
    answer: asyncio.Future[Any]
    begun: bool = False
    context: contextvars.Context = field(default_factory=contextvars.copy_context)


class Together:
    """Runs commands, up to `most` of them in one transaction; with `most` below 2 each has its own."""

    def __init__(self, database: Database, most: int, lanes: int = LANES) -> None:
        self._database = database
        self._most = most
        self._free = lanes
        self._apart_s = 0.0
        self._apart_until = 0.0
        self._waiting: deque[_Member] = deque()
        self._running: set[asyncio.Task[Any]] = set()

    async def run(
        self,
        work: Callable[[Tx[Any]], Awaitable[T]],
        *,
        actor: Actor,
        cause: Cause,
        deadline_s: float = transaction.DEADLINE_S,
    ) -> T:
        """As `Database.transaction`."""
        if self._most < 2 or self._apart:
            return await self._database.transaction(work, actor=actor, cause=cause, deadline_s=deadline_s)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        member = _Member(work, actor, cause, deadline_s, answer)
        self._waiting.append(member)
        giving_up = loop.call_later(deadline_s, _not_waited_for, member)
        self._start()
        try:
            return await answer
        finally:
            giving_up.cancel()

    @property
    def _apart(self) -> bool:
        return time.monotonic() < self._apart_until

    def _stay_apart(self) -> None:
        self._apart_s = min(APART_MOST_S, max(APART_S, 2 * self._apart_s))
        self._apart_until = time.monotonic() + self._apart_s

    def _start(self) -> None:
        if self._waiting and self._free:
            self._free -= 1
            self._keep(asyncio.create_task(self._lane(), context=contextvars.Context()))

    def _keep(self, task: asyncio.Task[Any]) -> asyncio.Task[Any]:
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def _lane(self) -> None:
        try:
            while members := self._gathered():
                taking = self._keep(asyncio.create_task(self._take(members)))
                _, late = await asyncio.wait({taking}, timeout=PATIENCE_S)
                if late:
                    self._stay_apart()
        finally:
            self._free += 1

    def _gathered(self) -> list[_Member]:
        """The next ones; a caller who has left before his turn does not run."""
        members: list[_Member] = []
        while self._waiting and len(members) < self._most:
            member = self._waiting.popleft()
            if not member.answer.done():
                member.begun = True
                members.append(member)
        return members

    async def _take(self, members: list[_Member]) -> None:
        if len(members) > 1 and not self._apart:
            try:
                results = await transaction.once(
                    self._database, self._database.store, lambda tx: _all(tx, members), SYSTEM, Cause()
                )
            except OutcomeUnknown as unknown:
                for member in members:
                    _tell(member, error=unknown.error)
                return
            except Exception:  # noqa: BLE001 - found again, and told to the right caller, one by one
                metrics.RETRIES.labels("together").inc()
                self._stay_apart()
            else:
                self._apart_s = 0.0
                self._put_back(members[len(results) :])
                for member, result in zip(members, results, strict=False):
                    _tell(member, result)
                return
        await asyncio.wait(
            [self._keep(asyncio.create_task(self._alone(each), context=each.context)) for each in members]
        )

    def _put_back(self, members: list[_Member]) -> None:
        for member in reversed(members):
            member.begun = False
            self._waiting.appendleft(member)
        self._start()  # the lane may have gone on without this group, and come to its end

    async def _alone(self, member: _Member) -> None:
        if member.answer.done():
            return
        try:
            result = await self._database.transaction(
                member.work, actor=member.actor, cause=member.cause, deadline_s=member.deadline_s
            )
        except BaseException as error:  # noqa: BLE001 - it is the caller's
            _tell(member, error=error)
        else:
            _tell(member, result)


async def _all(tx: Tx[Any], members: list[_Member]) -> list[Any]:
    """The results of those that ran, the first ones of `members`."""
    results: list[Any] = []
    begun = time.monotonic()
    # The time is taken of the members' own work only: a commit that was begun has to be waited for.
    async with asyncio.timeout(PATIENCE_S):
        for member in members:
            if results and time.monotonic() - begun > BUDGET_S:
                break
            part = tx.within(member.actor, member.cause)
            results.append(await asyncio.create_task(_one(member, part), context=member.context))
    return results


async def _one(member: _Member, tx: Tx[Any]) -> Any:
    return await member.work(tx)


def _not_waited_for(member: _Member) -> None:
    """Its time is over before its turn: nothing of it was done."""
    if not member.begun:
        _tell(member, error=problem.unavailable("Much is being written at this moment. Try again.", retry_after_s=1))


def _tell(member: _Member, result: Any = None, error: BaseException | None = None) -> None:
    """The caller may have left meanwhile."""
    if member.answer.done():
        return
    if error is not None:
        member.answer.set_exception(error)
    else:
        member.answer.set_result(result)
