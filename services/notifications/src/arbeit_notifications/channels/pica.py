"""Gmail through Pica (now One): the mail's bytes go to Gmail's own API over Pica's passthrough.

Host, header prefix, paths and action ids are settings, because the vendor renamed all of them once. Gmail has no
idempotency key, so a mail whose earlier attempt may have gone through is first looked for by its Message-ID.
"""

from __future__ import annotations

import base64
from typing import Any

import httpx

from arbeit_notifications.channels.port import DEADLINE_S, NotNow, Outgoing, Refused
from arbeit_notifications.settings import Settings


class PicaGmail:
    name = "pica"
    external = True

    def __init__(self, settings: Settings, *, client: httpx.AsyncClient | None = None) -> None:
        secret, connection = settings.pica_secret_key, settings.pica_gmail_connection_key
        if secret is None or connection is None:
            raise ValueError("Pica needs PICA_SECRET_KEY and PICA_GMAIL_CONNECTION_KEY")
        prefix = settings.pica_header_prefix
        self._headers = {
            f"{prefix}-secret": secret.get_secret_value(),
            f"{prefix}-connection-key": connection.get_secret_value(),
        }
        self._action_header = f"{prefix}-action-id"
        self._settings = settings
        self._client = client or httpx.AsyncClient(
            base_url=settings.pica_base_url, timeout=httpx.Timeout(DEADLINE_S, connect=3), follow_redirects=False
        )

    async def deliver(self, mail: Outgoing) -> str | None:
        """Raises `NotNow` while Pica or Gmail cannot, or when the outcome of an earlier attempt cannot be found out."""
        if mail.doubtful and (found := await self._find(mail.message_id)) is not None:
            return found
        body = {"raw": base64.urlsafe_b64encode(mail.content).decode().rstrip("=")}
        settings = self._settings
        answer = await self._call("POST", settings.pica_gmail_send_path, settings.pica_gmail_send_action, json=body)
        return str(answer["id"])[:200] if isinstance(answer.get("id"), str) else None

    async def close(self) -> None:
        await self._client.aclose()

    async def _find(self, message_id: str) -> str | None:
        """Gmail's id of a mail with that Message-ID, or None when there is none."""
        settings = self._settings
        query = {"q": f"rfc822msgid:{message_id.strip('<>')}", "maxResults": "1"}
        answer = await self._call("GET", settings.pica_gmail_list_path, settings.pica_gmail_list_action, params=query)
        found = answer.get("messages")
        return str(found[0].get("id", ""))[:200] if isinstance(found, list) and found else None

    async def _call(self, method: str, path: str, action: str, **arguments: Any) -> dict[str, Any]:
        headers = {**self._headers, **({self._action_header: action} if action else {})}
        try:
            answer = await self._client.request(method, path, headers=headers, **arguments)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as failed:
            raise NotNow(f"Pica cannot be reached ({type(failed).__name__})") from None
        except httpx.HTTPError as failed:
            raise NotNow(f"Pica: {type(failed).__name__}", doubtful=True) from None
        if answer.is_success:
            return _object(answer)
        raise _refusal(answer)


def _object(answer: httpx.Response) -> dict[str, Any]:
    """The body when it is a JSON object. Anything else after a 2xx still means that the mail was taken over."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _refusal(answer: httpx.Response) -> NotNow | Refused:
    """By status alone: the body is Pica's or Google's, and promises nothing."""
    status, reason = answer.status_code, f"Pica answered {answer.status_code}"
    if status in (401, 402, 403, 404):
        return NotNow(f"{reason}: check keys, plan and connection", operator=True)
    if status in (408, 409, 425, 429) or status >= 500:
        # Behind a 5xx of the passthrough Gmail may have taken the mail all the same.
        asked = _retry_after(answer.headers.get("retry-after", ""))
        return NotNow(reason, asked, doubtful=status >= 500 or status == 408)
    return Refused(reason)


def _retry_after(value: str) -> float | None:
    return float(value) if value.isdigit() else None
