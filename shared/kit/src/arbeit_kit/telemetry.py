"""What a request carries along: its id, its W3C trace, who and for whom. Logs, events and calls read it from here."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?\Z")
TRACEPARENT = "traceparent"
"""The header of a request and of a message."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:\-]{1,64}\Z")


@dataclass(frozen=True, slots=True)
class Trace:
    """One span of a W3C trace (https://www.w3.org/TR/trace-context/)."""

    trace_id: str
    span_id: str
    flags: str = "01"

    @classmethod
    def new(cls) -> "Trace":
        """The root of a new trace."""
        return cls(secrets.token_hex(16), secrets.token_hex(8))

    @classmethod
    def parse(cls, traceparent: str | None) -> "Trace | None":
        """The caller's span; None for a header that is missing or breaks the standard."""
        match = _TRACEPARENT.match(traceparent.strip()) if traceparent and len(traceparent) <= 200 else None
        if match is None:
            return None
        version, trace_id, span_id, flags, rest = match.groups()
        if version == "ff" or (version == "00" and rest) or not trace_id.strip("0") or not span_id.strip("0"):
            return None
        return cls(trace_id, span_id, flags)

    def child(self) -> "Trace":
        """A new span below this one."""
        return Trace(self.trace_id, secrets.token_hex(8), self.flags)

    @property
    def traceparent(self) -> str:
        """The header's value."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


def new_request_id() -> str:
    """32 hexadecimal characters."""
    return secrets.token_hex(16)


def accept_request_id(given: str | None) -> str:
    """The caller's id when it is short and harmless, else a new one."""
    return given if given and _REQUEST_ID.match(given) else new_request_id()


@dataclass(slots=True)
class Context:
    """Of one request or one handled event. Written to as more becomes known (the actor after the token is verified)."""

    request_id: str = field(default_factory=new_request_id)
    trace: Trace = field(default_factory=Trace.new)
    address: str | None = None
    actor_id: str | None = None
    client_id: str | None = None
    causation_id: str | None = None


_context: ContextVar[Context | None] = ContextVar("arbeit_context", default=None)


def current() -> Context:
    """The context of what runs now; outside any request a fresh one is made and kept for the task."""
    context = _context.get()
    if context is None:
        context = Context()
        _context.set(context)
    return context


def find() -> Context | None:
    """As current(), but None outside any request."""
    return _context.get()


@contextmanager
def within(context: Context) -> Iterator[Context]:
    """Runs a block (one request, one event) under this context."""
    token = _context.set(context)
    try:
        yield context
    finally:
        _context.reset(token)
