"""How often somebody may try. Guessing gets slow; the owner of an account is never locked out for good.

Three counters are charged *before* a password is looked at, so that parallel guesses count too, and credited back when
it was right: the account as seen from one network address, the account as a whole, and the address as a whole.

- From one address: ten tries, then pauses of 30 s that double up to 15 minutes.
- The account as a whole pauses the same way, but not for an address that has not failed on it yet: a stranger cannot
  use up the owner's tries. Only after a hundred failures (a botnet) do new addresses queue, one a minute.
- An address that has logged in to the account before skips the account's counter.
- A browser that holds a live refresh token of the account is judged by that session's counter alone.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Policy:
    """``free`` tries, then pauses from ``first`` doubling to ``longest``; all forgotten after ``memory`` of quiet."""

    free: int
    first: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(minutes=15)
    memory: timedelta = timedelta(hours=24)


CROWD = 100
"""Failures on one account after which even addresses new to it have to queue."""
CROWD_PAUSE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Counter:
    """Tries charged and not credited back."""

    failures: int = 0
    last: datetime | None = None

    @classmethod
    def of(cls, row: dict[str, Any] | None, policy: Policy, at: datetime) -> "Counter":
        """From the stored document; forgotten after the policy's memory."""
        if row is None or row["last"] + policy.memory <= at:
            return cls()
        return cls(int(row["failures"]), row["last"])

    def wait(self, policy: Policy, at: datetime) -> timedelta:
        """How long the next try has to wait; zero when it may come now."""
        if self.last is None or self.failures < policy.free:
            return timedelta(0)
        doublings = min(self.failures - policy.free, 20)
        pause = min(policy.first * int(2**doublings), policy.longest)
        return max(self.last + pause - at, timedelta(0))

    def charged(self, at: datetime) -> "Counter":
        return Counter(self.failures + 1, at)

    def credited(self) -> "Counter":
        return Counter(max(0, self.failures - 1), self.last)


def login_wait(
    *, pair: Counter, account: Counter, address: Counter, tries: Policy, spread: Policy, familiar: bool, at: datetime
) -> timedelta:
    """How long a log-in without a live session has to wait. ``familiar``: this address was let in before."""
    waits = [pair.wait(tries, at), address.wait(spread, at)]
    if not familiar:
        if pair.failures:
            waits.append(account.wait(tries, at))
        elif account.failures >= CROWD and account.last is not None:
            waits.append(account.last + CROWD_PAUSE - at)
    return max(*waits, timedelta(0))


def window_wait(used: list[datetime], limit: int, window: timedelta, at: datetime) -> timedelta:
    """For plain rates (mails to one box, registrations from one address): at most ``limit`` within ``window``."""
    recent = sorted(moment for moment in used if moment > at - window)
    if len(recent) < limit:
        return timedelta(0)
    return recent[-limit] + window - at


def network(address: str) -> str:
    """The address as it is counted: an IPv6 customer owns a whole /64, an IPv4 one a single address."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
