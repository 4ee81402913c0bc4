"""The gateway as one ASGI application: each request passes the same checks in the same order, cheapest first.

framing -> address limit -> routing table -> method -> size -> cookie origin -> token -> caller's limit -> forward.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Final

from arbeit_gateway import headers, limits
from arbeit_gateway.accesslog import AccessLog
from arbeit_gateway.auth import Tokens, check_origin
from arbeit_gateway.compose import dashboard
from arbeit_gateway.docs import Documentation
from arbeit_gateway.events import EventCatalogue
from arbeit_gateway.exchange import Exchange, Receive, Scope, Send
from arbeit_gateway.headers import API_CSP, NO_STORE
from arbeit_gateway.limits import Buckets
from arbeit_gateway.matcher import Matcher
from arbeit_gateway.metrics import MetricsPort, count
from arbeit_gateway.origin import Peers, cors, preflight
from arbeit_gateway.probes import Probes
from arbeit_gateway.proxy import Left, Streams, forward
from arbeit_gateway.revocations import RevocationFeed
from arbeit_gateway.routes import ROUTES, Route
from arbeit_gateway.settings import Settings
from arbeit_gateway.sharing import Sharing
from arbeit_gateway.static import Site
from arbeit_gateway.upstream import Upstream
from arbeit_kit import problem, tracing
from arbeit_kit.problem import Problem
from arbeit_kit.revocations import Revocations
from arbeit_kit.tokens import Verifier

_log = logging.getLogger("arbeit.gateway")
_LONGEST_PATH: Final = 2048
_LONGEST_QUERY: Final = 8192


class Gateway:
    """ASGI application. `start` inside the event loop before the first request, `stop` after the last."""

    def __init__(self, settings: Settings, routes: tuple[Route, ...] = ROUTES) -> None:
        self.settings = settings
        self.matcher = Matcher(routes)
        self.revocations = Revocations()
        self.tokens = Tokens(Verifier(settings), self.revocations)
        self.per_user = Buckets(settings.rate_user, settings.rate_user_burst)
        self.per_address = Buckets(settings.rate_address, settings.rate_address_burst)
        self.credentials = Buckets(settings.rate_credentials, settings.rate_credentials_burst)
        self.peers = Peers(settings.trusted_proxies)
        self.origins = frozenset(settings.allowed_origins)
        self.streams = Streams()
        self.access = AccessLog(settings.access_log)
        self.site = Site(settings.spa_dir)
        self.documentation = Documentation(settings.openapi_file)
        self.events = EventCatalogue()
        self.upstreams: dict[str, Upstream] = {}
        self.probes = Probes(self.upstreams)
        self._feed: RevocationFeed | None = None
        rules = {"user": self.per_user, "address": self.per_address, "credentials": self.credentials}
        self.sharing = Sharing(settings, rules)
        self._metrics: MetricsPort | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        """Open the pools and the feed of revocations."""
        self._loop = asyncio.get_running_loop()
        for name, origins in self.settings.upstreams().items():
            self.upstreams[name] = Upstream(name, origins, self.settings)
        self._feed = RevocationFeed(self.settings, self.revocations, self.upstreams["auth"])
        await self._feed.start()
        self.sharing.start()
        if self.settings.metrics_port is not None:
            self._metrics = MetricsPort(self.settings.host, self.settings.metrics_port, self.streams, self.upstreams)
            self._metrics.start()

    def drain(self) -> None:
        """Readiness off and the event streams ended; requests in flight go on."""
        self.probes.draining = True
        self.streams.drain()

    async def stop(self) -> None:
        """Close the pools."""
        self.streams.drain()
        if self._feed is not None:
            await self._feed.stop()
        await self.sharing.stop()
        if self._metrics is not None:
            self._metrics.stop()
        await asyncio.gather(*(upstream.close() for upstream in self.upstreams.values()))
        self.access.flush()
        await tracing.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError(f"{scope['type']} is not served here")
        loop = self._loop
        assert loop is not None
        exchange = Exchange(scope, receive, send, time.perf_counter())
        exchange.leaving = self.probes.draining
        try:
            await self._answer(exchange, scope, loop)
        except Problem as refusal:
            if exchange.status:
                raise
            await exchange.refuse(refusal)
        except Left:
            # The answer has begun and cannot be completed: returning without its end makes the server cut the
            # connection, which is how the browser learns that it is not whole.
            _log.warning("answer cut short", extra={"request_id": exchange.request_id.decode("ascii")})
        except Exception:
            _log.exception("unexpected", extra={"request_id": exchange.request_id.decode("ascii")})
            if exchange.status:
                raise
            await exchange.refuse(problem.internal())
        finally:
            if exchange.path not in ("/healthz", "/readyz"):
                self.access.write(exchange, loop)
                count(exchange)
                exchange.told()

    async def _answer(self, exchange: Exchange, scope: Scope, loop: asyncio.AbstractEventLoop) -> None:
        try:
            incoming = headers.read(scope["headers"])
        except headers.Refused as refused:
            exchange.identify(None)
            raise _malformed(refused.status, refused.reason) from None
        exchange.identify(incoming)
        path = exchange.path
        if len(path) > _LONGEST_PATH or len(exchange.query) > _LONGEST_QUERY or not exchange.query.isascii():
            raise _malformed(414, "the address is too long or has characters that must be encoded")
        client = scope["client"]
        self.peers.locate(exchange, incoming, client[0] if client else "127.0.0.1")
        if not path.startswith("/api/") and path != "/api":
            if not await self.probes.answer(exchange):
                await self.site.answer(exchange)
            return
        if self.origins:
            exchange.cors = cors(incoming, self.origins)
        now = loop.time()
        self._limit(exchange, self.per_address, limits.address_key(exchange.address), now)
        route = self._route(exchange)
        if route is None:
            await exchange.answer(204, b"", self._preflight(exchange))
            return
        if incoming.content_length is not None and incoming.content_length > route.body_limit:
            raise problem.too_large(route.body_limit)
        if route.rate == "credentials":
            self._limit(exchange, self.credentials, limits.address_key(exchange.address), now)
        if route.cookie:
            check_origin(incoming, self.origins)
        claims = self.tokens.check(incoming.authorization, route)
        if claims is not None:
            exchange.claims = claims
            self._limit(exchange, self.per_user, claims.subject, now)
        if route.service == "gateway":
            await self._own(exchange, route)
        elif route.timing == "stream" and claims is not None:
            with self.streams.open(claims.subject, self.settings.streams_per_user):
                await forward(exchange, route, self.upstreams[route.service], loop)
        else:
            await forward(exchange, route, self.upstreams[route.service], loop)

    def _limit(self, exchange: Exchange, buckets: Buckets, key: str, now: float) -> None:
        verdict = buckets.take(key, now)
        if buckets.rate:
            exchange.limits = limits.headers(buckets.burst, verdict)
        if not verdict.allowed:
            raise problem.too_many(verdict.retry_after)

    def _route(self, exchange: Exchange) -> Route | None:
        """The route of this request; None for OPTIONS on a known path. Problems 404 and 405."""
        methods = self.matcher.match(exchange.path)
        if methods is None:
            raise problem.not_found()
        route = methods.get("GET" if exchange.method == "HEAD" else exchange.method)
        exchange.route = route or next(iter(methods.values()))
        if route is None and exchange.method != "OPTIONS":
            refusal = Problem(
                405, "method-not-allowed", "Method not allowed", "This address does not take that method."
            )
            refusal.headers["Allow"] = _allow(methods)
            raise refusal
        return route

    def _preflight(self, exchange: Exchange) -> headers.Raw:
        methods = _allow(self.matcher.match(exchange.path) or {})
        lines: headers.Raw = [(b"allow", methods.encode()), NO_STORE, API_CSP]
        return lines + preflight(methods) if exchange.cors else lines

    async def _own(self, exchange: Exchange, route: Route) -> None:
        if route.template == "/api/dashboard/stats":
            await dashboard(exchange, self.upstreams)
        elif route.template.startswith("/api/events/"):
            await self.events.answer(exchange)
        else:
            await self.documentation.answer(exchange)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self.start()
                except Exception as error:  # noqa: BLE001  whatever it is, the start has failed
                    await send({"type": "lifespan.startup.failed", "message": str(error)})
                    return
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


def _allow(methods: object) -> str:
    assert hasattr(methods, "__iter__")
    names = {*methods, "OPTIONS"}
    if "GET" in names:
        names.add("HEAD")
    return ", ".join(sorted(names))


def _malformed(status: int, reason: str) -> Problem:
    titles = {400: "Bad request", 414: "Address too long", 415: "Unsupported media type"}
    slugs = {400: "bad-request", 414: "uri-too-long", 415: "unsupported-media-type"}
    return Problem(status, slugs[status], titles[status], f"The request was not understood: {reason}.")
