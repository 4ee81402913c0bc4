"""What the front door costs: the same small JSON request straight to a service, through the gateway, and through a
bare pass-through (uvicorn and aiohttp's client with no checks at all), in one run, as ratios.

    python gateway/bench/hop.py [--seconds 1] [--rounds 7] [--json]

Reports for each way the median and 99th percentile at one connection and the throughput at sixteen, and the processor
time per request of the two proxies. The ways take turns in short slices and the ratios are taken within each round
(the median of the rounds counts), so that noise of the machine hits all three alike. Must reach: the
gateway adds less than 1.5 ms at the median and carries at least 60 % of the bare pass-through. Exit status 1 if not.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
import uvloop

HERE = Path(__file__).resolve()
WAYS = ("direct", "gateway", "bare")
ADDED_MS = 1.5
SHARE = 0.60


# --- the service and the bare pass-through: each runs as its own process, `python hop.py --serve ...` ----------------


def service_app() -> Any:
    """A FastAPI application with one small answer, as the services have."""
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/api/jobs/{job_id}")
    async def job(job_id: str) -> dict[str, Any]:
        return {"job_id": job_id, "title": "Engineer", "status": "open", "openings": 2, "version": 3}

    return app


def bare_app(origin: str) -> Any:
    """The least a proxy can do with these tools: headers on, answer back."""
    import aiohttp
    from yarl import URL

    session: aiohttp.ClientSession | None = None

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        nonlocal session
        if scope["type"] != "http":
            return
        if session is None:
            session = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                connector=aiohttp.TCPConnector(limit=100),
            )
        headers = [(name.decode(), value.decode()) for name, value in scope["headers"] if name != b"host"]
        url = URL(origin + scope["raw_path"].decode(), encoded=True)
        async with session.request(scope["method"], url, headers=headers, allow_redirects=False) as response:
            raw = [(name.lower(), value) for name, value in response.raw_headers]
            await send({"type": "http.response.start", "status": response.status, "headers": raw})
            while piece := await response.content.readany():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return app


def serve(what: str, port: int, origin: str) -> None:
    import uvicorn

    app = service_app() if what == "service" else bare_app(origin)
    uvicorn.run(
        app,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        date_header=what == "service",
    )


# --- the load ------------------------------------------------------------------------------------------------------


class Connection(asyncio.Protocol):
    """Sends one request after the other on one connection and notes how long each took."""

    def __init__(self, request: bytes, until: float) -> None:
        self._request = request
        self._until = until
        self._buffer = b""
        self._sent_at = 0.0
        self.times: list[float] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._send()

    def _send(self) -> None:
        self._sent_at = time.perf_counter()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(head.decode()))
            self._transport.close()
            return
        at = head.lower().index(b"content-length:") + 15
        if len(body) < int(head[at:].split(b"\r\n", 1)[0]):
            return
        now = time.perf_counter()
        self.times.append(now - self._sent_at)
        self._buffer = b""
        if now < self._until:
            self._send()
        elif not self.done.done():
            self.done.set_result(None)
            self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("closed"))


@dataclass
class Figures:
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    """Processor time per request of the process that listens."""


def cpu_seconds(pid: int) -> float:
    """User and system time of a process; 0 where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def load(port: int, request: bytes, connections: int, seconds: float, pid: int = 0) -> Figures:
    loop = asyncio.get_running_loop()
    cpu = cpu_seconds(pid)
    begun = time.perf_counter()
    made = [
        (await loop.create_connection(lambda: Connection(request, begun + seconds), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(connection.done for connection in made))
    elapsed = time.perf_counter() - begun
    times = sorted(taken for connection in made for taken in connection.times)
    spent = (cpu_seconds(pid) - cpu) / len(times) * 1e6
    return Figures(len(times) / elapsed, times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000, spent)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def wait_for(port: int) -> None:
    for _ in range(400):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
    raise TimeoutError(f"nothing listens on {port}")


async def measure(
    ports: dict[str, int], pids: dict[str, int], token: str, rounds: int, seconds: float
) -> dict[str, Any]:
    request = (
        "GET /api/jobs/job_1 HTTP/1.1\r\nHost: localhost:8080\r\nAccept: application/json\r\n"
        f"User-Agent: Mozilla/5.0\r\nAuthorization: Bearer {token}\r\n\r\n"
    ).encode()
    found: dict[str, dict[int, list[Figures]]] = {way: {1: [], 16: []} for way in WAYS}
    for way in WAYS:
        await load(ports[way], request, 4, 0.7)
    for _ in range(rounds):
        for connections in (1, 16):
            for way in WAYS:
                found[way][connections].append(await load(ports[way], request, connections, seconds, pids[way]))
    result: dict[str, Any] = {}
    for way in WAYS:
        one, many = found[way][1], found[way][16]
        result[way] = {
            "p50_ms_c1": round(statistics.median(f.p50_ms for f in one), 3),
            "p99_ms_c1": round(statistics.median(f.p99_ms for f in one), 3),
            "per_second_c1": round(statistics.median(f.per_second for f in one)),
            "per_second_c16": round(statistics.median(f.per_second for f in many)),
            "p50_ms_c16": round(statistics.median(f.p50_ms for f in many), 3),
        }
    gateway, direct, bare = found["gateway"], found["direct"], found["bare"]
    added = [mine.p50_ms - straight.p50_ms for mine, straight in zip(gateway[1], direct[1], strict=True)]
    share = [mine.per_second / other.per_second for mine, other in zip(gateway[16], bare[16], strict=True)]
    result["added_ms_at_the_median"] = round(statistics.median(added), 3)
    result["share_of_bare_c16"] = round(statistics.median(share), 3)
    for way in ("gateway", "bare"):
        result[way]["cpu_us_per_request_c16"] = round(statistics.median(f.cpu_us for f in found[way][16]))
    return result


def run(rounds: int, seconds: float) -> dict[str, Any]:
    """Start the three, measure, stop them."""
    ports = {way: free_port() for way in WAYS}
    origin = f"http://127.0.0.1:{ports['direct']}"
    secret = secrets.token_hex(32)
    environment = {
        **os.environ,
        "JWT_SECRET": secret,
        "PORT": str(ports["gateway"]),
        "JOBS_URL": origin,
        "AMQP_URL": "",
        "RATE_USER": "0",
        "RATE_ADDRESS": "0",
        "DRAIN_DELAY": "0",
    }
    now = int(time.time())
    claims = {
        "sub": "user_1",
        "aud": "internal",
        "iat": now,
        "exp": now + 3600,
        "jti": "j",
        "sid": "s",
        "role": "admin",
    }
    permissions = [
        f"{what}:{may}" for what in ("clients", "jobs", "candidates", "interviews") for may in ("read", "write")
    ]
    token = jwt.encode({**claims, "perms": permissions, "tv": 1, "mcp": False}, secret, "HS256")
    me = [sys.executable, str(HERE), "--port"]
    commands = [
        [*me, str(ports["direct"]), "--serve", "service"],
        [*me, str(ports["bare"]), "--serve", "bare", "--origin", origin],
        [sys.executable, "-m", "arbeit_gateway"],
    ]
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        for command in commands
    ]

    async def all_of_it() -> dict[str, Any]:
        for port in ports.values():
            await wait_for(port)
        pids = {way: process.pid for way, process in zip(("direct", "bare", "gateway"), running, strict=True)}
        return await measure(ports, pids, token, rounds, seconds)

    try:
        return uvloop.run(all_of_it())
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(10)


def table(result: dict[str, Any]) -> str:
    lines = ["way       p50 ms c=1   p99 ms c=1   per s c=1   per s c=16   p50 ms c=16"]
    for way in WAYS:
        f = result[way]
        lines.append(
            f"{way:<8}{f['p50_ms_c1']:>12.2f}{f['p99_ms_c1']:>13.2f}{f['per_second_c1']:>12}"
            f"{f['per_second_c16']:>13}{f['p50_ms_c16']:>14.2f}"
        )
    added, share = result["added_ms_at_the_median"], result["share_of_bare_c16"]
    mine, other = result["gateway"]["cpu_us_per_request_c16"], result["bare"]["cpu_us_per_request_c16"]
    lines.append(f"processor time per request: gateway {mine} us, bare pass-through {other} us")
    lines.append(f"the gateway adds {added:.2f} ms at the median (at most {ADDED_MS})")
    lines.append(f"and carries {share:.0%} of the bare pass-through at 16 connections (at least {SHARE:.0%})")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", choices=("service", "bare"), help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--origin", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve, options.port, options.origin)
        return 0
    result = run(options.rounds, options.seconds)
    sys.stdout.write((json.dumps(result, indent=2) if options.json else table(result)) + "\n")
    return 0 if result["added_ms_at_the_median"] < ADDED_MS and result["share_of_bare_c16"] >= SHARE else 1


if __name__ == "__main__":
    raise SystemExit(main())
