"""Forged, stale and misused tokens are refused in the same words; good ones are read exactly."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from arbeit_kit.problem import Problem
from arbeit_kit.settings import ServiceSettings
from arbeit_kit.tokens import LEEWAY_S, Verifier, service_token

SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210fedcba9876543210"


def settings(**changes: Any) -> ServiceSettings:
    values: dict[str, Any] = {"mongo_url": "mongodb://x", "amqp_url": "amqp://x", "jwt_secret": SECRET}
    return ServiceSettings(**(values | changes))


def claims(**changes: Any) -> dict[str, Any]:
    moment = int(time.time())
    body = {
        "sub": "user_1",
        "aud": "internal",
        "iat": moment,
        "exp": moment + 900,
        "jti": "j1",
        "sid": "s1",
        "role": "admin",
        "client_id": None,
        "perms": ["jobs:read"],
        "tv": 3,
        "mcp": False,
        "email": "ada@agency.example",
    } | changes
    return {name: value for name, value in body.items() if value is not ...}


def signed(key: str = SECRET, algorithm: str = "HS256", headers: dict[str, Any] | None = None, **changes: Any) -> str:
    return jwt.encode(claims(**changes), key, algorithm, headers)


def raw(header: dict[str, Any], payload: bytes | dict[str, Any], signature: bytes | None = None) -> str:
    """A token put together by hand, signed rightly unless a signature is given."""

    def b64(part: bytes) -> str:
        return base64.urlsafe_b64encode(part).rstrip(b"=").decode()

    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    text = f"{b64(json.dumps(header).encode())}.{b64(body)}"
    if signature is None:
        signature = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).digest()
    return f"{text}.{b64(signature)}"


HS = {"alg": "HS256", "typ": "JWT"}

FORGED: dict[str, Callable[[], str]] = {
    "empty": lambda: "",
    "words": lambda: "not a token",
    "two parts": lambda: signed().rpartition(".")[0],
    "alg none": lambda: raw({"alg": "none"}, claims(), b""),
    "alg None": lambda: raw({"alg": "None"}, claims(), b""),
    "alg NONE": lambda: raw({"alg": "NONE"}, claims(), b""),
    "alg nOnE": lambda: raw({"alg": "nOnE"}, claims()),
    "no alg": lambda: raw({"typ": "JWT"}, claims()),
    "HS384": lambda: signed(algorithm="HS384"),
    "HS512": lambda: signed(algorithm="HS512", key=SECRET * 2),
    "RS256 with our secret": lambda: raw({"alg": "RS256"}, claims()),
    "another key": lambda: signed(key=OTHER),
    "empty signature": lambda: raw(HS, claims(), b""),
    "short signature": lambda: raw(HS, claims(), b"x"),
    "changed payload": lambda: ".".join(
        [signed().split(".")[0], signed(sub="user_2").split(".")[1], signed().split(".")[2]]
    ),
    "another typ": lambda: signed(headers={"typ": "refresh"}),
    "crit": lambda: raw(HS | {"crit": ["x"]}, claims()),
    "jwk of his own": lambda: signed(key=OTHER, headers={"jwk": {"kty": "oct", "k": "eA"}}),
    "jku of his own": lambda: signed(key=OTHER, headers={"jku": "https://evil.example/keys"}),
    "kid with a path": lambda: signed(key=OTHER, headers={"kid": "../../dev/null"}),
    "no exp": lambda: signed(exp=...),
    "no aud": lambda: signed(aud=...),
    "no sub": lambda: signed(sub=...),
    "no jti": lambda: signed(jti=...),
    "no iat": lambda: signed(iat=...),
    "expired": lambda: signed(exp=int(time.time()) - LEEWAY_S - 1),
    "exp as text": lambda: raw(HS, claims(exp=str(int(time.time()) + 900))),
    "exp as fraction": lambda: raw(HS, claims(exp=time.time() + 900)),
    "exp without end": lambda: raw(HS, json.dumps(claims(exp=float("inf"))).encode()),
    "made in the future": lambda: signed(iat=int(time.time()) + 120),
    "not yet valid": lambda: signed(nbf=int(time.time()) + 120),
    "another audience": lambda: signed(aud="refresh"),
    "two audiences": lambda: signed(aud=["internal", "candidate"]),
    "audience in a list": lambda: signed(aud=["internal"]),
    "empty subject": lambda: signed(sub=""),
    "subject is a number": lambda: raw(HS, claims(sub=7)),
    "permissions are a text": lambda: signed(perms="jobs:read"),
    "permissions hold a number": lambda: signed(perms=[1]),
    "token version is a text": lambda: signed(tv="9"),
    "token version is true": lambda: signed(tv=True),
    "must change is a text": lambda: signed(mcp="false"),
    "client is an object": lambda: signed(client_id={"$ne": None}),
    "payload is a list": lambda: raw(HS, b"[]"),
    "payload is not UTF-8": lambda: raw(HS, b"\xff\xfe"),
    "payload is deep": lambda: raw(HS, b"[" * 3000),
    "64 KB": lambda: signed(pad="x" * 65536),
    "not ASCII": lambda: signed() + "é",
}


@pytest.mark.parametrize("shape", FORGED)
def test_a_forged_token_is_refused_without_a_word_why(shape: str) -> None:
    verifier = Verifier(settings())
    for _ in range(2):
        with pytest.raises(Problem) as refused:
            verifier.verify(FORGED[shape]())
        assert (refused.value.status, refused.value.type) == (401, "unauthorized")
        assert refused.value.detail == "A valid access token is needed."
        assert refused.value.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_good_token_is_read_exactly() -> None:
    read = Verifier(settings()).verify(signed(client_id="client_1"))
    assert (read.subject, read.audience, read.role, read.client_id) == ("user_1", "internal", "admin", "client_1")
    assert (read.permissions, read.session_id, read.token_version) == (frozenset({"jobs:read"}), "s1", 3)


def test_duplicate_claims_cannot_smuggle_a_second_value() -> None:
    body = json.dumps(claims())[:-1].encode() + b', "aud": ["internal", "candidate"]}'
    with pytest.raises(Problem):
        Verifier(settings()).verify(raw(HS, body))


def test_both_keys_verify_while_one_is_rolled_out() -> None:
    verifier = Verifier(settings(jwt_secret=OTHER, jwt_secret_previous=SECRET))
    assert verifier.verify(signed()).subject == verifier.verify(signed(key=OTHER)).subject == "user_1"
    with pytest.raises(Problem):
        Verifier(settings(jwt_secret=OTHER)).verify(signed())


def test_a_remembered_token_still_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    verifier, token = Verifier(settings()), signed()
    verifier.verify(token)
    later = time.time() + 900 + LEEWAY_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(Problem):
        verifier.verify(token)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arbeit_kit.tokens._CACHED", 3)
    verifier = Verifier(settings())
    for number in range(9):
        verifier.verify(signed(jti=str(number)))
    assert len(verifier._known) == 3


def test_a_service_s_token_lives_for_a_minute_and_for_services_only() -> None:
    read = Verifier(settings()).verify(service_token(settings(), "jobs"))
    assert (read.audience, read.subject, read.permissions) == ("service", "jobs", frozenset())
    assert 55 <= read.expires_at - time.time() <= 60
