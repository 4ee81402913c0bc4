"""The SPA's files, the probes and the drain."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import aiohttp
import pytest


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>portal</title>")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "app-4f3c2b1a.js").write_text("plain")
    (tmp_path / "assets" / "app-4f3c2b1a.js.br").write_bytes(b"brotli")
    (tmp_path / "assets" / "app-4f3c2b1a.js.gz").write_bytes(b"gzip")
    (tmp_path / "assets" / "app-4f3c2b1a.js.map").write_text("secret source")
    (tmp_path / ".env").write_text("SECRET=1")
    (tmp_path / "outside").symlink_to("/etc")
    return tmp_path


async def test_the_application_answers_for_its_own_paths(running: Any, dist: Path) -> None:
    async with running(spa_dir=dist) as front:
        for path in ("/", "/jobs/job_1", "/candidate/login?next=%2F"):
            response = await front.get(path, headers={})
            assert (response.status, await response.text()) == (200, "<!doctype html><title>portal</title>")
            assert response.headers["Cache-Control"] == "no-cache"
            assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        known = response.headers["ETag"]
        assert (await front.get("/", headers={"If-None-Match": known})).status == 304


async def test_hashed_assets_are_kept_for_ever_and_come_precompressed(running: Any, dist: Path) -> None:
    async with running(spa_dir=dist) as front:
        path = "/assets/app-4f3c2b1a.js"
        for accepted, encoding, body in (
            ("gzip, deflate, br", "br", "brotli"),
            ("gzip", "gzip", "gzip"),
            ("identity", None, "plain"),
        ):
            response = await front.get(path, headers={"Accept-Encoding": accepted})
            assert response.headers.get("Content-Encoding") == encoding
            assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
            assert response.headers["Vary"] == "accept-encoding"
            assert await response.text() == body


@pytest.mark.parametrize(
    "path",
    [
        "/assets/missing-00000000.js",
        "/assets/app-4f3c2b1a.js.map",
        "/.env",
        "/outside/passwd.txt",
        "/../../etc/passwd.x",
        "/%2e%2e/%2e%2e/etc/host.conf",
    ],
)
async def test_nothing_but_the_build_is_served(running: Any, dist: Path, path: str) -> None:
    async with running(spa_dir=dist) as front:
        answer = await front.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 404"), answer


async def test_pages_are_only_read(running: Any, dist: Path) -> None:
    async with running(spa_dir=dist) as front:
        response = await front.request("POST", "/", headers={})
        assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")


async def test_without_a_build_a_page_tells_how_to_make_one(running: Any, tmp_path: Path) -> None:
    async with running(spa_dir=tmp_path / "none") as front:
        response = await front.get("/", headers={})
        assert response.status == 200
        assert "/api/docs" in await response.text()
        (tmp_path / "none").mkdir()
        (tmp_path / "none" / "index.html").write_text("built")
        front.gateway.site._looked_at = float("-inf")
        assert await (await front.get("/", headers={})).text() == "built"


async def test_liveness_looks_at_nothing_and_readiness_names_each_service(running: Any, port: Any) -> None:
    async with running(jobs_url=f"http://127.0.0.1:{port()}") as front:
        assert await (await front.get("/healthz", headers={})).json() == {"status": "ok"}
        ready = await front.get("/readyz", headers={})
        body = await ready.json()
        assert (ready.status, body["status"]) == (200, "ready")
        assert body["services"]["jobs"] == "not ready"
        assert body["services"]["auth"] == "ready"
        front.gateway.probes.draining = True
        draining = await front.get("/readyz", headers={})
        assert (draining.status, (await draining.json())["status"]) == (503, "draining")


async def test_sigterm_finishes_what_is_in_flight_and_ends_streams(running: Any, port: Any, tmp_path: Path) -> None:
    """The real process: readiness off first, the door closes after the delay, then it leaves."""
    async with running() as behind:
        number = port()
        behind_url = behind.gateway.settings.jobs_url
        environment = {
            "PATH": os.environ["PATH"],
            "JWT_SECRET": "0123456789abcdef-fedcba9876543210-tests",
            "PORT": str(number),
            "JOBS_URL": behind_url,
            "NOTIFICATIONS_URL": behind_url,
            "DRAIN_DELAY": "0.6",
        }
        process = subprocess.Popen([sys.executable, "-m", "arbeit_gateway"], env=environment, stdout=subprocess.PIPE)

        async def handler(scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})
            if scope["path"] == "/api/jobs":
                await asyncio.sleep(1.5)
                await send({"type": "http.response.body", "body": b"done"})
                return
            while (await receive())["type"] != "http.disconnect":
                pass

        behind.service.handler = handler
        try:
            url = f"http://127.0.0.1:{number}"
            async with aiohttp.ClientSession() as client:
                for _ in range(200):
                    try:
                        async with client.get(url + "/healthz"):
                            break
                    except aiohttp.ClientError:
                        await asyncio.sleep(0.05)
                stream = await client.get(url + "/api/notifications/stream", headers=behind.auth)
                slow = asyncio.create_task(_read(client, url + "/api/jobs", behind.auth))
                await asyncio.sleep(0.2)
                begun = time.monotonic()
                process.send_signal(signal.SIGTERM)
                await asyncio.sleep(0.2)
                async with client.get(url + "/readyz") as ready:
                    assert ready.status == 503, "still answering, so that the load balancer sees it"
                assert await stream.content.read() == b":\n\n", "ended in good order"
                assert await slow == b":\n\ndone"
            await asyncio.to_thread(process.wait, 10)
            assert time.monotonic() - begun < 6
        finally:
            process.kill()
            out = process.communicate()[0].decode()
        lines = [line for line in out.splitlines() if '"route":"/api/jobs"' in line]
        assert len(lines) == 1
        assert '"status":200' in lines[0]


async def _read(client: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> bytes:
    async with client.get(url, headers=headers) as response:
        return await response.read()
