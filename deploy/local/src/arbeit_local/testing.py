"""The database and the broker of a test run: started once, in the background, when the first test needs them."""

import asyncio
import os
import shutil
import threading
from pathlib import Path

from arbeit_local import containers
from arbeit_local.broker import Broker
from arbeit_local.console import CannotStartError
from arbeit_local.database import Database
from arbeit_local.engine import engine_answers
from arbeit_local.places import root
from arbeit_local.ports import Ports


class Stores:
    """MONGO_URL and AMQP_URL for tests, each from the environment, else a container, else the local server.

    Both run on a thread of their own: the event loop of the tests may be blocked or broken without harm to them.
    """

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._started: asyncio.Future[tuple[str, str]] | None = None
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._urls = ("", "")
        self._running: list[Broker | Database | containers.Container] = []
        self._folder = root() / ".data" / f"test-{os.getpid()}"

    def begin(self) -> None:
        """Starts them in the background; further calls do nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="test stores", daemon=True)
            self._thread.start()

    def urls(self) -> tuple[str, str]:
        """(MONGO_URL, AMQP_URL), waiting until both answer. Raises CannotStartError with one clear line."""
        self.begin()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure
        return self._urls

    @property
    def database_pid(self) -> int | None:
        """The process of the local database, when there is one."""
        return next((server.process.pid for server in self._running if isinstance(server, Database)), None)

    def end(self) -> None:
        """Stops what was started and deletes its data."""
        if self._thread is None:
            return
        self._ready.wait()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._thread = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._urls = self._loop.run_until_complete(self._start())
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that asks for the addresses
            self._failure = error
            self._ready.set()
        else:
            self._ready.set()
            self._loop.run_forever()
        for server in self._running:
            if isinstance(server, Broker | Database):
                server.process.kill()  # nobody needs the data, and a clean end takes seconds
        self._loop.run_until_complete(asyncio.gather(*(server.stop() for server in self._running)))
        self._loop.close()

    async def _start(self) -> tuple[str, str]:
        mongo_url = os.environ.get("MONGO_URL", "")
        amqp_url = os.environ.get("AMQP_URL", "")
        if mongo_url and amqp_url:
            return mongo_url, amqp_url
        _sweep(self._folder.parent)
        in_containers = await asyncio.to_thread(engine_answers)
        ports = Ports(self._folder)
        waits = []
        if not mongo_url:
            database = containers.Mongo() if in_containers else Database(self._folder / "database", ports)
            self._running.append(database)
            waits.append(database.start())
        if not amqp_url:
            distribution = root() / ".data" / "rabbitmq-dist"
            broker = (
                containers.RabbitMq()
                if in_containers
                else Broker(self._folder / "broker", ports, distribution=distribution)
            )
            self._running.append(broker)
            waits.append(broker.start())
        await asyncio.gather(*waits)
        return mongo_url or database.url, amqp_url or broker.url


def _sweep(folder: Path) -> None:
    """Deletes what test runs that were killed have left behind."""
    for left in folder.glob("test-*"):
        try:
            os.kill(int(left.name.removeprefix("test-")), 0)
        except (ValueError, PermissionError):
            continue
        except ProcessLookupError:
            shutil.rmtree(left, ignore_errors=True)


__all__ = ["CannotStartError", "Stores"]
