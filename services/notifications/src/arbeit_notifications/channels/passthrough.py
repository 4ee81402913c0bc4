"""Pica's (now One's) passthrough: a request to Google's own API, with the connection's keys in the headers.

Host, header prefix, paths and action ids are settings, because the vendor renamed all of them once. The answer is
Google's own; errors may be Google's or the vendor's, in two shapes, so the status decides.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import SecretStr

from arbeit_notifications.channels.port import DEADLINE_S, NotNow, Refused
from arbeit_notifications.settings import Settings

MAX_ANSWER = 1024 * 1024
_QUOTA_REASONS = ("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded")


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is None when it is no JSON object, or was cut."""

    status: int
    body: Mapping[str, Any] | None
    retry_after_s: float | None
    wrote: bool

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def refusal(self) -> NotNow | Refused:
        """What a status that is not a success means, when its caller has no better idea."""
        status, reason = self.status, f"Pica answered {self.status}"
        if status == 403 and self._over_quota():
            return NotNow(reason, self.retry_after_s)
        if status in (401, 402, 403, 404):
            return NotNow(f"{reason}: check keys, plan and connection", operator=True)
        if status in (408, 409, 425, 429) or status >= 500:
            # Behind a 5xx of the passthrough Google may have carried it out all the same.
            doubtful = self.wrote and (status >= 500 or status == 408)
            return NotNow(reason, self.retry_after_s, doubtful=doubtful)
        return Refused(reason)

    def _over_quota(self) -> bool:
        """Google says 403 for too many requests too (its reasons, not its words, tell)."""
        error = self.body.get("error") if self.body else None
        errors = error.get("errors") if isinstance(error, dict) else None
        named = [each.get("reason") for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []
        return any(reason in _QUOTA_REASONS for reason in named)


class Passthrough:
    """One connection of the account: Gmail or a calendar."""

    def __init__(
        self,
        settings: Settings,
        secret: SecretStr,
        connection: SecretStr,
        *,
        deadline_s: float = DEADLINE_S,
        client: httpx.AsyncClient | None = None,
    ) -> None:
        prefix = settings.pica_header_prefix
        self._headers = {
            f"{prefix}-secret": secret.get_secret_value(),
            f"{prefix}-connection-key": connection.get_secret_value(),
        }
        self._action_header = f"{prefix}-action-id"
        self._deadline_s = deadline_s
        self._client = client or httpx.AsyncClient(
            base_url=settings.pica_base_url,
            timeout=httpx.Timeout(deadline_s, connect=min(3.0, deadline_s)),
            follow_redirects=False,
        )

    async def call(
        self, method: str, path: str, action: str, *, params: Mapping[str, str] | None = None, body: Any = None
    ) -> Answer:
        """Any status is an answer. Raises `NotNow` when there is none within the deadline, `doubtful` when the request
        may have been carried out."""
        headers = {**self._headers, **({self._action_header: action} if action else {})}
        wrote = method != "GET"
        request = self._client.build_request(method, path, headers=headers, params=params, json=body)
        try:
            # The client's own limit is per read; a server that drips would keep us for ever.
            async with asyncio.timeout(self._deadline_s):
                return await self._answer(request, wrote=wrote)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as failed:
            raise NotNow(f"Pica cannot be reached ({type(failed).__name__})") from None
        except (httpx.HTTPError, TimeoutError) as failed:
            raise NotNow(f"Pica: {type(failed).__name__}", doubtful=wrote) from None

    async def _answer(self, request: httpx.Request, *, wrote: bool) -> Answer:
        answer = await self._client.send(request, stream=True)
        try:
            content = bytearray()
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > MAX_ANSWER:
                    break
        finally:
            await answer.aclose()
        after = answer.headers.get("retry-after", "")
        return Answer(answer.status_code, _object(content), float(after) if after.isdecimal() else None, wrote)

    async def close(self) -> None:
        await self._client.aclose()


def _object(content: bytes | bytearray) -> dict[str, Any] | None:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
