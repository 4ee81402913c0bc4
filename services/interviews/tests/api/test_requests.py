"""What may not be sent, slots and zones, versions and idempotency, and who may have an interview at all."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from arbeit_kit import ids

from .agency import Agency, hours, ok, refused

OWNED: dict[str, Any] = {
    "interview_id": "int_x", "interview_status": "Passed", "selected_slot_id": "slot_x",
    "scheduled_start_time": "2027-01-01T00:00:00Z", "scheduled_end_time": "2027-01-01T01:00:00Z",
    "invite_sent": True, "invite_sent_by": "x", "feedback": "x", "rating": 5, "no_show_flag": True, "no_show_count": 3,
    "hiring_initiated": True, "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z",
    "created_by": "x", "person_id": "x", "candidate_name": "x", "candidate_email": "x@y.example", "version": 9,
    "status_history": [], "calendar_event_id": "x", "invite_sequence": 3, "next_interview_id": "x", "nonsense": 1,
}  # fmt: skip


@pytest.mark.parametrize("field", OWNED)
async def test_what_the_server_owns_cannot_be_set(agency: Agency, field: str) -> None:
    candidate = await agency.candidate()
    body = {"candidate_id": candidate.candidate_id, "proposed_slots": hours(30), field: OWNED[field]}
    refused(await agency.post("", body), 422, "invalid")
    assert await agency.running.db["interviews"].count_documents({"candidate_id": candidate.candidate_id}) == 0
    interview = await agency.interview(candidate)
    before = await agency.state(interview)
    refused(await agency.put(f"/{interview['interview_id']}", {"round_name": "New", field: OWNED[field]}), 422)
    assert await agency.state(interview) == before


@pytest.mark.parametrize("field", ["candidate_id", "job_id", "client_id", "interview_round", "draft"])
async def test_whose_interview_it_is_never_changes(agency: Agency, field: str) -> None:
    interview = await agency.interview()
    refused(await agency.put(f"/{interview['interview_id']}", {field: interview.get(field, True)}), 422)


@pytest.mark.parametrize(
    "field",
    ["interview_mode", "interview_duration", "time_zone", "proposed_slots", "round_name", "interviewers", "publish"],
)
async def test_null_clears_only_what_may_be_empty(agency: Agency, field: str) -> None:
    interview = await agency.interview()
    refused(await agency.put(f"/{interview['interview_id']}", {field: None}), 422)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("interview_mode", "video"), ("interview_mode", 1), ("interview_duration", "60"), ("interview_duration", 4),
        ("interview_duration", True), ("interview_duration", 481), ("time_zone", "IST"), ("time_zone", "../etc/passwd"),
        ("time_zone", "Mars/Base"), ("time_zone", ""), ("interview_round", 0), ("interview_round", "1"),
        ("interview_round", 21), ("round_name", "a\nb"),
        ("round_name", ""), ("round_name", "x" * 201), ("round_name", "a\u0000b"), ("meeting_link", "http://x.example"),
        ("meeting_link", "javascript:alert(1)"), ("interviewers", ["nobody"]), ("interviewers", [{"name": "x"}]),
        ("interviewers", [f"p{n}@x.example" for n in range(11)]), ("draft", "true"), ("proposed_slots", []),
        ("proposed_slots", [{"start_time": 1796000000}]), ("proposed_slots", [{"start_time": "tomorrow"}]),
        ("proposed_slots", hours(*range(1, 52))), ("proposed_slots", hours(-5)), ("proposed_slots", hours(30, 30.5)),
        ("proposed_slots", [{**hours(30)[0], "slot_id": "slot_mine"}]),
        ("proposed_slots", [{"start_time": "9999-12-31T23:59:00Z"}]),
        ("proposed_slots", [{"start_time": "0001-01-01T00:00:00+14:00"}]),
        ("additional_instructions", "x" * 20_001), ("job_id", "job_of_another"), ("client_id", "client_b"),
    ],
)  # fmt: skip
async def test_bad_values_are_refused_and_nothing_is_made(agency: Agency, field: str, value: Any) -> None:
    candidate = await agency.candidate()
    body = {"candidate_id": candidate.candidate_id, "proposed_slots": hours(30), field: value}
    errors = refused(await agency.post("", body), 422, "invalid")["errors"]
    assert any(each["field"].startswith(field) for each in errors)
    assert await agency.running.db["interviews"].count_documents({"candidate_id": candidate.candidate_id}) == 0


async def test_an_error_names_the_field_as_it_was_sent(agency: Agency) -> None:
    candidate = await agency.candidate()
    body = {"candidate_id": candidate.candidate_id, "interviewers": [{"email": "nobody"}, "nobody"], "draft": True}
    errors = refused(await agency.post("", body), 422, "invalid")["errors"]
    assert [each["field"] for each in errors] == ["interviewers[0].email", "interviewers[1]"]


@pytest.mark.parametrize("rating", [0, 6, "5", 4.5, True])
async def test_a_rating_is_a_whole_number_of_1_to_5(agency: Agency, rating: Any) -> None:
    interview = await agency.book(await agency.interview())
    before = await agency.state(interview)
    refused(await agency.post(f"/{interview['interview_id']}/mark-completed", {"rating": rating}), 422)
    assert await agency.state(interview) == before


@pytest.mark.parametrize("action", ["cancel", "reject"])
@pytest.mark.parametrize("body", [None, {}, {"reason": ""}, {"reason": "  "}, {"reason": None}])
async def test_a_reason_is_needed(agency: Agency, action: str, body: Any) -> None:
    interview = await agency.completed()
    refused(await agency.post(f"/{interview['interview_id']}/{action}", body), 422)


async def test_a_slot_of_another_interview_cannot_be_booked(agency: Agency) -> None:
    one, other = await agency.interview(), await agency.interview()
    slot_id = other["proposed_slots"][0]["slot_id"]
    refused(await agency.post(f"/{one['interview_id']}/book-slot", {"slot_id": slot_id}), 422)
    for each in (one, other):
        assert (await agency.state(each))["interview_status"] == "Awaiting Candidate Confirmation"


# -- who may have one


async def test_unknown_and_ended_candidates_take_no_interview(agency: Agency) -> None:
    gone = refused(await agency.post("", {"candidate_id": ids.new("cand"), "proposed_slots": hours(30)}), 503)
    assert gone["detail"] == "The candidates service does not answer."
    for status in ("REJECTED", "SELECTED"):
        ended = await agency.candidate(status=status)
        body = {"candidate_id": ended.candidate_id, "proposed_slots": hours(30)}
        refused(await agency.post("", body), 409, "candidate-not-active")


async def test_rounds_follow_one_another_one_live_at_a_time(agency: Agency) -> None:
    candidate = await agency.candidate()
    body = {"candidate_id": candidate.candidate_id, "proposed_slots": hours(30)}
    refused(await agency.post("", {**body, "interview_round": 2}), 409, "round-not-passed")
    first = await agency.completed(candidate)
    refused(await agency.post("", {**body, "interview_round": 2}), 409, "round-not-passed")
    refused(await agency.post("", body), 409, "round-occupied")
    await agency.act(first, "move-to-next-round")
    second = await agency.interview(candidate, interview_round=2)
    refused(await agency.post(f"/{first['interview_id']}/initiate-hiring"), 409)
    await agency.act(second, "cancel", {"reason": "not needed"})
    again = await agency.interview(candidate, interview_round=2)
    await agency.act(again, "cancel", {"reason": "not needed"})
    await agency.act(first, "initiate-hiring")
    refused(await agency.post("", {**body, "interview_round": 2}), 409, "hiring-initiated")


# -- zones


def next_night(zone: str, *, gap: bool) -> datetime:
    """A wall-clock time within the next gap (or repeated hour) of the zone, by looking for it."""
    there = ZoneInfo(zone)
    at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    for _ in range(24 * 360):
        later = at + timedelta(hours=1)
        before, after = at.astimezone(there).utcoffset(), later.astimezone(there).utcoffset()
        assert before is not None
        assert after is not None
        if after > before and gap:
            return at.astimezone(there).replace(tzinfo=None) + timedelta(hours=1)
        if after < before and not gap:
            return later.astimezone(there).replace(tzinfo=None)
        at = later
    raise AssertionError(f"no such night in {zone}")


ZONES = ["Europe/Berlin", "America/New_York", "Australia/Sydney", "America/Santiago"]


@pytest.mark.parametrize("zone", ZONES)
async def test_a_time_that_the_clocks_skip_is_refused(agency: Agency, zone: str) -> None:
    skipped = next_night(zone, gap=True).isoformat(timespec="minutes")
    candidate = await agency.candidate()
    body = {"candidate_id": candidate.candidate_id, "time_zone": zone, "proposed_slots": [{"start_time": skipped}]}
    (error,) = refused(await agency.post("", body), 422, "invalid")["errors"]
    assert (error["field"], error["code"]) == ("proposed_slots[0].start_time", "no_such_time")


@pytest.mark.parametrize("zone", ZONES)
async def test_a_time_that_comes_twice_is_the_first(agency: Agency, zone: str) -> None:
    twice = next_night(zone, gap=False)
    interview = await agency.interview(
        time_zone=zone, proposed_slots=[{"start_time": twice.isoformat(timespec="minutes")}]
    )
    (slot,) = interview["proposed_slots"]
    first = twice.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    second = twice.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    assert second > first
    assert datetime.fromisoformat(slot["start_time"]) == first
    assert slot["local_start_time"] == twice.isoformat(timespec="seconds")
    # An hour of interview is an hour, whatever the clocks do meanwhile.
    assert datetime.fromisoformat(slot["end_time"]) - first == timedelta(minutes=60)


async def test_naive_times_are_read_in_the_interviews_zone(agency: Agency) -> None:
    day = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    interview = await agency.interview(proposed_slots=[{"start_time": f"{day}T10:30", "end_time": f"{day}T11:00"}])
    (slot,) = interview["proposed_slots"]
    assert (slot["start_time"], slot["time_zone"]) == (f"{day}T05:00:00.000Z", "Asia/Kolkata")
    assert slot["local_start_time"] == f"{day}T10:30:00"


# -- claims, versions, repeats


async def test_a_reschedule_frees_the_old_time(agency: Agency) -> None:
    panel = {"interviewers": ["move@acme.example"], "proposed_slots": hours(5000, 5010)}
    one = await agency.book(await agency.interview(**panel))
    old = await agency.claims(one)
    other = await agency.interview(**panel)
    slot_id = other["proposed_slots"][0]["slot_id"]
    refused(await agency.post(f"/{other['interview_id']}/book-slot", {"slot_id": slot_id}), 409, "slot-conflict")
    moved = await agency.book(one, 1, reason="clash")
    assert moved["interview_status"] == "Confirmed"
    assert not old & await agency.claims(one)
    assert (await agency.book(other))["interview_status"] == "Confirmed"


@pytest.mark.parametrize(
    ("action", "body"), [("cancel", {"reason": "no"}), ("mark-no-show", None), ("mark-completed", None)]
)
async def test_whatever_ends_a_booking_frees_its_time(agency: Agency, action: str, body: Any) -> None:
    interview = await agency.book(await agency.interview())
    assert await agency.claims(interview)
    await agency.act(interview, action, body)
    assert await agency.claims(interview) == set()


async def test_a_new_interviewer_must_be_free(agency: Agency) -> None:
    slots = hours(5100)
    await agency.book(await agency.interview(interviewers=["busy@acme.example"], proposed_slots=slots))
    other = await agency.book(await agency.interview(interviewers=["free@acme.example"], proposed_slots=slots))
    path = f"/{other['interview_id']}"
    refused(await agency.put(path, {"interviewers": ["busy@acme.example"]}), 409, "slot-conflict")
    changed = ok(await agency.put(path, {"interviewers": [{"name": "Eve", "email": "Third@acme.example"}]}))
    assert changed["interviewers"] == [{"name": "Eve", "email": "third@acme.example"}]
    assert {claim.partition(":")[0] for claim in await agency.claims(other)} >= {"third@acme.example"}
    assert not any("free@" in claim for claim in await agency.claims(other))


async def test_if_match_guards_every_write(agency: Agency) -> None:
    interview = await agency.interview()
    path = f"/{interview['interview_id']}"
    body = refused(await agency.put(path, {"round_name": "x"}, **{"If-Match": '"7"'}), 412)
    assert body["current_version"] == interview["version"]
    slot = {"slot_id": interview["proposed_slots"][0]["slot_id"]}
    refused(await agency.post(f"{path}/book-slot", slot, **{"If-Match": '"7"'}), 412)
    assert (await agency.state(interview))["version"] == interview["version"]
    ok(await agency.put(path, {"round_name": "x"}, **{"If-Match": f'"{interview["version"]}"'}))


async def test_a_repeated_request_gets_the_first_answer(agency: Agency) -> None:
    candidate = await agency.candidate()
    body = {"candidate_id": candidate.candidate_id, "proposed_slots": hours(30)}
    key = {"Idempotency-Key": candidate.candidate_id}
    first = await agency.post("", body, **key)
    assert ok(await agency.post("", body, **key), 201) == ok(first, 201)
    slot = {"slot_id": first.json()["proposed_slots"][0]["slot_id"]}
    path = f"/{first.json()['interview_id']}/book-slot"
    booked = ok(await agency.post(path, slot, agency.own(candidate), **key))
    assert ok(await agency.post(path, slot, agency.own(candidate), **key)) == booked


async def test_a_form_saved_unchanged_changes_nothing(agency: Agency) -> None:
    interview = await agency.book(await agency.interview(interviewers=["a@b.example"]))
    before = await agency.state(interview)
    form = {
        name: interview[name]
        for name in (
            "interview_mode", "interview_duration", "time_zone", "round_name", "meeting_link",
            "additional_instructions", "interviewers",
        )
    }  # fmt: skip
    form["proposed_slots"] = [
        {name: slot[name] for name in ("start_time", "end_time")} for slot in interview["proposed_slots"]
    ]
    ok(await agency.put(f"/{interview['interview_id']}", form))
    assert await agency.state(interview) == before


async def test_draft_published_by_put(agency: Agency) -> None:
    draft = await agency.interview(draft=True)
    path = f"/{draft['interview_id']}"
    kept = ok(await agency.put(path, {"proposed_slots": hours(31), "publish": False}))
    assert (kept["interview_status"], kept["published_at"]) == ("Draft", None)
    published = ok(await agency.put(path, {"publish": True}))
    assert published["interview_status"] == "Awaiting Candidate Confirmation"
    empty = await agency.interview(draft=True, proposed_slots=[])
    refused(await agency.put(f"/{empty['interview_id']}", {"publish": True}), 422)
