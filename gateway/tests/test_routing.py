"""Deny by default: what the table does not list cannot be reached."""

from __future__ import annotations

from typing import Any

import pytest

from arbeit_gateway.matcher import Matcher
from arbeit_gateway.routes import ROUTES

UNREACHABLE = [
    "/api",
    "/api/",
    "/api/nothing",
    "/api/jobs/",
    "/api/jobs/job_1/candidates/",
    "/api//jobs",
    "/api/internal/jobs/job_1",
    "/api/internal/revocations",
    "/api/jobs/../internal/jobs/job_1",
    "/api/jobs/%2e%2e/candidates",
    "/api/jobs/./candidates",
    "/api/clients/client_1%2Fusers",
    "/api/clients/client_1%2fusers%2fx",
    "/api/jobs/job%5Cx",
    "/api/jobs/job%00",
    "/api/jobs/job%0d%0aX:1",
    "/api/jobs/%252e%252e/candidates",
    "/api/jobs/%ff",
    "/api/%6aobs",
    "/api/jobs/{job_id}/openapi.json/x",
    "/api/healthz",
    "/api/metrics",
    "/api/docs/../openapi.json",
    "/api/jobs/" + "x" * 600,
    "/API/jobs",
]


@pytest.mark.parametrize("path", UNREACHABLE)
async def test_an_unlisted_path_is_404_with_the_request_id_and_reaches_no_service(front: Any, path: str) -> None:
    head = f"GET {path} HTTP/1.1\r\nHost: x\r\nX-Request-Id: mine-1\r\nConnection: close\r\n"
    answer = await front.raw((head + f"Authorization: {front.auth['Authorization']}\r\n\r\n").encode())
    if path.startswith("/api"):
        assert answer.startswith(b"HTTP/1.1 404 "), answer
        assert b"content-type: application/problem+json" in answer
        assert b"x-request-id: mine-1" in answer
        assert b'"request_id":"mine-1"' in answer
    assert front.service.seen == []


@pytest.mark.parametrize(
    "path", ["/internal/jobs/job_1", "/internal/revocations", "/metrics", "/docs", "/openapi.json"]
)
async def test_pages_of_the_services_do_not_exist_outside(front: Any, path: str) -> None:
    await front.get(path)
    assert front.service.seen == []


async def test_a_wrong_method_is_405_with_allow(front: Any) -> None:
    response = await front.request("PATCH", "/api/jobs/job_1")
    assert response.status == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, PUT"
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (await front.request("TRACE", "/api/jobs")).status == 405
    assert front.service.seen == []


async def test_options_tells_the_methods(front: Any) -> None:
    response = await front.request("OPTIONS", "/api/jobs")
    assert (response.status, response.headers["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_the_path_and_query_go_on_byte_for_byte(front: Any) -> None:
    raw = "/api/clients/client_1/users/a%2Bb%40example.com"
    request = f"PUT {raw}?q=%20a+b&x=%2F HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n"
    answer = await front.raw((request + f"Authorization: {front.auth['Authorization']}\r\n\r\n").encode())
    assert answer.startswith(b"HTTP/1.1 200")
    assert front.service.last["raw_path"] == raw
    assert front.service.last["query"] == "q=%20a+b&x=%2F"


async def test_head_is_answered_as_get_without_the_body(front: Any) -> None:
    response = await front.request("HEAD", "/api/jobs")
    assert response.status == 200
    assert response.headers["Content-Length"] == str(len(b'{"path":"/api/jobs","size":0}'))
    assert front.service.last["method"] == "GET"
    assert (await front.request("HEAD", "/api/jobs")).status == 200


def test_a_literal_segment_wins_over_a_parameter() -> None:
    matcher = Matcher(ROUTES)

    def template(path: str, method: str = "GET") -> str:
        routes = matcher.match(path)
        assert routes is not None
        return routes[method].template

    assert template("/api/interviews/stats/pipeline") == "/api/interviews/stats/pipeline"
    assert template("/api/interviews/int_1") == "/api/interviews/{interview_id}"
    assert template("/api/jobs/stats") == "/api/jobs/stats"
    assert template("/api/jobs/stats/candidates") == "/api/jobs/{job_id}/candidates"
    assert template("/api/candidates/stats/interview-history") == "/api/candidates/{candidate_id}/interview-history"


def test_no_route_leads_to_internal_paths() -> None:
    assert all(route.template.startswith("/api/") for route in ROUTES)
    assert not [route for route in ROUTES if "internal" in route.template.split("/")]
