"""The status table of the contract, complete: every from, every to, every cause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbeit_candidates.domain import candidate as domain
from arbeit_candidates.domain import interviews
from arbeit_candidates.domain.candidate import Candidate, JobNames
from arbeit_candidates.domain.status import (
    ACTION_TARGETS,
    TABLE,
    Cause,
    IllegalTransition,
    ReasonRequired,
    Status,
    actions,
    legal,
)

AT = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
JOB = JobNames("Engineer", "Acme")
# Contract section 4, written out once more and independently of the code: from -> {to: causes}.
N, R, P, S, X, Y = (
    Status.NEW,
    Status.IN_REVIEW,
    Status.IN_PROGRESS,
    Status.SHORTLISTED,
    Status.REJECTED,
    Status.SELECTED,
)
CONTRACT: dict[Status, dict[Status, set[str]]] = {
    N: {
        R: {"hand", "InterviewCreated"},
        S: {"hand", "SelectionNotificationRequested"},
        P: {"hand", "InterviewPassed"},
        X: {"hand", "InterviewFailed", "withdrawal"},
    },
    R: {
        S: {"hand", "SelectionNotificationRequested"},
        P: {"hand", "InterviewPassed"},
        X: {"hand", "InterviewFailed", "withdrawal"},
    },
    S: {P: {"hand", "InterviewPassed"}, Y: {"HiringInitiated"}, X: {"hand", "InterviewFailed", "withdrawal"}},
    P: {Y: {"HiringInitiated"}, X: {"hand", "InterviewFailed", "withdrawal"}},
    X: {R: {"hand"}},
    Y: {P: {"hand"}},
}


def application(status: Status, **fields: object) -> Candidate:
    values: dict[str, object] = {
        "candidate_id": "cand_1",
        "job_id": "job_1",
        "client_id": "client_1",
        "person_id": "person_1",
        "name": "Asha Rao",
        "email": "asha@example.com",
        "status": status,
        "created_at": AT,
        "created_by": "r@agency.example",
        "updated_at": AT,
        "version": 3,
    }
    return Candidate.model_validate({**values, **fields})


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("target", Status)
@pytest.mark.parametrize("source", Status)
def test_the_table_is_the_contract_s(source: Status, target: Status, cause: Cause) -> None:
    assert legal(source, target, cause) == (cause.value in CONTRACT[source].get(target, set()))


@pytest.mark.parametrize("target", Status)
@pytest.mark.parametrize("source", Status)
def test_by_hand_only_what_the_table_allows(source: Status, target: Status) -> None:
    before = application(source)
    if source is target:
        assert domain.change_status(before, target, "again", JOB, AT) == (before, [])
    elif "hand" in CONTRACT[source].get(target, set()):
        after, (event,) = domain.change_status(before, target, "because", JOB, AT)
        assert after.status is target
        assert (event.to_data()["old_status"], event.to_data()["new_status"]) == (source.value, target.value)
        assert event.to_data()["cause"] == "hand"
    else:
        with pytest.raises(IllegalTransition):
            domain.change_status(before, target, "because", JOB, AT)


@pytest.mark.parametrize(("source", "target"), [(N, X), (R, X), (S, X), (P, X), (X, R), (Y, P)])
def test_rejecting_undoing_and_rescinding_need_a_reason(source: Status, target: Status) -> None:
    with pytest.raises(ReasonRequired):
        domain.change_status(application(source), target, None, JOB, AT)


def test_a_rescinded_selection_takes_its_offer_along() -> None:
    selected = application(Y, selected_at=AT, salary_offered="100")
    after, _ = domain.change_status(selected, P, "The client withdrew", JOB, AT)
    assert (after.selected_at, after.salary_offered) == (None, None)


def facts() -> list[tuple[str, object]]:
    return [
        ("created", lambda c: interviews.interview_created(c, 1, "int_1", JOB, AT)),
        ("passed", lambda c: interviews.interview_passed(c, 2, "int_1", JOB, AT)),
        ("failed", lambda c: interviews.interview_failed(c, 2, "int_2", "No", JOB, AT)),
        ("hired", lambda c: interviews.hiring_initiated(c, 2, "int_2", "100", JOB, AT, decided_at=AT)),
    ]


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact[0])
@pytest.mark.parametrize("source", Status)
def test_an_event_moves_only_along_the_table(source: Status, fact: tuple[str, object]) -> None:
    _, events = fact[1](application(source))  # type: ignore[operator]
    for event in events:
        told = event.to_data()
        if event.event_name == "CandidateStatusChanged":
            assert (Status(told["old_status"]), Status(told["new_status"]), Cause(told["cause"])) in TABLE


@pytest.mark.parametrize("source", [N, R])
def test_hiring_after_one_round_passes_it_first(source: Status) -> None:
    after, events = interviews.hiring_initiated(application(source), 1, "int_1", "100", JOB, AT, decided_at=AT)
    assert after.status is Y
    assert [event.to_data()["new_status"] for event in events] == ["IN_PROGRESS", "SELECTED"]
    assert (after.selected_at, after.salary_offered, after.current_round) == (AT, "100", 1)


def test_hiring_after_a_rejection_is_not_applied() -> None:
    after, events = interviews.hiring_initiated(application(X), 1, "int_1", "100", JOB, AT, decided_at=AT)
    assert (after.status, after.salary_offered) == (X, None)
    assert "CandidateStatusChanged" not in [event.event_name for event in events]


TWO_ROUNDS_TO_HIRE = [
    lambda c: interviews.interview_created(c, 1, "int_1", JOB, AT),
    lambda c: interviews.interview_passed(c, 2, "int_1", JOB, AT),
    lambda c: interviews.interview_created(c, 2, "int_2", JOB, AT),
    lambda c: interviews.interview_passed(c, 2, "int_2", JOB, AT),
    lambda c: interviews.hiring_initiated(c, 2, "int_2", "100", JOB, AT, decided_at=AT),
]
TWO_ROUNDS_TO_REJECTION = [
    *TWO_ROUNDS_TO_HIRE[:3],
    lambda c: interviews.interview_failed(c, 2, "int_2", "No", JOB, AT),
]


@pytest.mark.parametrize("flow", [TWO_ROUNDS_TO_HIRE, TWO_ROUNDS_TO_REJECTION], ids=["hired", "rejected"])
@given(data=st.data())
def test_shuffled_and_repeated_facts_end_where_the_clean_run_ends(flow: list[object], data: st.DataObject) -> None:
    order = data.draw(st.permutations([*flow, *flow]))
    start = data.draw(st.sampled_from([N, R, S]))

    def run(steps: list[object]) -> Candidate:
        candidate = application(start)
        for step in steps:
            candidate, _ = step(candidate)  # type: ignore[operator]
        return candidate

    assert run(order) == run(flow)


@given(st.sampled_from(Status), st.booleans(), st.booleans(), st.booleans())
def test_allowed_actions_agree_with_what_is_then_accepted(source: Status, cv: bool, write: bool, delete: bool) -> None:
    for action in actions(source, cv, write, delete):
        assert (action.reason is None) == action.allowed
        if action.action in ACTION_TARGETS and write:
            target = ACTION_TARGETS[action.action]
            meant = action.action not in ("review", "progress") or source not in (X, Y)
            assert action.allowed == (legal(source, target, Cause.HAND) and meant and _same_move(action.action, source))
    if not write:
        assert {a.action for a in actions(source, cv, write, delete) if a.allowed} <= {"download-cv", "delete"}


def _same_move(action: str, source: Status) -> bool:
    return {"undo-rejection": source is X, "rescind-selection": source is Y}.get(action, True)


def test_a_selection_notification_shortlists_once_and_a_double_click_sends_once() -> None:
    after, events = domain.notify_selection(application(N), "user_1", JOB, AT)
    assert [event.event_name for event in events] == ["CandidateStatusChanged", "SelectionNotificationRequested"]
    assert after.status is S
    assert domain.notify_selection(after, "user_1", JOB, AT + timedelta(seconds=59)) == (after, [])
    again, events = domain.notify_selection(after, "user_1", JOB, AT + timedelta(seconds=61))
    assert [event.event_name for event in events] == ["SelectionNotificationRequested"]
    assert again.status is S


def test_a_rejected_candidate_gets_no_selection_notification() -> None:
    with pytest.raises(IllegalTransition):
        domain.notify_selection(application(X), "user_1", JOB, AT)


def test_typed_fields_are_remembered_and_equal_values_change_nothing() -> None:
    after, (event,) = domain.edit(application(N), {"phone": "+91 1", "name": "Asha Rao"}, JOB, AT)
    assert event.to_data()["changed"] == [{"field": "phone", "old": None, "new": "+91 1"}]
    assert after.typed_fields == ["phone", "name"]
    assert domain.edit(after, {"phone": "+91 1"}, JOB, AT) == (after, [])


def test_the_erasure_tells_ids_only() -> None:
    (event,) = domain.erase(application(N))
    assert set(event.to_data()) == {"candidate_id", "job_id", "client_id", "person_id", "candidate_portal_id"}


def test_a_stage_begins_with_its_status_or_round_and_with_nothing_else() -> None:
    later, latest = AT + timedelta(days=3), AT + timedelta(days=9)
    old = application(N)  # a document from before it was kept
    assert old.in_stage_since == old.created_at
    reviewed, _ = domain.change_status(old, R, None, JOB, later)
    assert reviewed.in_stage_since == later
    renamed, events = domain.edit(reviewed, {"name": "Asha Rao-Iyer"}, JOB, latest)
    assert events
    linked, _ = domain.link_portal(renamed, "cp_1", JOB, latest)
    again, _ = interviews.interview_created(linked, 0, "int_1", JOB, latest)
    assert again.in_stage_since == later
    on, _ = interviews.interview_passed(again, 1, "int_1", JOB, latest)
    second, _ = interviews.interview_passed(on, 2, "int_2", JOB, latest + timedelta(days=1))
    late, _ = interviews.interview_passed(second, 1, "int_1", JOB, latest + timedelta(days=2))
    assert (on.in_stage_since, second.in_stage_since) == (latest, latest + timedelta(days=1))
    assert late.in_stage_since == second.in_stage_since
