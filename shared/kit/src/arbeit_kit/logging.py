"""Logs: one JSON object per line on stdout, UTC, with the ids of request, trace, tenant and actor.

Never a body, never a header, and what looks like an e-mail address, a telephone number or a token is blanked, also
inside exception texts (drivers repeat the value that offended them).
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

import orjson

from arbeit_kit import telemetry

_EMAIL = re.compile(r"[\w.!#$&'*+/=?^`{|}~-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(
    r"\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)|(?i:bearer)\s+\S+|(?<![\w-])[\w-]{43,}(?![\w-])"
)
_PHONE = re.compile(
    r"\+\d[\d ().-]{6,}\d"
    r"|(?<![\w.:-])(?:\d{10,15}|\(\d{2,5}\)[ -]?\d{3,5}[ -]?\d{3,5}"
    r"|\d{5}[ -]\d{5}|\d{3,5}[ -]\d{3}[ -]?\d{3,4})(?![\w.:-])"
)

_STANDARD = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {
    "message",
    "asctime",
    "taskName",
    "color_message",  # uvicorn's, for terminals
}


def redact(text: str) -> str:
    """The text without what looks like an address, a number or a secret of a person."""
    return _PHONE.sub("[phone]", _EMAIL.sub("[email]", _TOKEN.sub("[secret]", text)))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {redact(str(key)): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(entry) for entry in value]
    return redact(str(value))


class JsonFormatter(logging.Formatter):
    """One record, one line. ``extra={...}`` entries become members."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self.service = service

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": moment + "Z", "level": record.levelname, "service": self.service}
        line |= {"logger": record.name, "message": redact(record.getMessage())}
        context = telemetry.find()
        if context is not None:
            known = {
                "request_id": context.request_id,
                "trace_id": context.trace.trace_id,
                "span_id": context.trace.span_id,
                "actor_id": context.actor_id,
                "client_id": context.client_id,
            }
            line |= {name: value for name, value in known.items() if value is not None}
        for name, value in record.__dict__.items():
            if name not in _STANDARD and name not in line:
                line[name] = _plain(value)
        if record.exc_info:
            line["exception"] = redact(self.formatException(record.exc_info))
        try:
            return orjson.dumps(line, default=str).decode()
        except TypeError:  # a lone surrogate, or a number beyond 64 bits
            return json.dumps(line, default=str)


def configure(service: str, level: str = "INFO", stream: TextIO | None = None) -> None:
    """All logging of the process through the JSON formatter. Called once, first thing in main."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonFormatter(service))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Their lines repeat ours (access), or tell of every reconnection attempt and every heartbeat.
    for noisy in ("uvicorn.access", "httpx", "httpcore", "aiormq", "pymongo", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers[:] = []
        logging.getLogger(name).propagate = True
