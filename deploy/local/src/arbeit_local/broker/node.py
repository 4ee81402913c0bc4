"""A RabbitMQ node of our own: own data folder, node name, ports and port mapper, all on 127.0.0.1."""

import asyncio
import hashlib
import os
from pathlib import Path

from arbeit_local.broker.server import CONTAINER_IMAGE, Server, obtain
from arbeit_local.console import CannotStartError
from arbeit_local.places import private_folder
from arbeit_local.ports import Ports
from arbeit_local.process import Process, amqp_answers, listening

# Start to handshake takes 5 to 13 s on two shared cores.
_START_WITHIN_S = 90.0

_CONFIGURATION = """\
# written at every start
listeners.tcp.1 = 127.0.0.1:{port}
log.file.level = warning
# The write-ahead log of quorum queues is held in memory up to this size; the default of 512 MB is for servers.
raft.wal_max_size_bytes = 33554432
disk_free_limit.absolute = 100MB
"""


class Broker:
    """A private broker in `folder`. Start it, use `url`, stop it; its data stays in the folder."""

    def __init__(self, folder: Path, ports: Ports, *, distribution: Path, log: Path | None = None) -> None:
        """`distribution` is the folder for a server that has to be fetched; it can be shared by several brokers."""
        self._folder = folder
        self._distribution = distribution
        self._log = log or folder / "broker.log"
        self._ports = ports
        self._mark = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]
        self._server: Server | None = None
        self._starting = asyncio.Lock()
        self._epmd: Process | None = None
        self._node: Process | None = None
        self.port = 0
        self.wanted = False

    @property
    def url(self) -> str:
        """The AMQP address. The user `guest` is admitted from this machine alone."""
        return f"amqp://guest:guest@127.0.0.1:{self.port}/"

    @property
    def process(self) -> Process:
        """The running node, for faults in tests (`kill`)."""
        assert self._node is not None
        return self._node

    def reserve(self) -> str:
        """Settles the port and returns the address, before the start: others may already be told it."""
        self.port = self._ports.take("broker")
        return self.url

    async def prepare(self) -> None:
        """Finds a server, or installs or fetches one. Raises CannotStartError when none is to be had."""
        if self._server is None:
            self._server = await asyncio.to_thread(obtain, self._distribution)

    async def start(self) -> None:
        """Starts the node and returns when it answers; without effect when it runs.

        Raises CannotStartError when there is no server to be had or the node does not come up.
        """
        self.wanted = True
        await self.prepare()
        async with self._starting:
            if self._node is None or not self._node.running:
                await self._start()

    async def _start(self) -> None:
        server = self._server
        assert server is not None
        self.reserve()
        private_folder(self._folder)
        if server.script is None:
            self._node = self._container()
        else:
            await self._start_epmd(server)
            self._node = Process("the broker", [str(server.script)], log=self._log, env=self._environment(server))
        await self._node.start()
        try:
            await self._node.until(lambda: amqp_answers(self.port), within=_START_WITHIN_S)
        except CannotStartError:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stops the node (about 1.5 s) and its port mapper; without effect when they do not run."""
        self.wanted = False
        if self._node is not None:
            await self._node.stop(grace=15)
        if self._epmd is not None:
            await self._epmd.stop(grace=2)

    async def _start_epmd(self, server: Server) -> None:
        """Erlang would start a port mapper by itself, but as a daemon that outlives everything."""
        self._epmd_port = self._ports.take("epmd")
        if server.epmd is None or (self._epmd is not None and self._epmd.running):
            return
        command = [server.epmd, "-port", str(self._epmd_port), "-address", "127.0.0.1", "-relaxed_command_check"]
        self._epmd = Process("epmd", command, log=self._log, env=self._environment(server))
        await self._epmd.start()
        await self._epmd.until(lambda: listening(self._epmd_port), within=10)

    def _environment(self, server: Server) -> dict[str, str]:
        home = private_folder(self._folder / "home")
        logs = private_folder(self._folder / "log")
        config = self._folder / "rabbitmq.conf"
        config.write_text(_CONFIGURATION.format(port=self.port), "utf-8")
        nothing = self._folder / "rabbitmq-env.conf"  # keeps the machine's own /etc/rabbitmq out
        nothing.touch()
        plugins = self._folder / "enabled_plugins"
        plugins.write_text("[].\n", "utf-8")
        env = {
            "HOME": str(home),
            "PATH": server.path,
            "LANG": os.environ.get("LANG", "C.UTF-8"),
            "RABBITMQ_NODENAME": f"arbeit-{self._mark}@localhost",
            "RABBITMQ_MNESIA_BASE": str(private_folder(self._folder / "data")),
            "RABBITMQ_LOG_BASE": str(logs),
            "RABBITMQ_CONF_ENV_FILE": str(nothing),
            "RABBITMQ_CONFIG_FILE": str(config),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(self._folder / "advanced.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(plugins),
            "RABBITMQ_PID_FILE": str(self._folder / "pid"),
            "RABBITMQ_DIST_PORT": str(self._ports.take("broker distribution")),
            "ERL_EPMD_PORT": str(self._epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            # Without it the distribution port listens on every address.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        }
        if server.libraries:
            env["LD_LIBRARY_PATH"] = ":".join(server.libraries)
        return env

    def _container(self) -> Process:
        name = f"arbeit-broker-{self._mark}"
        command = ["docker", "run", "--rm", "--init", "--name", name, "--hostname", name]
        command += ["-p", f"127.0.0.1:{self.port}:5672", "-v", f"{name}:/var/lib/rabbitmq", CONTAINER_IMAGE]
        return Process("the broker", command, log=self._log, env=dict(os.environ))
