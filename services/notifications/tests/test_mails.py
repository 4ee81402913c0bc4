"""Mails from the outbox to a channel: once, again, never, and what the delivery log says."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from arbeit_events.commands import SendOneTimeLink
from arbeit_kit.testing import auth, eventually, tap, token
from arbeit_kit.time import now
from arbeit_notifications.channels import port, smtp
from arbeit_notifications.channels.port import NotNow, Refused
from arbeit_notifications.channels.smtp import Smtp
from arbeit_notifications.domain import message as mails
from arbeit_notifications.mail import letter
from arbeit_notifications.mail.sender import Sender
from arbeit_notifications.settings import SmtpServer

from . import facts
from .agency import ADMIN, PORTAL, RECRUITER, agency, send_secret
from .servers import Scripted, mail_server

pytestmark = pytest.mark.usefixtures("mongo_url", "amqp_url")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Second attempts at once instead of after seconds."""
    monkeypatch.setattr(mails, "PAUSES_S", dict.fromkeys(mails.PAUSES_S, (0, 0, 0)))
    monkeypatch.setattr(mails, "DOUBT_S", 0)


def link(number: int = 1, **changes: Any) -> SendOneTimeLink:
    given: dict[str, Any] = {
        "purpose": "welcome",
        "email": "asha@example.com",
        "name": "Asha Rao",
        "link": f"{PORTAL}/set-password?token=s3cret{number}",
        "expires_at": now() + timedelta(hours=24),
        "subject_id": "cp_1",
        **changes,
    }
    return SendOneTimeLink(**given)


async def test_a_new_portal_user_gets_one_welcome_mail_with_his_link(caplog: pytest.LogCaptureFixture) -> None:
    for name in ("arbeit_kit", "arbeit_notifications", "aiosmtplib"):
        caplog.set_level(logging.DEBUG, name)
    async with agency() as there, tap() as heard:
        await there.tell(facts.new_job(), subject="job_1")
        await send_secret(link(), message_id="cmd_1")
        await send_secret(link(), message_id="cmd_1")
        await send_secret(link(), message_id="cmd_2")
        (mail,) = await there.mails(1, template="welcome")
        await heard.wait_for("EmailSent", count=2)
        detail = await there.get(f"/api/mailbox/{mail['message_id']}")
        assert f'href="{PORTAL}/set-password?token=s3cret1"' in detail["html"]
        assert f"{PORTAL}/set-password?token=s3cret1" in detail["text"]
        assert detail["headers"]["To"] == "Asha Rao <asha@example.com>"
        assert detail["headers"]["Message-ID"].startswith("<msg.")
        assert "s3cret" not in caplog.text
        assert not any("s3cret" in event.to_bytes().decode() for event in heard.events)


PURPOSES = {
    "welcome": "Welcome to Arbeit Talent Portal",
    "set-password": "Choose your password",
    "reset-password": "Reset your password",
    "verify-email": "Please confirm your e-mail address",
    "selection": "Good news: you are shortlisted for Engineer",
}


async def test_each_purpose_has_its_own_mail() -> None:
    async with agency() as there:
        for purpose in PURPOSES:
            asked = link(purpose=purpose, job_title="Engineer", client_name="Acme")  # type: ignore[arg-type]
            await send_secret(asked, message_id=f"cmd_{purpose}")
        sent = await there.mails(5)
        assert {mail["template"]: mail["subject"] for mail in sent} == PURPOSES
        assert {mail["to"] for mail in sent} == {"asha@example.com"}


async def test_a_link_to_somewhere_else_is_never_mailed() -> None:
    async with agency() as there:
        await send_secret(link(link="https://evil.example/set-password?token=1"), message_id="cmd_1")
        await send_secret(link(2), message_id="cmd_2")
        (mail,) = await there.mails(1)
        assert "s3cret2" in (await there.get(f"/api/mailbox/{mail['message_id']}"))["text"]


async def test_one_mailbox_gets_at_most_five_links_an_hour() -> None:
    async with agency() as there:
        for number in range(8):
            await send_secret(link(number, purpose="reset-password"), message_id=f"cmd_{number}")
        await send_secret(link(99, email="other@example.com"), message_id="cmd_other")
        states = [mail["status"] for mail in await there.mails(8, template="reset-password")]
        assert (states.count("sent"), states.count("suppressed")) == (5, 3)
        assert [mail["status"] for mail in await there.mails(1, template="welcome")] == ["sent"]


async def test_other_mails_over_the_share_wait_for_the_next_hour() -> None:
    channel = Scripted()
    async with agency(channel, MAIL_CAP_PER_HOUR="2") as there:
        for number in range(3):
            await there.tell(facts.new_job(job_id=f"job_{number}"), subject=f"job_{number}")

        async def waiting() -> bool:
            items = (await there.get("/api/mailbox", status="queued"))["items"]
            return len(items) == 1 and bool(items[0]["next_attempt_at"].endswith(":00:00.000Z"))

        await eventually(waiting)
        assert len(channel.delivered) == 2


async def test_temporary_refusals_are_tried_again_with_the_same_message_id() -> None:
    channel = Scripted([NotNow("451 greylisted for ada@agency.example"), NotNow("timeout", doubtful=True)])
    async with agency(channel) as there, tap("notifications.#") as heard:
        await there.tell(facts.new_job(), subject="job_1")
        (mail,) = await there.mails(1)
        assert (mail["status"], mail["attempts"], mail["channel"]) == ("sent", 3, "smtp")
        assert len({offer.message_id for offer in channel.offered}) == 1
        assert [offer.doubtful for offer in channel.offered] == [False, False, True]
        detail = await there.get(f"/api/mailbox/{mail['message_id']}")
        assert [line["outcome"] for line in detail["log"]] == ["refused", "refused", "sent"]
        assert detail["log"][0]["reason"] == "451 greylisted for (address)"
        await heard.wait_for("EmailSent")
        assert [event.data["attempt"] for event in heard.named("EmailFailed")] == [1, 2]


def test_after_no_answer_the_next_attempt_waits_for_what_may_still_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    first: Any = SimpleNamespace(kind="link", attempts=1)
    pause = mails.pause_s
    assert pause(first, None, 0.5) == 5
    assert pause(first, None, 0.5, doubtful=True) + port.DEADLINE_S > 30
    assert pause(first, 120, 0.5, doubtful=True) == 120
    assert pause(SimpleNamespace(kind="link", attempts=99), None, 0.5, doubtful=True) is None  # type: ignore[arg-type]


async def test_a_refused_mail_fails_at_once_and_can_be_sent_again_by_an_admin() -> None:
    channel = Scripted([Refused("550 5.1.1 <rita@agency.example>: no such user")])
    async with agency(channel) as there, tap("notifications.EmailFailed.#") as heard:
        await there.tell(facts.new_job(), subject="job_1")
        (mail,) = await there.mails(1)
        assert (mail["status"], mail["attempts"]) == ("failed", 1)
        failed = await heard.wait_for("EmailFailed")
        assert "rita" not in failed.to_bytes().decode()
        path = f"/api/mailbox/{mail['message_id']}/retry"
        await there.post(path, RECRUITER, 403)
        assert (await there.post(path))["status"] == "queued"
        (again,) = await there.mails(1)
        assert again["status"] == "sent"
        await there.post(path, ADMIN, 409)


async def test_a_channel_that_never_works_ends_in_failed() -> None:
    channel = Scripted([NotNow("421 closing")] * 10)
    async with agency(channel) as there:
        await there.tell(facts.new_job(), subject="job_1")
        (mail,) = await there.mails(1)
        assert (mail["status"], mail["attempts"]) == ("failed", 4)


async def test_an_expired_link_is_not_sent_any_more() -> None:
    channel = Scripted()
    async with agency(channel) as there:
        await send_secret(link(expires_at=now() - timedelta(seconds=1)), message_id="cmd_1")
        (mail,) = await there.mails(1)
        assert mail["status"] == "failed"
        assert channel.offered == []


async def test_with_a_real_channel_the_admin_does_not_see_links() -> None:
    channel = Scripted([NotNow("451 later")] * 3)
    async with agency(channel) as there:
        await send_secret(link(), message_id="cmd_1")
        (mail,) = await there.mails(1)
        assert b"s3cret1" in channel.delivered[0].content
        shown = await there.get(f"/api/mailbox/{mail['message_id']}")
        assert "s3cret" not in str(shown)
        assert "s3cret" not in str(await there.run.db["messages"].find({}).to_list(None))


async def test_a_sender_that_dies_between_accepting_and_recording_sends_the_same_message_id() -> None:
    channel = Scripted(gate=asyncio.Event())
    async with agency(channel, own=True) as there:
        await there.tell(facts.new_job(), subject="job_1")

        async def taken() -> bool:
            return len(channel.delivered) == 1

        await eventually(taken)
        # The process dies here: nothing is recorded, the claim and the lease run out.
        (background,) = [t for t in asyncio.all_tasks() if t.get_name() == "notifications-background-0"]
        background.cancel()
        await asyncio.gather(background, return_exceptions=True)
        past = now() - timedelta(seconds=1)
        messages = there.run.db["messages"]
        await messages.update_one({}, {"$set": {"next_attempt_at": past, "_k.due": past}})
        await there.run.db["leases"].delete_one({"_id": "mail-sender"})
        assert channel.gate is not None
        channel.gate.set()
        successor = Sender(there.run.service, channel)
        task = asyncio.create_task(successor.run())
        (mail,) = await there.mails(1)
        await successor.stop()
        await task
        assert (mail["status"], mail["attempts"]) == ("sent", 2)
        assert len({sent.message_id for sent in channel.delivered}) == 1
        assert [sent.doubtful for sent in channel.delivered] == [False, True]


async def test_two_senders_never_send_the_same_mail() -> None:
    channel = Scripted()
    async with agency(channel) as there:
        second = Sender(there.run.service, channel)
        task = asyncio.create_task(second.run())
        for number in range(6):
            await there.tell(facts.status_changed(candidate_id=f"cand_{number}"), subject=f"cand_{number}")
        await there.mails(12)
        await second.stop()
        await task
        assert len(channel.delivered) == len({sent.message_id for sent in channel.delivered}) == 12


async def test_a_mail_that_cannot_be_written_fails_and_holds_up_no_other() -> None:
    async with agency() as there:
        await send_secret(link(1, email="asha@example.com\r\nBcc: evil@example.com"), message_id="cmd_1")
        await send_secret(link(2), message_id="cmd_2")
        states = {mail["to"]: mail["status"] for mail in await there.mails(2)}
        assert states["asha@example.com"] == "sent"
        assert sorted(states.values()) == ["failed", "sent"]


async def test_a_mail_server_takes_the_mail_with_all_its_parts() -> None:
    async with mail_server(password="pässword") as server:
        url = server.url.replace("//", "//portal%40agency.example:p%C3%A4ssword@")
        async with agency(SMTP_URL=url) as there:
            await send_secret(link(name="Zoë <b>Ünal</b>"), message_id="cmd_1")
            (mail,) = await there.mails(1)
            assert (mail["status"], mail["channel"]) == ("sent", "smtp")
        assert server.logins == 1
        (received,) = server.mails()
        assert received["From"] == "Arbeit Talent Portal <portal@agency.example>"
        assert [part.get_content_type() for part in received.walk()] == [
            "multipart/alternative", "text/plain", "text/html",
        ]  # fmt: skip
        html = received.get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert "Zoë &lt;b&gt;Ünal&lt;/b&gt;" in html
        assert server.taken[0][1] == ["RCPT TO:<asha@example.com>"]


@pytest.mark.parametrize(
    ("how", "status", "reason"),
    [
        ({"rcpt": lambda n, _: "550 5.1.1 <asha@example.com> unknown"}, "failed", "550 5.1.1 <(address)> unknown"),
        ({"rcpt": lambda n, _: "450 4.2.0 greylisted" if n == 1 else "250 ok"}, "sent", "450 4.2.0 greylisted"),
        ({"data": lambda n: "554 5.7.1 looks like spam"}, "failed", "554 5.7.1 looks like spam"),
        ({"password": "another"}, "failed", "the mail server refused the log-in (535)"),
    ],
)
async def test_what_the_mail_server_says_decides(how: dict[str, Any], status: str, reason: str) -> None:
    async with mail_server(**how) as server:
        url = server.url.replace("//", "//portal%40agency.example:secret@") if "password" in how else server.url
        async with agency(Smtp(SmtpServer.parse(url))) as there:
            await send_secret(link(), message_id="cmd_1")
            (mail,) = await there.mails(1)
            detail = await there.get(f"/api/mailbox/{mail['message_id']}")
            assert (detail["status"], detail["log"][0]["reason"]) == (status, reason)


async def test_without_a_mail_server_the_mail_waits_and_goes_out_once_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mails, "PAUSES_S", dict.fromkeys(mails.PAUSES_S, (0.2,) * 100))
    async with mail_server() as gone:
        url = gone.url
    async with agency(Smtp(SmtpServer.parse(url))) as there:
        await send_secret(link(), message_id="cmd_1")

        async def told() -> dict[str, Any] | None:
            items = (await there.get("/api/mailbox"))["items"]
            detail = await there.get(f"/api/mailbox/{items[0]['message_id']}") if items else {"log": []}
            return detail if len(detail["log"]) > 1 else None

        await eventually(told)
        waiting = await told()
        assert waiting is not None
        assert waiting["status"] in ("queued", "sending")
        assert all("cannot be reached" in line["reason"] or "Connect" in line["reason"] for line in waiting["log"])
        async with mail_server(port=gone.port) as back:
            (mail,) = await there.mails(1)
            assert mail["status"] == "sent"
            await there.settled()
            assert len(back.taken) == 1


async def test_a_mail_server_that_says_nothing_or_rubbish_holds_up_nobody_and_the_copy_is_known_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp, "DEADLINE_S", 0.5)
    rubbish = iter(["<html>503</html>"])
    async with mail_server(silent=True, rcpt=lambda _, __: next(rubbish, "250 ok")) as server:
        async with agency(Smtp(SmtpServer.parse(server.url))) as there:
            await send_secret(link(), message_id="cmd_1")

            async def taken() -> bool:
                return len(server.taken) == 1

            await eventually(taken)  # and never said so, as one that answers after 30 s
            server.silent = False
            (mail,) = await there.mails(1)
            assert mail["status"] == "sent"
            reasons = [line["reason"] for line in (await there.get(f"/api/mailbox/{mail['message_id']}"))["log"]]
            assert len(reasons) == 3
            assert "html" not in reasons[0] or "SMTP" in reasons[0]
        assert len(server.mails()) == 2  # SMTP has no way to ask; both are the same mail
        assert len({str(each["Message-ID"]) for each in server.mails()}) == 1


async def test_only_admins_read_the_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    async with agency() as there:
        await send_secret(link(), message_id="cmd_1")
        (mail,) = await there.mails(1)
        assert (await there.get("/api/mailbox/state")) == {"channel": "mailbox", "external": False, "calendar": False}
        for path in ("", f"/{mail['message_id']}", f"/{mail['message_id']}/raw", "/state"):
            await there.get(f"/api/mailbox{path}", RECRUITER, 403)
            await there.get(f"/api/mailbox{path}", auth(token("candidate", sub="cp_1")), 401)
        assert [m["to"] for m in await there.mails(1, to="ASHA@example.com")] == ["asha@example.com"]
        await there.mails(0, to="nobody@example.com")
        monkeypatch.setattr(there.run.store, "_key", b"of a new JWT_SECRET")
        await there.mails(1, to="asha@example.com")
        raw = await there.run.client.get(f"/api/mailbox/{mail['message_id']}/raw", headers=ADMIN)
        assert raw.headers["content-type"] == "message/rfc822"
        assert raw.content.startswith(b"From: Arbeit Talent Portal <no-reply@arbeit.example>")
        await there.get("/api/mailbox/msg_00000000000000000000000000", ADMIN, 404)


async def test_an_administrator_sees_what_every_kind_of_mail_looks_like() -> None:
    async with agency() as there:
        listed = (await there.get("/api/mailbox/templates"))["items"]
        assert {each["template"] for each in listed} == set(letter.TEMPLATES)
        shown = await there.get("/api/mailbox/templates/interview-invitation/preview")
        assert shown["subject"] == "Interview for Senior Engineer at Acme"
        assert "Join the meeting" in shown["html"]
        assert "https://meet.example.com" in shown["text"]
        await there.get("/api/mailbox/templates/no-such/preview", expect=404)
        await there.get("/api/mailbox/templates", RECRUITER, expect=403)
        await there.get("/api/mailbox/templates/welcome/preview", RECRUITER, expect=403)
