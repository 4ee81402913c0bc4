"""A token that ends early is refused at the front door within a second, over the real broker."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from arbeit_events.auth import CredentialsRevoked
from arbeit_kit.testing import envelope, eventually, publish


async def test_the_broadcast_ends_a_token_and_what_was_missed_is_loaded(
    running: Any, answer: Any, amqp_url: str
) -> None:
    until = datetime.now(UTC) + timedelta(minutes=15)
    missed = {"subject_id": "user_2", "token_version": 5, "session_ids": [], "expires_at": until.isoformat()}

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        found = {"items": [missed]} if scope["path"] == "/internal/revocations" else {}
        await answer(send, 200, orjson.dumps(found))

    async with running(amqp_url=amqp_url) as front:
        front.service.handler = handler

        async def connected() -> bool:
            return bool(front.gateway._feed.connected)

        await eventually(connected, within=10)
        asked = next(seen for seen in front.service.seen if seen["path"] == "/internal/revocations")
        assert asked["headers"]["authorization"].startswith("Bearer ")
        assert (await front.get("/api/jobs", headers=front.token(sub="user_2", tv=4))).status == 401

        mine = front.token(sub="user_3", sid="sid_3", tv=1)
        assert (await front.get("/api/jobs", headers=mine)).status == 200
        revoked = CredentialsRevoked(
            subject_id="user_3",
            audience="internal",
            token_version=0,
            session_ids=["sid_3"],
            reason="logout",
            expires_at=until,
        )
        begun = time.monotonic()
        await publish(envelope(revoked, subject="user_3"), amqp_url=amqp_url)

        async def refused() -> bool:
            return bool((await front.get("/api/jobs", headers=mine)).status == 401)

        await eventually(refused, within=5)
        assert time.monotonic() - begun < 2
        assert (await front.get("/api/jobs", headers=front.token(sub="user_3", sid="sid_4", tv=1))).status == 200


async def test_without_a_broker_the_gateway_works_and_keeps_trying(running: Any, port: Any) -> None:
    async with running(amqp_url=f"amqp://guest:guest@127.0.0.1:{port()}/") as front:
        assert (await front.get("/api/jobs")).status == 200
        assert front.gateway._feed.connected is False
