"""Tokens that ended before their time: told by events, or asked of auth while events do not come through.

Contract section 2: a password, role or permission change, log-out, deactivation or deletion ends every earlier token
within a second in every service.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

_LONGEST_S = 24 * 3600.0
_SWEEP_AT = 1024


class Revocations:
    """What this process knows: the least token version per person, and the sessions that were ended."""

    def __init__(self) -> None:
        self._least: dict[str, tuple[int, float]] = {}
        self._ended: dict[str, float] = {}
        self._sweep_at = _SWEEP_AT

    def apply(self, payload: Mapping[str, Any]) -> None:
        """One revocation (the data of CredentialsRevoked, or one entry of auth's list): ``subject_id``,
        ``token_version`` (tokens below it are dead; null: none), ``session_ids``, ``expires_at`` (when the last token
        concerned has expired anyway). In any order, any number of times."""
        until = _seconds(payload.get("expires_at"))
        subject, version = payload.get("subject_id"), payload.get("token_version")
        if isinstance(subject, str) and isinstance(version, int):
            known = self._least.get(subject, (0, 0.0))
            self._least[subject] = (max(known[0], version), max(known[1], until))
        for session in payload.get("session_ids") or ():
            self._ended[session] = max(self._ended.get(session, 0.0), until)
        if len(self._least) + len(self._ended) > self._sweep_at:
            self._sweep()

    def load(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """All that auth still remembers, at the start of the process and after a lost connection."""
        for entry in entries:
            self.apply(entry)

    def refuse(self, subject: str, session_id: str | None, token_version: int) -> bool:
        """Whether a token with these claims is revoked."""
        least = self._least.get(subject)
        return (least is not None and token_version < least[0]) or session_id in self._ended

    def _sweep(self) -> None:
        moment = time.time()
        self._least = {subject: entry for subject, entry in self._least.items() if entry[1] > moment}
        self._ended = {session: until for session, until in self._ended.items() if until > moment}
        self._sweep_at = max(_SWEEP_AT, 2 * (len(self._least) + len(self._ended)))


def _seconds(expires_at: object) -> float:
    """Seconds since 1970 of a datetime or RFC 3339 text; a day from now when it says nothing usable. A minute more
    than told, because clocks differ."""
    if isinstance(expires_at, str):
        try:
            expires_at = datetime.fromisoformat(expires_at)
        except ValueError:
            expires_at = None
    if isinstance(expires_at, datetime) and expires_at.tzinfo is not None:
        return expires_at.timestamp() + 60
    return time.time() + _LONGEST_S


class Asking(Protocol):
    """The part of Peers that is needed here."""

    async def get(self, service: str, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any] | None: ...


class Sessions(Protocol):
    """Whether a session still lives."""

    async def alive(self, session_id: str | None, subject: str, token_version: int) -> bool: ...


class SessionChecker:
    """Asks auth ``GET /internal/sessions/{sid}?subject=&tv=``: 404 or ``{"active": false}`` means ended. An answer is
    good for five seconds; many requests of one session ask once."""

    def __init__(self, peers: Asking, keep_s: float = 5.0) -> None:
        self._peers = peers
        self._keep_s = keep_s
        self._answers: dict[tuple[str, str, int], tuple[float, asyncio.Future[bool]]] = {}

    async def alive(self, session_id: str | None, subject: str, token_version: int) -> bool:
        """Whether auth still stands by the session. Problem 503 when auth cannot be reached: then nobody is let in."""
        if session_id is None:
            return False
        key, moment = (session_id, subject, token_version), time.monotonic()
        asked = self._answers.get(key)
        if asked is None or moment - asked[0] > self._keep_s:
            if len(self._answers) > _SWEEP_AT:
                fresh = {k: entry for k, entry in self._answers.items() if moment - entry[0] <= self._keep_s}
                self._answers = fresh
            asked = (moment, asyncio.ensure_future(self._ask(*key)))
            self._answers[key] = asked
        try:
            return await asyncio.shield(asked[1])
        except asyncio.CancelledError:
            raise
        except Exception:
            if self._answers.get(key) is asked:  # a failure is no answer to keep
                del self._answers[key]
            raise

    async def _ask(self, session_id: str, subject: str, token_version: int) -> bool:
        params = {"subject": subject, "tv": str(token_version)}
        answer = await self._peers.get("auth", f"/internal/sessions/{session_id}", params)
        return answer is not None and answer.get("active", True) is not False
