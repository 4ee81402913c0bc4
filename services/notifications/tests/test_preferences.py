"""What a person switches off does not come any more: to him alone, by that channel alone, from then on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from arbeit_events.auth import PortalUserDeleted, UserDeleted
from arbeit_kit.testing import auth, eventually, token
from arbeit_notifications.domain.preferences import ALWAYS, choices
from arbeit_notifications.domain.triggers import Recipient

from . import facts
from .agency import ADMIN, CANDIDATE, CLIENT_A, CLIENT_B, RECRUITER, Agency, agency, send_secret
from .test_mails import link

PATH = "/api/notifications/preferences"
SECOND_ADMIN = auth(token("admin", sub="user_admin2"))


@pytest_asyncio.fixture(loop_scope="session")
async def there(mongo_url: str, amqp_url: str) -> AsyncIterator[Agency]:
    async with agency() as running:
        yield running


async def put(there: Agency, headers: dict[str, str], *items: dict[str, Any], expect: int = 200) -> Any:
    answer = await there.run.client.put(PATH, headers=headers, json={"items": list(items)})
    assert answer.status_code == expect, answer.text
    return answer.json()


def test_everything_is_on_and_each_reader_is_offered_what_reaches_him() -> None:
    offered = {kind: [(each.type, each.in_app, each.email) for each in choices(kind, ())] for kind in Recipient}
    always = [(kind, None, True) for kind in ALWAYS]
    booked, passed = ("interview_booked", True, True), ("interview_passed", True, None)
    slots = ("interview_slots", True, True)
    assert offered[Recipient.CANDIDATE] == [slots, *always]
    assert offered[Recipient.CLIENT] == [booked, passed, ("webhook_paused", True, None), *always]
    assert ("new_job", None, True) in offered[Recipient.RECRUITER]
    assert {kind for kind, _, _ in offered[Recipient.ADMIN]} == {
        "candidate_status_change", "interview_booked", "interview_passed", "hiring_initiated",
        "interview_slots_declined", "webhook_paused", *ALWAYS,
    }  # fmt: skip
    assert all(each.in_app is not False and each.email is not False for each in choices(Recipient.ADMIN, ()))


async def test_what_is_switched_off_is_hidden_from_that_person_alone_from_then_on(there: Agency) -> None:
    await there.tell(facts.status_changed(), subject="cand_1")
    (before,) = await there.notified(1)
    await put(there, ADMIN, {"type": "candidate_status_change", "in_app": False})
    await there.tell(facts.status_changed(candidate_id="cand_2"), subject="cand_2")
    await there.tell(facts.passed(), subject="int_1")
    await there.notified(3, RECRUITER)
    assert len(await there.notifications(SECOND_ADMIN)) == 3
    shown = await there.notified(2)
    assert [n["type"] for n in shown] == ["interview_passed", "candidate_status_change"]
    assert shown[1]["notification_id"] == before["notification_id"]
    assert (await there.get("/api/notifications/unread-count"))["unread_count"] == 2
    (hidden,) = [n for n in await there.notifications(RECRUITER) if n["entity_id"] == "cand_2"]
    await there.post(f"/api/notifications/{hidden['notification_id']}/read", expect=404)
    assert len(await there.mails(4, template="status-change")) == 4
    await put(there, ADMIN, {"type": "candidate_status_change", "in_app": True})
    await there.tell(facts.status_changed(candidate_id="cand_3"), subject="cand_3")
    await there.notified(3)


async def test_a_mail_switched_off_is_not_sent_and_the_others_go(there: Agency) -> None:
    await put(there, RECRUITER, {"type": "interview_booked", "email": False}, {"type": "new_job", "email": False})
    await put(there, CLIENT_B, {"type": "interview_booked", "in_app": False, "email": False})
    await there.tell(facts.slot_booked(), subject="int_1")
    await there.tell(facts.new_job(), subject="job_1")
    await there.notified(1, RECRUITER)
    await there.notified(1, CLIENT_A)
    mails = await there.mails(2)
    assert sorted(m["to"] for m in mails) == ["ada@agency.example", "carl@acme.example"]


async def test_a_candidate_chooses_and_his_links_go_all_the_same(there: Agency) -> None:
    await put(there, CANDIDATE, {"type": "interview_slots", "in_app": False, "email": False})
    await there.tell(facts.created(), subject="int_1")
    await there.tell(facts.slot_booked(), subject="int_1", sequence=2)
    await there.notified(1)
    await send_secret(link(), message_id="cmd_pref")
    await there.mails(1, template="welcome")
    assert await there.notifications(CANDIDATE) == []
    assert (await there.get("/api/mailbox", template="interview-slots"))["items"] == []
    await put(there, CANDIDATE, {"type": "interview_slots", "email": True})
    await there.tell(facts.updated("proposed_slots"), subject="int_1", sequence=3)
    await there.mails(1, template="interview-slots")
    assert await there.notifications(CANDIDATE) == []


async def test_choices_are_kept_with_a_version_and_what_is_not_named_stays(there: Agency) -> None:
    first = await there.get(PATH, RECRUITER)
    assert first["version"] == 0
    await put(there, RECRUITER, {"type": "hiring_initiated", "email": False})
    saved = await put(there, RECRUITER, {"type": "new_job", "email": False})
    states = {each["type"]: (each["in_app"], each["email"]) for each in saved["items"]}
    assert states["hiring_initiated"] == (True, False)
    assert states["new_job"] == (None, False)
    assert await there.get(PATH, RECRUITER) == saved
    stale = {**RECRUITER, "If-Match": '"0"'}
    await put(there, stale, {"type": "new_job", "email": True}, expect=412)
    assert await there.get(PATH, RECRUITER) == saved
    assert (await there.get(PATH))["version"] == 0


@pytest.mark.parametrize(
    ("headers", "item", "field"),
    [
        (ADMIN, {"type": "account_security", "email": False}, "items[0].email"),
        (CANDIDATE, {"type": "interview_invitation", "email": False}, "items[0].email"),
        (ADMIN, {"type": "new_job", "email": False}, "items[0].type"),
        (CANDIDATE, {"type": "hiring_initiated", "in_app": False}, "items[0].type"),
        (CLIENT_A, {"type": "interview_passed", "email": True}, "items[0].email"),
        (ADMIN, {"type": "no_such"}, None),
        (ADMIN, {"type": "interview_booked", "sms": True}, "items[0].sms"),
        (ADMIN, {"type": "interview_booked", "email": "perhaps"}, "items[0].email"),
    ],
)
async def test_what_has_no_switch_is_refused_and_changes_nothing(
    there: Agency, headers: dict[str, str], item: dict[str, Any], field: str | None
) -> None:
    expect = 200 if field is None else 422  # a type without a wish asks for nothing
    answer = await put(there, headers, item, expect=expect)
    if field is not None:
        assert [each["field"] for each in answer["errors"]] == [field]
    assert await there.run.db["preferences"].count_documents({}) == 0


async def test_nobody_without_a_feed_chooses_and_who_is_gone_leaves_no_choice(there: Agency) -> None:
    await there.get(PATH, {}, 401)
    await there.get(PATH, auth(token("client_user", sub="user_x")), 403)
    await put(there, RECRUITER, {"type": "new_job", "email": False})
    await put(there, CANDIDATE, {"type": "interview_slots", "email": False})
    gone = UserDeleted(user_id="user_recruiter", email="rita@agency.example", name="Rita", role="recruiter")
    await there.tell(gone, subject="user_recruiter", sequence=5)
    await there.tell(PortalUserDeleted(candidate_portal_id="cp_1"), subject="cp_1", sequence=5)

    async def forgotten() -> bool:
        return bool(await there.run.db["preferences"].count_documents({}) == 0)

    await eventually(forgotten)
