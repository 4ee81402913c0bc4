"""What every message of Arbeit has in common: the payload bases and the CloudEvents 1.0 envelope.

Publishers are strict: a payload refuses fields its model does not name. Subscribers are tolerant: they read with
``extra="ignore"``, so that a publisher may add a field before its subscribers know it (contract section 6).
"""

import secrets
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

EXCHANGE = "arbeit.events"
"""The durable topic exchange that carries every domain event."""

COMMAND_EXCHANGE = "arbeit.commands"
"""The private exchange of encrypted commands; never bound to a log, a stream or the audit."""

CONTENT_TYPE = "application/cloudevents+json"

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: sorts like the number it stands for


def _utc_ms(at: datetime) -> datetime:
    """MongoDB keeps milliseconds; truncating here makes an event equal to the document it tells of."""
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def iso(at: datetime) -> str:
    """RFC 3339 in UTC with milliseconds and ``Z``: ``2026-01-31T09:15:00.000Z``."""
    return _utc_ms(at).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Instant = Annotated[
    AwareDatetime,
    AfterValidator(_utc_ms),
    PlainSerializer(iso, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A point in time: refuses a naive one, keeps UTC to the millisecond."""

_T = TypeVar("_T")
Pii = Annotated[_T, Field(json_schema_extra={"x-pii": True})]
"""``Pii[str]``: a value about a natural person. Subscribers that store it must be able to erase it."""


_lock = threading.Lock()
_last: tuple[int, int] = (0, 0)


def new_event_id(at: datetime | None = None) -> str:
    """``evt_`` + 26 characters (10 of time in ms, 16 random): sorts by creation time.

    Ids that one process makes for the same millisecond sort in the order they were made: several events of one
    transaction share their time.
    """
    global _last
    ms = int((at or datetime.now(UTC)).timestamp() * 1000)
    with _lock:
        then, previous = _last
        # The top bit stays free for the growth within a millisecond.
        random = previous + 1 + secrets.randbits(40) if ms == then else secrets.randbits(79)
        _last = (ms, random)
    number = (ms << 80) | random
    return "evt_" + "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


class Part(BaseModel):
    """Base of the structures nested in payloads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldChange(Part):
    """One changed field: its name in the resource, its value before and after."""

    field: str
    old: Pii[JsonValue] = None
    new: Pii[JsonValue] = None


class _Message(BaseModel):
    """Identity of a message type. A subclass is named after the message; a family base sets ``service``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    service: ClassVar[str]
    event_name: ClassVar[str]
    major: ClassVar[int] = 1

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        # An explicit event_name serves a second major: class CandidateCreatedV2 with event_name = "CandidateCreated".
        if "event_name" not in cls.__dict__:
            cls.event_name = cls.__name__

    @classmethod
    def event_type(cls) -> str:
        """``arbeit.<service>.<Name>.v<major>``: the CloudEvents ``type``."""
        return f"arbeit.{cls.routing_key()}"

    @classmethod
    def routing_key(cls) -> str:
        """``<service>.<Name>.v<major>``: the key on the exchange."""
        return f"{cls.service}.{cls.event_name}.v{cls.major}"

    @classmethod
    def source_uri(cls) -> str:
        """``/arbeit/<service>``: the CloudEvents ``source``."""
        return f"/arbeit/{cls.service}"

    @classmethod
    def schema_uri(cls) -> str:
        """Name of the JSON Schema (``docs/events/schemas/<type>.json``); a name, not an address to fetch."""
        return f"urn:arbeit:events:{cls.event_type()}"

    @classmethod
    def consume(cls, data: Mapping[str, Any]) -> Self:
        """Read a received payload, ignoring fields this version does not know. Raises ``pydantic.ValidationError``."""
        return cls.model_validate(data, extra="ignore")

    def to_data(self) -> dict[str, Any]:
        """The payload as plain JSON values."""
        return self.model_dump(mode="json")


class EventData(_Message):
    """Base of every domain event's payload: a fact, past tense, that was committed by ``service``.

    ``sequence`` of its envelope is the version of the entity (``subject``) after the change, unless the class
    says otherwise.
    """


class CommandData(_Message):
    """Base of every private command's payload; ``service`` is the one that carries it out. May hold secrets."""


D = TypeVar("D", bound=_Message)
PayloadClass = type[D]  # spelt outside: inside the envelope `type` is the CloudEvents attribute


class Envelope(BaseModel):
    """A CloudEvents 1.0 event in the structured JSON form, with Arbeit's extensions (contract section 6)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(min_length=1)
    source: str = Field(min_length=1)
    type: str = Field(min_length=1)
    subject: str = Field(min_length=1)
    """Id of the entity."""
    time: Instant
    """When the change was made."""
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str
    traceparent: str | None = None
    sequence: int = Field(ge=0)
    """Version of the entity after the change: a subscriber that keeps the highest one it saw can drop what is older."""
    clientid: str | None = None
    """Client company the entity belongs to, when it belongs to one."""
    actorid: str | None = None
    """Who did it: ``user_…``, ``cp_…``, or None for the system itself."""
    actorrole: str | None = None
    actoremail: Pii[str | None] = None
    actoraddress: Pii[str | None] = None
    """Network address of the actor."""
    correlationid: str | None = None
    """Request id of the request that began it all."""
    causationid: str | None = None
    """Id of the event this one answers; None when a request caused it."""
    data: dict[str, Any]

    @model_validator(mode="after")
    def _source_matches_type(self) -> Self:
        parts = self.type.split(".")
        if len(parts) != 4 or parts[0] != "arbeit" or self.source != f"/arbeit/{parts[1]}":
            raise ValueError(f"type {self.type!r} and source {self.source!r} do not fit together")
        return self

    @classmethod
    def of(
        cls,
        data: EventData | CommandData,
        *,
        subject: str,
        sequence: int,
        time: datetime | None = None,
        id: str | None = None,  # noqa: A002 - CloudEvents' own name
        client_id: str | None = None,
        actor_id: str | None = None,
        actor_role: str | None = None,
        actor_email: str | None = None,
        actor_address: str | None = None,
        correlation_id: str | None = None,
        causation_id: str | None = None,
        traceparent: str | None = None,
    ) -> Self:
        """Wrap a payload for publishing."""
        at = time or datetime.now(UTC)
        return cls(
            id=id or new_event_id(at),
            source=data.source_uri(),
            type=data.event_type(),
            subject=subject,
            time=at,
            dataschema=data.schema_uri(),
            traceparent=traceparent,
            sequence=sequence,
            clientid=client_id,
            actorid=actor_id,
            actorrole=actor_role,
            actoremail=actor_email,
            actoraddress=actor_address,
            correlationid=correlation_id,
            causationid=causation_id,
            data=data.to_data(),
        )

    @property
    def routing_key(self) -> str:
        return self.type.removeprefix("arbeit.")

    @property
    def service(self) -> str:
        """Who published it."""
        return self.type.split(".")[1]

    @property
    def name(self) -> str:
        """``CandidateCreated`` of ``arbeit.candidates.CandidateCreated.v1``."""
        return self.type.split(".")[2]

    def data_as(self, model: PayloadClass[D]) -> D:
        """The payload as ``model``; unknown fields are ignored. Raises ``pydantic.ValidationError``."""
        return model.consume(self.data)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values. CloudEvents knows no null attribute: absent ones are left out (never inside ``data``)."""
        dumped = self.model_dump(mode="json")
        return {key: value for key, value in dumped.items() if value is not None}

    def to_bytes(self) -> bytes:
        """The message body."""
        fields = {name for name in type(self).model_fields if getattr(self, name) is not None}
        return self.model_dump_json(include=fields).encode()

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        """Read a received envelope; unknown attributes are ignored. Raises ``pydantic.ValidationError``."""
        return cls.model_validate(raw, extra="ignore")

    @classmethod
    def from_bytes(cls, body: bytes | str) -> Self:
        """Read a message body; unknown attributes are ignored. Raises ``pydantic.ValidationError``."""
        return cls.model_validate_json(body, extra="ignore")
