"""MongoDB 8 and RabbitMQ 4 in containers, for tests where a Docker engine answers."""

import asyncio
import time
from typing import Any

from arbeit_local.console import CannotStartError


class Container:
    """A server in a container; its address is known after `start`."""

    _image: str
    _command: str = ""
    _port: int

    def __init__(self) -> None:
        self._container: Any = None
        self._address = ("", 0)

    async def start(self) -> None:
        """Pulls the image when needed, starts the container and returns when the server answers (120 s at most)."""
        await asyncio.to_thread(self._start)

    async def stop(self) -> None:
        """Removes the container."""
        if self._container is not None:
            await asyncio.to_thread(self._container.stop)

    def _start(self) -> None:
        from testcontainers.core.container import DockerContainer

        container = DockerContainer(self._image).with_exposed_ports(self._port)
        if self._command:
            container = container.with_command(self._command)
        self._container = container.start()
        self._address = (container.get_container_host_ip(), int(container.get_exposed_port(self._port)))
        deadline = time.monotonic() + 120
        while not self._answers():
            if time.monotonic() > deadline:
                raise CannotStartError(f"the container of {self._image} did not answer within 120 s")
            time.sleep(0.3)

    def _answers(self) -> bool:
        raise NotImplementedError


class Mongo(Container):
    """MongoDB 8 as a replica set of one: without a replica set it has neither transactions nor change streams."""

    _image = "mongo:8"
    _command = "--replSet rs0 --bind_ip_all"
    _port = 27017

    @property
    def url(self) -> str:
        """The address. Direct: the set's own idea of its host name is one inside the container."""
        return f"mongodb://{self._address[0]}:{self._address[1]}/?directConnection=true"

    def _answers(self) -> bool:
        script = "try { rs.initiate() } catch (e) {}; quit(db.hello().isWritablePrimary ? 0 : 1)"
        return bool(self._container.exec(["mongosh", "--quiet", "--eval", script]).exit_code == 0)


class RabbitMq(Container):
    """RabbitMQ 4."""

    _image = "rabbitmq:4"
    _port = 5672

    @property
    def url(self) -> str:
        """The address, with the image's own user."""
        return f"amqp://guest:guest@{self._address[0]}:{self._address[1]}/"

    def _answers(self) -> bool:
        return bool(self._container.exec(["rabbitmq-diagnostics", "-q", "check_port_connectivity"]).exit_code == 0)
