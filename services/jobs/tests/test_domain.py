"""The rules of a job, without database or broker."""

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbeit_jobs import domain
from arbeit_jobs.domain import STATUSES, TRANSITIONS, ClientFacts, Job, Status

AT = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
ACME = ClientFacts(company_name="Acme", active=True)
ASLEEP = ClientFacts(company_name="Acme", active=False)
FIELDS: dict[str, Any] = {
    "client_id": "client_1",
    "title": "Engineer",
    "description": "Builds.",
    "department": None,
    "location": "Pune",
    "employment_type": "full_time",
    "experience_min": 2,
    "experience_max": 5,
    "salary_min": None,
    "salary_max": None,
    "required_skills": ["Python"],
    "nice_to_have_skills": [],
    "status": "open",
    "priority": "high",
    "openings": 2,
}


def a_job(**changes: Any) -> Job:
    job, _ = domain.create("job_1", at=AT, by="ada@agency.example", client=ACME, fields=FIELDS)
    return job.model_copy(update=changes)


def names(events: list[Any]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_a_new_job_announces_itself() -> None:
    job, events = domain.create("job_1", at=AT, by="ada@agency.example", client=ACME, fields=FIELDS)
    assert names(events) == ["JobCreated"]
    assert events[0].model_dump(include={"job_id", "client_name", "openings"}) == {
        "job_id": "job_1",
        "client_name": "Acme",
        "openings": 2,
    }
    assert (job.status, job.created_by, job.selected_candidate_ids) == ("open", "ada@agency.example", [])


def test_an_inactive_client_gets_no_new_job() -> None:
    with pytest.raises(domain.ClientInactive):
        domain.create("job_1", at=AT, by="ada", client=ASLEEP, fields=FIELDS)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"experience_min": 6}, "experience_min"), ({"salary_min": 2.0, "salary_max": 1.0}, "salary_min")],
)
def test_a_minimum_lies_below_its_maximum(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(domain.RangeReversed) as broken:
        domain.create("job_1", at=AT, by="ada", client=ACME, fields=FIELDS | fields)
    assert broken.value.field == field
    with pytest.raises(domain.RangeReversed):
        domain.change(a_job(), fields, client=ACME)


def test_equal_limits_and_open_ends_are_fine() -> None:
    domain.change(a_job(), {"experience_min": 5}, client=ACME)
    domain.change(a_job(), {"experience_min": 50, "experience_max": None}, client=ACME)
    domain.change(a_job(), {"salary_min": 5.0}, client=ACME)


def test_skills_are_kept_once_and_required_ones_are_not_also_nice_to_have() -> None:
    fields = {
        "required_skills": [" Python ", "python", "", "Machine   Learning"],
        "nice_to_have_skills": ["PYTHON", "Go"],
    }
    job, _ = domain.change(a_job(), fields, client=ACME)
    assert job.required_skills == ["Python", "Machine Learning"]
    assert job.nice_to_have_skills == ["Go"]


@given(st.lists(st.text(max_size=8)))
def test_normalised_skills_stay_as_they_are(given: list[str]) -> None:
    once = domain.skills(given)
    assert domain.skills(once) == once


def test_a_change_names_what_was_and_what_is() -> None:
    _, events = domain.change(a_job(), {"title": "Lead", "location": "Pune"}, client=ACME)
    assert names(events) == ["JobUpdated"]
    assert [change.model_dump() for change in events[0].changed] == [
        {"field": "title", "old": "Engineer", "new": "Lead"}
    ]


def test_what_already_is_so_is_no_event() -> None:
    job = a_job()
    assert domain.change(job, {"title": "Engineer", "required_skills": [" Python"]}, client=ACME)[1] == []
    assert domain.change(job, {}, status="open", client=ACME)[1] == []


@pytest.mark.parametrize(("state", "wanted"), list(product(STATUSES, STATUSES)))
def test_the_table_of_transitions_is_the_whole_truth(state: Status, wanted: Status) -> None:
    job = a_job(status=state)
    if state == wanted:
        assert domain.change(job, {}, status=wanted, reason="why", client=ACME)[1] == []
    elif wanted in TRANSITIONS[state]:
        changed, events = domain.change(job, {}, status=wanted, reason="why", client=ACME)
        assert (changed.status, names(events)) == (wanted, ["JobStatusChanged"])
        assert (events[0].old_status, events[0].new_status, events[0].reason) == (state, wanted, "why")
    else:
        with pytest.raises(domain.IllegalTransition) as refused:
            domain.change(job, {}, status=wanted, reason="why", client=ACME)
        assert refused.value.state == state
        assert set(refused.value.allowed) == {domain.ACTION_OF[status] for status in TRANSITIONS[state]}
    assert job.status == state


@pytest.mark.parametrize(("state", "wanted"), sorted(domain.NEEDS_REASON))
def test_some_transitions_want_a_reason(state: Status, wanted: Status) -> None:
    with pytest.raises(domain.ReasonNeeded):
        domain.change(a_job(status=state), {}, status=wanted, client=ACME)


@pytest.mark.parametrize("state", ["on_hold", "closed", "filled"])
def test_a_job_of_an_inactive_client_is_not_opened_again(state: Status) -> None:
    with pytest.raises(domain.ClientInactive):
        domain.change(a_job(status=state), {}, status="open", reason="why", client=ASLEEP)
    domain.change(a_job(status="open"), {"title": "Lead"}, status="closed", client=ASLEEP)


def test_the_last_selection_fills_the_job_once() -> None:
    first = domain.select(a_job(), "cand_1", selected=True)
    assert first is not None
    assert first[1] == []
    second = domain.select(first[0], "cand_2", selected=True)
    assert second is not None
    job, events = second
    assert (job.status, names(events)) == ("filled", ["JobStatusChanged", "JobFilled"])
    assert events[1].selected_candidate_ids == ["cand_1", "cand_2"]
    assert domain.select(job, "cand_2", selected=True) is None
    third = domain.select(job, "cand_3", selected=True)
    assert third is not None
    assert third[1] == []


def test_a_rescinded_selection_lowers_the_count_and_reopens_nothing() -> None:
    job = a_job(status="filled", selected_candidate_ids=["cand_1", "cand_2"])
    outcome = domain.select(job, "cand_1", selected=False)
    assert outcome is not None
    assert (outcome[0].status, outcome[0].selected_candidate_ids, outcome[1]) == ("filled", ["cand_2"], [])
    assert domain.select(outcome[0], "cand_1", selected=False) is None


def test_a_closed_job_is_not_filled() -> None:
    outcome = domain.select(a_job(status="closed", openings=1), "cand_1", selected=True)
    assert outcome is not None
    assert (outcome[0].status, outcome[1]) == ("closed", [])


def test_lowering_the_openings_to_those_selected_fills_the_job_and_below_is_refused() -> None:
    job = a_job(openings=3, selected_candidate_ids=["cand_1", "cand_2"])
    changed, events = domain.change(job, {"openings": 2}, client=ACME)
    assert (changed.status, names(events)) == ("filled", ["JobUpdated", "JobStatusChanged", "JobFilled"])
    with pytest.raises(domain.OpeningsBelowSelected):
        domain.change(job, {"openings": 1}, client=ACME)


def test_every_action_is_listed_with_the_reason_that_stands_against_it() -> None:
    def judged(job: Job, client: ClientFacts = ACME, *, may: bool = True) -> dict[str, str | None]:
        found = domain.actions(job.status, active=client.active, may_write=may, may_add_candidates=may)
        assert all(each.allowed == (each.reason is None) for each in found)
        return {each.action: each.reason for each in found}

    open_job = judged(a_job())
    assert set(open_job) == {"edit", "add_candidate", "hold", "fill", "close"}
    assert set(open_job.values()) == {None}
    assert judged(a_job(status="closed"))["add_candidate"] == "The job is closed."
    assert judged(a_job(status="closed"))["hold"] == "A job that is closed cannot become on hold."
    assert judged(a_job(status="closed"), ASLEEP)["open"] == "The client is inactive."
    assert all(judged(a_job(), may=False).values())
