"""Access tokens: reading them (every service), and the short-lived ones by which services call each other."""

import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Literal, Protocol, cast

import jwt
from pydantic import SecretStr

from arbeit_kit import problem

ALGORITHM = "HS256"
AUDIENCES = ("internal", "candidate", "service")
LEEWAY_S = 10
"""How far the clocks of two machines may differ."""
_LONGEST = 8192
_CACHED = 4096
_SERVICE_LIFE_S = 60


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid token says."""

    subject: str
    audience: Literal["internal", "candidate", "service"]
    role: str
    client_id: str | None
    permissions: frozenset[str]
    session_id: str | None
    token_id: str
    token_version: int
    must_change_password: bool
    email: str | None
    expires_at: int
    """Seconds since 1970."""


class Keys(Protocol):
    """The part of the settings that is needed here."""

    @property
    def jwt_secret(self) -> SecretStr: ...

    @property
    def jwt_secret_previous(self) -> SecretStr | None: ...


class Verifier:
    """Checks signature, audience and times; remembers what it verified until it expires."""

    def __init__(self, settings: Keys) -> None:
        previous = settings.jwt_secret_previous
        self._keys = [settings.jwt_secret.get_secret_value(), *([previous.get_secret_value()] if previous else [])]
        self._known: OrderedDict[bytes, Claims] = OrderedDict()

    def verify(self, token: str) -> Claims:
        """The claims. Problem 401, always in the same words, for anything else than a valid access token."""
        if len(token) > _LONGEST or not token.isascii():
            raise problem.unauthorized()
        digest = hashlib.sha256(token.encode()).digest()
        claims = self._known.get(digest)
        if claims is None:
            claims = self._read(token)
            self._known[digest] = claims
            if len(self._known) > _CACHED:
                self._known.popitem(last=False)
        if claims.expires_at + LEEWAY_S <= time.time():
            self._known.pop(digest, None)
            raise problem.unauthorized()
        return claims

    def _read(self, token: str) -> Claims:
        for key in self._keys:
            try:
                decoded = jwt.decode_complete(
                    token,
                    key,
                    algorithms=[ALGORITHM],
                    audience=list(AUDIENCES),
                    leeway=LEEWAY_S,
                    options={"require": ["exp", "iat", "sub", "aud", "jti"], "strict_aud": False},
                )
            except jwt.InvalidSignatureError:
                continue
            except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
                break
            claims = _claims(decoded["header"], decoded["payload"])
            if claims is not None:
                return claims
            break
        raise problem.unauthorized()


def _claims(header: dict[str, Any], payload: dict[str, Any]) -> Claims | None:
    """The claims when each has its exact type: PyJWT itself takes an ``exp`` that is text and an ``aud`` that is a
    list, which would let a token be good for two audiences."""
    text, whole = _text, _whole
    if str(header.get("typ", "JWT")).upper() != "JWT" or "crit" in header:
        return None
    if payload.get("aud") not in AUDIENCES or not isinstance(payload["aud"], str):
        return None
    permissions = payload.get("perms", [])
    optional = [payload.get(name) for name in ("client_id", "sid", "email", "role")]
    if (
        not text(payload["sub"])
        or not text(payload["jti"])
        or not whole(payload["exp"])
        or not whole(payload["iat"])
        or not whole(payload.get("tv", 0))
        or not isinstance(payload.get("mcp", False), bool)
        or not isinstance(permissions, list)
        or not all(isinstance(name, str) for name in permissions)
        or not all(value is None or text(value) for value in optional)
    ):
        return None
    return Claims(
        subject=payload["sub"],
        audience=cast("Literal['internal', 'candidate', 'service']", payload["aud"]),
        role=payload.get("role") or "",
        client_id=payload.get("client_id"),
        permissions=frozenset(permissions),
        session_id=payload.get("sid"),
        token_id=payload["jti"],
        token_version=payload.get("tv", 0),
        must_change_password=payload.get("mcp", False),
        email=payload.get("email"),
        expires_at=payload["exp"],
    )


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def service_token(settings: Keys, name: str = "service") -> str:
    """A token good for one minute, for ``/internal`` calls in the name of that service."""
    issued = int(time.time())
    claims = {"sub": name, "aud": "service", "role": "service", "iat": issued, "exp": issued + _SERVICE_LIFE_S}
    claims["jti"] = secrets.token_hex(16)
    return jwt.encode(claims, settings.jwt_secret.get_secret_value(), ALGORITHM)
