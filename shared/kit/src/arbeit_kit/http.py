"""The outermost layer of every service, in pure ASGI: a layer that spawns tasks per request costs a third of the speed.

Gives each request its id, trace and caller's address; caps and checks bodies; answers what escaped a handler; writes
one access line. Contract section 1.
"""

import asyncio
import ipaddress
import logging
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from arbeit_kit import metrics, problem, telemetry, tracing
from arbeit_kit.problem import Problem
from arbeit_kit.settings import ServiceSettings

JSON_LIMIT = 1024 * 1024
"""Bytes of a body where nothing else is said."""
_UPLOAD = "x-upload-limit"
_access = logging.getLogger("arbeit.access")
_errors = logging.getLogger("arbeit.errors")
_BODY_METHODS = ("POST", "PUT", "PATCH", "DELETE")
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})

SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
)


def upload(limit: int) -> dict[str, Any]:
    """``openapi_extra=`` of a route that takes multipart bodies of up to ``limit`` bytes in all (files and fields)."""
    return {_UPLOAD: limit}


def install(
    app: FastAPI,
    settings: ServiceSettings,
    *,
    trust_forwarded: bool = True,
    draining: Callable[[], bool] = lambda: False,
) -> None:
    """Puts the layer around the app. ``trust_forwarded``: believe X-Forwarded-For of a private neighbour (our gateway
    puts the caller's address last); the gateway itself, which faces the world, sets it False. While ``draining`` every
    answer asks for a new connection next time."""
    app.add_middleware(
        HttpLayer,
        describe=lambda: app.openapi(),
        settings=settings,
        trust_forwarded=trust_forwarded,
        draining=draining,
    )


@dataclass(slots=True)
class _Exchange:
    """What is known of one request while it runs."""

    status: int = 0
    started: bool = False
    stream: bool = False
    """Whether the answer is a stream of events, open for as long as the caller stays."""


class HttpLayer:
    """See the module. Usable around any ASGI app."""

    def __init__(
        self,
        app: ASGIApp,
        settings: ServiceSettings | None = None,
        describe: Callable[[], dict[str, Any]] = dict,
        trust_forwarded: bool = True,
        draining: Callable[[], bool] = lambda: False,
    ) -> None:
        self.app = app
        self.draining = draining
        self.hsts = settings is not None and settings.frontend_url.startswith("https://")
        self.describe = describe
        self.trust_forwarded = trust_forwarded
        self._uploads: list[tuple[str, re.Pattern[str], int]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = _single(scope["headers"])
        parent = telemetry.Trace.parse(headers.get(b"traceparent"))
        probe = scope["path"] in _PROBES
        span = tracing.Span(telemetry.Trace.new()) if probe else tracing.begin(scope["method"], "server", parent)
        context = telemetry.Context(
            request_id=telemetry.accept_request_id(headers.get(b"x-request-id")),
            trace=span.trace,
            address=self._address(scope, headers),
        )
        begun = time.perf_counter()
        exchange = _Exchange()
        with telemetry.within(context):
            out = self._sender(send, context, exchange)
            try:
                inward = await self._body(scope, headers, receive)
                await self.app(scope, inward, out)
            except asyncio.CancelledError:
                # The server gives up what outlived its grace; it would answer 500, which says that we are broken.
                if exchange.started or not self.draining():
                    raise
                await problem.unavailable("The service is restarting.", 1).response(scope["path"])(scope, receive, out)
            except Exception as error:  # noqa: BLE001  the last line of defence
                await self._escaped(error, scope, receive, out, exchange)
            finally:
                self._log(scope, exchange, time.perf_counter() - begun)
                if span.recorded:
                    # Named by the template of the route: a path can hold an address.
                    template = getattr(scope.get("route"), "path", None)
                    tracing.answered(span, scope["method"], template, exchange.status or 499)

    # --- inwards

    def _address(self, scope: Scope, headers: dict[bytes, str]) -> str | None:
        peer = scope["client"][0] if scope.get("client") else None
        forwarded = headers.get(b"x-forwarded-for")
        if not (self.trust_forwarded and forwarded and _private(peer)):
            return peer
        last = forwarded.rpartition(",")[2].strip()
        try:
            return str(ipaddress.ip_address(last))
        except ValueError:
            return peer

    def _upload_limit(self, scope: Scope) -> int | None:
        """How large a multipart body this route takes; None when it takes none."""
        if self._uploads is None:
            self._uploads = list(_uploads(self.describe()))
        for method, path, limit in self._uploads:
            if method == scope["method"] and path.match(scope["path"]):
                return limit
        return None

    async def _body(self, scope: Scope, headers: dict[bytes, str], receive: Receive) -> Receive:
        """Checks what can be checked before any handler: type, size, and that JSON is JSON. Problems 400, 413, 415."""
        declared = headers.get(b"content-length", "")
        if scope["method"] not in _BODY_METHODS or (declared in ("", "0") and b"transfer-encoding" not in headers):
            return receive
        kind = headers.get(b"content-type", "").partition(";")[0].strip().lower()
        json = kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
        limit = JSON_LIMIT if json else self._upload_limit(scope) if kind == "multipart/form-data" else None
        if limit is None or b"content-encoding" in headers:
            raise Problem(
                415, "unsupported-media-type", "Unsupported media type", "Send application/json in UTF-8, uncompressed."
            )
        if declared.isdigit() and int(declared) > limit:
            raise problem.too_large(limit)
        if not json:
            return _counting(receive, limit)
        body = await _read(receive, limit)
        if body.strip():
            try:
                # Stricter than the standard library's: no NaN, no lone surrogates, UTF-8 only, bounded depth.
                orjson.loads(body)
            except ValueError:
                raise problem.malformed_json() from None
        return _replay(body, receive)

    # --- outwards

    def _sender(self, send: Send, context: telemetry.Context, exchange: _Exchange) -> Send:
        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.started, exchange.status = True, message["status"]
                headers = list(message.get("headers", ()))
                present = {name.lower() for name, _ in headers}
                exchange.stream = any(value.startswith(b"text/event-stream") for _, value in headers)
                headers.append((b"x-request-id", context.request_id.encode()))
                headers.extend(header for header in SECURITY_HEADERS if header[0] not in present)
                if self.draining():
                    # No further request shall come on a connection that is about to be closed.
                    headers.append((b"connection", b"close"))
                if self.hsts:
                    headers.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))
                message = {**message, "headers": headers}
            await send(message)

        return out

    async def _escaped(self, error: Exception, scope: Scope, receive: Receive, out: Send, exchange: _Exchange) -> None:
        """Answers for what no handler answered for. A response that has begun can only be cut off."""
        answer = problem.of(error)
        if answer is None:
            _errors.error("Unhandled %s", type(error).__name__, exc_info=error)
            answer = problem.internal()
        if exchange.started:
            raise error
        await answer.response(scope["path"])(scope, receive, out)

    def _log(self, scope: Scope, exchange: _Exchange, seconds: float) -> None:
        route = scope.get("route")
        level = logging.ERROR if exchange.status >= 500 else logging.INFO
        if scope["path"] in _PROBES:
            level = logging.DEBUG if exchange.status < 500 else level
        elif not exchange.stream:
            # A stream lasts for minutes by design; its duration would drown the figures of the answers.
            metrics.observe_request(scope["method"], getattr(route, "path", None), exchange.status or 499, seconds)
        _access.log(
            level,
            "%s %s",
            scope["method"],
            # The template where there is one: a path can hold an address (users/{email}). Never the query.
            getattr(route, "path", None) or scope["path"],
            extra={"status": exchange.status, "ms": round(seconds * 1000, 1)},
        )


def _single(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, str]:
    """The first of each header, as text."""
    found: dict[bytes, str] = {}
    for name, value in headers:
        found.setdefault(name.lower(), value.decode("latin-1"))
    return found


def _private(peer: str | None) -> bool:
    try:
        return peer is None or ipaddress.ip_address(peer).is_private
    except ValueError:
        return True  # a Unix socket, or a test


def _uploads(description: dict[str, Any]) -> Iterable[tuple[str, re.Pattern[str], int]]:
    """Method, path and limit of each route that declares an upload, read from the OpenAPI description."""
    for template, operations in description.get("paths", {}).items():
        pattern = re.sub(r"\\{[^/]+?\\}", "[^/]+", re.escape(template))
        for method, operation in operations.items():
            if isinstance(operation, dict) and _UPLOAD in operation:
                yield method.upper(), re.compile(pattern + r"\Z"), operation[_UPLOAD]


async def _read(receive: Receive, limit: int) -> bytes:
    """The whole body; Problem 413 as soon as it is longer than limit."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            break
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise problem.too_large(limit)
        parts.append(part)
        if not message.get("more_body", False):
            break
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting = True

    async def again() -> Message:
        nonlocal waiting
        if waiting:
            waiting = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return again


def _counting(receive: Receive, limit: int) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            # The one exception that Starlette's form parser lets through; problem.of makes it ours.
            raise HTTPException(413)
        return message

    return counted
