"""The gateway's figures are told on a port of their own, and never through the door."""

from __future__ import annotations

from typing import Any

import aiohttp


async def test_the_door_does_not_tell_and_the_other_port_does(running: Any, token: Any, port: Any) -> None:
    metrics_port = port()
    async with running(metrics_port=metrics_port) as rig:
        await rig.get("/api/jobs/job_1")
        await rig.get("/api/jobs/job_2", headers={})
        for path in ("/metrics", "/api/metrics"):
            through_the_door = await rig.get(path)
            assert "arbeit_http_request" not in await through_the_door.text()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{metrics_port}/metrics") as answer,
        ):
            told = await answer.text()
    assert 'arbeit_http_request_seconds_count{code="4xx",method="GET",route="/api/jobs/{job_id}"}' in told
    assert 'arbeit_gateway_turned_away_total{status="401"}' in told
    assert 'arbeit_gateway_breaker_open{upstream="jobs"} 0.0' in told
    assert "arbeit_streams_open 0.0" in told
    assert "job_2" not in told


async def test_without_a_port_nothing_listens(running: Any) -> None:
    async with running() as rig:
        assert rig.gateway._metrics is None
