"""Notifications in the app, over a real database and broker: who sees what, and who has read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from arbeit_events.auth import PortalUserDeleted, PortalUserVerified, UserDeleted, UserRegistered, UserUpdated
from arbeit_events.candidates import CandidateDeleted
from arbeit_kit import ids, problem
from arbeit_kit.testing import auth, envelope, eventually, tap, token
from arbeit_notifications.store import STAFF

from . import facts
from .agency import CANDIDATE, CLIENT_A, CLIENT_B, OTHER_CANDIDATE, RECRUITER, UNPROVED, Agency, agency


@pytest_asyncio.fixture(loop_scope="session")
async def there(mongo_url: str, amqp_url: str) -> AsyncIterator[Agency]:
    async with agency() as running:
        yield running


async def test_each_event_of_the_table_shows_to_its_recipients_and_mails_them(there: Agency) -> None:
    async with tap("notifications.#") as heard:
        await there.tell(facts.status_changed(), subject="cand_1")
        await there.tell(facts.slot_booked(), subject="int_1")
        await there.tell(facts.passed(), subject="int_1", sequence=2)
        await there.tell(facts.hiring(), subject="int_1", sequence=3)
        await there.tell(facts.new_job(), subject="job_1")
        staff = await there.notified(4)
        assert {n["type"] for n in staff} == {
            "candidate_status_change", "interview_booked", "interview_passed", "hiring_initiated",
        }  # fmt: skip
        assert len(await there.notifications(RECRUITER)) == 4
        client = await there.notifications(CLIENT_A)
        assert {n["type"] for n in client} == {"interview_booked", "interview_passed"}
        assert all(n["recipients"] == ["client_a"] for n in client)
        assert await there.notifications(CLIENT_B) == []
        assert await there.notifications(CANDIDATE) == []
        mails = await there.mails(8)
        told = sorted((m["template"], m["to"]) for m in mails)
        assert told == [
            ("hiring-initiated", "ada@agency.example"), ("hiring-initiated", "rita@agency.example"),
            ("new-job", "rita@agency.example"),
            ("slot-booked", "ada@agency.example"), ("slot-booked", "carl@acme.example"),
            ("slot-booked", "rita@agency.example"),
            ("status-change", "ada@agency.example"), ("status-change", "rita@agency.example"),
        ]  # fmt: skip
        await heard.wait_for("NotificationCreated", count=4)
        await heard.wait_for("EmailSent", count=8)
        sent = heard.named("EmailSent")
        assert not any("@" in str(event.data) for event in sent)
        assert len({event.data["to_hash"] for event in sent}) == 3


async def test_slots_that_wait_are_told_to_the_candidate_alone(there: Agency) -> None:
    await there.tell(facts.created(), subject="int_1")
    await there.tell(facts.created(interview_id="int_2", candidate_portal_id=None), subject="int_2")
    await there.tell(facts.created(interview_id="int_3", interview_status="Draft"), subject="int_3")
    await there.tell(facts.updated("meeting_link"), subject="int_1", sequence=2)
    await there.tell(facts.updated("proposed_slots"), subject="int_1", sequence=3)
    told = await there.notified(2, CANDIDATE)
    assert {(n["type"], n["entity_id"], *n["recipients"]) for n in told} == {("interview_slots", "int_1", "cp_1")}
    mails = await there.mails(2)
    assert {(m["template"], m["to"]) for m in mails} == {("interview-slots", "asha@example.com")}
    assert mails[0]["subject"] == "Pick a time for your interview with Acme"
    for nobody in (OTHER_CANDIDATE, CLIENT_A, RECRUITER):
        assert await there.notifications(nobody) == []


async def test_the_same_event_twice_tells_once(there: Agency) -> None:
    event = envelope(facts.slot_booked(), subject="int_1", client_id="client_a")
    await there.again(event, event, event)
    await there.notified(1)
    await there.again(event)
    await there.tell(facts.passed(), subject="int_1", sequence=2)
    await there.notified(2)
    await there.mails(3)


async def test_an_event_replayed_after_the_inbox_forgot_it_tells_nobody_again(there: Agency) -> None:
    event = envelope(facts.slot_booked(), subject="int_1", client_id="client_a")
    await there.again(event)
    await there.notified(1)
    await there.run.db["inbox"].delete_many({})
    await there.again(event)
    await there.tell(facts.passed(), subject="int_1", sequence=2)
    await there.notified(2)
    await there.mails(3)


async def test_read_is_each_persons_own(there: Agency) -> None:
    for number in range(3):
        await there.tell(facts.status_changed(candidate_id=f"cand_{number}"), subject=f"cand_{number}")
    newest, *_ = await there.notified(3)
    second_admin = auth(token("admin", sub="user_admin2"))
    read = await there.post(f"/api/notifications/{newest['notification_id']}/read")
    assert read["read"] is True
    await there.post(f"/api/notifications/{newest['notification_id']}/read")
    assert (await there.get("/api/notifications/unread-count"))["unread_count"] == 2
    for other in (RECRUITER, second_admin):
        assert (await there.get("/api/notifications/unread-count", other))["unread_count"] == 3
        assert not any(n["read"] for n in await there.notifications(other))
    assert [n["read"] for n in await there.notifications()] == [True, False, False]
    assert len(await there.notifications(unread=True)) == 2


async def test_reading_all_counts_until_the_next_one(there: Agency) -> None:
    for number in range(3):
        await there.tell(facts.status_changed(candidate_id=f"cand_{number}"), subject=f"cand_{number}")
    newest, *_ = await there.notified(3)
    await there.post(f"/api/notifications/{newest['notification_id']}/read")
    assert (await there.post("/api/notifications/read-all"))["unread_count"] == 0
    assert await there.notifications(unread=True) == []
    assert all(n["read"] for n in await there.notifications())
    assert (await there.get("/api/notifications/unread-count", RECRUITER))["unread_count"] == 3
    await there.tell(facts.status_changed(candidate_id="cand_9"), subject="cand_9")
    await there.notified(4)
    assert (await there.get("/api/notifications/unread-count"))["unread_count"] == 1
    await there.post("/api/notifications/read-all")
    await there.post("/api/notifications/read-all")
    assert (await there.get("/api/notifications/unread-count"))["unread_count"] == 0
    assert await there.run.db["receipts"].count_documents({}) == 0


async def test_pages_are_complete_and_without_repetition(there: Agency) -> None:
    for number in range(7):
        await there.tell(facts.status_changed(candidate_id=f"cand_{number}"), subject=f"cand_{number}")
    await there.notified(7)
    seen, cursor = [], None
    while True:
        params = {"limit": 3, **({"cursor": cursor} if cursor else {})}
        page = await there.get("/api/notifications", **params)
        seen += [n["notification_id"] for n in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen, reverse=True)


async def test_another_tenants_notification_cannot_be_read_or_marked(there: Agency) -> None:
    await there.tell(facts.slot_booked(), subject="int_1")
    (mine,) = await there.notified(1, CLIENT_A)
    for stranger in (CLIENT_B, CANDIDATE):
        missing = await there.post("/api/notifications/ntf_00000000000000000000000000/read", stranger, 404)
        foreign = await there.post(f"/api/notifications/{mine['notification_id']}/read", stranger, 404)
        assert {**foreign, "instance": "", "request_id": ""} == {**missing, "instance": "", "request_id": ""}
        assert (await there.get("/api/notifications/unread-count", stranger))["unread_count"] == 0
    assert await there.run.db["receipts"].count_documents({}) == 0


async def test_a_candidate_sees_what_is_addressed_to_him_and_nothing_else(there: Agency) -> None:
    await there.tell(facts.slot_booked(), subject="int_1")
    await there.notified(1)
    seen = await there.run.store.notifications.find_one(STAFF, {})
    own = {"notification_id": ids.new("ntf"), "event_id": "evt_own", "recipients": ["cp_1"]}
    document = there.run.store.notifications.dump(seen.model_copy(update=own))
    await there.run.db["notifications"].insert_one(document)
    (mine,) = await there.notifications(CANDIDATE)
    assert (mine["notification_id"], mine["recipients"]) == (own["notification_id"], ["cp_1"])
    assert (await there.get("/api/notifications/unread-count", CANDIDATE))["unread_count"] == 1
    assert await there.notifications(OTHER_CANDIDATE) == []
    await there.post(f"/api/notifications/{own['notification_id']}/read", OTHER_CANDIDATE, 404)
    assert len(await there.notifications()) == 1


async def test_a_token_without_the_right_or_a_user_without_a_client_sees_nothing(there: Agency) -> None:
    await there.tell(facts.slot_booked(), subject="int_1")
    await there.notified(1)
    await there.get("/api/notifications", auth(token("recruiter", permissions=["jobs:read"])), 403)
    await there.get("/api/notifications", {}, 401)
    assert await there.notifications(auth(token("client_user", sub="user_x"))) == []
    strange = auth(token("client_a", sub="user_y", permissions=["notifications:read"]))
    assert await there.notifications(strange) == []


async def test_a_new_colleague_begins_with_nothing_unread(there: Agency) -> None:
    await there.tell(facts.status_changed(), subject="cand_1")
    await there.notified(1)
    fresh = UserRegistered(user_id="user_new", email="new@agency.example", name="New", role="recruiter")
    await there.tell(fresh, subject="user_new")
    headers = auth(token("recruiter", sub="user_new"))

    async def nothing_unread() -> bool:
        return bool((await there.get("/api/notifications/unread-count", headers))["unread_count"] == 0)

    await eventually(nothing_unread)
    assert [n["read"] for n in await there.notifications(headers)] == [True]


async def test_who_left_or_is_inactive_gets_no_mail_and_late_news_of_him_is_ignored(there: Agency) -> None:
    gone = UserDeleted(user_id="user_recruiter", email="rita@agency.example", name="Rita", role="recruiter")
    await there.tell(gone, subject="user_recruiter", sequence=5)
    late = UserUpdated(user_id="user_recruiter", email="rita@agency.example", name="Rita", role="recruiter")
    await there.tell(late, subject="user_recruiter", sequence=4)
    idle = UserUpdated(
        user_id="user_a",
        email="carl@acme.example",
        name="C",
        role="client_user",
        client_id="client_a",
        status="inactive",
    )
    await there.tell(idle, subject="user_a", sequence=2)

    async def known() -> bool:
        person = await there.run.db["people"].find_one({"_id": "user_a"})
        left = await there.run.db["people"].find_one({"_id": "user_recruiter"})
        return bool(person["status"] == "inactive" and left.get("deleted"))

    await eventually(known)
    await there.tell(facts.slot_booked(), subject="int_1")
    await there.notified(1)
    mails = await there.mails(1)
    assert mails[0]["to"] == "ada@agency.example"


async def test_an_erased_candidate_leaves_no_word_behind(there: Agency) -> None:
    await there.tell(facts.status_changed(), subject="cand_1")
    await there.tell(facts.slot_booked(), subject="int_1")
    first, _ = await there.notified(2)
    await there.mails(5)
    await there.post(f"/api/notifications/{first['notification_id']}/read")
    gone = CandidateDeleted(candidate_id="cand_1", job_id="job_1", client_id="client_a", person_id="person_1")
    await there.tell(gone, subject="cand_1", sequence=9)
    await there.notified(0)
    await there.settled()
    await there.tell(facts.status_changed(new_status="REJECTED"), subject="cand_1", sequence=3)
    await there.tell(facts.new_job(), subject="job_1")
    await there.mails(1, template="new-job")
    assert await there.notifications() == []
    for name in ("notifications", "messages", "receipts", "invites"):
        assert "Asha" not in str(await there.run.db[name].find({}).to_list(None)), name
    erased = await there.get("/api/mailbox", template="status-change")
    detail = await there.get(f"/api/mailbox/{erased['items'][0]['message_id']}")
    assert (detail["to"], detail["html"], detail["text"], detail["subject"]) == ("", "", "", "Erased")
    assert [line["outcome"] for line in detail["log"]] == ["sent", "erased"]


async def test_an_account_that_has_not_proved_its_address_sees_nothing_of_an_application(there: Agency) -> None:
    await there.tell(facts.created(candidate_portal_id="cp_3"), subject="int_1")
    await there.mails(1)
    (stored,) = await there.run.store.notifications.find(STAFF, {}, limit=2)
    reading = f"/api/notifications/{stored.notification_id}/read"
    assert await there.notifications(UNPROVED) == []
    assert (await there.get("/api/notifications/unread-count", UNPROVED))["unread_count"] == 0
    await there.post(reading, UNPROVED, 404)
    proved = PortalUserVerified(candidate_portal_id="cp_3", email="cp_3@example.com", name="C")
    await there.tell(proved, subject="cp_3", sequence=2)
    (seen,) = await there.notified(1, UNPROVED)
    assert seen["notification_id"] == stored.notification_id
    await there.post(reading, UNPROVED)
    await there.tell(PortalUserDeleted(candidate_portal_id="cp_3"), subject="cp_3", sequence=3)
    await there.notified(0, UNPROVED)


async def test_an_account_that_is_new_here_is_asked_of_auth(there: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    new = auth(token("candidate", sub="cp_new"))

    async def silent(*_: Any) -> None:
        raise problem.unavailable("The auth service does not answer.")

    monkeypatch.setattr(there.run.service.peers, "get", silent)
    await there.get("/api/notifications", new, 503)

    async def answers(service: str, path: str) -> dict[str, Any]:
        assert (service, path) == ("auth", "/internal/portal-users/cp_new")
        return {"sequence": 4, "email": "new@example.com", "verified": True}

    monkeypatch.setattr(there.run.service.peers, "get", answers)
    assert await there.notifications(new) == []
    kept = await there.run.db["portal_accounts"].find_one({"_id": "cp_new"})
    assert (kept["sequence"], kept["verified"], "new@example.com" in str(kept)) == (4, True, False)
