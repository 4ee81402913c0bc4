"""The flow of the spec over HTTP: two rounds to hiring, and what each role sees of it."""

from datetime import datetime
from typing import Any

from icalendar import Calendar

from arbeit_kit.testing import tap

from .agency import Agency, ok, refused


async def test_two_rounds_to_hiring(agency: Agency) -> None:
    candidate = await agency.candidate()
    async with tap("interviews.#") as events:
        first = await agency.interview(candidate, interviewers=["Ivo@Acme.example"])
        assert first["interview_status"] == "Awaiting Candidate Confirmation"
        assert first["interviewers"] == [{"name": None, "email": "ivo@acme.example"}]
        slot = first["proposed_slots"][0]["slot_id"]
        booked = ok(await agency.post(f"/{first['interview_id']}/book-slot", {"slot_id": slot}, agency.own(candidate)))
        assert booked["interview_status"] == "Confirmed"
        assert "feedback" not in booked
        scheduled = await agency.act(first, "send-invite")
        assert (scheduled["interview_status"], scheduled["invite_sent"]) == ("Scheduled", False)
        done = await agency.act(first, "mark-completed", {"feedback": "good", "rating": 5})
        assert (done["interview_status"], done["rating"]) == ("Completed", 5)
        passed = await agency.act(first, "move-to-next-round", who=agency.client_user)
        assert passed["interview_status"] == "Passed"
        second = await agency.completed(candidate, interview_round=2, round_name="Culture")
        refused(await agency.post(f"/{first['interview_id']}/initiate-hiring"), 409, "illegal-transition")
        hired = await agency.act(second, "initiate-hiring", {"salary_offered": "30 LPA"})
        assert (hired["interview_status"], hired["hiring_initiated"]) == ("Passed", True)
        assert "30 LPA" not in str(await agency.state(second))
        await events.wait_for("HiringInitiated")
        names = [event.name for event in events.events if event.subject == first["interview_id"]]
        assert names == [
            "InterviewCreated", "InterviewSlotBooked", "InterviewScheduled", "InterviewInviteRequested",
            "InterviewCompleted", "InterviewPassed",
        ]  # fmt: skip
        sequences = [event.sequence for event in events.events if event.subject == first["interview_id"]]
        assert sequences == sorted(set(sequences))


async def test_every_rendering_of_an_interview_says_the_same_as_the_stored_one(agency: Agency) -> None:
    interview = await agency.interview()
    one = await agency.get(f"/{interview['interview_id']}")
    listed = ok(await agency.get(candidate_id=interview["candidate_id"]))["items"]
    assert ok(one) == interview == listed[0]
    assert one.headers["etag"] == f'"{interview["version"]}"'


async def test_a_client_user_sees_his_own_without_who_made_it(agency: Agency) -> None:
    interview = await agency.interview()
    seen = ok(await agency.get(f"/{interview['interview_id']}", agency.client_user))
    assert (seen["created_by"], seen["status_history"][0]["by"]) == (None, None)
    assert interview["created_by"] == "recruiter@agency.example"


async def test_a_candidate_sees_his_own_published_ones_only(agency: Agency) -> None:
    one, other = await agency.candidate(), await agency.candidate()
    mine = await agency.interview(one)
    theirs = await agency.interview(other)
    listed = ok(await agency.get(who=agency.own(one)))["items"]
    assert [each["interview_id"] for each in listed] == [mine["interview_id"]]
    assert not {"feedback", "rating", "created_by", "status_history", "candidate_email"} & listed[0].keys()
    refused(await agency.get(f"/{theirs['interview_id']}", agency.own(one)), 404)
    draft = await agency.interview(await agency.candidate(portal_id=one.portal_id), draft=True)
    refused(await agency.get(f"/{draft['interview_id']}", agency.own(one)), 404)
    slot = theirs["proposed_slots"][0]["slot_id"]
    refused(await agency.post(f"/{theirs['interview_id']}/book-slot", {"slot_id": slot}, agency.own(one)), 404)
    assert (await agency.state(theirs))["interview_status"] == "Awaiting Candidate Confirmation"


async def test_another_tenant_meets_404_everywhere(agency: Agency) -> None:
    interview = await agency.completed()
    path = f"/{interview['interview_id']}"
    before = await agency.state(interview)
    decisions: list[tuple[str, Any]] = [
        ("cancel", {"reason": "x"}), ("move-to-next-round", None), ("reject", {"reason": "x"}), ("initiate-hiring", {}),
    ]  # fmt: skip
    for action, body in decisions:
        refused(await agency.post(f"{path}/{action}", body, agency.stranger), 404)
    there = refused(await agency.get(path, agency.stranger), 404)
    nowhere = refused(await agency.get("/int_nowhere", agency.stranger), 404)
    assert there["detail"] == nowhere["detail"]
    assert ok(await agency.get(who=agency.stranger, count=True)) == {"items": [], "next_cursor": None, "total": 0}
    assert ok(await agency.get("/stats/pipeline", agency.stranger))["total"] == 0
    history = f"/api/candidates/{interview['candidate_id']}/interview-history"
    refused(await agency.client.get(history, headers=agency.stranger), 404)
    assert await agency.state(interview) == before


async def test_who_may_only_read_meets_403(agency: Agency) -> None:
    interview = await agency.interview()
    for action, body in (("send-invite", None), ("mark-completed", {}), ("book-slot", {"slot_id": "x"})):
        refused(await agency.post(f"/{interview['interview_id']}/{action}", body, agency.client_user), 403)
    refused(await agency.put(f"/{interview['interview_id']}", {"round_name": "x"}, agency.client_user), 403)
    refused(await agency.post("", {"candidate_id": interview["candidate_id"]}, agency.client_user), 403)


async def test_history_shows_all_rounds(agency: Agency) -> None:
    candidate = await agency.candidate()
    first = await agency.completed(candidate)
    await agency.act(first, "move-to-next-round")
    await agency.interview(candidate, interview_round=2)
    response = await agency.client.get(
        f"/api/candidates/{candidate.candidate_id}/interview-history", headers=agency.client_user
    )
    body = ok(response)
    assert [each["interview_round"] for each in body["items"]] == [1, 2]
    assert body["items"][0]["feedback"] == "good"
    refused(await agency.client.get("/api/candidates/cand_none/interview-history", headers=agency.staff), 404)


async def test_the_booked_time_as_a_calendar_file(agency: Agency) -> None:
    candidate = await agency.candidate()
    interview = await agency.interview(candidate)
    path = f"/{interview['interview_id']}/calendar.ics"
    refused(await agency.get(path), 409, "not-booked")
    await agency.act(await agency.book(interview), "send-invite")
    await agency.act(interview, "send-invite")
    response = await agency.get(path, agency.own(candidate))
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert (event["uid"], event["sequence"]) == (f"{interview['interview_id']}@arbeit", 1)
    assert event.decoded("dtstart") == datetime.fromisoformat(interview["proposed_slots"][0]["start_time"])
    refused(await agency.get(path, agency.stranger), 404)


async def test_the_list_filters_and_pages(agency: Agency) -> None:
    made = [await agency.interview(await agency.candidate(job_id="job_list")) for _ in range(5)]
    await agency.book(made[0])
    expected = [each["interview_id"] for each in reversed(made)]
    pages, cursor = [], None
    while True:
        page = ok(await agency.get(job_id="job_list", limit=2, **({"cursor": cursor} if cursor else {})))
        pages += [each["interview_id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert pages == expected
    confirmed = ok(await agency.get(job_id="job_list", status="Confirmed", count=True))
    assert ([each["interview_id"] for each in confirmed["items"]], confirmed["total"]) == ([expected[-1]], 1)
    start = confirmed["items"][0]["scheduled_start_time"]
    assert len(ok(await agency.get(job_id="job_list", **{"from": start}))["items"]) == 1
    assert ok(await agency.get(job_id="job_list", to=start))["items"] == []
    assert ok(await agency.get(job_id="job_list", interview_round=2))["items"] == []
    refused(await agency.get(status="Nonsense"), 422)
    assert len(ok(await agency.get(job_id="job_list", sort="scheduled_start_time"))["items"]) == 5


async def test_the_pipeline_counts_what_the_caller_may_list(agency: Agency) -> None:
    candidate = await agency.candidate(job_id="job_stats")
    await agency.act(await agency.completed(candidate), "move-to-next-round")
    await agency.interview(candidate, interview_round=2)
    await agency.candidate(job_id="job_stats", status="NEW")
    counted = ok(await agency.get("/stats/pipeline", agency.client_user, job_id="job_stats"))
    assert counted["total"] == 2
    assert {status: n for status, n in counted["by_status"].items() if n} == {
        "Passed": 1, "Awaiting Candidate Confirmation": 1,
    }  # fmt: skip
    assert counted["by_round"] == [{"interview_round": 1, "count": 1}, {"interview_round": 2, "count": 1}]
    assert {status: n for status, n in counted["by_candidate_status"].items() if n} == {"NEW": 1, "IN_REVIEW": 1}
    assert counted["time_in_stage"]["Completed"]["count"] == 1
    assert counted["time_in_stage"]["Passed"] == {"count": 0, "median_hours": None}
    nothing = ok(await agency.get("/stats/pipeline", job_id="job_stats", to="2020-01-01T00:00:00Z"))
    assert (nothing["total"], sum(nothing["by_candidate_status"].values())) == (0, 0)
