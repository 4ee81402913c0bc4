"""Time: aware UTC with milliseconds, written as RFC 3339 with ``Z``; wall-clock times only together with an IANA zone.

Contract section 1. MongoDB keeps milliseconds, so nothing finer is ever made: what was written is what is read back.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from arbeit_kit import problem


def _milliseconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def now() -> datetime:
    """This moment: aware, UTC, cut to milliseconds."""
    return _milliseconds(datetime.now(UTC))


_EARLIEST, _LATEST = datetime(2020, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def within_reach(moment: datetime) -> datetime:
    """The moment, or the nearest one from 2020 to 9000: beyond these nothing was made, and there is no arithmetic at
    the ends of the calendar. For the bounds that people set to a list."""
    return min(max(moment, _EARLIEST), _LATEST)


def iso(moment: datetime) -> str:
    """``2026-01-31T09:30:00.000Z``. Takes aware datetimes only (ValueError)."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone has no place on the wire")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _readable(value: object) -> object:
    """Text or datetime only: pydantic alone would take a number for seconds since 1970."""
    if not isinstance(value, str | datetime):
        raise ValueError("must be an RFC 3339 date and time with an offset")
    if isinstance(value, str) and (len(value) > 40 or value.strip().lstrip("+-").replace(".", "").isdigit()):
        raise ValueError("must be an RFC 3339 date and time with an offset")
    return value


def _instant(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("must carry an offset, for example Z or +05:30")
    try:
        return _milliseconds(moment.astimezone(UTC))
    except OverflowError:
        raise ValueError("is outside the calendar") from None


Instant = Annotated[
    datetime,
    BeforeValidator(_readable),
    AfterValidator(_instant),
    PlainSerializer(iso, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment. Any offset is taken, UTC with milliseconds is kept; JSON has ``Z``, Python and the database a datetime."""


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - {"localtime", "posixrules", "Factory"}


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that exact name; Problem 422 on field ``time_zone`` for any other."""
    if name not in _zones():
        raise problem.invalid("time_zone", "must be an IANA time zone, for example Asia/Kolkata", "unknown_time_zone")
    return ZoneInfo(name)


def resolve_local(naive: datetime, zone: ZoneInfo) -> datetime:
    """A wall-clock time of that zone as UTC. A time that the clocks skip (DST gap) is a ValueError; one that occurs
    twice means the first (contract section 1)."""
    if naive.tzinfo is not None:
        raise ValueError("is not a wall-clock time: it carries an offset")
    try:
        moment = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
        back = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        raise ValueError("is outside the calendar") from None
    if back != naive.replace(fold=0):
        raise ValueError(f"does not exist in {zone.key}: the clocks are put forward over it")
    return _milliseconds(moment)
