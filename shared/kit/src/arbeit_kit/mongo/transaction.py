"""One unit of work: state, events and bookkeeping commit together or not at all.

Motor's own retry loop has no back-off, so the loop is ours: jittered, bounded by a deadline, and it repeats only what
the server labels retryable or what lost a compare-and-set (ADR 0005). The callback may run several times: nothing but
database calls belong inside.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pymongo import WriteConcern
from pymongo.errors import OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern

from arbeit_events.envelope import CommandData, EventData
from arbeit_kit import metrics, problem
from arbeit_kit.mongo.ahead import Ahead
from arbeit_kit.mongo.errors import StaleVersion, duplicate_key, lost_a_race
from arbeit_kit.mongo.flight import Flight
from arbeit_kit.mongo.pending import Pending
from arbeit_kit.outbox.row import command_row, event_row
from arbeit_kit.time import now

if TYPE_CHECKING:
    from arbeit_kit.mongo.database import Database

S = TypeVar("S")
T = TypeVar("T")

# A request has 8 s for its database work (reliability study, section 5); a hot document may need many rounds.
DEADLINE_S = 8.0
MAX_ATTEMPTS = 60
_UNKNOWN_COMMIT = "UnknownTransactionCommitResult"
_MAJORITY = WriteConcern(w="majority", j=True)
_SNAPSHOT = ReadConcern("snapshot")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: carried into every event. `address` is the caller's network address."""

    id: str
    role: str
    email: str = ""
    address: str = ""


SYSTEM = Actor(id="system", role="system")


@dataclass(frozen=True, slots=True)
class Cause:
    """What led to a unit of work: request or causing event, for `correlationid`, `causationid`, `traceparent`."""

    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""


@dataclass(slots=True)
class Tx(Generic[S]):
    """An open transaction. `store` is the service's own store; `now` the instant of this attempt (UTC, ms)."""

    store: S
    session: Any
    actor: Actor
    cause: Cause
    source: str
    sealer: Callable[[bytes], bytes]
    now: datetime = field(default_factory=now)
    rows: list[dict[str, Any]] = field(default_factory=list)
    flight: Flight = field(init=False)
    pending: Pending = field(init=False)
    ahead: Ahead = field(default_factory=Ahead)

    def __post_init__(self) -> None:
        self.flight = Flight(self.session)
        self.pending = Pending(self.session, self.flight)

    def within(self, actor: Actor, cause: Cause) -> Tx[S]:
        """The same transaction, for another one's part in it."""
        part = Tx(self.store, self.session, actor, cause, self.source, self.sealer, self.now, self.rows)
        part.flight, part.pending, part.ahead = self.flight, self.pending, self.ahead
        return part

    def emit(self, data: EventData, *, subject: str, sequence: int, client_id: str | None = None) -> None:
        """Publish `data` if, and only if, this transaction commits."""
        self.rows.append(
            event_row(data, subject=subject, sequence=sequence, client_id=client_id, source=self.source, tx=self)
        )

    def send_secret(self, data: CommandData) -> None:
        """Send `data` encrypted over the private exchange if this transaction commits (one-time links)."""
        self.rows.append(command_row(data, seal=self.sealer, tx=self))


async def joined(tx: Tx[Any] | None, raw: Any, query: Mapping[str, Any] | None = None) -> Any:
    """The session for a command on this collection, once what the command could see of the transaction is written."""
    if tx is None:
        return None
    tx.ahead.forget(raw.name, query)
    await tx.pending.settle(raw, query)
    return tx.session


async def run(
    database: Database, store: S, fn: Callable[[Tx[S]], Awaitable[T]], actor: Actor, cause: Cause, deadline_s: float
) -> T:
    """Runs `fn` in a transaction until it commits.

    Raises what `fn` raises (nothing is changed then), `DuplicateKey`, or a 503 problem `busy` when the deadline passes.
    """
    give_up_at = time.monotonic() + deadline_s
    for attempt in range(MAX_ATTEMPTS):
        try:
            result = await once(database, store, fn, actor, cause)
        except StaleVersion:
            metrics.RETRIES.labels("stale").inc()
        except OutcomeUnknown as unknown:
            metrics.COMMITS.labels("failed").inc()
            raise unknown.error from None
        except PyMongoError as error:
            duplicate = duplicate_key(error)
            if duplicate is not None:
                raise duplicate from error
            if not lost_a_race(error):
                metrics.COMMITS.labels("failed").inc()
                raise
            metrics.RETRIES.labels("transient").inc()
        else:
            return result
        if time.monotonic() >= give_up_at:
            break
        # Full jitter: losers of a race come back spread out instead of colliding again.
        await asyncio.sleep(random.uniform(0, min(0.2, 0.002 * 2 ** min(attempt, 7))))  # noqa: S311 - not a secret
    metrics.COMMITS.labels("gave_up").inc()
    raise problem.unavailable("The record is being changed by many at once. Try again.", retry_after_s=1)


async def once(database: Database, store: S, fn: Callable[[Tx[S]], Awaitable[T]], actor: Actor, cause: Cause) -> T:
    """One attempt. Raises whatever ended it; nothing of it stands then, except perhaps after `OutcomeUnknown`."""
    session = await database.client.start_session()
    session.start_transaction(read_concern=_SNAPSHOT, write_concern=_MAJORITY, max_commit_time_ms=5000)
    tx = Tx(store, session, actor, cause, database.source, database.seal)
    database.flights.add(tx.flight)
    try:
        result = await fn(tx)
        for row in tx.rows:
            tx.pending.insert(database.outbox, row)
        await tx.pending.flush()
        try:
            await _commit(tx)
        except PyMongoError as error:
            if lost_a_race(error):
                raise
            raise OutcomeUnknown(error) from error
    finally:
        # Commands still on their way are waited for first; then the transaction ends at once, not by a time-out.
        await tx.flight.end()
        database.flights.discard(tx.flight)
    metrics.COMMITS.labels("committed").inc()
    if tx.rows:
        database.wake_relay()
    return result


class OutcomeUnknown(Exception):  # noqa: N818
    """The commit was asked for and not answered: running the same again might do it twice."""

    def __init__(self, error: PyMongoError) -> None:
        super().__init__(str(error))
        self.error = error


async def _commit(tx: Tx[Any]) -> None:
    """Commits; asks again while the outcome is unknown, because asking twice cannot commit twice."""
    for again in range(4):
        try:
            await tx.flight.whole(tx.session.commit_transaction())
            return
        except PyMongoError as error:
            if again == 3 or not error.has_error_label(_UNKNOWN_COMMIT):
                raise
            if isinstance(error, OperationFailure) and error.code == 50:  # MaxTimeMSExpired: the server gave up
                raise
            await asyncio.sleep(0.05 * 2**again)
