"""Ports on 127.0.0.1 that are free now, and the same again next time."""

import json
import random
import socket
from pathlib import Path

from arbeit_local.console import CannotStartError

# Below the range from which Linux and macOS take the local ports of outgoing connections (32768 and 49152 upwards):
# a port chosen there would sooner or later belong to somebody else's connection when we come back to it.
_RANGE = range(21000, 31000)


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are in TIME_WAIT is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class Ports:
    """The ports of one data folder, by name, remembered in `ports.json` there."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ports.json"
        self._taken: dict[str, int] = {}
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            self._known = {str(name): int(port) for name, port in kept.items()}
        except (FileNotFoundError, ValueError, AttributeError):
            self._known = {}

    def take(self, name: str, preferred: int | None = None) -> int:
        """A free port for `name`: the one of last time, else `preferred`, else any.

        Asked again for a name, the same `Ports` gives the same port, free or not; two names never share one. The answer
        is a moment's truth, as with every such search: whoever listens must still cope with having lost it.
        """
        if name in self._taken:
            return self._taken[name]
        wishes = [port for port in (self._known.get(name), preferred) if port is not None]
        for port in [*wishes, *random.sample(_RANGE, 200)]:
            if port not in self._taken.values() and is_free(port):
                self._taken[name] = port
                if self._known.get(name) != port:
                    self._known[name] = port
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    self._file.write_text(json.dumps(self._known, indent=1, sort_keys=True) + "\n", "utf-8")
                return port
        raise CannotStartError(f"no free port for {name} on 127.0.0.1")
