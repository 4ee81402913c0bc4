"""The gateway on a real socket, in front of a small service on a real socket that does what a test tells it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import orjson
import pytest
import uvicorn

from arbeit_gateway.app import Gateway
from arbeit_gateway.breaker import Breaker
from arbeit_gateway.server import FrontDoor
from arbeit_gateway.settings import Settings

SECRET = "0123456789abcdef-fedcba9876543210-tests"
PERMISSIONS = ["clients:read", "jobs:read", "jobs:write", "candidates:read", "interviews:read", "dashboard:read"]

Handler = Callable[[Any, Any, Any], Awaitable[None]]


def make_token(secret: str = SECRET, headers: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token as auth makes it; a claim given as None is left out."""
    now = int(time.time())
    payload: dict[str, Any] = {
        "sub": "user_1",
        "aud": "internal",
        "iat": now,
        "exp": now + 900,
        "jti": "jti_1",
        "sid": "sid_1",
        "role": "admin",
        "client_id": None,
        "perms": PERMISSIONS,
        "tv": 1,
        "mcp": False,
        "email": "ada@example.com",
    }
    payload.update(claims)
    return jwt.encode({k: v for k, v in payload.items() if v is not None}, secret, "HS256", headers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Server(uvicorn.Server):
    """Uvicorn without its signal handlers: pytest keeps Ctrl-C."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        await self._serve(sockets)


@contextlib.asynccontextmanager
async def serving(app: Any, port: int, http: Any = "httptools", lifespan: str = "off") -> AsyncIterator[uvicorn.Server]:
    server = _Server(
        uvicorn.Config(
            app,
            host="127.0.0.1",
            port=port,
            http=http,
            ws="none",
            lifespan=lifespan,  # type: ignore[arg-type]
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done(), task
        await asyncio.sleep(0.005)
    try:
        yield server
    finally:
        server.should_exit = True
        await task


class Service:
    """The service behind the gateway. Keeps what reached it; answers with an echo unless told otherwise."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.handler: Handler | None = None

    @property
    def last(self) -> dict[str, Any]:
        return self.seen[-1]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        request = {
            "method": scope["method"],
            "raw_path": scope["raw_path"].decode(),
            "path": scope["path"],
            "query": scope["query_string"].decode("latin-1"),
            "pairs": headers,
            "headers": dict(headers),
        }
        if scope["path"] != "/readyz":
            self.seen.append(request)
        if self.handler is not None:
            await self.handler(scope, receive, send)
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        request["body"] = body
        await reply(send, 200, orjson.dumps({"path": scope["path"], "size": len(body)}))


async def reply(send: Any, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    lines = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})


class Rig:
    """A running gateway, the service behind it and a client in front of it."""

    def __init__(self, port: int, gateway: Gateway, service: Service, client: aiohttp.ClientSession) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.gateway = gateway
        self.service = service
        self.client = client
        self.auth = {"Authorization": f"Bearer {make_token()}"}

    def token(self, **claims: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {make_token(**claims)}"}

    async def get(self, path: str, **kwargs: Any) -> aiohttp.ClientResponse:
        return await self.request("GET", path, **kwargs)

    async def request(self, method: str, path: str, **kwargs: Any) -> aiohttp.ClientResponse:
        """The answer with its body read; with the admin's token unless `headers` says otherwise."""
        kwargs.setdefault("headers", self.auth)
        async with self.client.request(method, self.url + path, allow_redirects=False, **kwargs) as response:
            await response.read()
            return response

    async def raw(self, request: bytes, wait: float = 2.0) -> bytes:
        """What comes back for these very bytes, until the gateway closes or falls silent."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request)
        answer = b""
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            async with asyncio.timeout(wait):
                while piece := await reader.read(65536):
                    answer += piece
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        return answer


@contextlib.asynccontextmanager
async def rig(**overrides: Any) -> AsyncIterator[Rig]:
    service = Service()
    upstream, port = free_port(), free_port()
    urls = {
        f"{name}_url": f"http://127.0.0.1:{upstream}"
        for name in ("auth", "tenancy", "jobs", "candidates", "interviews", "notifications", "audit")
    }
    values: dict[str, Any] = {
        "jwt_secret": SECRET,
        "amqp_url": None,
        "access_log": False,
        # no page: what a test sees must not depend on whether the portal was built here
        "spa_dir": Path(__file__).parent / "no-portal",
        "rate_user": 0,
        "rate_address": 0,
        "rate_credentials": 0,
        "drain_delay": 0,
        **urls,
        **overrides,
    }
    gateway = Gateway(Settings(**values))
    async with (
        serving(service, upstream),
        serving(gateway, port, FrontDoor, "on"),
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False) as client,
    ):
        yield Rig(port, gateway, service, client)


@pytest.fixture(scope="session")
def running() -> Any:
    """`async with running(setting=value) as rig`."""
    return rig


@pytest.fixture(scope="session")
async def _front() -> AsyncIterator[Rig]:
    async with rig() as found:
        yield found


@pytest.fixture
async def front(_front: Rig) -> Rig:
    """The gateway with the limits off: one for all tests, as new for each."""
    _front.service.seen.clear()
    _front.service.handler = None
    for upstream in _front.gateway.upstreams.values():
        for replica in upstream.replicas:
            replica.breaker = Breaker()
    return _front


@pytest.fixture(scope="session")
def token() -> Any:
    return make_token


@pytest.fixture(scope="session")
def answer() -> Any:
    """`await answer(send, status, body, *headers)` inside a handler of the test service."""
    return reply


@pytest.fixture(scope="session")
def port() -> Any:
    return free_port
