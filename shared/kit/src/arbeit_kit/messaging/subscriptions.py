"""The table of a service: which event leads to which handler."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from arbeit_events import topology
from arbeit_events.envelope import CommandData, Envelope, EventData
from arbeit_kit.mongo.transaction import Tx

E = TypeVar("E", bound=EventData)
C = TypeVar("C", bound=CommandData)

EventHandler = Callable[[Tx[Any], Envelope, Any], Awaitable[None]]
Wanted = Callable[[Any, list[Envelope]], Awaitable[list[Envelope]]]
BatchHandler = Callable[[Tx[Any], list[Envelope]], Awaitable[None]]
SecretHandler = Callable[[Tx[Any], Any], Awaitable[None]]
BroadcastHandler = Callable[[Any, Envelope], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Batch:
    """How a queue is taken in batches. `wanted(store, events)` picks, before any transaction, those that matter."""

    handler: BatchHandler
    size: int
    wanted: Wanted | None = None


@dataclass(slots=True)
class Subscriptions:
    """Handlers of one service. Each event or secret is handled in one transaction with its inbox id."""

    service: str
    events: dict[str, tuple[type[EventData], EventHandler]] = field(default_factory=dict)
    secrets: dict[str, tuple[type[CommandData], SecretHandler]] = field(default_factory=dict)
    broadcasts: dict[str, list[BroadcastHandler]] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)
    """By queue."""

    def on(
        self, *models: type[E]
    ) -> Callable[
        [Callable[[Tx[Any], Envelope, E], Awaitable[None]]], Callable[[Tx[Any], Envelope, E], Awaitable[None]]
    ]:
        """Handle these events, one transaction each. Raise `Permanent` to dead-letter at once."""

        def register(
            handler: Callable[[Tx[Any], Envelope, E], Awaitable[None]],
        ) -> Callable[[Tx[Any], Envelope, E], Awaitable[None]]:
            for model in models:
                key = model.routing_key()
                if key in self.events:
                    raise ValueError(f"{self.service} handles {key} twice")
                self.events[key] = (model, handler)
            return handler

        return register

    @property
    def events_queue(self) -> str:
        return topology.events_queue(self.service)

    def batch(
        self, size: int, *, purpose: str | None = None, wanted: Wanted | None = None
    ) -> Callable[[BatchHandler], BatchHandler]:
        """Handle every event of the queue, up to `size` in one transaction, in the order of arrival.

        `purpose`: of a further queue (`arbeit_events.topology.PURPOSES`). `wanted`: an event that it leaves out costs
        no transaction and leaves no id in the inbox.
        """
        queue = self.events_queue if purpose is None else topology.purpose_queue(self.service, purpose)

        def register(handler: BatchHandler) -> BatchHandler:
            self.batches[queue] = Batch(handler, size, wanted)
            return handler

        return register

    def secret(
        self, model: type[C]
    ) -> Callable[[Callable[[Tx[Any], C], Awaitable[None]]], Callable[[Tx[Any], C], Awaitable[None]]]:
        """Carry out a private command, decrypted, in one transaction."""

        def register(
            handler: Callable[[Tx[Any], C], Awaitable[None]],
        ) -> Callable[[Tx[Any], C], Awaitable[None]]:
            self.secrets[model.routing_key()] = (model, handler)
            return handler

        return register

    def broadcast(self, *routing_keys: str) -> Callable[[BroadcastHandler], BroadcastHandler]:
        """See these events in every process of the service, without a transaction: caches, live streams."""

        def register(handler: BroadcastHandler) -> BroadcastHandler:
            for key in routing_keys:
                self.broadcasts.setdefault(key, []).append(handler)
            return handler

        return register

    def check(self) -> None:
        """Raises `ValueError` when the handlers differ from the published table: the queue's bindings come from it."""
        expected = set(topology.SUBSCRIBERS.get(self.service, ()))
        actual = {"#"} if self.events_queue in self.batches else set(self.events)
        if expected != actual:
            raise ValueError(
                f"{self.service}: handlers and arbeit_events.topology.SUBSCRIBERS differ in {sorted(expected ^ actual)}"
            )
        purposes = {topology.purpose_queue(self.service, each) for each in topology.PURPOSES.get(self.service, ())}
        if set(self.batches) - {self.events_queue} != purposes:
            raise ValueError(f"{self.service}: batches differ from arbeit_events.topology.PURPOSES")
        if set(self.secrets) != set(topology.COMMANDS_OF.get(self.service, ())):
            raise ValueError(f"{self.service}: commands differ from arbeit_events.topology.COMMANDS_OF")
