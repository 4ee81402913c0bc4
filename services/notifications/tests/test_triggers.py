"""The spec's table of automatic triggers, word for word."""

from __future__ import annotations

import pytest

from arbeit_events import EventData
from arbeit_events.notifications import WebhookPaused
from arbeit_notifications.domain.triggers import TRIGGERS, Trigger

from . import facts

# The spec's row, its event, who is told in the app, who by mail, the notification type, the template.
TABLE = [
    ("Candidate status change", facts.status_changed(), ["admin", "recruiter"], True, "candidate_status_change"),
    ("Interview slot booked", facts.slot_booked(), ["admin", "recruiter", "client_a"], True, "interview_booked"),
    ("Interview slot booked", facts.rescheduled(), ["admin", "recruiter", "client_a"], True, "interview_booked"),
    ("Interview passed", facts.passed(), ["admin", "recruiter", "client_a"], False, "interview_passed"),
    ("Hiring initiated", facts.hiring(), ["admin", "recruiter"], True, "hiring_initiated"),
]


def trigger(event: EventData) -> Trigger[EventData]:
    (found,) = [row for row in TRIGGERS if row.event is type(event)]
    return found


@pytest.mark.parametrize(("row", "event", "recipients", "mailed", "kind"), TABLE)
def test_a_trigger_reaches_exactly_whom_the_spec_names(
    row: str, event: EventData, recipients: list[str], mailed: bool, kind: str
) -> None:
    found = trigger(event)
    assert found.notice is not None
    notice = found.notice(event)
    assert notice is not None
    assert found.in_app
    assert found.mailed is mailed, row
    assert found.type == kind
    assert found.recipients_of(notice) == recipients
    assert notice.title
    assert "Asha Rao" in notice.message


def test_a_new_job_is_mailed_to_recruiters_and_shown_to_nobody() -> None:
    found = trigger(facts.new_job())
    assert (found.type, found.template) == ("new_job", "new-job")
    assert found.mailed
    assert not found.in_app
    assert [str(r) for r in found.recipients] == ["recruiter"]


def test_a_new_portal_user_is_mailed_by_the_private_command_alone() -> None:
    found = trigger(facts.portal_user())
    assert [str(r) for r in found.recipients] == ["candidate"]
    assert (found.mailed, found.in_app, found.notice, found.template) == (True, False, None, "welcome")


ADDED = ("interview_slots", "interview_slots_declined", "webhook_paused")
SLOTS = [facts.created(), facts.updated("proposed_slots"), facts.updated("interview_status", "proposed_slots")]


@pytest.mark.parametrize("event", SLOTS)
def test_a_candidate_with_an_account_is_told_that_slots_wait(event: EventData) -> None:
    found = trigger(event)
    assert found.notice is not None
    notice = found.notice(event)
    assert notice is not None
    assert found.recipients_of(notice) == ["cp_1"]
    assert (found.in_app, found.mailed, found.type) == (True, True, "interview_slots")
    assert notice.message == "Pick a time for your interview with Acme: Round 1 (Technical Round) for Engineer."


@pytest.mark.parametrize(
    "event",
    [
        facts.created(interview_status="Draft"),
        facts.created(candidate_portal_id=None),
        facts.updated("proposed_slots", candidate_portal_id=None),
        facts.updated("meeting_link"),
        facts.updated("proposed_slots", interview_status="Draft"),
        facts.updated("interview_status", interview_status="Confirmed"),
    ],
)
def test_nobody_is_told_of_slots_that_he_cannot_choose_from(event: EventData) -> None:
    found = trigger(event)
    assert found.notice is not None
    assert found.notice(event) is None


def test_no_trigger_beyond_the_specs_six_rows_and_those_about_slots() -> None:
    added = [row for row in TRIGGERS if row.type in ADDED]
    assert len(added) == 4
    assert len(TRIGGERS) == len(TABLE) + 2 + len(added)


def test_the_offered_salary_is_in_neither_notification_nor_mail() -> None:
    found = trigger(facts.hiring())
    assert found.notice is not None
    notice = found.notice(facts.hiring())
    assert notice is not None
    assert "4200" not in f"{notice.title} {notice.message} {notice.facts}"


def test_that_no_time_suits_is_for_the_agency_alone() -> None:
    event = facts.declined()
    found = trigger(event)
    assert found.notice is not None
    notice = found.notice(event)
    assert notice is not None
    assert (found.type, found.mailed, found.in_app) == ("interview_slots_declined", True, True)
    assert found.recipients_of(notice) == ["admin", "recruiter"]
    assert "Mornings" in notice.message


def test_who_withdrew_was_rejected_by_nobody() -> None:
    event = facts.status_changed().model_copy(update={"new_status": "REJECTED", "cause": "withdrawal"})
    found = trigger(event).notice
    assert found is not None
    notice = found(event)
    assert notice is not None
    assert notice.title == "Asha Rao: Withdrawn"
    assert "withdrew the application" in notice.message
    assert "Rejected" not in notice.message


@pytest.mark.parametrize(("client_id", "told"), [(None, ["admin"]), ("client_a", ["admin", "client_a"])])
def test_a_paused_webhook_is_shown_to_those_whose_it_is(client_id: str | None, told: list[str]) -> None:
    event = WebhookPaused(webhook_id="whk_1", client_id=client_id, origin="https://hooks.example.com", reason="Gone.")
    found = trigger(event)
    assert found.notice is not None
    notice = found.notice(event)
    assert notice is not None
    assert (found.in_app, found.mailed, found.recipients_of(notice)) == (True, False, told)
    assert (notice.entity_type, notice.entity_id) == ("webhook", "whk_1")
    assert "https://hooks.example.com" in notice.message
