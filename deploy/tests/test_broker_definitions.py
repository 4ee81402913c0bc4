"""The broker's definitions: the same topology as the code declares, and accounts that can do their work and no more.

On a private node that loads them at its start, as the container does.
"""

import asyncio
import json
import os
import subprocess
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import aio_pika
import pytest
from aiormq.exceptions import ChannelAccessRefused

from arbeit_events import topology
from arbeit_kit.messaging import definitions
from arbeit_kit.messaging.broadcast import Broadcasts
from arbeit_kit.messaging.publisher import Publisher
from arbeit_kit.messaging.topology import declare
from arbeit_local.broker import Broker, node
from arbeit_local.places import root
from arbeit_local.ports import Ports

FOLDER = root() / "deploy" / "docker" / "rabbitmq"
PASSWORD = "only-for-this-test-0123456789"
SERVICES = sorted(topology.SUBSCRIBERS)


def rendered(**passwords: str) -> subprocess.CompletedProcess[str]:
    known = {f"RABBITMQ_PASSWORD_{user['name'].upper()}": PASSWORD for user in definitions.definitions()["users"]}
    env = {"PATH": os.environ["PATH"], **known, **passwords}
    command = ["sh", str(FOLDER / "render.sh"), str(FOLDER / "definitions.json")]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_the_committed_file_follows_from_the_code() -> None:
    assert json.loads((FOLDER / "definitions.json").read_text()) == definitions.definitions()


def test_every_password_is_filled_in_and_none_is_in_the_file() -> None:
    done = rendered()
    assert done.returncode == 0, done.stderr
    assert "{{" not in done.stdout
    assert {user["password"] for user in json.loads(done.stdout)["users"]} == {PASSWORD}


@pytest.mark.parametrize("bad", ["", "short", 'quote"quote"quote"quote', "a/b&c" * 5])
def test_a_missing_or_odd_password_stops_the_start(bad: str) -> None:
    done = rendered(RABBITMQ_PASSWORD_JOBS=bad)
    assert done.returncode == 1
    assert "RABBITMQ_PASSWORD_JOBS" in done.stderr


@pytest.fixture(scope="module")
async def broker(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Broker]:
    """A node that loaded the file, with one more account that may do everything."""
    folder = tmp_path_factory.mktemp("broker")
    loaded = json.loads(rendered().stdout)
    loaded["users"].append({"name": "owner", "password": PASSWORD, "tags": ""})
    loaded["permissions"].append(definitions._rights("owner", ".*", ".*", ".*"))
    (folder / "definitions.json").write_text(json.dumps(loaded))
    with pytest.MonkeyPatch.context() as patch:
        wanted = f"{node._CONFIGURATION}load_definitions = {folder}/definitions.json\n"
        patch.setattr(node, "_CONFIGURATION", wanted)
        private = Broker(folder / "node", Ports(folder), distribution=root() / ".data" / "rabbitmq-dist")
        await private.start()
    yield private
    await private.stop()


async def ignore(_: Any) -> None:
    """Takes a message and does nothing."""


def url(broker: Broker, name: str) -> str:
    return f"amqp://{name}:{PASSWORD}@127.0.0.1:{broker.port}/{definitions.VHOST}"


async def with_channel(
    broker: Broker, name: str, work: Callable[[Any], Coroutine[Any, Any, Any]], confirms: bool = True
) -> None:
    connection = await aio_pika.connect(url(broker, name))
    async with connection:
        await work(await connection.channel(publisher_confirms=confirms))


async def refused(broker: Broker, name: str, work: Callable[[Any], Coroutine[Any, Any, Any]]) -> None:
    with pytest.raises(ChannelAccessRefused):
        await with_channel(broker, name, work)


async def test_what_the_code_declares_is_what_was_loaded(broker: Broker) -> None:
    """The broker refuses to declare again with other arguments."""
    await with_channel(broker, "owner", declare)


async def test_every_service_does_its_work_with_its_own_rights(broker: Broker) -> None:
    for name in SERVICES:

        async def work(channel: Any, name: str = name) -> None:
            exchanges = await declare(channel, given=True)
            await exchanges[topology.EXCHANGE].publish(aio_pika.Message(b"{}"), f"{name}.SomethingHappened.v1")
            for exchange in (topology.DEAD, topology.retry_name(1)):
                await exchanges[exchange].publish(aio_pika.Message(b"{}"), topology.events_queue(name))
            queue = await channel.get_queue(topology.events_queue(name))
            tag = await queue.consume(ignore)
            await queue.cancel(tag)

        await with_channel(broker, name, work)


async def test_the_kits_links_come_up_with_a_given_topology(broker: Broker) -> None:
    async def nothing(*_: Any) -> None:
        return

    publisher = Publisher(url(broker, "jobs"), "test", topology_given=True)
    keys = {"notifications": "candidates.CandidateCreated.v1", "gateway": "auth.CredentialsRevoked.v1"}
    links = [publisher.link]
    tasks = [asyncio.create_task(publisher.run())]
    for name, key in keys.items():
        broadcasts = Broadcasts(url(broker, name), name, {key: [nothing]}, nothing, topology_given=True)
        links.append(broadcasts.link)
        tasks.append(asyncio.create_task(broadcasts.run()))
    async with asyncio.timeout(10):
        await asyncio.gather(*(link.wait_connected() for link in links))
    await asyncio.gather(*(link.stop() for link in links))
    await asyncio.gather(*tasks)


async def test_nobody_publishes_in_anothers_name(broker: Broker) -> None:
    async def forged(channel: Any) -> None:
        exchange = await channel.get_exchange(topology.EXCHANGE)
        await exchange.publish(aio_pika.Message(b"{}"), "auth.CredentialsRevoked.v1")

    await refused(broker, "jobs", forged)
    await refused(broker, "gateway", forged)


async def test_gateways_alone_speak_among_themselves(broker: Broker) -> None:
    async def speak(channel: Any) -> None:
        exchange = await channel.get_exchange(topology.GATEWAYS)
        queue = await channel.declare_queue(exclusive=True, arguments={"x-queue-type": "classic"})
        await queue.bind(exchange)
        await exchange.publish(aio_pika.Message(b"{}"), "")

    await with_channel(broker, "gateway", speak)
    await refused(broker, "jobs", speak)


async def test_nobody_reads_or_removes_what_is_anothers(broker: Broker) -> None:
    async def read(channel: Any) -> None:
        await (await channel.get_queue("notifications.commands")).consume(ignore)

    async def delete(channel: Any) -> None:
        await (await channel.get_queue("jobs.events")).delete(if_unused=False, if_empty=False)

    async def listen(channel: Any) -> None:
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(topology.EXCHANGE, routing_key="#")

    async def command(channel: Any) -> None:
        exchange = await channel.get_exchange(topology.COMMAND_EXCHANGE)
        await exchange.publish(aio_pika.Message(b"{}"), "notifications.SendOneTimeLink.v1")

    await refused(broker, "candidates", read)
    for name in ("candidates", "jobs"):
        await refused(broker, name, delete)
    await refused(broker, "tenancy", listen)
    await refused(broker, "jobs", command)
    await with_channel(broker, "auth", command)


async def test_the_monitor_sees_lengths_and_nothing_else(broker: Broker) -> None:
    async def look(channel: Any) -> None:
        queue = await channel.declare_queue("jobs.events", passive=True)
        assert queue.declaration_result.message_count >= 0

    async def read(channel: Any) -> None:
        await (await channel.get_queue("jobs.events")).consume(ignore)

    await with_channel(broker, "monitor", look)
    await refused(broker, "monitor", read)


async def test_the_operator_sees_dead_letters_and_sends_them_again(broker: Broker) -> None:
    async def work(channel: Any) -> None:
        await channel.get_queue(topology.events_queue("jobs"))
        dead = await channel.get_queue(topology.DEAD)
        message = await dead.get(fail=False)
        assert message is not None  # the services' own tests left some
        again = aio_pika.Message(message.body)
        await channel.default_exchange.publish(again, topology.events_queue("jobs"))
        await message.ack()

    async def forge(channel: Any) -> None:
        exchange = await channel.get_exchange(topology.EXCHANGE)
        await exchange.publish(aio_pika.Message(b"{}"), "jobs.JobCreated.v1")

    await with_channel(broker, "operator", work)
    await refused(broker, "operator", forge)


def test_the_containers_script_writes_what_only_the_broker_reads() -> None:
    script = (FOLDER / "start.sh").read_text()
    assert "umask 077" in script
    assert (Path(FOLDER) / "rabbitmq.conf").read_text().count("load_definitions = /run/arbeit/definitions.json") == 1
