"""A caller of the public API, as polite as every caller should be: it waits where it is told to."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self, TypeVar

import aiohttp

_T = TypeVar("_T")
_ATTEMPTS = 30
_LONGEST_WAIT_S = 15.0


class RefusedError(Exception):
    """The API answered with a problem. `status` and `body` are what it said."""

    def __init__(self, what: str, status: int, body: Any) -> None:
        super().__init__(f"{what}: {status} {body}")
        self.status = status
        self.body = body


class Api:
    """One person's calls. Use as an async context manager; `as_person` and `at` share its connection."""

    def __init__(self, base: str, *, token: str | None = None, session: aiohttp.ClientSession | None = None) -> None:
        self._base = base
        self._token = token
        self._session = session
        self._owns_session = session is None

    async def __aenter__(self) -> Self:
        if self._session is None:
            # No cookies: the refresh cookie of one person must not reach the calls of the next.
            self._session = aiohttp.ClientSession(
                cookie_jar=aiohttp.DummyCookieJar(), timeout=aiohttp.ClientTimeout(total=60)
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._owns_session and self._session is not None:
            await self._session.close()

    def as_person(self, token: str) -> "Api":
        """The same address and connection for another person."""
        return Api(self._base, token=token, session=self._session)

    def at(self, base: str) -> "Api":
        """The same person at another address."""
        return Api(base, token=self._token, session=self._session)

    async def get(self, path: str, **query: str | int) -> Any:
        """The answer's JSON. Raises RefusedError."""
        return await self._call("GET", path, query=query)

    async def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """Posts JSON; with `key` as Idempotency-Key, so that it can be repeated. Raises RefusedError."""
        return await self._call("POST", path, body=body if body is not None else {}, key=key)

    async def put(self, path: str, body: Any) -> Any:
        """Raises RefusedError."""
        return await self._call("PUT", path, body=body)

    async def log_in(self, email: str, password: str, *, portal: bool = False) -> "Api":
        """The same API for that person. Raises RefusedError with status 401 when the password is wrong."""
        path = "/api/candidate-portal/login" if portal else "/api/auth/login"
        answer = await self.post(path, {"email": email, "password": password})
        return self.as_person(answer["access_token"])

    async def _call(
        self, method: str, path: str, *, body: Any = None, query: dict[str, Any] | None = None, key: str | None = None
    ) -> Any:
        assert self._session is not None
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        if key:
            headers["Idempotency-Key"] = key
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                async with self._session.request(
                    method, self._base + path, json=body, params=query or None, headers=headers
                ) as answer:
                    content = await answer.json(content_type=None) if answer.status != 204 else None
                    if answer.status < 400:
                        return content
                    retry = answer.status in {429, 502, 503, 504} and (method != "POST" or key or answer.status == 429)
                    if not retry or attempt == _ATTEMPTS:
                        raise RefusedError(f"{method} {path}", answer.status, content)
                    wait = _seconds(answer.headers.get("Retry-After"))
            except aiohttp.ClientConnectionError:
                if (method == "POST" and not key) or attempt == _ATTEMPTS:
                    raise
                wait = 0.5
            await asyncio.sleep(wait)
        raise AssertionError("unreachable")


def _seconds(header: str | None) -> float:
    try:
        return min(max(float(header or 1), 0.1), _LONGEST_WAIT_S)
    except ValueError:
        return 1.0


async def eventually(look: Callable[[], Awaitable[_T]], done: Callable[[_T], bool], within: float = 30.0) -> _T:
    """Looks again and again until `done` says yes of what was seen. Raises TimeoutError with the last sight."""
    deadline = asyncio.get_running_loop().time() + within
    while True:
        seen = await look()
        if done(seen):
            return seen
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError(f"did not come about within {within:.0f} s; last seen: {seen}")
        await asyncio.sleep(0.2)
