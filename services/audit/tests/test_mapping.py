"""Events -> entries: everything is recorded, nothing secret, personal values apart."""

import json
from collections.abc import Callable

import pytest

from arbeit_audit.domain.actions import ACTION_TYPES, ACTIONS
from arbeit_audit.domain.mapping import CHANGED, draft_of, erased_by, personal_fields
from arbeit_events import Envelope, registry
from arbeit_events.interviews import InterviewCreated

Golden = Callable[[str], Envelope]

SPEC = {
    "USER_LOGIN",
    "USER_LOGOUT",
    "CLIENT_CREATE",
    "CLIENT_UPDATE",
    "CLIENT_DELETE",
    "JOB_CREATE",
    "JOB_UPDATE",
    "JOB_STATUS_CHANGE",
    "CANDIDATE_CREATE",
    "CANDIDATE_STATUS_CHANGE",
    "INTERVIEW_CREATE",
    "INTERVIEW_COMPLETED",
    "INTERVIEW_PASSED",
    "INTERVIEW_FAILED",
    "HIRING_INITIATED",
}


def changed(event: Envelope, *changes: tuple[str, object, object]) -> Envelope:
    data = {**event.data, "changed": [{"field": field, "old": old, "new": new} for field, old, new in changes]}
    return event.model_copy(update={"data": data})


def test_every_event_of_the_registry_has_a_row() -> None:
    assert set(ACTIONS) == {model.event_name for model in registry.EVENTS.values()}


def test_every_action_type_of_the_spec_is_used() -> None:
    assert set(ACTION_TYPES) >= SPEC


@pytest.mark.parametrize("kind", registry.EVENTS)
def test_a_row_names_fields_that_exist(kind: str) -> None:
    model = registry.EVENTS[kind]
    action = ACTIONS[model.event_name]
    for field in (*action.old, *action.new, *action.about, *action.person):
        source = field.partition(":")[0]
        if source != "linked_candidate_id":
            assert source in model.model_fields, f"{kind}: {source}"


def test_an_event_becomes_an_entry_with_actor_entity_and_request(golden: Golden) -> None:
    event = golden("CandidateStatusChanged").model_copy(
        update={"actorid": "user_1", "actorrole": "recruiter", "actoremail": "meera@example.org"}
    )
    draft = draft_of(event)
    assert draft.log_id == "log_" + event.id.removeprefix("evt_")
    assert (draft.timestamp, draft.user_id, draft.user_role) == (event.time, "user_1", "recruiter")
    assert (draft.action_type, draft.entity_type, draft.entity_id) == (
        "CANDIDATE_STATUS_CHANGE",
        "candidate",
        event.subject,
    )
    assert draft.client_id == event.clientid
    assert draft.old_value == {"status": "SHORTLISTED"}
    assert draft.new_value == {"status": "IN_PROGRESS", "current_round": 1}
    assert draft.metadata["request_id"] == event.correlationid
    assert draft.metadata["event_type"] == "arbeit.candidates.CandidateStatusChanged.v1"
    sealed = draft.personal["actor"]
    assert sealed is not None
    assert sealed.values == {"user_email": "meera@example.org"}


def test_no_personal_value_of_any_event_reaches_the_hashed_body(every_event: list[Envelope]) -> None:
    for event in every_event:
        draft = draft_of(event)
        body = json.dumps([draft.old_value, draft.new_value, draft.metadata], ensure_ascii=False)
        for word in ("Asha", "asha", "Meera", "meera", "98123", "203.0.113.17", "Reto", "CHF"):
            assert word not in body, f"{event.name}: {word}"


def test_a_field_with_personal_values_below_it_counts_as_personal() -> None:
    assert "interviewers" in personal_fields(InterviewCreated)
    assert "job_title" not in personal_fields(InterviewCreated)


def test_a_role_change_is_named_as_one(golden: Golden) -> None:
    assert draft_of(golden("UserUpdated")).action_type == "USER_ROLE_CHANGE"
    assert draft_of(changed(golden("UserUpdated"), ("name", "a", "b"))).action_type == "USER_UPDATE"
    assert draft_of(golden("RoleUpdated")).action_type == "PERMISSION_CHANGE"


def test_the_text_of_a_cv_and_anything_like_a_secret_is_left_out(golden: Golden) -> None:
    event = changed(
        golden("CandidateUpdated"),
        ("summary", None, "Eight years at a bank"),
        ("experience", [], [{"company": "a bank"}]),
        ("reset_link", None, "https://secret"),
        ("phone", "1", "2"),
    )
    draft = draft_of(event)
    assert draft.new_value == {"summary": CHANGED, "experience": CHANGED, "reset_link": CHANGED}
    sealed = draft.personal["subject"]
    assert sealed is not None
    assert sealed.values == {"old_value": {"phone": "1"}, "new_value": {"phone": "2"}}


def test_who_logs_in_is_the_actor_although_nobody_was_signed_in(golden: Golden) -> None:
    event = golden("UserLoggedIn").model_copy(update={"actorid": "anonymous", "actoremail": ""})
    draft = draft_of(event)
    assert draft.user_id == event.data["user_id"]
    sealed = draft.personal["actor"]
    assert sealed is not None
    assert sealed.values["user_email"] == "meera@example.org"


def test_an_event_of_tomorrow_is_recorded_by_name_without_values() -> None:
    event = Envelope.from_dict(
        {
            "id": "evt_foreign",
            "source": "/arbeit/offers",
            "type": "arbeit.offers.OfferWithdrawnByClient.v1",
            "subject": "offer_1",
            "time": "2026-01-30T10:00:00Z",
            "dataschema": "urn:x",
            "sequence": 4,
            "data": {"name": "Asha Nair"},
        }
    )
    draft = draft_of(event)
    assert (draft.action_type, draft.entity_type) == ("OFFER_WITHDRAWN_BY_CLIENT", "unknown")
    assert (draft.old_value, draft.new_value, draft.personal["subject"]) == ({}, {}, None)
    assert draft.log_id == draft_of(event).log_id
    assert len(draft.log_id) == len("log_") + 26


def test_values_of_an_erased_person_do_not_come_back_with_a_late_event(golden: Golden) -> None:
    late = golden("InterviewCancelled")
    draft = draft_of(late, erased=erased_by([golden("CandidateDeleted")]))
    assert draft.personal["subject"] is None
    assert draft.commitments["subject"].digest is None
    assert draft.personal["actor"] is not None, "the recruiter who acted stays"


def test_a_candidates_own_action_goes_with_his_application(golden: Golden) -> None:
    draft = draft_of(golden("InterviewSlotBooked"), erased=erased_by([golden("CandidateDeleted")]))
    assert draft.personal == {"actor": None, "subject": None}


def test_odd_values_are_stored_in_a_form_that_comes_back_the_same(golden: Golden) -> None:
    event = changed(golden("JobUpdated"), ("a.b$c", {"x.y": 2**70}, "x" * 5000))
    draft = draft_of(event)
    assert draft.old_value == {"a/b_c": {"x/y": str(2**70)}}
    assert len(draft.new_value["a/b_c"]) == 4001
