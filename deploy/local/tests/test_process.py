"""A child process is started, watched, restarted and ended as promised."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from arbeit_local.console import CannotStartError
from arbeit_local.process import Process
from arbeit_local.service import ManagedService

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
# A service as the supervisor sees it: answers on PORT.
SERVICE = """
import http.server, os, sys
if os.environ.get("BROKEN") == "setting":
    print("JWT_SECRET is missing", flush=True)
    sys.exit(2)
if os.environ.get("BROKEN") == "always":
    raise RuntimeError("no such luck")
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(str(os.getpid()).encode())
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Answer).serve_forever()
"""


def script(code: str, tmp_path: Path) -> Process:
    return Process("sample", [sys.executable, "-c", code], log=tmp_path / "sample.log", env={})


def service(tmp_path: Path, port: int, killed: Callable[[], None] | None = None, **env: str) -> ManagedService:
    (tmp_path / "arbeit_sample").mkdir()
    (tmp_path / "arbeit_sample" / "__init__.py").touch()
    (tmp_path / "arbeit_sample" / "__main__.py").write_text(SERVICE)
    environment = {"PYTHONPATH": str(tmp_path), **env}
    return ManagedService("sample", port, log=tmp_path / "sample.log", env=environment, cwd=tmp_path, killed=killed)


async def test_what_ignores_the_request_to_end_is_killed(tmp_path: Path) -> None:
    process = script(STUBBORN, tmp_path)
    await process.start()

    async def up() -> bool:
        return "up" in process.last_words()

    await process.until(up, within=10)
    await process.stop(grace=0.2)
    assert not process.running
    assert process.returncode == -9


async def test_what_a_child_started_itself_ends_with_it(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    process = script(
        f"import subprocess, sys, time; p = subprocess.Popen(['sleep', '60']); "
        f"open({str(marker)!r}, 'w').write(str(p.pid)); time.sleep(60)",
        tmp_path,
    )
    await process.start()

    async def written() -> bool:
        return marker.exists() and bool(marker.read_text())

    await process.until(written, within=10)
    await process.stop(grace=5)
    state = Path(f"/proc/{marker.read_text()}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        await asyncio.sleep(0.05)
    pytest.fail("the grandchild still runs")


async def test_one_that_ends_before_it_is_ready_says_its_last_words(tmp_path: Path) -> None:
    process = script("raise SystemExit('the disk is full')", tmp_path)
    await process.start()

    async def never() -> bool:
        return False

    with pytest.raises(CannotStartError, match="the disk is full"):
        await process.until(never, within=10)


async def test_a_log_that_has_grown_large_is_begun_anew(tmp_path: Path) -> None:
    log = tmp_path / "sample.log"
    with log.open("wb") as big:
        big.truncate(21 * 1024 * 1024)
    process = script("print('fresh')", tmp_path)
    await process.start()
    await process.wait()
    assert log.read_text() == "fresh\n"
    assert (tmp_path / "sample.log.1").exists()


async def test_a_service_that_crashes_is_started_again_and_its_death_is_told(tmp_path: Path, free_port: int) -> None:
    deaths: list[str] = []
    sample = service(tmp_path, free_port, killed=lambda: deaths.append("killed"))
    await sample.start()
    try:
        await sample.ready(within=20)
        first = sample.process.pid
        sample.process.kill()
        while sample.restarts == 0:
            await asyncio.sleep(0.05)
        await sample.ready(within=20)
        assert sample.process.pid != first
    finally:
        await sample.stop()
    assert not sample.process.running
    assert deaths == ["killed"], "a stop that was asked for is no death"


async def test_a_service_with_a_bad_setting_is_not_tried_again(tmp_path: Path, free_port: int) -> None:
    sample = service(tmp_path, free_port, BROKEN="setting")
    await sample.start()
    try:
        with pytest.raises(CannotStartError, match="JWT_SECRET is missing"):
            await sample.ready(within=20)
        assert sample.restarts == 0
    finally:
        await sample.stop()


async def test_a_service_that_never_comes_up_ends_the_start(tmp_path: Path, free_port: int) -> None:
    sample = service(tmp_path, free_port, BROKEN="always")
    await sample.start()
    try:
        with pytest.raises(CannotStartError, match="no such luck"):
            await sample.ready(within=30)
    finally:
        await sample.stop()


async def test_a_stopped_service_stays_stopped(tmp_path: Path, free_port: int) -> None:
    sample = service(tmp_path, free_port)
    await sample.start()
    await sample.ready(within=20)
    await sample.stop()
    await asyncio.sleep(0.7)  # longer than the first pause before a restart
    assert not sample.process.running
