"""What crosses the hop and what does not."""

from __future__ import annotations

import re
from typing import Any

import pytest

SPOOFED = {
    "X-Forwarded-For": "10.0.0.1",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Port": "61234",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-User": "root",
    "Forwarded": "for=10.0.0.1",
    "X-Real-IP": "10.0.0.1",
    "X-Client-IP": "10.0.0.1",
    "True-Client-IP": "10.0.0.1",
    "CF-Connecting-IP": "10.0.0.1",
    "X-User-Id": "user_admin",
    "X-User-Role": "admin",
    "X-Roles": "admin",
    "X-Permissions": "all-of-them",
    "X-Tenant-Id": "client_2",
    "X-Client-Id": "client_2",
    "X-Auth-Request-Email": "root@example.com",
    "X-Internal-Token": "sesame",
    "X-Original-URL": "/internal/jobs/job_1",
    "X-Rewrite-URL": "/internal/jobs/job_1",
    "X-HTTP-Method-Override": "DELETE",
    "X_User_Id": "user_admin",
    "Remote-User": "root",
    "Via": "1.1 evil",
}


@pytest.mark.parametrize(("name", "value"), SPOOFED.items())
async def test_what_a_client_says_about_identity_or_the_way_never_arrives(front: Any, name: str, value: str) -> None:
    response = await front.get("/api/jobs", headers={**front.auth, name: value})
    assert response.status == 200
    assert [pair for pair in front.service.last["pairs"] if value in pair[1]] == []
    assert "x_user_id" not in front.service.last["headers"]


async def test_the_gateway_says_where_the_request_came_from(front: Any) -> None:
    await front.get("/api/jobs", headers={**front.auth, "Host": "portal.example:8080"})
    seen = front.service.last["headers"]
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "http"
    assert seen["x-forwarded-host"] == "portal.example:8080"
    assert seen["host"].startswith("127.0.0.1:")
    assert seen["authorization"] == front.auth["Authorization"]


async def test_hop_by_hop_headers_and_those_named_by_connection_are_dropped(front: Any) -> None:
    hop = {
        "Connection": "close, X-Secret-Hop, Authorization, If-Match",
        "Keep-Alive": "timeout=5",
        "TE": "trailers",
        "Trailer": "X-Late",
        "Proxy-Authorization": "Basic eA==",
        "Proxy-Connection": "keep-alive",
        "X-Secret-Hop": "1",
        "If-Match": '"3"',
        "Idempotency-Key": "k1",
    }
    await front.get("/api/jobs", headers={**front.auth, **hop})
    seen = front.service.last["headers"]
    assert not {"keep-alive", "te", "trailer", "proxy-authorization", "proxy-connection", "x-secret-hop"} & set(seen)
    assert seen.get("connection") in (None, "keep-alive")
    assert seen["if-match"] == '"3"', "Connection may not take away what gives the request its meaning"
    assert seen["idempotency-key"] == "k1"
    assert "authorization" in seen


async def test_repeated_set_cookie_stay_separate_lines(front: Any, answer: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await answer(send, 200, b"{}", (b"Set-Cookie", b"a=1; Path=/"), (b"Set-Cookie", b"b=2; HttpOnly"))

    front.service.handler = handler
    response = await front.request("POST", "/api/auth/login", json={})
    assert response.headers.getall("Set-Cookie") == ["a=1; Path=/", "b=2; HttpOnly"]


async def test_a_services_own_hop_headers_and_name_stay_behind(front: Any, answer: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await answer(
            send,
            200,
            b"{}",
            (b"server", b"uvicorn"),
            (b"x-powered-by", b"secret"),
            (b"keep-alive", b"timeout=5"),
            (b"connection", b"x-hop"),
            (b"x-hop", b"1"),
            (b"etag", b'"7"'),
            (b"x-request-id", b"other"),
        )

    front.service.handler = handler
    response = await front.get("/api/jobs/job_1", headers={**front.auth, "X-Request-Id": "mine"})
    assert not {"Server", "X-Powered-By", "Keep-Alive", "X-Hop"} & set(response.headers)
    assert response.headers["ETag"] == '"7"'
    assert response.headers.getall("X-Request-Id") == ["mine"]
    assert len(response.headers.getall("Date")) == 1


SECURE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize(
    ("method", "path", "signed_in", "status"),
    [
        ("GET", "/api/jobs", True, 200),
        ("GET", "/api/jobs", False, 401),
        ("GET", "/api/nothing", True, 404),
        ("PATCH", "/api/jobs", True, 405),
        ("GET", "/healthz", False, 200),
        ("GET", "/", False, 200),
    ],
)
async def test_every_answer_carries_the_security_headers(
    front: Any, method: str, path: str, signed_in: bool, status: int
) -> None:
    response = await front.request(method, path, headers=front.auth if signed_in else {})
    assert response.status == status
    for name, value in SECURE.items():
        assert response.headers.getall(name) == [value], name
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "Permissions-Policy" in response.headers
    assert "X-Request-Id" in response.headers


async def test_a_service_may_set_its_own_cache_and_content_policy(front: Any, answer: Any) -> None:
    async def handler(scope: Any, receive: Any, send: Any) -> None:
        await answer(
            send, 200, b"{}", (b"cache-control", b"private, max-age=5"), (b"content-security-policy", b"sandbox")
        )

    front.service.handler = handler
    response = await front.get("/api/candidates/cand_1/cv")
    assert response.headers.getall("Cache-Control") == ["private, max-age=5"]
    assert response.headers.getall("Content-Security-Policy") == ["sandbox"]


async def test_a_safe_request_id_is_kept_and_another_replaced(front: Any) -> None:
    for given in ("abc-123.DEF_4:5", "x" * 64):
        response = await front.get("/api/jobs", headers={**front.auth, "X-Request-Id": given})
        assert response.headers["X-Request-Id"] == given
        assert front.service.last["headers"]["x-request-id"] == given
    for given in ("x" * 65, "a b", "<script>", "a\tb", "é"):
        response = await front.get("/api/jobs", headers={**front.auth, "X-Request-Id": given})
        made = response.headers["X-Request-Id"]
        assert re.fullmatch(r"[0-9a-f]{32}", made)
        assert front.service.last["headers"]["x-request-id"] == made


async def test_a_valid_trace_is_continued_and_another_begun(front: Any) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    await front.get("/api/jobs", headers={**front.auth, "traceparent": trace})
    assert front.service.last["headers"]["traceparent"] == trace
    for bad in ("", "00-zz-00f067aa0ba902b7-01", f"00-{'0' * 32}-00f067aa0ba902b7-01", trace + "-x"):
        await front.get("/api/jobs", headers={**front.auth, "traceparent": bad})
        made = front.service.last["headers"]["traceparent"]
        assert made != bad
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", made)


async def test_cookies_reach_only_the_routes_that_need_them(front: Any) -> None:
    cookie = {**front.auth, "Cookie": "__Host-refresh=abc"}
    await front.get("/api/jobs", headers=cookie)
    assert "cookie" not in front.service.last["headers"]
    await front.request("POST", "/api/auth/refresh", headers=cookie)
    assert front.service.last["headers"]["cookie"] == "__Host-refresh=abc"


async def test_addresses_are_believed_only_from_our_own_proxies(running: Any) -> None:
    async with running(trusted_proxies=("127.0.0.0/8", "10.0.0.0/8")) as front:
        chain = {**front.auth, "X-Forwarded-For": "6.6.6.6, 203.0.113.9, 10.1.1.1", "X-Forwarded-Proto": "https"}
        await front.get("/api/jobs", headers=chain)
        seen = front.service.last["headers"]
        assert (seen["x-forwarded-for"], seen["x-forwarded-proto"]) == ("203.0.113.9", "https")
