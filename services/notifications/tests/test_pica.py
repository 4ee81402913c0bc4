"""Gmail through Pica, against a stand-in over a real socket that behaves as the public descriptions say."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from arbeit_notifications.channels.choose import channel_of
from arbeit_notifications.channels.pica import PicaGmail
from arbeit_notifications.channels.port import NotNow, Outgoing, Refused
from arbeit_notifications.settings import Settings


@dataclass
class Gmail:
    """What the stand-in holds and how it answers next."""

    url: str = ""
    sent: dict[str, bytes] = field(default_factory=dict)
    answers: list[Response | str] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def message_id_of(content: bytes) -> str:
    return content.split(b"Message-ID: <")[1].split(b">")[0].decode()


def application(gmail: Gmail) -> FastAPI:
    app = FastAPI()

    @app.post("/v1/passthrough/users/me/messages/send")
    async def send(request: Request) -> Any:
        gmail.requests.append(("send", dict(request.headers)))
        body = await request.json()
        raw = body["raw"]
        content = base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
        answer = gmail.answers.pop(0) if gmail.answers else None
        if isinstance(answer, Response):
            return answer
        if answer == "slow":
            await asyncio.sleep(1)
        gmail.sent[f"g{len(gmail.sent) + 1}"] = content
        if answer == "cut":
            return Response(b'{"id": "g', media_type="application/json")
        if answer == "502":
            return JSONResponse({"message": "upstream"}, 502)
        return {"id": f"g{len(gmail.sent)}", "threadId": "t", "labelIds": ["SENT"]}

    @app.get("/v1/passthrough/users/me/messages")
    async def find(request: Request, q: str) -> Any:
        gmail.requests.append(("list", dict(request.headers)))
        found = [key for key, content in gmail.sent.items() if q == f"rfc822msgid:{message_id_of(content)}"]
        return {"messages": [{"id": key} for key in found]} if found else {"resultSizeEstimate": 0}

    return app


@pytest_asyncio.fixture(loop_scope="session")
async def gmail() -> AsyncIterator[Gmail]:
    held = Gmail()
    server = uvicorn.Server(uvicorn.Config(application(held), port=0, log_config=None))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    held.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield held
    server.should_exit = True
    await task


def settings(**changes: Any) -> Settings:
    return Settings.model_validate(
        {
            "mongo_url": "mongodb://x",
            "amqp_url": "amqp://x",
            "jwt_secret": "0123456789abcdef0123456789abcdef",
            "pica_secret_key": "pica-secret",
            "pica_gmail_connection_key": "gmail-connection",
            "mail_from": "Portal <portal@agency.example>",
            **changes,
        }
    )


def mail(*, doubtful: bool = False) -> Outgoing:
    content = b"Message-ID: <msg.1@agency.example>\r\nSubject: Hello\r\n\r\n" + "Grüße?>>".encode()
    return Outgoing(content, "portal@agency.example", "asha@example.com", "<msg.1@agency.example>", doubtful)


async def test_the_mail_arrives_byte_for_byte_with_the_keys_in_the_headers(gmail: Gmail) -> None:
    channel = PicaGmail(settings(pica_base_url=gmail.url))
    assert await channel.deliver(mail()) == "g1"
    await channel.close()
    assert gmail.sent["g1"] == mail().content
    _, headers = gmail.requests[0]
    assert headers["x-pica-secret"] == "pica-secret"
    assert headers["x-pica-connection-key"] == "gmail-connection"
    assert headers["x-pica-action-id"].startswith("conn_mod_def::")


async def test_a_doubtful_mail_is_looked_for_before_it_is_sent_again(gmail: Gmail) -> None:
    channel = PicaGmail(settings(pica_base_url=gmail.url, pica_header_prefix="x-one"))
    gmail.answers.append("502")
    with pytest.raises(NotNow) as later:
        await channel.deliver(mail())
    assert later.value.doubtful
    assert await channel.deliver(mail(doubtful=True)) == "g1"
    assert len(gmail.sent) == 1
    gmail.sent.clear()
    assert await channel.deliver(mail(doubtful=True)) == "g1"
    assert len(gmail.sent) == 1
    assert all("x-one-secret" in headers for _, headers in gmail.requests)
    await channel.close()


async def test_a_cut_answer_after_a_2xx_counts_as_sent(gmail: Gmail) -> None:
    channel = PicaGmail(settings(pica_base_url=gmail.url))
    gmail.answers.append("cut")
    assert await channel.deliver(mail()) is None
    await channel.close()


async def test_a_pica_that_answers_after_our_patience_is_asked_before_the_mail_is_sent_again(gmail: Gmail) -> None:
    channel = PicaGmail(settings(pica_base_url=gmail.url), deadline_s=0.3)
    gmail.answers.append("slow")
    with pytest.raises(NotNow) as later:
        await channel.deliver(mail())
    assert later.value.doubtful
    await asyncio.sleep(0.9)  # carried out after all
    assert await channel.deliver(mail(doubtful=True)) == "g1"
    assert len(gmail.sent) == 1
    await channel.close()


@pytest.mark.parametrize(
    ("status", "headers", "error", "after", "operator", "doubtful"),
    [
        (429, {"Retry-After": "17"}, NotNow, 17.0, False, False),
        (503, {}, NotNow, None, False, True),
        (401, {}, NotNow, None, True, False),
        (402, {}, NotNow, None, True, False),
        (400, {}, Refused, None, False, False),
        (307, {"Location": "http://127.0.0.1:1/"}, Refused, None, False, False),
    ],
)
async def test_the_status_decides(
    gmail: Gmail,
    status: int,
    headers: dict[str, str],
    error: type[Exception],
    after: Any,
    operator: bool,
    doubtful: bool,
) -> None:
    channel = PicaGmail(settings(pica_base_url=gmail.url))
    gmail.answers.append(JSONResponse({"message": "asha@example.com"}, status, headers))
    with pytest.raises(error) as raised:
        await channel.deliver(mail())
    await channel.close()
    assert "asha" not in str(raised.value)
    assert "pica-secret" not in str(raised.value)
    if isinstance(raised.value, NotNow):
        assert (raised.value.retry_after_s, raised.value.operator, raised.value.doubtful) == (after, operator, doubtful)


async def test_an_unreachable_pica_is_tried_later() -> None:
    channel = PicaGmail(settings(pica_base_url="http://127.0.0.1:9"))
    with pytest.raises(NotNow) as later:
        await channel.deliver(mail())
    assert not later.value.doubtful
    await channel.close()


def test_pica_wins_over_smtp_and_smtp_over_the_mailbox() -> None:
    none = {"pica_secret_key": None, "pica_gmail_connection_key": None}
    assert channel_of(settings(smtp_url="smtp://localhost")).name == "pica"
    assert channel_of(settings(**none, smtp_url="smtp://localhost")).name == "smtp"
    assert channel_of(settings(**none, mail_from="")).name == "mailbox"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"mail_from": "", "smtp_url": "smtp://mail.example"}, "MAIL_FROM must name the sender"),
        ({"mail_from": "Portal <no address>"}, "no usable address"),
        ({"smtp_url": "http://mail"}, "must look like smtp://"),
        ({"smtp_url": "smtp://u:p4ss@mail.example?tls=none"}, "must not send a password without TLS"),
        ({"smtp_url": "smtp://mail.example?tls=maybe"}, "tls=required"),
    ],
)
def test_a_bad_setting_stops_the_start_and_names_no_secret(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says) as refused:
        settings(**changes)
    assert "p4ss" not in str([e["msg"] for e in refused.value.errors()])  # type: ignore[attr-defined]


def test_the_specs_own_variables_are_enough_for_pica() -> None:
    assert settings(mail_from="").sender.address == "no-reply@arbeit.example"


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("smtps://u:p@mail.example", 465, "implicit"),
        ("smtp://u:p@mail.example", 587, "required"),
        ("smtp://mail.example", 25, "auto"),
        ("smtp://u:p@localhost:1025", 1025, "auto"),
        ("smtp://mail.example:2525?tls=none", 2525, "none"),
    ],
)
def test_how_a_mail_server_is_spoken_to(url: str, port: int, tls: str) -> None:
    server = settings(smtp_url=url).smtp
    assert server is not None
    assert (server.port, server.tls) == (port, tls)
