"""Other services' events: projections, cancellation, erasure, the invite; twice, late and shuffled."""

import random
from datetime import timedelta
from typing import Any

from arbeit_events import Envelope
from arbeit_events.candidates import CandidateDeleted, CandidateStatusChanged, CandidateUpdated
from arbeit_events.jobs import JobStatusChanged
from arbeit_events.notifications import InterviewInviteDelivered, InterviewInviteFailed
from arbeit_events.tenancy import ClientUpdated
from arbeit_kit.testing import envelope, eventually, publish, tap

from .agency import Agency, Candidate, hours, ok, refused


def updated(candidate: Candidate, sequence: int, **changes: Any) -> Envelope:
    data = CandidateUpdated(**{**candidate.created().model_dump(exclude={"source"}), **changes}, changed=[])
    return envelope(data, subject=candidate.candidate_id, sequence=sequence, client_id=candidate.client_id)


def status_changed(candidate: Candidate, sequence: int, old: str, new: str, cause: str = "hand") -> Envelope:
    data = CandidateStatusChanged(
        candidate_id=candidate.candidate_id,
        job_id=candidate.job_id,
        client_id=candidate.client_id,
        person_id=candidate.person_id,
        name=candidate.name,
        email="asha@mail.example",
        job_title="Engineer",
        client_name="Acme",
        candidate_portal_id=candidate.portal_id,
        old_status=old,
        new_status=new,
        cause=cause,
    )
    return envelope(data, subject=candidate.candidate_id, sequence=sequence, client_id=candidate.client_id)


def deleted(candidate: Candidate, sequence: int) -> Envelope:
    data = CandidateDeleted(
        candidate_id=candidate.candidate_id,
        job_id=candidate.job_id,
        client_id=candidate.client_id,
        person_id=candidate.person_id,
        candidate_portal_id=candidate.portal_id,
    )
    return envelope(data, subject=candidate.candidate_id, sequence=sequence, client_id=candidate.client_id)


def delivered(interview: dict[str, Any], sequence_no: int, method: str = "REQUEST") -> Envelope:
    data = InterviewInviteDelivered.model_validate(
        {
            "interview_id": interview["interview_id"],
            "uid": f"{interview['interview_id']}@arbeit",
            "sequence_no": sequence_no,
            "method": method,
            "meeting_link": "https://meet.example/abc",
            "calendar_event_id": "ev1",
            "channel": "calendar",
        }
    )
    return envelope(data, subject=interview["interview_id"], sequence=sequence_no)


def failed(interview: dict[str, Any], sequence_no: int) -> Envelope:
    data = InterviewInviteFailed(
        interview_id=interview["interview_id"],
        sequence_no=sequence_no,
        method="REQUEST",
        reason="421 later",
        retryable=True,
    )
    return envelope(data, subject=interview["interview_id"], sequence=sequence_no)


async def until(agency: Agency, interview: dict[str, Any], **expected: Any) -> dict[str, Any]:
    """The interview, once it shows this."""

    async def there() -> dict[str, Any] | None:
        found = await agency.state(interview)
        seen = {name: found[name] for name in expected}
        assert seen == expected
        return found

    return await eventually(there)


async def test_a_candidate_added_a_moment_ago_is_known_by_his_event(agency: Agency) -> None:
    candidate = Candidate()
    await publish(envelope(candidate.created(), subject=candidate.candidate_id, client_id=candidate.client_id))
    body = {"candidate_id": candidate.candidate_id, "proposed_slots": hours(30)}

    async def created() -> bool:
        return (await agency.post("", body)).status_code == 201

    await eventually(created)


async def test_interviews_follow_the_candidate_and_his_portal_account(agency: Agency) -> None:
    candidate = await agency.candidate()
    interview = await agency.interview(candidate)
    await publish(updated(candidate, 2, name="Asha R. Rao", candidate_portal_id="cp_new"))
    await until(agency, interview, candidate_name="Asha R. Rao", candidate_portal_id="cp_new")
    refused(await agency.get(f"/{interview['interview_id']}", agency.own(candidate)), 404)
    candidate.portal_id = "cp_new"
    await agency.account("cp_new")
    assert ok(await agency.get(f"/{interview['interview_id']}", agency.own(candidate)))["client_name"] == "Acme"


async def test_a_rejection_cancels_what_is_open_and_frees_the_time(agency: Agency) -> None:
    candidate = await agency.candidate()
    first = await agency.completed(candidate)
    await agency.act(first, "move-to-next-round")
    second = await agency.book(await agency.interview(candidate, interview_round=2))
    await agency.act(second, "send-invite")
    async with tap("interviews.#") as events:
        await publish(status_changed(candidate, 3, "IN_PROGRESS", "REJECTED"))
        cancelled = await events.wait_for("InterviewCancelled", second["interview_id"])
        withdrawn = await events.wait_for("InterviewInviteRequested", second["interview_id"])
    assert cancelled.data["cancelled_by"] == "CandidateStatusChanged"
    assert (withdrawn.data["method"], withdrawn.data["sequence_no"]) == ("CANCEL", 1)
    await until(agency, second, interview_status="Cancelled", application_ended="REJECTED")
    assert await agency.claims(second) == set()
    await until(agency, first, interview_status="Passed", next_interview_id=None)
    refused(await agency.post(f"/{first['interview_id']}/initiate-hiring"), 409, "illegal-transition")
    again = {"candidate_id": candidate.candidate_id, "interview_round": 2, "proposed_slots": hours(30)}
    refused(await agency.post("", again), 409, "candidate-not-active")


async def test_a_withdrawal_cancels_too_and_says_who_ended_it(agency: Agency) -> None:
    candidate = await agency.candidate()
    interview = await agency.book(await agency.interview(candidate))
    async with tap("interviews.#") as events:
        await publish(status_changed(candidate, 2, "IN_REVIEW", "REJECTED", "withdrawal"))
        cancelled = await events.wait_for("InterviewCancelled", interview["interview_id"])
    assert cancelled.data["reason"] == "The candidate withdrew the application."
    assert await agency.claims(interview) == set()


async def test_erasure_leaves_ids_and_states(agency: Agency) -> None:
    candidate = await agency.candidate(name="Quirin Xaverl")
    done = await agency.completed(candidate)
    await agency.act(done, "move-to-next-round")
    open_one = await agency.book(
        await agency.interview(candidate, interview_round=2, additional_instructions="Ask Quirin for his passport")
    )
    await publish(deleted(candidate, 5))
    left = await until(agency, open_one, interview_status="Cancelled", candidate_name="(erased)")
    kept = await until(agency, done, interview_status="Passed", feedback=None, rating=None)
    for document in (left, kept):
        assert "Quirin" not in str(document)
        assert "asha@mail.example" not in str(document)
        assert "portal" not in document["_k"]
    assert await agency.claims(open_one) == set()
    await publish(updated(candidate, 4, name="Quirin Xaverl"), updated(candidate, 6, name="Quirin Xaverl"))
    await agency.running.settled()
    assert "Quirin" not in str(await agency.running.db["applications"].find_one({"_id": candidate.candidate_id}))
    assert (await agency.state(done))["candidate_name"] == "(erased)"
    body = {"candidate_id": candidate.candidate_id, "proposed_slots": hours(30)}
    refused(await agency.post("", body), 409, "candidate-not-active")
    history = f"/api/candidates/{candidate.candidate_id}/interview-history"
    refused(await agency.client.get(history, headers=agency.staff), 404)


async def test_the_invite_is_shown_as_sent_only_when_it_was(agency: Agency) -> None:
    interview = await agency.book(await agency.interview())
    await agency.act(interview, "send-invite")
    await publish(failed(interview, 0))
    await until(agency, interview, invite_error="421 later", invite_sent=False)
    again = await agency.act(interview, "send-invite")
    assert (again["interview_status"], again["invite_sequence"], again["invite_error"]) == ("Scheduled", 1, None)
    await publish(delivered(interview, 0), delivered(interview, 1), failed(interview, 1), delivered(interview, 1))
    sent = await until(agency, interview, invite_sent=True, invite_error=None, meeting_link="https://meet.example/abc")
    await agency.running.settled()
    assert (await agency.state(interview))["version"] == sent["version"]
    # The UID of Google's event, which the invitation has too: downloading it makes no second entry.
    file = await agency.get(f"/{interview['interview_id']}/calendar.ics")
    assert "UID:ev1@google.com" in file.text
    moved = await agency.book(interview, 1, reason="clash")
    assert (moved["invite_sent"], moved["invite_sequence"]) == (False, 2)


async def test_a_rescinded_selection_lets_hiring_begin_anew(agency: Agency) -> None:
    candidate = await agency.candidate()
    hired = await agency.act(await agency.completed(candidate), "initiate-hiring")
    await publish(status_changed(candidate, 2, "IN_PROGRESS", "SELECTED"))
    await until(agency, hired, application_ended="SELECTED", hiring_initiated=True)
    await publish(status_changed(candidate, 3, "SELECTED", "IN_PROGRESS"))
    await until(agency, hired, application_ended=None, hiring_initiated=False)
    again = await agency.act(hired, "initiate-hiring")
    assert again["hiring_initiated"]


async def test_names_of_jobs_and_clients_follow_and_a_closed_job_changes_nothing(agency: Agency) -> None:
    candidate = await agency.candidate(job_id="job_named", client_id="client_named")
    interview = await agency.interview(candidate)
    closed = JobStatusChanged(
        job_id="job_named", client_id="client_named", title="Lead Engineer", old_status="open", new_status="closed"
    )
    renamed = ClientUpdated(client_id="client_named", company_name="Acme Ltd", status="active")
    await publish(
        envelope(closed, subject="job_named", sequence=3), envelope(renamed, subject="client_named", sequence=2)
    )
    after = await until(agency, interview, job_title="Lead Engineer", client_name="Acme Ltd")
    assert after["interview_status"] == "Awaiting Candidate Confirmation"


async def test_doubled_and_shuffled_events_end_in_the_same_state(agency: Agency) -> None:
    chance = random.Random(7)

    async def scene() -> tuple[Candidate, list[dict[str, Any]], list[Envelope]]:
        candidate = await agency.candidate(portal_id="cp_scene", person_id=f"person_{chance.random()}")
        first = await agency.completed(candidate)
        await agency.act(first, "move-to-next-round")
        second = await agency.book(await agency.interview(candidate, interview_round=2))
        await agency.act(second, "send-invite")
        await agency.act(second, "send-invite")
        candidate.name, candidate.portal_id = "Asha Rao-Iyer", "cp_2"
        told = [
            updated(candidate, 2, name="A. Rao", candidate_portal_id="cp_scene"),
            delivered(second, 0),
            failed(second, 1),
            delivered(second, 1),
            updated(candidate, 3),
            status_changed(candidate, 4, "IN_PROGRESS", "REJECTED"),
            status_changed(candidate, 5, "REJECTED", "IN_REVIEW"),
        ]
        return candidate, [first, second], told

    def comparable(document: dict[str, Any]) -> dict[str, Any]:
        names = (
            "interview_status", "candidate_name", "candidate_portal_id", "application_ended", "next_interview_id",
            "selected_slot_id", "interview_round", "feedback",
        )  # fmt: skip
        seen = {name: document[name] for name in names}
        return {**seen, "selected_slot_id": bool(seen["selected_slot_id"]), "portal": document["_k"].get("portal")}

    _, interviews, told = await scene()
    for event in told:
        await publish(event)
    await agency.running.settled()
    await until(agency, interviews[1], interview_status="Cancelled", application_ended=None)
    clean = [comparable(await agency.state(each)) for each in interviews]
    for _ in range(3):
        candidate, interviews, told = await scene()
        shuffled = [*told, *chance.sample(told, 4)]
        chance.shuffle(shuffled)
        await publish(*shuffled)
        await until(agency, interviews[1], interview_status="Cancelled", candidate_name="Asha Rao-Iyer")

        async def same(interviews: list[dict[str, Any]] = interviews) -> bool:
            seen = [comparable(await agency.state(each)) for each in interviews]
            assert seen == clean
            return True

        await agency.running.settled()
        await eventually(same)
        assert await agency.claims(interviews[1]) == set()
        application = await agency.running.db["applications"].find_one({"_id": candidate.candidate_id})
        assert (application["sequence"], application["status"]) == (5, "IN_REVIEW")


async def test_a_late_rejection_spares_interviews_made_after_it(agency: Agency) -> None:
    candidate = await agency.candidate()
    rejected = status_changed(candidate, 2, "IN_REVIEW", "REJECTED")
    late = rejected.model_copy(update={"time": rejected.time - timedelta(minutes=5)})
    await publish(status_changed(candidate, 3, "REJECTED", "IN_REVIEW"))
    interview = await agency.interview(candidate)
    await publish(late)
    await agency.running.settled()
    assert (await agency.state(interview))["interview_status"] == "Awaiting Candidate Confirmation"
