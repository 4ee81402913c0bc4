"""Encrypts private commands (one-time links) on their way through the outbox and the broker.

AES-256-GCM with a key derived from JWT_SECRET, so that every service has it and no further secret is to be kept; while
the secret is rotated, the previous one still opens.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr

_NONCE_BYTES = 12
_PURPOSE = b"arbeit.commands.v1"


class Seal:
    """`close` encrypts, `open` decrypts and verifies."""

    def __init__(self, secret: SecretStr, previous: SecretStr | None = None, *, purpose: bytes = _PURPOSE) -> None:
        """`purpose` keeps what is sealed for one thing from being opened as another."""
        secrets = [secret] if previous is None else [secret, previous]
        self._purpose = purpose
        self._keys = [AESGCM(_key(each.get_secret_value(), purpose)) for each in secrets]

    def close(self, plain: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._keys[0].encrypt(nonce, plain, self._purpose)

    def open(self, sealed: bytes) -> bytes:
        """Raises `ValueError` when it was not sealed with one of our keys, or was changed."""
        for key in self._keys:
            try:
                return key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._purpose)
            except InvalidTag:
                continue
        raise ValueError("not sealed with this system's key")


def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
