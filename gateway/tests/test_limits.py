"""Rates per person and per address."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from arbeit_gateway.limits import Buckets, address_key


async def test_a_person_over_the_rate_is_429_with_the_headers(running: Any) -> None:
    async with running(rate_user=1, rate_user_burst=3) as front:
        remaining = []
        for _ in range(3):
            response = await front.get("/api/jobs")
            assert response.status == 200
            remaining.append(response.headers["RateLimit-Remaining"])
        assert remaining == ["2", "1", "0"]
        refused = await front.get("/api/jobs")
        assert refused.status == 429
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert (refused.headers["RateLimit-Limit"], refused.headers["RateLimit-Remaining"]) == ("3", "0")
        assert 1 <= int(refused.headers["Retry-After"]) <= 2
        assert int(refused.headers["RateLimit-Reset"]) >= 2
        assert (await front.get("/api/jobs", headers=front.token(sub="user_2"))).status == 200
        assert len(front.service.seen) == 4


async def test_an_address_over_the_rate_is_429_whoever_it_claims_to_be(running: Any) -> None:
    async with running(rate_address=1, rate_address_burst=4) as front:
        for number in range(4):
            spoofed = {**front.token(sub=f"user_{number}"), "X-Forwarded-For": f"10.0.0.{number}"}
            assert (await front.get("/api/jobs", headers=spoofed)).status == 200
        refused = await front.get("/api/jobs", headers={"X-Forwarded-For": "10.0.0.99"})
        assert refused.status == 429
        assert (await front.get("/healthz")).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/auth/login",
        "/api/auth/forgot-password",
        "/api/auth/reset-password",
        "/api/candidate-portal/login",
        "/api/candidate-portal/register",
    ],
)
async def test_guessing_is_slower(running: Any, path: str) -> None:
    async with running(rate_credentials=0.5, rate_credentials_burst=2) as front:
        for _ in range(2):
            assert (await front.request("POST", path, json={}, headers={})).status == 200
        assert (await front.request("POST", path, json={}, headers={})).status == 429
        assert (await front.get("/api/jobs")).status == 200


def test_a_bucket_refills_at_its_rate() -> None:
    buckets = Buckets(rate=20, burst=40)
    taken = sum(buckets.take("u", 100.0).allowed for _ in range(60))
    assert taken == 40
    verdict = buckets.take("u", 100.0)
    assert verdict.retry_after == pytest.approx(0.05)
    assert verdict.reset == pytest.approx(2.0)
    assert sum(buckets.take("u", 101.0).allowed for _ in range(60)) == 20
    assert sum(buckets.take("u", 200.0).allowed for _ in range(60)) == 40


def test_the_long_run_rate_is_kept_within_one_percent() -> None:
    buckets = Buckets(rate=20, burst=40)
    allowed = sum(buckets.take("u", step / 100).allowed for step in range(100 * 100))
    assert abs(allowed - (40 + 20 * 100)) <= 20


def test_memory_is_bounded_under_a_flood_of_addresses() -> None:
    buckets = Buckets(rate=1, burst=2)
    for number in range(120_000):
        buckets.take(str(number), 0.0)
    assert len(buckets._full_at) <= 50_000


def test_an_ipv6_subscriber_is_one_key() -> None:
    assert address_key("2001:db8:1:2:3:4:5:6") == address_key("2001:db8:1:2:ffff::1")
    assert address_key("2001:db8:1:2::1") != address_key("2001:db8:1:3::1")
    assert address_key("::ffff:192.0.2.1") == address_key("192.0.2.1")


async def test_several_gateways_keep_one_limit(running: Any, amqp_url: str) -> None:
    limits = {"amqp_url": amqp_url, "rate_user": 0.5, "rate_user_burst": 20}
    async with running(**limits) as here, running(**limits) as there:
        async with asyncio.timeout(15):
            while not (here.gateway.sharing.accompanied and there.gateway.sharing.accompanied):
                await asyncio.sleep(0.05)
        for _ in range(15):
            assert (await here.get("/api/jobs")).status == 200
        left = 20
        async with asyncio.timeout(10):
            while left > 10:  # until the news is there; each question costs a token itself
                await asyncio.sleep(0.3)
                left = int((await there.get("/api/jobs")).headers["RateLimit-Remaining"])
        statuses = [(await there.get("/api/jobs")).status for _ in range(12)]
        assert statuses.count(429) >= 5, "each gateway counted for itself"
        assert (await there.get("/api/jobs", headers=there.token(sub="user_2"))).status == 200


def test_what_was_taken_elsewhere_counts_but_debt_has_an_end() -> None:
    here, there = Buckets(rate=1, burst=5), Buckets(rate=1, burst=5)
    for _ in range(5):
        assert here.take("u", 100.0).allowed
    told = here.taken()
    assert (told, here.taken()) == ({"u": 5}, {})
    there.charge(told, 100.0)
    assert not there.take("u", 100.0).allowed
    assert there.take("u", 101.0).allowed
    assert there.taken() == {"u": 1}, "what was charged is not told again"
    there.charge({"u": 10_000}, 101.0)
    assert not there.take("u", 105.9).allowed
    assert there.take("u", 107.1).allowed, "in debt by one more burst, not for hours"
