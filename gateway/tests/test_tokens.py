"""The early token check: rubbish never reaches a service; the right token is passed on unchanged."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
import pytest

from arbeit_gateway.routes import ROUTES

SECRET = "0123456789abcdef-fedcba9876543210-tests"


def b64(data: bytes | dict[str, Any]) -> str:
    raw = json.dumps(data).encode() if isinstance(data, dict) else data
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sign(
    header: dict[str, Any] | bytes, payload: dict[str, Any] | bytes, key: str = SECRET, by: Any = hashlib.sha256
) -> str:
    head = f"{b64(header)}.{b64(payload)}"
    return f"{head}.{b64(hmac.new(key.encode(), head.encode(), by).digest())}"


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    base = {
        "sub": "user_1",
        "aud": "internal",
        "iat": now,
        "exp": now + 900,
        "jti": "j",
        "sid": "s",
        "role": "admin",
        "perms": ["jobs:read"],
        "tv": 1,
        "mcp": False,
    }
    base.update(changes)
    return {name: value for name, value in base.items() if value != "absent"}


HS256 = {"alg": "HS256", "typ": "JWT"}


def forged() -> dict[str, str]:
    now = int(time.time())
    good = sign(HS256, claims())
    head, body, signature = good.split(".")
    shapes = {f"alg {name}": f"{b64({'alg': name, 'typ': 'JWT'})}.{body}." for name in ("none", "None", "NONE", "nOnE")}
    shapes |= {
        "none with signature": f"{b64({'alg': 'none'})}.{body}.{signature}",
        "HS384": sign({"alg": "HS384", "typ": "JWT"}, claims(), by=hashlib.sha384),
        "HS512": sign({"alg": "HS512", "typ": "JWT"}, claims(), by=hashlib.sha512),
        "RS256 named, HMAC signed": sign({"alg": "RS256", "typ": "JWT"}, claims()),
        "other key": sign(HS256, claims(), key="x" * 40),
        "empty key": sign(HS256, claims(), key=""),
        "no signature": f"{head}.{body}.",
        "two parts": f"{head}.{body}",
        "short signature": f"{head}.{body}.{signature[:10]}",
        "signature of another": f"{head}.{b64(claims(role='root'))}.{signature}",
        "kid with a path": sign({**HS256, "kid": "../../dev/null"}, claims(), key=""),
        "jku": sign({**HS256, "jku": "https://evil.example/k"}, claims(), key="evil" * 10),
        "jwk": sign({**HS256, "jwk": {"kty": "oct", "k": b64(b"evil" * 10)}}, claims(), key="evil" * 10),
        "crit": sign({**HS256, "crit": ["x"], "x": 1}, claims()),
        "wrong typ": sign({"alg": "HS256", "typ": "refresh"}, claims()),
        "no exp": sign(HS256, claims(exp="absent")),
        "no aud": sign(HS256, claims(aud="absent")),
        "no sub": sign(HS256, claims(sub="absent")),
        "no jti": sign(HS256, claims(jti="absent")),
        "text exp": sign(HS256, claims(exp=str(now + 900))),
        "expired": sign(HS256, claims(exp=now - 60)),
        "issued in the future": sign(HS256, claims(iat=now + 3600)),
        "not yet": sign(HS256, claims(nbf=now + 3600)),
        "both audiences": sign(HS256, claims(aud=["internal", "candidate"])),
        "the other audience": sign(HS256, claims(aud="candidate")),
        "a service's own token": sign(HS256, claims(aud="service")),
        "64 KB": sign(HS256, claims(perms=["x" * 20_000])),
        "not JSON": sign(HS256, b"rubbish"),
        "a list": sign(HS256, b"[]"),
        "number as subject": sign(HS256, claims(sub=7)),
        "rubbish": "abc.def.ghi",
        "empty": "",
    }
    return shapes


@pytest.mark.parametrize("shape", forged())
async def test_a_forged_token_is_401_without_a_reason_and_never_forwarded(front: Any, shape: str) -> None:
    token = forged()[shape]
    response = await front.get("/api/jobs", headers={"Authorization": f"Bearer {token}"})
    assert response.status == 401, shape
    assert response.headers["WWW-Authenticate"].startswith('Bearer realm="arbeit"')
    body = await response.json(content_type=None)
    assert (body["type"], body["detail"]) == ("unauthorized", "A valid access token is needed.")
    assert front.service.seen == []


@pytest.mark.parametrize("value", ["", "Bearer", "Basic YTpi", "Token abc", "Bearer  "])
async def test_an_unusable_authorization_is_401(front: Any, value: str, token: Any) -> None:
    response = await front.get("/api/jobs", headers={"Authorization": value})
    assert response.status == 401
    assert front.service.seen == []


async def test_two_authorization_lines_are_refused(front: Any) -> None:
    line = f"Authorization: {front.auth['Authorization']}\r\n"
    answer = await front.raw(f"GET /api/jobs HTTP/1.1\r\nHost: x\r\n{line}{line}Connection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 400 ")


async def test_the_good_token_is_passed_on_unchanged(front: Any) -> None:
    assert (await front.get("/api/jobs")).status == 200
    assert front.service.last["headers"]["authorization"] == front.auth["Authorization"]


async def test_a_token_of_the_previous_key_is_good_while_keys_rotate(running: Any, token: Any) -> None:
    old = "previous-key-0123456789abcdef-0123456789"
    async with running(jwt_secret_previous=old) as front:
        assert (await front.get("/api/jobs", headers={"Authorization": f"Bearer {token(old)}"})).status == 200


async def test_a_revoked_token_is_refused_from_then_on(front: Any) -> None:
    mine = front.token(sub="user_9", sid="sid_9", tv=3)
    assert (await front.get("/api/jobs", headers=mine)).status == 200
    front.gateway.revocations.apply({"subject_id": "user_9", "token_version": 4, "session_ids": []})
    assert (await front.get("/api/jobs", headers=mine)).status == 401
    assert (await front.get("/api/jobs", headers=front.token(sub="user_9", tv=4))).status == 200
    front.gateway.revocations.apply({"subject_id": "user_9", "token_version": None, "session_ids": ["sid_8"]})
    assert (await front.get("/api/jobs", headers=front.token(sub="user_9", sid="sid_8", tv=4))).status == 401


async def test_a_remembered_token_still_expires(front: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = front.token(exp=int(time.time()) + 100)
    assert (await front.get("/api/jobs", headers=mine)).status == 200
    later = time.time() + 200
    monkeypatch.setattr("arbeit_kit.tokens.time.time", lambda: later)
    assert (await front.get("/api/jobs", headers=mine)).status == 401


PROTECTED = [route for route in ROUTES if route.audiences]


@pytest.mark.parametrize("route", PROTECTED, ids=lambda route: f"{route.method} {route.template}")
async def test_each_route_takes_its_audiences_and_no_other(front: Any, route: Any) -> None:
    path = "/".join("x1" if part.startswith("{") else part for part in route.template.split("/"))
    for audience in ("internal", "candidate", "service", None):
        headers = {} if audience is None else front.token(aud=audience)
        response = await front.request(route.method, path, headers=headers)
        accepted = response.status != 401
        assert accepted == (audience in route.audiences), (audience, response.status)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://portal.example"}, 200),
        ({"Origin": "https://portal.example"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://portal.example.evil.example"}, 403),
        ({"Origin": "http://portal.example:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
@pytest.mark.parametrize("path", ["/api/auth/refresh", "/api/auth/logout", "/api/candidate-portal/refresh"])
async def test_calls_by_cookie_come_from_our_own_pages(
    front: Any, headers: dict[str, str], status: int, path: str
) -> None:
    sent = {"Host": "portal.example", "Cookie": "__Host-refresh=abc", **headers}
    assert (await front.request("POST", path, headers=sent)).status == status


async def test_an_allowed_origin_may_call_and_read(running: Any) -> None:
    async with running(allowed_origins=("http://localhost:5173",)) as front:
        origin = {"Origin": "http://localhost:5173"}
        response = await front.request("POST", "/api/auth/refresh", headers={**origin, "Cookie": "r=1"})
        assert response.status == 200
        assert response.headers["Access-Control-Allow-Origin"] == "http://localhost:5173"
        assert response.headers["Access-Control-Allow-Credentials"] == "true"
        asked = await front.request("OPTIONS", "/api/jobs", headers=origin)
        assert "POST" in asked.headers["Access-Control-Allow-Methods"]
        other = await front.request("OPTIONS", "/api/jobs", headers={"Origin": "http://evil.example"})
        assert "Access-Control-Allow-Origin" not in other.headers


def test_the_library_still_refuses_what_we_rely_on_it_to_refuse() -> None:
    with pytest.raises(jwt.PyJWTError):
        jwt.decode(sign({"alg": "none"}, claims(), key=""), SECRET, ["HS256"], audience="internal")
