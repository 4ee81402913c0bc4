"""Every event and command there is, by its CloudEvents type."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from arbeit_events import audit, auth, candidates, commands, interviews, jobs, notifications, tenancy
from arbeit_events.envelope import CommandData, Envelope, EventData

M = TypeVar("M", bound="type[EventData] | type[CommandData]")


class UnknownTypeError(LookupError):
    """No model of this installation has that type; a newer publisher may."""


def by_type(models: Iterable[M]) -> Mapping[str, M]:
    """Index models by their type. Raises ``ValueError`` when two claim the same."""
    index: dict[str, M] = {}
    for model in models:
        kind = model.event_type()
        if kind in index:
            raise ValueError(f"{kind} is claimed by {index[kind].__qualname__} and by {model.__qualname__}")
        index[kind] = model
    return MappingProxyType(index)


EVENTS: Mapping[str, type[EventData]] = by_type(
    model for module in (auth, tenancy, jobs, candidates, interviews, notifications, audit) for model in module.EVENTS
)
COMMANDS: Mapping[str, type[CommandData]] = by_type(commands.COMMANDS)


def model_for(kind: str) -> type[EventData]:
    """The model of an event type (``arbeit.jobs.JobCreated.v1``). Raises ``UnknownTypeError``."""
    try:
        return EVENTS[kind]
    except KeyError:
        raise UnknownTypeError(kind) from None


def command_for(kind: str) -> type[CommandData]:
    """The model of a private command's type. Raises ``UnknownTypeError``."""
    try:
        return COMMANDS[kind]
    except KeyError:
        raise UnknownTypeError(kind) from None


def parse(event: Envelope) -> EventData:
    """The typed payload of an envelope. Raises ``UnknownTypeError`` or ``pydantic.ValidationError``."""
    return event.data_as(model_for(event.type))
