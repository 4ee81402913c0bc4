"""A mail server. One connection per mail: a few a minute are sent, and a fresh one cannot have gone stale."""

from __future__ import annotations

import asyncio
import ssl

import aiosmtplib

from arbeit_notifications.channels.port import DEADLINE_S, NotNow, Outgoing, Refused
from arbeit_notifications.settings import SmtpServer


class Smtp:
    name = "smtp"
    external = True

    def __init__(self, server: SmtpServer, *, tls_context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._tls = tls_context

    async def deliver(self, mail: Outgoing) -> str | None:
        """Raises `Refused` for 5xx about this mail or its recipient, `NotNow` for everything that may pass."""
        try:
            async with asyncio.timeout(DEADLINE_S):
                return await self._send(mail)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _of(refused.recipients[0].code, refused.recipients[0].message) from None
        except aiosmtplib.SMTPAuthenticationError as refused:
            raise NotNow(f"the mail server refused the log-in ({refused.code})", operator=True) from None
        except aiosmtplib.SMTPResponseException as refused:
            raise _of(refused.code, refused.message) from None
        except aiosmtplib.SMTPException as failed:
            raise NotNow(type(failed).__name__) from None
        except ssl.SSLError as failed:
            raise NotNow(f"no trusted connection: {failed.reason or type(failed).__name__}", operator=True) from None
        except TimeoutError:
            raise NotNow(f"the mail server did not answer within {DEADLINE_S:g} s", doubtful=True) from None
        except OSError as failed:
            raise NotNow(f"the mail server cannot be reached ({type(failed).__name__})") from None

    async def _send(self, mail: Outgoing) -> str | None:
        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls == "implicit",
            start_tls={"required": True, "none": False}.get(server.tls),
            username=server.user or None,
            password=server.password or None,
            timeout=DEADLINE_S,
            tls_context=self._tls,
        )
        try:
            await client.connect()
            refused, answer = await client.sendmail(mail.sender, [mail.to], mail.content)
        finally:
            client.close()
        # With several recipients the server may take some and refuse others, without an error from the library.
        for response in refused.values():
            raise _of(response.code, response.message)
        return answer[:200] or None

    async def close(self) -> None:
        return None


def _of(code: int, message: str) -> NotNow | Refused:
    """4xx and whatever is not about this mail: later. 5xx: never (RFC 5321, 4.2.1)."""
    reason = f"{code} {message}"
    # 421: closing; 530, 534, 535, 538: about our log-in, not about the mail.
    if code in (530, 534, 535, 538):
        return NotNow(reason, operator=True)
    return Refused(reason) if 500 <= code < 600 else NotNow(reason)
