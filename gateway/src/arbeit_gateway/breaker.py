"""One circuit breaker per upstream: a service that does not answer is left alone for a while, and callers are told at
once instead of each waiting for its deadline."""

from __future__ import annotations

from typing import Literal

State = Literal["closed", "open", "half-open"]


class Breaker:
    """Opens after `failures` failed requests within `window` seconds when these are at least half of all; after
    `open_for` seconds lets one probe through, whose outcome decides. Times are seconds of a monotonic clock.

    A failure is a connection that cannot be made or breaks, or a missed deadline. An answer of the service, whatever
    its status, is a success: the service is there."""

    __slots__ = (
        "_failed",
        "_failures",
        "_open_for",
        "_open_until",
        "_probing",
        "_succeeded",
        "_window",
        "_window_ends",
        "state",
    )

    def __init__(self, failures: int = 5, window: float = 10.0, open_for: float = 5.0) -> None:
        self._failures = failures
        self._window = window
        self._open_for = open_for
        self.state: State = "closed"
        self._failed = 0
        self._succeeded = 0
        self._window_ends = 0.0
        self._open_until = 0.0
        self._probing = False

    def admit(self, now: float) -> float:
        """0 when a request may go; else the seconds after which to come again. Every admitted request must be
        followed by exactly one of succeeded, failed or abandoned."""
        if self.state == "closed":
            return 0.0
        if now < self._open_until:
            return self._open_until - now
        if self._probing:
            return 1.0
        self.state = "half-open"
        self._probing = True
        return 0.0

    def succeeded(self, now: float) -> None:
        if self.state != "closed":
            self.state = "closed"
            self._probing = False
            self._failed = self._succeeded = 0
        if now >= self._window_ends:
            self._roll(now)
        self._succeeded += 1

    def failed(self, now: float) -> None:
        if self.state == "open":
            return  # admitted before it opened
        if self.state == "half-open":
            self._open(now)
            return
        if now >= self._window_ends:
            self._roll(now)
        self._failed += 1
        if self._failed >= self._failures and self._failed >= self._succeeded:
            self._open(now)

    def abandoned(self) -> None:
        """The caller left before an outcome was known: says nothing about the service."""
        if self.state == "half-open":
            self._probing = False

    def _roll(self, now: float) -> None:
        self._failed = self._succeeded = 0
        self._window_ends = now + self._window

    def _open(self, now: float) -> None:
        self.state = "open"
        self._probing = False
        self._open_until = now + self._open_for
        self._failed = self._succeeded = 0
