"""A log line is one JSON object and tells nothing about a person."""

import json
import logging
import sys
from typing import Any

import pytest

from arbeit_kit.logging import JsonFormatter, redact
from arbeit_kit.testing import token


@pytest.mark.parametrize(
    "secret",
    [
        "ada@agency.example",
        "Ada.Lovelace+jobs@mail.agency.example",
        "ada%40agency.example",
        "+91 98765 43210",
        "+1 (415) 555-0132",
        "9876543210",
        "415-555-0132",
        "98765 43210",
        token("admin"),
        "Bearer abcdef",
        "x" * 43,
    ],
)
def test_persons_and_secrets_are_blanked(secret: str) -> None:
    said = redact(f"before {secret} after")
    assert secret not in said
    assert said.startswith("before [")
    assert said.endswith("] after")


def test_a_password_in_an_address_is_blanked() -> None:
    assert redact("cannot reach amqp://guest:hunter2@broker:5672/x") == "cannot reach amqp://[secret]@broker:5672/x"


@pytest.mark.parametrize(
    "harmless",
    [
        "job_01kahsgy6hf5m0v2j9tn3e8c7q created",
        "2026-01-31T09:30:00.123Z",
        "took 12345 ms, 17 of 2000",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "127.0.0.1:8101",
        "version 2026.11.22",
    ],
)
def test_what_is_needed_stays(harmless: str) -> None:
    assert redact(harmless) == harmless


def formatted(message: str, *args: Any, **extra: Any) -> dict[str, Any]:
    record = logging.LogRecord("x", logging.INFO, "f", 1, message, args, extra.pop("exc_info", None))
    record.__dict__.update(extra)
    line = JsonFormatter("jobs").format(record)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def test_line_breaks_and_escapes_cannot_forge_a_line() -> None:
    assert formatted("a\nb\x1b[31m\u2028%s", "\r\n{}")["message"] == "a\nb\x1b[31m\u2028\r\n{}"


def test_extras_are_members_and_blanked_too() -> None:
    found = formatted("x", rows=3, who={"mail": "ada@agency.example"}, many=["+91 98765 43210"], level="FORGED")
    assert (found["rows"], found["who"], found["many"]) == (3, {"mail": "[email]"}, ["[phone]"])
    assert found["level"] == "INFO"


def test_an_exception_is_told_without_its_values() -> None:
    try:
        raise ValueError("duplicate key: { email: 'ada@agency.example' }")
    except ValueError:
        found = formatted("x", exc_info=sys.exc_info())
    assert "ValueError" in found["exception"]
    assert "ada@" not in found["exception"]


def test_what_json_cannot_hold_is_still_logged() -> None:
    assert "x" in formatted("x\ud800", number=2**70)["message"]
