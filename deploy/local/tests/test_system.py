"""The system's own promises about its folder and its port, before anything is started."""

import socket
import stat
from pathlib import Path

import pytest

from arbeit_local.console import CannotStartError
from arbeit_local.places import dotenv
from arbeit_local.system import System, running


async def test_a_taken_port_is_one_clear_line(tmp_path: Path, free_port: int) -> None:
    with (
        socket.create_server(("127.0.0.1", free_port)),
        pytest.raises(CannotStartError, match=f"port {free_port} is taken"),
    ):
        await System(tmp_path, {}, port=free_port).start()
    assert not (tmp_path / "database").exists(), "nothing may have been started"


async def test_two_systems_never_share_a_folder(tmp_path: Path) -> None:
    first, second = System(tmp_path, {}), System(tmp_path, {})
    first._hold_folder()
    with pytest.raises(CannotStartError, match="already running"):
        await second.start()
    await first.stop()
    second._hold_folder()
    await second.stop()


def test_the_signing_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    secret = System(tmp_path, {})._secret()
    assert len(secret) == 64
    assert System(tmp_path, {})._secret() == secret
    assert stat.S_IMODE((tmp_path / "jwt-secret").stat().st_mode) == 0o600


def test_what_is_running_is_asked_of_the_folder_and_not_of_a_stale_file(tmp_path: Path) -> None:
    (tmp_path / "running.json").write_text('{"pid": 1}')
    (tmp_path / "lock").touch()
    with pytest.raises(CannotStartError, match="nothing is running"):
        running(tmp_path)
    held = System(tmp_path, {})
    held._hold_folder()
    assert running(tmp_path) == {"pid": 1}
    held._leave_folder()


def test_the_settings_file_is_read_as_people_write_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# comment\n"
        "ADMIN_EMAIL=boss@agency.example   # the boss\n"
        'ADMIN_PASSWORD="with # and space"\n'
        "export LOG_LEVEL = DEBUG\n"
        "MONGO_URL=\n"
        "AMQP_URL=amqp://u:p#x@host/\n"
        "not a setting\n"
    )
    assert dotenv(file) == {
        "ADMIN_EMAIL": "boss@agency.example",
        "ADMIN_PASSWORD": "with # and space",
        "LOG_LEVEL": "DEBUG",
        "AMQP_URL": "amqp://u:p#x@host/",
    }
    assert dotenv(tmp_path / "absent") == {}
