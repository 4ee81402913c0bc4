"""Calls to our other services: rare (a read-through on a projection's miss), short, and never inside a transaction."""

import re
import time
from collections.abc import Mapping
from typing import Any

import httpx

from arbeit_kit import ids, problem, telemetry, tracing
from arbeit_kit.settings import ServiceSettings, addresses
from arbeit_kit.tokens import service_token

_PATH = re.compile(r"(/[A-Za-z0-9_.~@-]+)+\Z")
_TOKEN_AGE_S = 30
_LIMITS = httpx.Limits(max_connections=50, max_keepalive_connections=10)


class Peers:
    """One HTTP client for all of them, with the calling service's token. Addresses come from ``<SERVICE>_URL``;
    where it names several replicas they take turns."""

    def __init__(
        self, settings: ServiceSettings, name: str = "service", transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._settings = settings
        self._name = name
        self._turn = 0
        self._token: tuple[float, str] = (float("-inf"), "")
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(3.0, connect=1.0), limits=_LIMITS, transport=transport, trust_env=False
        )

    async def get(self, service: str, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any] | None:
        """The JSON object at that path of the service; None when there is none (404). Problem 503 when the service
        cannot be reached within 1 s, does not answer within 3 s, or answers anything else."""
        if not _PATH.match(path) or "/." in path:
            # An id that somebody typed must not lead the call, which carries our token, to another address.
            return None
        if any(len(part) > ids.LONGEST for part in path.split("/")):
            return None  # refused as input over there, and so nobody's id
        called = {"http.request.method": "GET", "server.address": service}
        with tracing.span(f"GET {service}", "client", telemetry.current().trace, called) as span:
            return await self._get(service, path, params, span.trace)

    async def _get(
        self, service: str, path: str, params: Mapping[str, str] | None, trace: telemetry.Trace
    ) -> dict[str, Any] | None:
        first, *others = self._in_turn(addresses(getattr(self._settings, f"{service}_url")))
        headers = self._headers(trace)
        try:
            try:
                response = await self._client.get(first + path, params=params, headers=headers)
            except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError, httpx.ConnectError) as error:
                # The peer closed an idle connection just as we took it, or this replica is gone; reading is harmless.
                if isinstance(error, httpx.ConnectError) and not others:
                    raise
                response = await self._client.get((others or [first])[0] + path, params=params, headers=headers)
        except httpx.HTTPError as error:
            raise problem.unavailable(f"The {service} service does not answer.") from error
        if response.status_code == 404:
            return None
        if response.status_code != 200:
            raise problem.unavailable(f"The {service} service does not answer.")
        try:
            answer = response.json()
        except ValueError as error:
            raise problem.unavailable(f"The {service} service does not answer.") from error
        if not isinstance(answer, dict):
            raise problem.unavailable(f"The {service} service does not answer.")
        return answer

    def _in_turn(self, replicas: tuple[str, ...]) -> tuple[str, ...]:
        self._turn += 1
        start = self._turn % len(replicas)
        return replicas[start:] + replicas[:start]

    def _headers(self, trace: telemetry.Trace) -> dict[str, str]:
        moment = time.monotonic()
        if moment - self._token[0] > _TOKEN_AGE_S:
            self._token = (moment, service_token(self._settings, self._name))
        context = telemetry.current()
        return {
            "Authorization": f"Bearer {self._token[1]}",
            "Accept": "application/json",
            "X-Request-Id": context.request_id,
            "traceparent": trace.traceparent,
        }

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._client.aclose()
