"""The invite saga: a request becomes mails with a calendar part, and their fate becomes the answer."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from arbeit_events.candidates import CandidateDeleted
from arbeit_events.interviews import Interviewer, InterviewInviteRequested
from arbeit_kit.testing import eventually, tap
from arbeit_notifications.channels.port import NotNow, Refused
from arbeit_notifications.domain import message as mails

from . import facts
from .agency import Agency, agency
from .servers import Scripted

pytestmark = pytest.mark.usefixtures("mongo_url", "amqp_url")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "PAUSES_S", dict.fromkeys(mails.PAUSES_S, (0, 0, 0)))


async def calendar_of(there: Agency, mail: dict[str, Any]) -> tuple[Any, Any, dict[str, Any]]:
    detail = await there.get(f"/api/mailbox/{mail['message_id']}")
    (attachment,) = detail["attachments"]
    assert (attachment["filename"], attachment["content_type"]) == ("invite.ics", "application/ics")
    calendar = Calendar.from_ical(base64.b64decode(attachment["content"]))
    (event,) = calendar.walk("VEVENT")
    return calendar, event, detail


async def test_an_invite_goes_to_candidate_and_interviewer_and_is_answered() -> None:
    async with agency() as there, tap("notifications.#") as heard:
        await there.tell(facts.invite(additional_instructions="Bring your notebook"), subject="int_1")
        sent = {mail["to"]: mail for mail in await there.mails(2)}
        assert set(sent) == {"asha@example.com", "ina@acme.example"}
        calendar, event, detail = await calendar_of(there, sent["asha@example.com"])
        assert calendar["METHOD"] == "REQUEST"
        assert (event["UID"], event["SEQUENCE"], event["DTSTART"].dt) == ("int_1@arbeit", 0, facts.START)
        assert [str(a) for a in event["ATTENDEE"]] == ["mailto:asha@example.com", "mailto:ina@acme.example"]
        assert "Tuesday, 2 March 2027, 10:00 to 10:45 (Asia/Kolkata, UTC+05:30)" in detail["text"]
        assert "https://meet.example.com/abc" in detail["html"]
        assert "Bring your notebook" in detail["text"]
        answer = await heard.wait_for("InterviewInviteDelivered", subject="int_1")
        assert answer.data == {
            "interview_id": "int_1", "uid": "int_1@arbeit", "sequence_no": 0, "method": "REQUEST",
            "meeting_link": "https://meet.example.com/abc", "calendar_event_id": None, "channel": "mailbox",
        }  # fmt: skip
        assert answer.clientid == "client_a"


async def test_an_update_and_a_withdrawal_follow_the_same_entry_over_a_clock_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before, after = datetime(2027, 10, 30, 10, tzinfo=berlin), datetime(2027, 11, 1, 10, tzinfo=berlin)
    async with agency() as there, tap("notifications.InterviewInviteDelivered.#") as heard:
        await there.tell(_at(before), subject="int_1", sequence=1)
        await heard.wait_for("InterviewInviteDelivered")
        moved = _at(after, sequence_no=1, meeting_link="https://meet.example.com/new")
        await there.tell(moved, subject="int_1", sequence=2)
        await heard.wait_for("InterviewInviteDelivered", count=2)
        gone = _at(None, sequence_no=2, method="CANCEL")
        await there.tell(gone, subject="int_1", sequence=3)
        await heard.wait_for("InterviewInviteDelivered", count=3)
        sent = [mail for mail in await there.mails(6) if mail["to"] == "asha@example.com"]
        subjects = [mail["subject"] for mail in reversed(sent)]
        assert [subject.partition(":")[0] for subject in subjects] == [
            "Interview for Engineer at Acme", "Updated", "Cancelled",
        ]  # fmt: skip
        read = [await calendar_of(there, mail) for mail in reversed(sent)]
        assert [(calendar["METHOD"], event["UID"], event["SEQUENCE"]) for calendar, event, _ in read] == [
            ("REQUEST", "int_1@arbeit", 0), ("REQUEST", "int_1@arbeit", 1), ("CANCEL", "int_1@arbeit", 2),
        ]  # fmt: skip
        assert [event["DTSTART"].dt for _, event, _ in read] == [before, after, after]
        assert [event["DTEND"].dt - event["DTSTART"].dt for _, event, _ in read] == [timedelta(minutes=45)] * 3
        assert [event["STATUS"] for _, event, _ in read] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        for (_, _, detail), offset in zip(read, ("UTC+02:00", "UTC+01:00", "UTC+01:00"), strict=True):
            assert f"10:00 to 10:45 (Europe/Berlin, {offset})" in detail["text"]


def _at(start: datetime | None, **changes: Any) -> InterviewInviteRequested:
    """An invite for then; a withdrawal may tell no time."""
    utc = None if start is None else start.astimezone(UTC)
    end = None if utc is None else utc + timedelta(minutes=45)
    times = {"scheduled_start_time": utc, "scheduled_end_time": end, "time_zone": "Europe/Berlin"}
    return facts.invite(**times, **changes)


async def test_the_same_request_twice_or_late_sends_nothing_more() -> None:
    async with agency() as there, tap("notifications.InterviewInviteDelivered.#") as heard:
        event_id = await there.tell(facts.invite(sequence_no=1), subject="int_1", sequence=2)
        await there.tell(facts.invite(sequence_no=1), subject="int_1", sequence=2, event_id=event_id)
        await there.tell(facts.invite(sequence_no=1), subject="int_1", sequence=2)
        await there.tell(facts.invite(sequence_no=0), subject="int_1", sequence=1)
        await there.tell(facts.invite(interview_id="int_2", uid="int_2@arbeit"), subject="int_2")
        await heard.wait_for("InterviewInviteDelivered", subject="int_2")
        await there.mails(4)
        assert len(heard.named("InterviewInviteDelivered", "int_1")) == 1


async def test_a_refused_candidate_fails_the_step_and_sending_again_mends_it() -> None:
    channel = Scripted([])

    async def deliver(mail: Any) -> str:
        if "asha" in mail.to and channel.external:
            raise Refused("550 no such user <asha@example.com>")
        return "id"

    channel.deliver = deliver  # type: ignore[method-assign]
    async with agency(channel) as there, tap("notifications.#") as heard:
        await there.tell(facts.invite(), subject="int_1")
        failed = await heard.wait_for("InterviewInviteFailed", subject="int_1")
        assert failed.data["retryable"] is True
        assert failed.data["reason"] == "550 no such user <(address)>"
        channel.deliver = Scripted().deliver  # type: ignore[method-assign]
        await there.tell(facts.invite(sequence_no=1), subject="int_1", sequence=2)
        delivered = await heard.wait_for("InterviewInviteDelivered", subject="int_1")
        assert (delivered.data["sequence_no"], delivered.data["channel"]) == (1, "email")


async def test_an_unreachable_interviewer_does_not_fail_the_invite() -> None:
    channel = Scripted()

    async def deliver(mail: Any) -> str:
        if "ina" in mail.to:
            raise Refused("550 no")
        return "id"

    channel.deliver = deliver  # type: ignore[method-assign]
    async with agency(channel) as there, tap("notifications.#") as heard:
        await there.tell(facts.invite(), subject="int_1")
        await heard.wait_for("InterviewInviteDelivered")
        assert sorted(mail["status"] for mail in await there.mails(2)) == ["failed", "sent"]


async def test_a_newer_step_replaces_mails_that_still_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "PAUSES_S", {"invite": (60, 60), "trigger": (60,), "link": (60,)})
    channel = Scripted([NotNow("451 later"), NotNow("451 later")])
    async with agency(channel) as there, tap("notifications.#") as heard:
        await there.tell(facts.invite(), subject="int_1", sequence=1)
        await heard.wait_for("EmailFailed", count=2)
        await there.tell(facts.invite(sequence_no=1), subject="int_1", sequence=2)
        delivered = await heard.wait_for("InterviewInviteDelivered")
        assert delivered.data["sequence_no"] == 1
        assert sorted(mail["status"] for mail in await there.mails(4)) == ["sent", "sent", "suppressed", "suppressed"]
        assert heard.named("InterviewInviteFailed") == []


async def test_without_interviewers_the_clients_users_are_invited_and_accounts_are_looked_up() -> None:
    async with agency() as there:
        await there.tell(facts.invite(interviewers=[]), subject="int_1")
        assert {m["to"] for m in await there.mails(2, entity_id="int_1")} == {"asha@example.com", "carl@acme.example"}
        by_account = facts.invite(interview_id="int_2", interviewers=[Interviewer(user_id="user_recruiter")])
        await there.tell(by_account, subject="int_2")
        found = await there.mails(2, entity_id="int_2")
        assert {m["to"] for m in found} == {"asha@example.com", "rita@agency.example"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"candidate_email": None}, "there is no e-mail address to send the invite to"),
        ({"candidate_email": "asha@example.com\nBcc: x@y.z"}, "there is no e-mail address to send the invite to"),
        ({"scheduled_start_time": None}, "the interview has no time yet"),
    ],
)
async def test_what_cannot_be_sent_is_answered_at_once(changes: dict[str, Any], reason: str) -> None:
    async with agency() as there, tap("notifications.#") as heard:
        await there.tell(facts.invite(**changes), subject="int_1")
        failed = await heard.wait_for("InterviewInviteFailed")
        assert (failed.data["reason"], failed.data["retryable"]) == (reason, False)
        await there.mails(0)


async def test_interviewers_of_an_erased_candidate_still_get_the_withdrawal() -> None:
    async with agency() as there, tap("notifications.#") as heard:
        await there.tell(facts.invite(), subject="int_1")
        await heard.wait_for("InterviewInviteDelivered")
        gone = CandidateDeleted(candidate_id="cand_1", job_id="job_1", client_id="client_a", person_id="person_1")
        await there.tell(gone, subject="cand_1")

        async def erased() -> bool:
            return await there.run.db["erased"].count_documents({}) == 1

        await eventually(erased)
        withdrawal = facts.invite(sequence_no=1, method="CANCEL", candidate_name="erased", candidate_email=None)
        await there.tell(withdrawal, subject="int_1", sequence=2)
        await heard.wait_for("InterviewInviteDelivered", count=2)
        (mail,) = [m for m in await there.mails(3) if m["to"]]
        calendar, event, _ = await calendar_of(there, mail)
        assert (mail["to"], calendar["METHOD"], event["SEQUENCE"]) == ("ina@acme.example", "CANCEL", 1)
        assert "Asha" not in str(await there.run.db["messages"].find({}).to_list(None))
