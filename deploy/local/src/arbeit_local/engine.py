"""Whether a Docker engine answers. A client program or library may well be there without one, so: ping."""

import os
import shutil
import socket
import subprocess
from urllib.parse import urlsplit

_WITHIN_S = 3.0


def engine_answers() -> bool:
    """Pings the engine that `DOCKER_HOST` names, else the one of this machine; takes at most a few seconds."""
    host = os.environ.get("DOCKER_HOST") or "unix:///var/run/docker.sock"
    parts = urlsplit(host)
    if parts.scheme == "unix":
        return _ping(socket.AF_UNIX, parts.path)
    if parts.scheme == "tcp" and not os.environ.get("DOCKER_TLS_VERIFY"):
        return _ping(socket.AF_INET, (parts.hostname or "", parts.port or 2375))
    return _client_reaches_it()  # over TLS or ssh: the client program knows how


def _ping(family: socket.AddressFamily, address: object) -> bool:
    try:
        with socket.socket(family) as connection:
            connection.settimeout(_WITHIN_S)
            connection.connect(address)  # type: ignore[arg-type]
            connection.sendall(b"GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n")
            return b" 200 " in connection.recv(64)
    except OSError:
        return False


def _client_reaches_it() -> bool:
    docker = shutil.which("docker")
    if not docker:
        return False
    command = [docker, "version", "--format", "{{.Server.Version}}"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=2 * _WITHIN_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout.strip())
