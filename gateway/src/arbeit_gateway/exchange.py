"""One request and its answer: what the rooms of the gateway hand to each other, and the only place that answers."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from arbeit_gateway.headers import ALWAYS, API_CSP, NO_STORE, Incoming, Raw
from arbeit_gateway.routes import Route
from arbeit_kit import problem, tracing
from arbeit_kit.problem import Problem
from arbeit_kit.telemetry import Trace
from arbeit_kit.tokens import Claims

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Exchange:
    """State of one request; made once, filled as it passes the checks. `limits` are the RateLimit-* lines."""

    __slots__ = (
        "address",
        "claims",
        "cors",
        "incoming",
        "leaving",
        "limits",
        "method",
        "path",
        "query",
        "receive",
        "request_id",
        "route",
        "scheme",
        "send",
        "span",
        "started",
        "status",
        "traceparent",
    )

    def __init__(self, scope: Scope, receive: Receive, send: Send, started: float) -> None:
        self.method: str = scope["method"]
        # Raw, as the client sent it: what is matched is what is forwarded. llhttp lets only ASCII through here.
        self.path: str = scope["raw_path"].decode("latin-1")
        self.query: bytes = scope["query_string"]
        self.receive = receive
        self.send = send
        self.started = started
        self.status = 0
        self.leaving = False
        self.request_id = b""
        self.traceparent = b""
        self.span: tracing.Span | None = None
        self.address = ""
        self.scheme: str = scope["scheme"]
        self.incoming: Incoming | None = None
        self.route: Route | None = None
        self.claims: Claims | None = None
        self.limits: Raw = []
        self.cors: Raw = []

    def identify(self, incoming: Incoming | None) -> None:
        """Accept the caller's request id and trace when they are well-formed, else make new ones."""
        self.incoming = incoming
        given = incoming.request_id if incoming is not None else None
        # Names, not secrets: the operating system's randomness would be three system calls for nothing.
        self.request_id = given or b"%032x" % random.getrandbits(128)
        trace = incoming.traceparent if incoming is not None else None
        if tracing.on() and self.path.startswith("/api/"):
            caller = Trace.parse(trace.decode("ascii")) if trace else None
            self.span = tracing.begin(self.method, "server", caller)
            trace = self.span.trace.traceparent.encode("ascii")
        self.traceparent = trace or b"00-%032x-%016x-01" % (random.getrandbits(128), random.getrandbits(64) | 1)

    def told(self) -> None:
        """The end, for the trace."""
        if self.span is not None:
            template = self.route.template if self.route is not None else None
            tracing.answered(self.span, self.method, template, self.status or 499)

    async def start(self, status: int, headers: Raw) -> None:
        """Send the status line and headers; ours are added here, on every answer, so none can miss them."""
        self.status = status
        headers.append((b"x-request-id", self.request_id))
        headers += ALWAYS
        if self.leaving:
            # No further request shall come on a connection that is about to be closed.
            headers.append((b"connection", b"close"))
        if self.limits:
            headers += self.limits
        if self.cors:
            headers += self.cors
        await self.send({"type": "http.response.start", "status": status, "headers": headers})

    async def answer(self, status: int, body: bytes, headers: Raw) -> None:
        """A whole answer at once."""
        await self.start(status, [*headers, (b"content-length", b"%d" % len(body))])
        await self.send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else body})

    async def refuse(self, trouble: Problem) -> None:
        """Answer with a problem; only before the response has started."""
        members = trouble.body(self.path)
        members["request_id"] = self.request_id.decode("ascii")
        headers: Raw = [
            (b"content-type", problem.MEDIA_TYPE.encode()),
            NO_STORE,
            API_CSP,
            *((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in trouble.headers.items()),
        ]
        await self.answer(trouble.status, problem.encode(members), headers)
