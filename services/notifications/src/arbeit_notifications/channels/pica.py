"""Gmail through Pica (now One): the mail's bytes go to Gmail's own API over the passthrough.

Gmail has no idempotency key, so a mail whose earlier attempt may have gone through is first looked for by its
Message-ID.
"""

from __future__ import annotations

import base64

import httpx

from arbeit_notifications.channels.passthrough import Answer, Passthrough
from arbeit_notifications.channels.port import DEADLINE_S, Outgoing
from arbeit_notifications.settings import Settings


class PicaGmail:
    name = "pica"
    external = True

    def __init__(
        self, settings: Settings, *, deadline_s: float = DEADLINE_S, client: httpx.AsyncClient | None = None
    ) -> None:
        secret, connection = settings.pica_secret_key, settings.pica_gmail_connection_key
        if secret is None or connection is None:
            raise ValueError("Pica needs PICA_SECRET_KEY and PICA_GMAIL_CONNECTION_KEY")
        self._settings = settings
        self._pica = Passthrough(settings, secret, connection, deadline_s=deadline_s, client=client)

    async def deliver(self, mail: Outgoing) -> str | None:
        """Raises `NotNow` while Pica or Gmail cannot, or when the outcome of an earlier attempt cannot be found out."""
        if mail.doubtful and (found := await self._find(mail.message_id)) is not None:
            return found
        settings = self._settings
        raw = base64.urlsafe_b64encode(mail.content).decode().rstrip("=")
        answer = await self._pica.call(
            "POST", settings.pica_gmail_send_path, settings.pica_gmail_send_action, body={"raw": raw}
        )
        # Whatever the body of a success says or leaves out, the mail was taken over.
        sent = _checked(answer).get("id")
        return str(sent)[:200] if isinstance(sent, str) else None

    async def close(self) -> None:
        await self._pica.close()

    async def _find(self, message_id: str) -> str | None:
        """Gmail's id of a mail with that Message-ID, or None when there is none."""
        settings = self._settings
        query = {"q": f"rfc822msgid:{message_id.strip('<>')}", "maxResults": "1"}
        answer = await self._pica.call(
            "GET", settings.pica_gmail_list_path, settings.pica_gmail_list_action, params=query
        )
        found = _checked(answer).get("messages")
        first = found[0] if isinstance(found, list) and found else None
        return str(first.get("id", ""))[:200] if isinstance(first, dict) else None


def _checked(answer: Answer) -> dict[str, object]:
    if not answer.ok:
        raise answer.refusal()
    return dict(answer.body or {})
