"""Values of the system in words that people read: statuses, rounds, times."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_STATUS = {
    "NEW": "New",
    "IN_REVIEW": "In review",
    "SHORTLISTED": "Shortlisted",
    "IN_PROGRESS": "In progress",
    "SELECTED": "Selected",
    "REJECTED": "Rejected",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def status(value: str) -> str:
    """`IN_REVIEW` -> `In review`."""
    return _STATUS.get(value, phrase(value))


def phrase(value: str) -> str:
    """`full_time` -> `Full time`."""
    spaced = value.replace("_", " ").strip().lower()
    return spaced[:1].upper() + spaced[1:]


def round_of(number: int, name: str) -> str:
    """`Round 2 (Technical Round)`; the number alone when the round has no name of its own."""
    plain = f"Round {number}"
    return plain if not name.strip() or name.strip().lower() == plain.lower() else f"{plain} ({name.strip()})"


def years(low: int | None, high: int | None) -> str:
    """`3 to 5 years`; empty when neither bound is known."""
    if low is not None and high is not None:
        return f"{low} to {high} years" if low != high else f"{low} years"
    if low is not None:
        return f"{low} years or more"
    return f"up to {high} years" if high is not None else ""


def moment(at: datetime | None) -> str:
    """ISO 8601 in UTC to the second, for storing in a mail's facts; empty for None."""
    return "" if at is None else at.astimezone(UTC).isoformat(timespec="seconds")


def local(at: datetime | str | None, zone_name: str, until: datetime | str | None = None) -> str:
    """`Tuesday, 1 December 2026, 10:00 to 10:45 (Asia/Kolkata, UTC+05:30)`; `a time to be agreed` for nothing.

    The offset is named too, because two clock times of the night of a clock change are told apart by nothing else.
    """
    if not at:
        return "a time to be agreed"
    zone, name = _zone(zone_name)
    start = _aware(at).astimezone(zone)
    text = f"{_DAYS[start.weekday()]}, {start.day} {_MONTHS[start.month - 1]} {start.year}, {start:%H:%M}"
    if until:
        end = _aware(until).astimezone(zone)
        same_day = end.date() == start.date()
        text += f" to {end:%H:%M}" if same_day else f" to {end.day} {_MONTHS[end.month - 1]}, {end:%H:%M}"
    return f"{text} (UTC)" if name == "UTC" else f"{text} ({name}, {_offset(start)})"


def _aware(at: datetime | str) -> datetime:
    parsed = datetime.fromisoformat(at) if isinstance(at, str) else at
    if parsed.tzinfo is None:
        raise ValueError("a time without a zone cannot be told to anybody")
    return parsed


def _zone(name: str) -> tuple[ZoneInfo, str]:
    try:
        return ZoneInfo(name), name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC"), "UTC"


def _offset(at: datetime) -> str:
    raw = at.strftime("%z")
    return "UTC" if raw == "+0000" else f"UTC{raw[:3]}:{raw[3:5]}"
