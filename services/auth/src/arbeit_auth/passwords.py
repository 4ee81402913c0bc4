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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

import bcrypt

from arbeit_auth.domain.password import is_plausible, normal
from arbeit_auth.settings import Settings
from arbeit_kit import problem

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

    async def hash(self, password: str) -> str:
        """The bcrypt string to store. The policy was checked before; nothing is here."""
        return await self._run(self._hash, password)

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether it is that password. Without a stored hash, or with a password that nobody can have, the answer is
        no after the same time."""
        known = stored is not None and is_plausible(password)
        against = stored if known and stored is not None else f"$2b${self._cost:02d}${_NOBODY}"
        same = await self._run(self._check, password if known else "", against)
        return same and known

    def close(self) -> None:
        """Ends the threads; those at work finish."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[*A], R], *arguments: *A) -> R:
        if self._held >= self._most:
            raise problem.too_many(1 + _SECONDS_EACH * self._held / self._threads, "Many people are signing in.")
        self._held += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)
        # Counted until the thread is done, not until the caller loses patience: a client that hangs up must not free
        # a place that is still being worked on.
        future.add_done_callback(lambda _: self._done())
        return await asyncio.shield(future)

    def _done(self) -> None:
        self._held -= 1

    def _hash(self, password: str) -> str:
        return bcrypt.hashpw(self._condensed(password), bcrypt.gensalt(self._cost)).decode()

    def _check(self, password: str, stored: str) -> bool:
        return bcrypt.checkpw(self._condensed(password), stored.encode())

    def _condensed(self, password: str) -> bytes:
        text = normal(password).encode("utf-8", "surrogatepass")
        return base64.b64encode(hmac.new(self._key, text, hashlib.sha384).digest())
