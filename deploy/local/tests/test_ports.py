"""Ports are free when given, and the same next time."""

import socket
from pathlib import Path

from arbeit_local.ports import Ports, is_free


def test_a_port_is_remembered_for_the_next_start(tmp_path: Path) -> None:
    first = Ports(tmp_path).take("broker")
    assert Ports(tmp_path).take("broker") == first


def test_asked_twice_gives_the_same_port_although_it_is_in_use_by_then(tmp_path: Path) -> None:
    ports = Ports(tmp_path)
    port = ports.take("broker")
    with socket.create_server(("127.0.0.1", port)):
        assert ports.take("broker") == port


def test_a_remembered_port_that_somebody_else_took_is_replaced(tmp_path: Path) -> None:
    port = Ports(tmp_path).take("broker")
    with socket.create_server(("127.0.0.1", port)):
        assert not is_free(port)
        other = Ports(tmp_path).take("broker")
    assert other != port
    assert Ports(tmp_path).take("broker") == other


def test_two_names_never_share_a_port(tmp_path: Path) -> None:
    ports = Ports(tmp_path)
    wished = ports.take("jobs", preferred=21999)
    assert ports.take("auth", preferred=wished) != wished


def test_a_damaged_memory_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "ports.json").write_text("{half")
    assert Ports(tmp_path).take("broker") > 1024
