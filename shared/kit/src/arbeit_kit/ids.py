"""Identifiers: ``prefix_`` and 26 characters that sort by time of creation (10 time, 16 random; Crockford base 32).

Contract section 1. An id is a name, never a secret: whoever knows one still has to be allowed to see what it names.
"""

import secrets
import threading
from datetime import UTC, datetime

LONGEST = 64
"""What may be sent as an id, in characters; ours are shorter. One limit, for services ask each other about ids."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_TAIL = 26
_TIME = 10
_RANDOM_BITS = 80
_STEP_BITS = 40

_lock = threading.Lock()
_last: tuple[int, int] = (0, 0)


def _encode(number: int, length: int) -> str:
    characters = [""] * length
    for place in range(length - 1, -1, -1):
        characters[place] = _ALPHABET[number & 31]
        number >>= 5
    return "".join(characters)


def _following(milliseconds: int) -> tuple[int, int]:
    """Time and random part for an id made now. Within one process ids never sort backwards, also within one
    millisecond or when the clock steps back: then the previous random part grows by an unguessable step."""
    global _last
    with _lock:
        then, previous = _last
        random = secrets.randbits(_RANDOM_BITS - 1)  # the top bit is left free for growth within the millisecond
        if milliseconds <= then:
            milliseconds, random = then, previous + 1 + secrets.randbits(_STEP_BITS)
            if random >> _RANDOM_BITS:
                milliseconds, random = then + 1, secrets.randbits(_RANDOM_BITS - 1)
        _last = (milliseconds, random)
        return _last


def new(prefix: str, at: datetime | None = None) -> str:
    """A new id such as ``cand_01jd...``. ``at`` (aware) backdates it, for imports and tests; default is now."""
    if at is None:
        milliseconds, random = _following(int(datetime.now(UTC).timestamp() * 1000))
    else:
        milliseconds, random = int(at.timestamp() * 1000), secrets.randbits(_RANDOM_BITS)
    return f"{prefix}_{_encode(milliseconds, _TIME)}{_encode(random, _TAIL - _TIME)}"


def tail(id: str) -> str:  # noqa: A002  the word of the whole code base
    """The part after the prefix; it sorts by the time of creation."""
    return id.rpartition("_")[2]


def time_of(id: str) -> datetime:  # noqa: A002
    """When the id was made (UTC, milliseconds). ValueError when it is not one of ours."""
    part = tail(id)
    if len(part) != _TAIL or any(character not in _VALUE for character in part):
        raise ValueError("not an id of this system")
    milliseconds = 0
    for character in part[:_TIME]:
        milliseconds = milliseconds << 5 | _VALUE[character]
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        raise ValueError("not an id of this system") from None
