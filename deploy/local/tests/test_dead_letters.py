"""Dead letters are listed with their reason and can be sent to their queues again."""

from collections.abc import AsyncIterator

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel

from arbeit_events import topology
from arbeit_kit.messaging.topology import declare
from arbeit_local.dead_letters import dead_letters

QUEUE = topology.events_queue("jobs")


@pytest.fixture
async def channel(amqp_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AbstractChannel]:
    monkeypatch.setenv("AMQP_URL", amqp_url)
    connection = await aio_pika.connect(amqp_url)
    async with connection:
        channel = await connection.channel()
        await declare(channel)
        await (await channel.get_queue(topology.DEAD)).purge()
        await (await channel.get_queue(QUEUE)).purge()
        yield channel
        await (await channel.get_queue(topology.DEAD)).purge()


async def bury(channel: AbstractChannel, message_id: str, queue: str, body: bytes = b"{}") -> None:
    headers = {"x-queue": queue, "x-reason": "ValueError: the sky fell", "x-attempt": 5, "traceparent": "00-1-2-01"}
    message = aio_pika.Message(
        body, message_id=message_id, type="arbeit.tenancy.ClientCreated.v1", headers=headers, content_type="text/x"
    )
    await (await channel.get_exchange(topology.DEAD)).publish(message, queue)


async def test_none_says_so(channel: AbstractChannel, capsys: pytest.CaptureFixture[str]) -> None:
    await dead_letters(None)
    assert "no dead letters" in capsys.readouterr().out


async def test_the_list_names_queue_type_and_reason_and_never_the_body(
    channel: AbstractChannel, capsys: pytest.CaptureFixture[str]
) -> None:
    await bury(channel, "evt_1", QUEUE, b'{"name": "Asha Rao"}')
    for _ in range(2):  # listing takes nothing away
        await dead_letters(None)
        told = capsys.readouterr().out
        for word in ("evt_1", QUEUE, "arbeit.tenancy.ClientCreated.v1", "the sky fell", "1 dead letters"):
            assert word in told
        assert "Asha" not in told


async def test_requeued_it_reaches_its_queue_unchanged_and_with_all_attempts_before_it(
    channel: AbstractChannel, capsys: pytest.CaptureFixture[str]
) -> None:
    await bury(channel, "evt_1", QUEUE, b'{"n": 1}')
    await dead_letters("all")
    assert f"1 sent to {QUEUE} again" in capsys.readouterr().out
    message = await (await channel.get_queue(QUEUE)).get(timeout=5)
    assert message is not None
    await message.ack()
    assert (message.body, message.message_id, message.content_type) == (b'{"n": 1}', "evt_1", "text/x")
    assert message.headers["traceparent"] == "00-1-2-01"
    assert not {"x-attempt", "x-reason", "x-queue"} & set(message.headers)
    await dead_letters(None)
    assert "no dead letters" in capsys.readouterr().out


async def test_only_those_of_the_named_queue_are_sent(
    channel: AbstractChannel, capsys: pytest.CaptureFixture[str]
) -> None:
    await bury(channel, "evt_1", QUEUE)
    await bury(channel, "evt_2", topology.events_queue("audit"))
    await dead_letters(QUEUE)
    await dead_letters(None)
    told = capsys.readouterr().out
    assert f"1 sent to {QUEUE} again" in told
    assert "evt_2" in told
    assert "1 dead letters" in told


async def test_one_whose_queue_is_gone_stays(channel: AbstractChannel, capsys: pytest.CaptureFixture[str]) -> None:
    await bury(channel, "evt_1", "nobody.events")
    await dead_letters("all")
    assert "evt_1 stays" in capsys.readouterr().out
    await dead_letters(None)
    assert "1 dead letters" in capsys.readouterr().out
