"""Where RabbitMQ comes from, in which order, and what is left behind: nothing."""

import socket
import threading
from pathlib import Path

import pytest

from arbeit_local import engine
from arbeit_local.broker import server
from arbeit_local.console import CannotStartError


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No RabbitMQ, no Erlang, no apt, no Docker; returns a folder that is all of PATH."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("RABBITMQ_FROM", raising=False)
    monkeypatch.setattr(server, "_INSTALLED", ())
    monkeypatch.setattr(server, "engine_answers", lambda: False)
    return programs


def program(folder: Path, name: str, script: str = "exit 0") -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def test_where_there_is_nothing_one_line_says_what_to_do(bare_machine: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotStartError, match=r"install rabbitmq-server.*or set AMQP_URL") as failure:
        server.obtain(tmp_path / "dist")
    assert "\n" not in str(failure.value)


def test_an_unknown_source_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RABBITMQ_FROM", "thin air")
    with pytest.raises(CannotStartError, match="RABBITMQ_FROM=thin air"):
        server.obtain(tmp_path)


def test_docker_is_used_where_there_is_no_apt_and_an_engine_answers(
    bare_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_machine, "docker")
    monkeypatch.setattr(server, "engine_answers", lambda: True)
    assert server.obtain(tmp_path / "dist").script is None


def test_what_was_unpacked_once_is_used_again(bare_machine: Path, tmp_path: Path) -> None:
    script = tmp_path / "dist/usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8/sbin/rabbitmq-server"
    script.parent.mkdir(parents=True)
    script.touch()
    with pytest.raises(CannotStartError):
        server.obtain(tmp_path / "dist")  # an unpacking that was interrupted does not count
    (tmp_path / "dist/.complete").touch()
    found = server.obtain(tmp_path / "dist")
    assert found.script == script
    assert found.path.startswith(str(tmp_path / "dist/usr/lib/erlang/bin"))


def test_erlang_is_told_where_it_lies_now(tmp_path: Path) -> None:
    folder = tmp_path / "usr/lib/erlang/bin"
    folder.mkdir(parents=True)
    (folder / "erl").write_text("#!/bin/sh\nif true; then\n    ROOTDIR=/usr/lib/erlang\nfi\nexec $ROOTDIR/x\n")
    (folder / "start.boot").write_bytes(b"\x83ROOTDIR=/usr/lib/erlang\n")
    server._relocate_erlang(tmp_path)
    assert f'ROOTDIR="{tmp_path}/usr/lib/erlang"\n' in (folder / "erl").read_text()
    assert (folder / "start.boot").read_bytes() == b"\x83ROOTDIR=/usr/lib/erlang\n"


def test_installed_as_root_it_does_not_start_as_a_service_and_the_machine_stays_as_it_was(
    bare_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tmp_path / "policy-rc.d"
    monkeypatch.setattr(server, "_POLICY", policy)
    seen = tmp_path / "seen"
    # As apt-get would: the package's own scripts ask policy-rc.d (here: note what it says).
    program(bare_machine, "apt-get", f'case "$*" in *install*) {policy}; echo "$? $*" >> {seen};; esac')
    assert server._install_by_apt()
    assert seen.read_text() == "101 install -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends rabbitmq-server\n"
    assert not policy.exists()


def test_a_policy_that_is_there_already_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("the owner's")
    monkeypatch.setattr(server, "_POLICY", policy)
    with server._no_service_starts():
        pass
    assert policy.read_text() == "the owner's"


def test_an_engine_counts_only_when_it_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "docker.sock"
    monkeypatch.setenv("DOCKER_HOST", f"unix://{path}")
    assert not engine.engine_answers()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nOK")

        thread = threading.Thread(target=answer)
        thread.start()
        assert engine.engine_answers()
        thread.join()
