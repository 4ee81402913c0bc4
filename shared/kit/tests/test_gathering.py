"""Events handled in groups: once in effect, in order per entity, one bad event never costs another its effect.

Deliveries are handed to the consumer directly, so that what is gathered does not depend on timing; each check is run
once more with its fault planted.
"""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from arbeit_events.envelope import CONTENT_TYPE, Envelope
from arbeit_events.jobs import JobCreated
from arbeit_kit import ids
from arbeit_kit.messaging import gathering
from arbeit_kit.messaging.gathering import Delivery, Gathering
from arbeit_kit.messaging.inbox import Inbox
from arbeit_kit.testing import Running, auth, envelope, eventually, token

ADMIN = auth(token("admin"))


async def make(service: Running) -> str:
    answer = await service.client.post("/api/companies", json={"company_name": ids.new("name")}, headers=ADMIN)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["client_id"])


def created(client_id: str, title: str = "Engineer", subject: str | None = None, sequence: int = 1) -> Envelope:
    job = JobCreated(
        job_id=subject or ids.new("job"), client_id=client_id, client_name="x", title=title,
        employment_type="full_time", status="open", priority="low", openings=1,
    )  # fmt: skip
    return envelope(job, subject=job.job_id, sequence=sequence)


def delivered(event: Envelope, acked: list[str]) -> Delivery:
    async def ack() -> None:
        acked.append(event.id)

    message: Any = SimpleNamespace(
        ack=ack, body=event.to_bytes(), message_id=event.id, type=event.type, content_type=CONTENT_TYPE, headers={},
        redelivered=False,
    )  # fmt: skip
    return Delivery(message, event)


async def deliver(service: Running, events: list[Envelope]) -> list[str]:
    consumer = service.service.consumer
    assert consumer is not None
    acked: list[str] = []
    for event in events:
        consumer._gathering.add(delivered(event, acked))

    async def all_acked() -> bool:
        return len(acked) == len(events) and consumer.idle

    await eventually(all_acked)
    return acked


async def jobs_of(service: Running, client_id: str) -> int:
    return int((await service.db["companies"].find_one({"_id": client_id}))["jobs"])


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes of the groups that were tried."""
    sizes: list[int] = []
    original = Inbox.once_together

    async def counted(self: Inbox, queue: str, deliveries: Any) -> None:
        sizes.append(len(deliveries))
        await original(self, queue, deliveries)

    monkeypatch.setattr(Inbox, "once_together", counted)
    return sizes


async def check_once_in_effect(service: Running) -> None:
    client = await make(service)
    events = [created(client) for _ in range(12)]
    await deliver(service, [*events, *events])
    await deliver(service, events)
    assert await jobs_of(service, client) == 12


async def test_events_in_groups_have_one_effect_each(service: Running, groups: list[int]) -> None:
    await check_once_in_effect(service)
    assert max(groups) >= 10


async def test_planted_group_without_inbox_ids_is_caught(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(self: Inbox, tx: Any, inbox_ids: Any) -> None:
        """The inbox row is left out."""

    monkeypatch.setattr(Inbox, "_note", nothing)
    with pytest.raises(AssertionError):
        await check_once_in_effect(service)


async def check_isolation(service: Running) -> None:
    client = await make(service)
    good = [created(client) for _ in range(8)]
    bad = [created(client, "poison"), created(client, "hopeless")]
    await deliver(service, [*good[:4], *bad, *good[4:]])
    assert await jobs_of(service, client) == 8
    queue = service.service.consumer.events_queue  # type: ignore[union-attr]
    known = await service.db["inbox"].count_documents({"_id": {"$in": [f"{queue}:{each.id}" for each in bad]}})
    assert known == 0


async def test_a_bad_event_in_a_group_costs_the_others_nothing(service: Running, groups: list[int]) -> None:
    await check_isolation(service)
    assert max(groups) >= 3


async def test_planted_group_that_gives_up_is_caught(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Gathering._went_together

    async def careless(self: Gathering, group: list[Delivery]) -> bool:
        if not await original(self, group):
            for delivery in group:
                await delivery.message.ack()
        return True

    monkeypatch.setattr(Gathering, "_went_together", careless)
    with pytest.raises(AssertionError):
        await check_isolation(service)


# --- order and lanes, without a database ----------------------------------------------------------------------------


class Handlers:
    """Records what is handled when; `hang` holds the events of some entities."""

    def __init__(self, fail_together: bool = False) -> None:
        self.seen: list[Envelope] = []
        self.at_work: set[str] = set()
        self.overlaps = 0
        self.hang: dict[str, asyncio.Event] = {}
        self.fail_together = fail_together
        self.running: set[asyncio.Task[None]] = set()
        self.gathering = Gathering(self.alone, self.together, self.start)

    def start(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self.running.add(task)
        task.add_done_callback(self.running.discard)
        return task

    async def alone(self, delivery: Delivery) -> None:
        subject = delivery.event.subject
        self.overlaps += subject in self.at_work
        self.at_work.add(subject)
        if subject in self.hang:
            await self.hang[subject].wait()
        await asyncio.sleep(0.001)
        self.seen.append(delivery.event)
        self.at_work.discard(subject)

    async def together(self, deliveries: list[Delivery]) -> None:
        subjects = {each.event.subject for each in deliveries}
        self.overlaps += len(subjects & self.at_work)
        if self.fail_together:
            raise RuntimeError("one of them is bad")
        self.at_work |= subjects
        await asyncio.sleep(0.002)
        self.seen += [each.event for each in deliveries]
        self.at_work -= subjects

    async def finished(self) -> None:
        async def idle() -> bool:
            return not self.running and self.gathering.empty

        await eventually(idle)


async def check_order(handlers: Handlers, count: int = 7) -> None:
    entities = [ids.new("job") for _ in range(count)]
    for sequence in range(1, 21):
        for entity in entities:
            handlers.gathering.add(delivered(created("client_1", subject=entity, sequence=sequence), []))
        if sequence % 3 == 0:
            await asyncio.sleep(0.0005)
    await handlers.finished()
    assert handlers.overlaps == 0
    for entity in entities:
        assert [each.sequence for each in handlers.seen if each.subject == entity] == list(range(1, 21))


@pytest.mark.parametrize("fail_together", [False, True])
async def test_events_of_one_entity_keep_their_order(fail_together: bool) -> None:
    await check_order(Handlers(fail_together))


async def test_planted_entity_in_two_lanes_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(self: Gathering) -> list[Delivery]:
        return [self._waiting.popleft() for _ in range(min(3, len(self._waiting)))]

    monkeypatch.setattr(Gathering, "_next", greedy)
    with pytest.raises(AssertionError):
        await check_order(Handlers(), count=1)


async def test_handlers_that_hang_hold_only_their_own_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "LANE_S", 0.05)
    handlers = Handlers()
    stuck = [ids.new("job") for _ in range(4)]
    for subject in stuck:
        handlers.hang[subject] = asyncio.Event()
        handlers.gathering.add(delivered(created("client_1", subject=subject), []))
        await asyncio.sleep(0.06)
    free = [created("client_1") for _ in range(30)]
    for event in free:
        handlers.gathering.add(delivered(event, []))

    async def through() -> bool:
        return len(handlers.seen) == len(free)

    await eventually(through, within=2)
    for event in handlers.hang.values():
        event.set()
    await handlers.finished()
    assert len(handlers.seen) == len(free) + len(stuck)


async def test_what_waits_is_forgotten_with_its_connection_and_after_the_stop() -> None:
    handlers = Handlers()
    subject = ids.new("job")
    handlers.hang[subject] = asyncio.Event()
    handlers.gathering.add(delivered(created("c", subject=subject), []))
    await asyncio.sleep(gathering.GATHER_S * 2)
    handlers.gathering.add(delivered(created("c", subject=subject, sequence=2), []))
    handlers.gathering.forget()
    handlers.hang[subject].set()
    await handlers.finished()
    assert [each.sequence for each in handlers.seen] == [1]
    handlers.gathering.stopped = True
    handlers.gathering.add(delivered(created("c"), []))
    assert not handlers.running


async def test_events_behind_a_slow_group_have_their_turn_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "GROUP_LANE_S", 0.02)
    handlers = Handlers()
    original = handlers.together

    async def slow(deliveries: list[Delivery]) -> None:
        await asyncio.sleep(0.08)
        await original(deliveries)

    handlers.gathering = Gathering(handlers.alone, slow, handlers.start)
    entities = [ids.new("job") for _ in range(3)]
    for sequence in (1, 2):
        for entity in entities:
            handlers.gathering.add(delivered(created("c", subject=entity, sequence=sequence), []))
        await asyncio.sleep(0.04)
    await handlers.finished()
    assert [each.sequence for each in handlers.seen] == [1, 1, 1, 2, 2, 2]
