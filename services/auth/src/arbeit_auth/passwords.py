"""Hashing of passwords: bcrypt over base64(HMAC-SHA-384(key, NFC text)), in a bounded pool beside the event loop.

bcrypt looks at 72 bytes only, and its library refuses more; 64 letters of many scripts are longer. The HMAC turns every
password into 64 ASCII characters first, so that nothing is cut (contract section 2; OWASP password storage).

The HMAC's key is PASSWORD_KEY. It is *not* derived from JWT_SECRET: that one is rotated, and rotating it must not void
everybody's password. Without PASSWORD_KEY a constant of the program is used: the hashes are as strong as bcrypt makes
them, but a thief of the database needs no further secret. With it, he also needs the key; whoever loses or changes it
sends every user through "forgot password". So: set it before the first start, and keep it with the backups' secrets.
"""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar, TypeVarTuple

import bcrypt
from prometheus_client import Gauge

from arbeit_auth.domain.password import is_plausible, normal
from arbeit_auth.settings import Settings
from arbeit_kit import metrics, problem

HASHES = Gauge(
    "arbeit_auth_hashes_held",
    "Password hashes at work or waiting, as a share of the places there are; at 1 log-ins are answered 429.",
    registry=metrics.REGISTRY,
)
_CONSTANT_KEY = hashlib.sha384(b"arbeit.auth.password-key.v1").digest()
# A well-formed hash of nothing in particular: comparing with it takes as long as with a real one, and never succeeds.
_NOBODY = "e" * 22 + "0123456789ABCDEFGHIJKLMNOPQRSTu"
_SECONDS_EACH = 0.3

A = TypeVarTuple("A")
R = TypeVar("R")


class Hasher:
    """``hash_threads`` at work, ``hash_queue`` waiting; beyond that Problem 429, before anything is computed."""

    def __init__(self, settings: Settings) -> None:
        key = settings.password_key
        self._key = key.get_secret_value().encode() if key is not None else _CONSTANT_KEY
        self._cost = settings.bcrypt_cost
        self._threads = settings.hash_threads
        self._most = settings.hash_threads + settings.hash_queue
        self._pool = ThreadPoolExecutor(settings.hash_threads, thread_name_prefix="bcrypt")
        self._held = 0

    @contextmanager
    def place(self) -> "Iterator[Place]":
        """A place in the queue, so that a full house is known before a try is charged to anybody. Problem 429."""
        if self._held >= self._most:
            raise problem.too_many(1 + _SECONDS_EACH * self._held / self._threads, "Many people are signing in.")
        self._held += 1
        place = Place(self)
        try:
            yield place
        finally:
            # Held until the thread is done, not until the caller loses patience: one who hangs up must not free a
            # place that is still being worked on.
            if place.thread is not None and not place.thread.done():
                place.thread.add_done_callback(lambda _: self._leave())
            else:
                self._leave()

    async def hash(self, password: str) -> str:
        """As ``Place.hash``, in a place of its own."""
        with self.place() as place:
            return await place.hash(password)

    async def matches(self, password: str, stored: str | None) -> bool:
        """As ``Place.matches``, in a place of its own."""
        with self.place() as place:
            return await place.matches(password, stored)

    def tell(self) -> None:
        """Brings the gauge up to date."""
        HASHES.set(self._held / self._most)

    def close(self) -> None:
        """Ends the threads; those at work finish."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def start(self, work: Callable[[*A], R], *arguments: *A) -> asyncio.Future[R]:
        """Begins work in a thread, for a place."""
        return asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)

    def hash_now(self, password: str) -> str:
        """Blocks for the whole cost; for the threads."""
        return bcrypt.hashpw(self._condensed(password), bcrypt.gensalt(self._cost)).decode()

    def check_now(self, password: str, stored: str | None) -> bool:
        """Blocks for the whole cost, also when there is nothing to compare with; for the threads."""
        against = stored if stored is not None else f"$2b${self._cost:02d}${_NOBODY}"
        return bcrypt.checkpw(self._condensed(password), against.encode()) and stored is not None

    def _condensed(self, password: str) -> bytes:
        text = normal(password).encode("utf-8", "surrogatepass")
        return base64.b64encode(hmac.new(self._key, text, hashlib.sha384).digest())

    def _leave(self) -> None:
        self._held -= 1


class Place:
    """A place in the queue of the threads, for one piece of work after another."""

    def __init__(self, hasher: Hasher) -> None:
        self._hasher = hasher
        self.thread: asyncio.Future[Any] | None = None

    async def hash(self, password: str) -> str:
        """The bcrypt string to store. The policy was checked before; nothing is here."""
        thread = self.thread = self._hasher.start(self._hasher.hash_now, password)
        return await asyncio.shield(thread)

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether it is that password. Without a stored hash, or with a password that nobody can have, the answer is
        no after the same time."""
        possible = is_plausible(password)
        thread = self.thread = self._hasher.start(
            self._hasher.check_now, password if possible else "", stored if possible else None
        )
        return await asyncio.shield(thread)
