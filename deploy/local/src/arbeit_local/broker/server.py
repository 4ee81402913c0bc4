"""Where a RabbitMQ server comes from: installed, installed by apt, unpacked without root, or a container.

Debian's wrapper on PATH is never called: it drops to the user `rabbitmq` and refuses everybody else. The plain script
in the library folder runs as anybody.
"""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from arbeit_local.console import CannotStartError, say
from arbeit_local.engine import engine_answers

CONTAINER_IMAGE = "rabbitmq:4"
_INSTALLED = (
    "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server",  # Debian, Ubuntu, Fedora
    "/opt/rabbitmq*/sbin/rabbitmq-server",  # the generic build
    "/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server",
    "/usr/local/opt/rabbitmq/sbin/rabbitmq-server",
)
_POLICY = Path("/usr/sbin/policy-rc.d")


@dataclass(frozen=True)
class Server:
    """A way to run RabbitMQ. `script` is None for a container."""

    script: Path | None
    path: str = ""  # PATH for it, its Erlang first
    libraries: list[str] = field(default_factory=list)  # LD_LIBRARY_PATH of an unpacked tree

    @property
    def epmd(self) -> str | None:
        """Erlang's port mapper that belongs to this server, if it can be found."""
        return shutil.which("epmd", path=self.path)


def obtain(distribution: Path) -> Server:
    """Finds a RabbitMQ server or gets one; `distribution` is the folder to unpack into.

    Order: installed; unpacked here earlier; apt-get as root; unpacked without root; Docker. `RABBITMQ_FROM` set to
    `installed`, `unpack` or `docker` allows only that one. Raises CannotStartError with what to install or set.
    """
    with _one_at_a_time(distribution):
        return _obtain(distribution)


@contextmanager
def _one_at_a_time(distribution: Path) -> Iterator[None]:
    """Two starts side by side (the tests have two lanes) must not install at once, nor see half an installation."""
    distribution.parent.mkdir(parents=True, exist_ok=True)
    with distribution.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _obtain(distribution: Path) -> Server:
    only = os.environ.get("RABBITMQ_FROM", "")
    if only not in {"", "installed", "unpack", "docker"}:
        raise CannotStartError(f"RABBITMQ_FROM={only}: use installed, unpack or docker")
    has_apt = shutil.which("apt-get") is not None and shutil.which("dpkg") is not None
    if only in {"", "installed"} and (server := _installed()):
        return server
    if only in {"", "unpack"} and (server := _unpacked(distribution)):
        return server
    if only == "" and has_apt and os.geteuid() == 0 and _install_by_apt() and (server := _installed()):
        return server
    if only in {"", "unpack"} and has_apt and _unpack_from_apt(distribution) and (server := _unpacked(distribution)):
        return server
    if only in {"", "docker"} and shutil.which("docker") and engine_answers():
        return Server(script=None)
    raise CannotStartError(
        "no RabbitMQ: install rabbitmq-server (3.10 or newer) with your package manager, start a Docker engine, "
        "or set AMQP_URL=amqp://user:password@host:5672/"
    )


def _standard_path() -> str:
    return os.environ.get("PATH", "") + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/opt/homebrew/bin"


def _installed() -> Server | None:
    path = _standard_path()
    if not shutil.which("erl", path=path):
        return None
    for pattern in _INSTALLED:
        for script in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            return Server(script=script, path=path)
    return None


# ---- apt, as root ----------------------------------------------------------------------------------------------------


@contextmanager
def _no_service_starts() -> Iterator[None]:
    """While it holds, packages do not start their services (Debian Policy 9.3.3.1), here: a node on 5672."""
    if _POLICY.exists():
        yield
        return
    _POLICY.write_text("#!/bin/sh\nexit 101\n", "utf-8")
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        _POLICY.unlink(missing_ok=True)


def _install_by_apt() -> bool:
    say("installing rabbitmq-server with apt-get (once; about half a minute)")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [
        "apt-get",
        "install",
        *("-o", "DPkg::Lock::Timeout=300"),
        *("-qq", "-y", "--no-install-recommends", "rabbitmq-server"),
    ]
    with _no_service_starts():
        for command in (install, ["apt-get", "update", "-qq"], install):
            done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
            if command is install and done.returncode == 0:
                break
        else:
            say(f"apt-get could not install it: {_last_line(done.stderr)}")
            return False
    if Path("/run/systemd/system").exists():
        # Nor at the next boot: the node of this system is private and started by `make run` alone.
        subprocess.run(["systemctl", "disable", "--quiet", "rabbitmq-server"], capture_output=True, check=False)
    return True


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


# ---- without root ----------------------------------------------------------------------------------------------------


def _unpacked(distribution: Path) -> Server | None:
    scripts = sorted(distribution.glob("usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server"), reverse=True)
    if not scripts or not (distribution / ".complete").exists():
        return None
    libraries = {str(file.parent) for file in distribution.glob("**/lib*.so*") if "erlang" not in file.parts}
    erlang = distribution / "usr/lib/erlang/bin"
    return Server(script=scripts[0], path=f"{erlang}:{_standard_path()}", libraries=sorted(libraries))


def _unpack_from_apt(distribution: Path) -> bool:
    say("fetching rabbitmq-server and Erlang with apt-get download (once; about 35 MB, no root needed)")
    shutil.rmtree(distribution, ignore_errors=True)
    distribution.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="arbeit-apt-") as scratch:
        # First with the package lists of the system, then with lists of our own: it may have none, or stale ones.
        for options in ([], _own_lists(Path(scratch))):
            packages = _closure(options)
            if packages and _download(packages, options, Path(scratch)):
                break
        else:
            say("apt-get could not fetch the packages")
            return False
        for package in sorted(Path(scratch).glob("*.deb")):
            subprocess.run(["dpkg", "-x", str(package), str(distribution)], check=True, capture_output=True)
    _relocate_erlang(distribution)
    (distribution / ".complete").touch()
    return True


def _own_lists(scratch: Path) -> list[str]:
    options = []
    for name in ("State/lists", "Cache/archives"):
        (scratch / name / "partial").mkdir(parents=True)
    options = [f"-oDir::State::lists={scratch}/State/lists", f"-oDir::Cache={scratch}/Cache"]
    subprocess.run(["apt-get", "update", "-qq", *options], capture_output=True, check=False)
    return options


def _closure(options: list[str]) -> list[str]:
    """rabbitmq-server, all of Erlang that it needs, and such libraries as this machine does not have."""
    wanted: set[str] = set()
    # Against nothing installed: all of Erlang. Against what is installed: the libraries that are missing.
    for extra, names in (["-oDir::State::status=/dev/null"], r"erlang-|rabbitmq-server$"), ([], r"lib"):
        simulate = ["apt-get", "-s", *options, *extra, "install", "--no-install-recommends", "rabbitmq-server"]
        done = subprocess.run(simulate, capture_output=True, text=True, check=False)
        installs = re.findall(r"^Inst (\S+)", done.stdout, re.MULTILINE)
        wanted.update(name for name in installs if re.match(names, name))
    return sorted(wanted) if "rabbitmq-server" in wanted else []


def _download(packages: list[str], options: list[str], scratch: Path) -> bool:
    done = subprocess.run(
        ["apt-get", "download", "-qq", *options, *packages], cwd=scratch, capture_output=True, text=True, check=False
    )
    return done.returncode == 0


def _relocate_erlang(distribution: Path) -> None:
    """Erlang's start scripts hold the folder they were packaged for; put in the one they lie in now."""
    erlang = distribution / "usr/lib/erlang"
    for script in [*erlang.glob("bin/*"), *erlang.glob("erts-*/bin/*")]:
        if script.is_symlink() or not script.is_file() or script.read_bytes()[:2] != b"#!":
            continue
        text = script.read_text("utf-8")
        script.write_text(re.sub(r"ROOTDIR=/usr/lib/erlang$", f'ROOTDIR="{erlang}"', text, flags=re.MULTILINE), "utf-8")
