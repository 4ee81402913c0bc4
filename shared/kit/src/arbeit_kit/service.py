"""A running service: HTTP, database, relay, consumers and broadcasts put together, started and drained in order."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any, Generic, TypeVar

import uvicorn
from fastapi import APIRouter, FastAPI, Request

from arbeit_kit import health, http, memory, metrics, problem, tracing
from arbeit_kit import logging as kit_logging
from arbeit_kit.command import Run
from arbeit_kit.idempotency import IdempotencyKeys
from arbeit_kit.messaging.broadcast import Broadcasts, bound
from arbeit_kit.messaging.consumer import Consumer
from arbeit_kit.messaging.inbox import Inbox
from arbeit_kit.messaging.publisher import Publisher
from arbeit_kit.messaging.subscriptions import Subscriptions
from arbeit_kit.mongo import Database
from arbeit_kit.mongo.errors import DatabaseError
from arbeit_kit.mongo.together import Together
from arbeit_kit.outbox.relay import Relay
from arbeit_kit.peers import Peers
from arbeit_kit.revocations import Sessions
from arbeit_kit.seal import Seal
from arbeit_kit.security import Revocations, Security, SessionChecker
from arbeit_kit.settings import ServiceSettings

log = logging.getLogger(__name__)

S = TypeVar("S")

REVOCATIONS = "auth.CredentialsRevoked.v1"
DATABASE_WAIT_S = 60.0
GRACE_S = 20
LANDING_S = 10.0
_GAUGE_S = 1.0


class Service(Generic[S]):
    """One service. `api` and `worker` say which half this process runs; health answers in both."""

    def __init__(
        self,
        *,
        name: str,
        settings: ServiceSettings,
        store: Callable[[Database], S],
        routers: Sequence[APIRouter] = (),
        subscriptions: Subscriptions | None = None,
        background: Sequence[Callable[[Service[S]], Awaitable[None]]] = (),
        on_start: Sequence[Callable[[Service[S]], Awaitable[None]]] = (),
        on_stop: Sequence[Callable[[Service[S]], Awaitable[None]]] = (),
        sessions: Callable[[Service[S]], Sessions] | None = None,
        gauges: Sequence[Callable[[Service[S]], Awaitable[None]]] = (),
        title: str | None = None,
        api: bool = True,
        worker: bool = True,
    ) -> None:
        self.name = name
        self.settings = settings
        self.api = api
        self.worker = worker
        self.subscriptions = subscriptions or Subscriptions(name)
        self.subscriptions.check()
        self._make_store = store
        self._make_sessions = sessions
        self._background = background
        self._on_start = on_start
        self._on_stop = on_stop
        self._gauges = gauges
        self._tasks: list[asyncio.Task[None]] = []
        self._draining = False
        self.revocations = Revocations()
        self._ready = asyncio.Event()
        self.app = self._application(title or f"Arbeit {name}", routers if api else ())

    # -- assembled by start() -----------------------------------------------------------------------------------

    db: Database
    store: S
    peers: Peers
    idempotency: IdempotencyKeys
    together: Together
    relay: Relay
    publisher: Publisher
    consumer: Consumer | None
    broadcasts: Broadcasts

    def _application(self, title: str, routers: Sequence[APIRouter]) -> FastAPI:
        app = FastAPI(
            title=title,
            version="1.0.0",
            lifespan=self._lifespan,
            docs_url=None,
            redoc_url=None,
            # Operation ids are the names of the functions: clients generated from the description read well.
            generate_unique_id_function=lambda route: route.name,
        )
        app.state.service = self
        for router in routers:
            app.include_router(router)
        app.include_router(
            health.router(
                {"database": self._ping, "broker": self._broker},
                required=("database",),
                draining=lambda: self._draining,
            )
        )
        app.include_router(metrics.router(self._gather))
        problem.install(app)
        http.install(app, self.settings, draining=lambda: self._draining)
        return app

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        await self.start()
        try:
            yield
        finally:
            await self.stop()

    async def start(self) -> None:
        """Ready for requests when it returns; the broker may come later, events wait in the outbox."""
        settings = self.settings
        seal = Seal(settings.jwt_secret, settings.jwt_secret_previous)
        url, name, given = settings.amqp_url, f"arbeit-{self.name}", settings.amqp_topology == "given"
        self.db = Database(
            settings.mongo_url, f"{settings.db_name}_{self.name}", source=f"/arbeit/{self.name}", seal=seal.close
        )
        self.store = self._make_store(self.db)
        self.db.store = self.store
        secrets = [settings.jwt_secret, settings.jwt_secret_previous]
        self.idempotency = IdempotencyKeys(self.db, *(each.get_secret_value() for each in secrets if each))
        self.together = Together(self.db, settings.commands_together)
        inbox = Inbox(self.db)
        self.peers = Peers(settings, self.name)
        await self._prepare_database()
        self.publisher = Publisher(url, name, topology_given=given)
        self.relay = Relay(self.db, self.publisher)
        self.consumer = (
            Consumer(inbox, self.subscriptions, self.publisher, url=url, open_seal=seal.open, topology_given=given)
            if self.subscriptions.events or self.subscriptions.batches or self.subscriptions.secrets
            else None
        )
        handlers = {
            key: [bound(handler, self) for handler in each] for key, each in self.subscriptions.broadcasts.items()
        }
        handlers.setdefault(REVOCATIONS, []).insert(0, self._revoked)
        self.broadcasts = Broadcasts(url, name, handlers, lambda: self.load_revocations(), topology_given=given)
        sessions = self._make_sessions(self) if self._make_sessions else SessionChecker(self.peers)
        self.app.state.security = Security(
            settings,
            revocations=self.revocations,
            sessions=sessions,
            live=lambda: self.broadcasts.connected,
        )
        for hook in self._on_start:
            await hook(self)
        self._run("broadcasts", self.broadcasts.run())
        self._run("loop-watch", metrics.watch_loop())
        if self.worker:
            self._run("publisher", self.publisher.run())
            self._run("relay", self.relay.run())
            if self.consumer is not None:
                self._run("consumer", self.consumer.run())
            for number, task in enumerate(self._background):
                self._run(f"background-{number}", task(self))
        self._ready.set()
        log.info("%s started", self.name, extra={"event": "service_started"})

    def drain(self) -> None:
        """Says that the end is near: readiness turns off and long-lived responses end. Called on the first signal."""
        self._draining = True

    @property
    def draining(self) -> bool:
        return self._draining

    async def stop(self) -> None:
        """Takes no more messages, finishes what is in flight, publishes what is committed, closes."""
        self._draining = True
        for hook in self._on_stop:
            await hook(self)
        if self.worker:
            if self.consumer is not None:
                await self.consumer.stop()
            await self.relay.stop()
            await self.publisher.stop()
        await self.broadcasts.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        if not await self.db.landed(LANDING_S):
            log.warning("transactions left to the database to end", extra={"event": "transactions_left"})
        await self.peers.aclose()
        self.db.close()
        await tracing.stop()
        log.info("%s stopped", self.name, extra={"event": "service_stopped"})

    async def _prepare_database(self) -> None:
        """Waits for the database, then makes sure that collections and indexes are there."""
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + DATABASE_WAIT_S
        while True:
            try:
                await self.db.ensure_indexes()
            except DatabaseError as error:
                if loop.time() >= give_up_at:
                    raise
                log.warning("waiting for the database: %s", type(error).__name__, extra={"event": "database_awaited"})
                await asyncio.sleep(0.5)
            else:
                return

    def _run(self, name: str, work: Any) -> None:
        """A task that is begun again when it fails: none of them is meant to end before `stop()`."""
        task: asyncio.Task[None] = asyncio.create_task(work, name=f"{self.name}-{name}")
        task.add_done_callback(self._ended)
        self._tasks.append(task)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or self._draining or (error := task.exception()) is None:
            return
        # Half a service is worse than none: leave, and let the supervisor start a whole one.
        log.critical("%s failed", task.get_name(), exc_info=error, extra={"event": "task_failed"})
        self.fatal()

    def fatal(self) -> None:
        """Ends the process; replaced in tests."""
        os.kill(os.getpid(), signal.SIGTERM)

    async def _revoked(self, event: Any) -> None:
        self.revocations.apply(event.data)

    async def load_revocations(self) -> None:
        """What was revoked while this process could not hear it; refused connection means we try again."""
        if self.name == "auth":
            return
        try:
            answer = await self.peers.get("auth", "/internal/revocations")
        except problem.Problem as error:
            raise ConnectionError("auth does not answer yet") from error
        self.revocations.load((answer or {}).get("items", ()))

    async def _gather(self) -> None:
        """Brings the gauges up to date for a scrape; one that cannot be read keeps its last value."""
        if self.consumer is not None:
            metrics.IN_FLIGHT.set(len(self.consumer.running))
        for gauge in (_outbox, *self._gauges):
            try:
                async with asyncio.timeout(_GAUGE_S):
                    await gauge(self)
            except (DatabaseError, TimeoutError, problem.Problem) as error:
                log.warning("a gauge could not be read: %s", type(error).__name__, extra={"event": "gauge_unread"})

    async def _ping(self) -> None:
        await self.db.ping()

    async def _broker(self) -> None:
        if not self.broadcasts.connected:
            raise ConnectionError("not connected")


async def _outbox(service: Service[Any]) -> None:
    if service.worker:
        rows, age = await service.db.backlog()
        metrics.OUTBOX_ROWS.set(rows)
        metrics.OUTBOX_AGE.set(age)


def get_service(request: Request) -> Any:
    return request.app.state.service


# Coroutines although nothing is awaited: FastAPI would run plain functions in a thread, one hop for each request.
async def get_store(request: Request) -> Any:
    """Dependency: the service's store, for queries."""
    return request.app.state.service.store


async def get_peers(request: Request) -> Peers:
    """Dependency: read-through to other services."""
    peers: Peers = request.app.state.service.peers
    return peers


async def runner(request: Request) -> Run[Any]:
    """Dependency: the edge of a write."""
    return Run(request.app.state.service, request)


def main(create: Callable[..., Service[Any]]) -> None:
    """Entry point of `python -m arbeit_<service> [--only api|worker]`. `create(api=..., worker=...)` builds it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", choices=("api", "worker"), help="run one half; default: both")
    only = parser.parse_args().only
    memory.return_large()
    service = create(api=only != "worker", worker=only != "api")
    kit_logging.configure(service.name, service.settings.log_level)
    tracing.configure(service.name)
    # uvicorn drains on SIGTERM and then raises it again; asked to end and ended in order is a success.
    signal.signal(signal.SIGTERM, lambda *_: None)
    config = uvicorn.Config(
        service.app,
        host=service.settings.host,
        port=service.settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        loop="uvloop",
        http="httptools",
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=75,
        proxy_headers=False,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = _Server(config, service)
    server.run()
    if not server.started:
        raise SystemExit(3)  # as uvicorn's own command: a supervisor sees that it never came up


class _Server(uvicorn.Server):
    """SIGTERM: readiness off and streams ended at once (the server waits for open responses, and streams never end
    alone), a moment later the door closes, what is in flight finishes. A second signal, or Ctrl-C: the door closes now.
    """

    def __init__(self, config: uvicorn.Config, service: Service[Any]) -> None:
        super().__init__(config)
        self._service = service
        self._signalled = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        memory.settle()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        again, self._signalled = self._signalled, True
        delay = self._service.settings.drain_delay if self._service.api else 0
        self._service.drain()
        if again or sig != signal.SIGTERM or not delay or not self.started:
            super().handle_exit(sig, frame)
        else:
            asyncio.get_running_loop().call_later(delay, super().handle_exit, sig, frame)
