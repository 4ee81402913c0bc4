"""None of the times suits: the agency is told, the slots stay. And what a moved interview says of its old time."""

from typing import Any

from arbeit_kit.testing import tap

from .agency import Agency, hours, ok, refused

WORDS = {"message": "Mornings suit me, from Thursday on."}


async def test_no_time_suits_is_told_and_changes_no_slot(agency: Agency) -> None:
    candidate = await agency.candidate()
    interview = await agency.interview(candidate)
    own = agency.own(candidate)
    async with tap("interviews.#") as events:
        after = await agency.act(interview, "decline-slots", WORDS, own)
        told = await events.wait_for("InterviewSlotsDeclined", interview["interview_id"])
        again = await agency.act(interview, "decline-slots", WORDS, own)
        assert again["version"] == after["version"]
        await agency.act(interview, "decline-slots", {"message": "Or on Friday."}, own)
        await events.wait_for("InterviewSlotsDeclined", interview["interview_id"], count=2)
    assert (told.data["message"], told.data["declined_by"]) == (WORDS["message"], "candidate")
    assert after["interview_status"] == "Awaiting Candidate Confirmation"
    assert [slot["available"] for slot in after["proposed_slots"]] == [True, True]
    staff = ok(await agency.get(f"/{interview['interview_id']}"))
    assert staff["slots_declined_message"] == "Or on Friday."
    client = ok(await agency.get(f"/{interview['interview_id']}", agency.client_user))
    assert client["slots_declined_at"] is not None
    assert client["slots_declined_message"] is None


async def test_other_times_or_a_booking_after_all_end_it(agency: Agency) -> None:
    candidate = await agency.candidate()
    interview = await agency.interview(candidate)
    await agency.act(interview, "decline-slots", WORDS, agency.own(candidate))
    body: dict[str, Any] = {"proposed_slots": hours(4000, 4002)}
    other = ok(await agency.put(f"/{interview['interview_id']}", body))
    assert other["slots_declined_at"] is other["slots_declined_message"] is None
    await agency.act(other, "decline-slots", WORDS, agency.own(candidate))
    booked = await agency.book(other)
    assert booked["slots_declined_at"] is booked["slots_declined_message"] is None


async def test_declining_is_for_the_candidate_or_staff_and_while_times_are_on_offer(agency: Agency) -> None:
    candidate, other = await agency.candidate(), await agency.candidate()
    interview = await agency.interview(candidate)
    path = f"/{interview['interview_id']}/decline-slots"
    refused(await agency.post(path, WORDS, agency.own(other)), 404)
    refused(await agency.post(path, WORDS, agency.client_user), 403)
    for body in ({}, {"message": "  "}, {"message": "x" * 2001}, {**WORDS, "slot_id": "s"}):
        refused(await agency.post(path, body, agency.own(candidate)), 422)
    ok(await agency.post(path, WORDS))  # by staff, for a candidate who called
    ok(await agency.post(f"/{interview['interview_id']}/cancel", {"reason": "no"}))
    refused(await agency.post(path, WORDS, agency.own(candidate)), 409, "illegal-transition")


async def test_a_moved_interview_tells_when_it_was_to_begin(agency: Agency) -> None:
    candidate = await agency.candidate()
    first = await agency.book(await agency.interview(candidate))
    assert first["previous_start_time"] is None
    await agency.book(first, 1, reason="ill")
    own = ok(await agency.get(f"/{first['interview_id']}", agency.own(candidate)))
    assert own["previous_start_time"] == first["scheduled_start_time"]
    assert own["scheduled_start_time"] != first["scheduled_start_time"]
