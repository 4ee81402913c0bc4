"""Token buckets per caller and per address, kept in this process and shared with other gateways (sharing.py).

A bucket is one number, the time at which it would be full again (the generic cell rate algorithm), so that a check
costs a dictionary look-up. What must be exact per account (log-in attempts) is counted by auth in its database.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_MAX_KEYS = 50_000
# Keys told to the other gateways in a round.
_MAX_TOLD = 5_000


class Verdict(NamedTuple):
    """allowed; remaining requests now; seconds until the bucket is full again; seconds until the next is allowed."""

    allowed: bool
    remaining: int
    reset: float
    retry_after: float


class Buckets:
    """One rule for many keys: `rate` per second on average, `burst` at once. rate 0 switches the rule off."""

    __slots__ = ("_full_at", "_interval", "_slack", "_taken", "burst", "rate")

    def __init__(self, rate: float, burst: int) -> None:
        self.rate = rate
        self.burst = burst
        self._interval = 1.0 / rate if rate > 0 else 0.0
        self._slack = self._interval * burst
        self._full_at: dict[str, float] = {}
        self._taken: dict[str, int] = {}

    def take(self, key: str, now: float) -> Verdict:
        """Take one token of this key; `now` in seconds of a monotonic clock."""
        interval = self._interval
        if not interval:
            return _UNLIMITED
        full_at = self._full_at.get(key, now)
        if full_at < now:
            full_at = now
        wait = full_at + interval - now - self._slack
        if wait > 1e-9:
            return Verdict(False, 0, full_at - now, wait)
        full_at += interval
        if key not in self._full_at and len(self._full_at) >= _MAX_KEYS:
            self._forget_full(now)
        self._full_at[key] = full_at
        taken = self._taken
        if key in taken:
            taken[key] += 1
        elif len(taken) < _MAX_TOLD:
            taken[key] = 1
        return Verdict(True, int((self._slack - (full_at - now)) / interval + 1e-6), full_at - now, 0.0)

    def taken(self) -> dict[str, int]:
        """Tokens taken here, by key, since the last call."""
        found, self._taken = self._taken, {}
        return found

    def charge(self, used: Mapping[str, int], now: float) -> None:
        """What was taken elsewhere. A bucket may be left in debt, at most by one more burst: a flood through many
        gateways must not shut somebody out for hours."""
        deepest = now + 2 * self._slack
        for key, tokens in used.items():
            if key not in self._full_at and len(self._full_at) >= _MAX_KEYS:
                self._forget_full(now)
            full_at = max(self._full_at.get(key, now), now) + tokens * self._interval
            self._full_at[key] = min(full_at, deepest)

    def _forget_full(self, now: float) -> None:
        """Full buckets need no memory. When none is full (a flood from many addresses) the oldest half goes: memory
        stays bounded, and what is forgotten starts with a full bucket."""
        self._full_at = {key: at for key, at in self._full_at.items() if at > now}
        if len(self._full_at) >= _MAX_KEYS:
            newest = sorted(self._full_at.items(), key=lambda entry: entry[1])[_MAX_KEYS // 2 :]
            self._full_at = dict(newest)


_UNLIMITED = Verdict(True, 1_000_000, 0.0, 0.0)


@lru_cache(maxsize=4096)
def address_key(address: str) -> str:
    """The key of an address: IPv4 as it is, IPv6 by its /64, because one subscriber holds all of that."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return address


def headers(limit: int, verdict: Verdict) -> list[tuple[bytes, bytes]]:
    """`RateLimit-Limit`, `-Remaining` and `-Reset` (whole seconds) of the bucket that is closest to empty."""
    return [
        (b"ratelimit-limit", b"%d" % limit),
        (b"ratelimit-remaining", b"%d" % verdict.remaining),
        (b"ratelimit-reset", b"%d" % -int(-verdict.reset // 1)),
    ]
