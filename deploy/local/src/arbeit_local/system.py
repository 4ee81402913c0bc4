"""The whole system as separate processes: database, broker, seven services, gateway. `make run` and the system tests
both run this; they differ in the folder."""

import asyncio
import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import Any, TextIO

from arbeit_local.broker import Broker
from arbeit_local.console import CannotStartError, warn
from arbeit_local.database import Database
from arbeit_local.places import private_folder, root
from arbeit_local.ports import Ports, is_free
from arbeit_local.service import ManagedService

SERVICES = {
    "auth": 8101,
    "tenancy": 8102,
    "jobs": 8103,
    "candidates": 8104,
    "interviews": 8105,
    "notifications": 8106,
    "audit": 8107,
}
GATEWAY_PORT = 8080
_READY_WITHIN_S = 90.0
_FEW_CORES = 4
# For the local database a small command costs as much as a large one (ADR 0019).
_COMMANDS_TOGETHER = "16"


class System:
    """A running Arbeit in a data folder of its own. Start it, use `url`, stop it; the data stays."""

    def __init__(
        self,
        folder: Path,
        settings: Mapping[str, str],
        *,
        port: int | None = None,
        replicas: Mapping[str, int] | None = None,
    ) -> None:
        """`settings` are environment variables for every process, on top of ours and never over the ports.

        `port` is the gateway's and must be free; None takes any free one for the gateway and, unlike with a fixed
        one, for all services, so that several systems can run beside each other. `replicas` is how many processes a
        service (or the gateway) has; one where nothing is said. The second is named `jobs-2`.
        """
        self.folder = folder
        self._settings = dict(settings)
        self._port = port
        self._replicas = replicas or {}
        self._ports = Ports(folder)
        self._lock: TextIO | None = None
        distribution = root() / ".data" / "rabbitmq-dist"
        logs = folder / "logs"
        self.database = Database(folder / "database", self._ports, log=logs / "database.log")
        self.broker = Broker(folder / "broker", self._ports, distribution=distribution, log=logs / "broker.log")
        self.services: dict[str, ManagedService] = {}
        self._broker_start: asyncio.Task[None] | None = None
        self._keepers: list[asyncio.Task[None]] = []
        self.mongo_url = ""
        self.amqp_url = ""

    @property
    def own_database(self) -> bool:
        """Whether the data is in a database of this folder (and not where MONGO_URL points)."""
        return not self._settings.get("MONGO_URL")

    @property
    def url(self) -> str:
        """The portal's address."""
        return self.services["gateway"].url.replace("127.0.0.1", "localhost")

    async def start(self) -> None:
        """Starts everything and returns when gateway and services take requests; the broker may still be coming up.

        Raises CannotStartError with one clear line; everything that was started is stopped again.
        """
        self._hold_folder()
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def messages_flow(self) -> None:
        """Waits until the broker is up. Raises CannotStartError when it did not come up."""
        if self._broker_start is not None:
            await asyncio.shield(self._broker_start)

    async def stop(self) -> None:
        """Stops in the reverse order: the door, the services (they drain), the broker, the database."""
        gateway = self.services.get("gateway")
        if gateway is not None:
            await gateway.stop(grace=5)
        await asyncio.gather(*(service.stop(grace=10) for service in self.services.values()))
        if self._broker_start is not None:
            self._broker_start.cancel()
            with contextlib.suppress(asyncio.CancelledError, CannotStartError):
                await self._broker_start
        for keeper in self._keepers:
            keeper.cancel()
        await self.broker.stop()
        await self.database.stop()
        self._leave_folder()

    def processes(self, name: str) -> list[ManagedService]:
        """All replicas of a service."""
        further = (f"{name}-{number}" for number in range(2, self._replicas.get(name, 1) + 1))
        return [self.services[key] for key in (name, *further)]

    async def roll(self, name: str) -> None:
        """Restarts the replicas of a service one after the other; with two or more of them no request notices."""
        for process in self.processes(name):
            await process.restart()
            # The gateway asks twice a second who is ready.
            await asyncio.sleep(1)

    def environment(self) -> dict[str, str]:
        """The variables with which every process runs."""
        return self._env

    # ---- start -------------------------------------------------------------------------------------------------------

    async def _start(self) -> None:
        if self._port is not None and not is_free(self._port):
            raise CannotStartError(
                f"port {self._port} is taken; free it or choose another: PORT={self._port + 10} make run"
            )
        self.mongo_url = self._settings.get("MONGO_URL", "")
        self.amqp_url = self._settings.get("AMQP_URL", "")
        services_ready = asyncio.Event()
        if not self.amqp_url:
            self.amqp_url = self.broker.reserve()
            self._broker_start = asyncio.create_task(self._start_broker(services_ready), name="start the broker")
        starts: list[Awaitable[None]] = []
        if not self.mongo_url:
            self.mongo_url = self.database.reserve()
            starts.append(self._start_database())
        self._define_services()
        # All at once: a service waits for its database by itself.
        await asyncio.gather(*(service.start() for service in self.services.values()))
        starts += [service.ready(_READY_WITHIN_S) for service in self.services.values()]
        await self._all(starts)
        services_ready.set()
        self._write_running()

    async def _all(self, starts: list[Awaitable[None]]) -> None:
        """Waits until all have come up. What cannot come up, the broker included, ends the start at once."""
        tasks = [asyncio.ensure_future(start) for start in starts]
        waits = {*tasks, self._broker_start} if self._broker_start is not None else {*tasks}
        try:
            while not all(task.done() for task in tasks):
                done, waits = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _start_database(self) -> None:
        await self.database.start()
        self._keepers.append(asyncio.create_task(self._keep(self.database), name="keep the database"))

    async def _start_broker(self, services_ready: asyncio.Event) -> None:
        await self.broker.prepare()
        # Nobody needs it to answer requests: events wait in the outbox. On few cores it waits for the services, and
        # the first answer comes in half the time.
        if (os.cpu_count() or 1) <= _FEW_CORES:
            await services_ready.wait()
        await self.broker.start()
        self._keepers.append(asyncio.create_task(self._keep(self.broker), name="keep the broker"))

    async def _keep(self, server: Broker | Database) -> None:
        """Starts the server again whenever it ends although it is wanted."""
        while True:
            await server.process.wait()
            await asyncio.sleep(1)
            if not server.wanted:
                continue
            warn(f"{server.process.name} ended; starting it again")
            with contextlib.suppress(CannotStartError):
                await server.start()

    def _define_services(self) -> None:
        wished = self._port is not None
        ports = {
            name: [
                self._ports.take(name, preferred=port if wished else None),
                *(self._ports.take(f"{name}-{number}") for number in range(2, self._replicas.get(name, 1) + 1)),
            ]
            for name, port in SERVICES.items()
        }
        gateway = self._port if self._port is not None else self._ports.take("gateway")
        self._env = {
            **os.environ,
            "JWT_SECRET": self._secret(),
            # After SIGTERM a process waits until those who send it requests notice; one alone need not.
            "DRAIN_DELAY": "2" if self._replicas else "0",
            "REACT_APP_FRONTEND_URL": f"http://localhost:{gateway}",
            **({"COMMANDS_TOGETHER": _COMMANDS_TOGETHER} if self.own_database else {}),
            **{name: value for name, value in self._settings.items() if value},
            "MONGO_URL": self.mongo_url,
            "AMQP_URL": self.amqp_url,
            "HOST": "127.0.0.1",
            **{
                f"{name.upper()}_URL": ",".join(f"http://127.0.0.1:{port}" for port in each)
                for name, each in ports.items()
            },
        }
        # Compiling every module at every start, for eight processes, takes three times as long as importing them.
        self._env.pop("PYTHONDONTWRITEBYTECODE", None)
        logs = self.folder / "logs"
        doors = [
            gateway,
            *(self._ports.take(f"gateway-{number}") for number in range(2, self._replicas.get("gateway", 1) + 1)),
        ]
        for name, each in {**ports, "gateway": doors}.items():
            for number, port in enumerate(each, start=1):
                key = name if number == 1 else f"{name}-{number}"
                self.services[key] = ManagedService(
                    name,
                    port,
                    log=logs / f"{key}.log",
                    env=self._env,
                    cwd=root(),
                    replica=number,
                    killed=self.database.a_client_died if self.own_database else None,
                )

    def _secret(self) -> str:
        """The signing secret of this folder: made once, readable by its owner only."""
        file = self.folder / "jwt-secret"
        if not file.exists():
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as secret:
                secret.write(secrets.token_hex(32))
        return file.read_text("ascii").strip()

    # ---- the folder --------------------------------------------------------------------------------------------------

    def _hold_folder(self) -> None:
        private_folder(self.folder)
        self._lock = (self.folder / "lock").open("a+")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            self._lock = None
            raise CannotStartError(f"a system is already running in {self.folder}") from None

    def _leave_folder(self) -> None:
        if self._lock is not None:
            (self.folder / "running.json").unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def _write_running(self) -> None:
        facts = {
            "pid": os.getpid(),
            "mongo_url": self.mongo_url,
            "amqp_url": self.amqp_url,
            "db_name": self._env.get("DB_NAME", "arbeit"),
            "gateway": self.services["gateway"].url,
            "services": {
                name: service.url for name, service in self.services.items() if not name.startswith("gateway")
            },
        }
        file = self.folder / "running.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def running(folder: Path) -> dict[str, Any]:
    """What is running in a data folder: pid, mongo_url, amqp_url, db_name, gateway, services.

    Raises CannotStartError when nothing is.
    """
    nothing = CannotStartError("nothing is running here: start it with `make run` in another terminal")
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        raise nothing  # nobody holds the folder
    except FileNotFoundError:
        raise nothing from None
    except BlockingIOError:
        pass
    try:
        facts: dict[str, Any] = json.loads((folder / "running.json").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        raise CannotStartError("it is still starting; try again in a moment") from None
    return facts
