"""What a way out for mails promises.

`deliver` returns once the other side has taken the mail over for good; it raises `NotNow` or `Refused` otherwise. It
answers within 15 s. Reasons end in the delivery log and in events, so they never hold an address: see `harmless`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

DEADLINE_S = 15.0
_ADDRESS = re.compile(r"[^\s<>,;:\"'()]+@[^\s<>,;:\"'()]+")
_LINK = re.compile(r"\b\w+://\S+")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail to one recipient, ready to go."""

    content: bytes
    sender: str
    to: str
    message_id: str
    """`<left@right>`: the same at every attempt."""
    doubtful: bool
    """Whether an earlier attempt may have gone through unnoticed."""


class NotNow(Exception):  # noqa: N818 - an answer, not a crash
    """The mail was not taken over, but may be later. `retry_after_s` when the other side named a time."""

    def __init__(
        self, reason: str, retry_after_s: float | None = None, *, operator: bool = False, doubtful: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = harmless(reason)
        self.retry_after_s = retry_after_s
        self.operator = operator
        """Whether somebody must mend the configuration before it can work."""
        self.doubtful = doubtful
        """Whether the other side may have taken it over without our hearing of it."""


class Refused(Exception):  # noqa: N818
    """The mail will never be taken over."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = harmless(reason)


class Channel(Protocol):
    """A way out. `external`: whether mails leave the house."""

    name: str
    external: bool

    async def deliver(self, mail: Outgoing) -> str | None:
        """Hand the mail over; the other side's id for it, when it names one. Raises `NotNow` or `Refused`."""

    async def close(self) -> None: ...


def harmless(reason: str) -> str:
    """A server's words without addresses, links and line breaks, at most 200 characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in reason).split())
    return _ADDRESS.sub("(address)", _LINK.sub("(link)", line))[:200]
