"""Every action in every state over HTTP: illegal ones are 409 and change nothing; `allowed_actions` tells the truth."""

import itertools
from typing import Any

import pytest

from arbeit_interviews.domain.status import TABLE, Action, Status

from .agency import Agency, hours, ok, refused

FAR = 4000


async def in_state(agency: Agency, status: Status) -> dict[str, Any]:
    """An interview that came to this state by the API."""
    if status is Status.DRAFT:
        return await agency.interview(draft=True)
    interview = await agency.interview()
    if status is Status.AWAITING:
        return interview
    steps: dict[Status, list[tuple[str, Any]]] = {
        Status.CONFIRMED: [],
        Status.SCHEDULED: [("send-invite", None)],
        Status.COMPLETED: [("mark-completed", None)],
        Status.NO_SHOW: [("mark-no-show", {})],
        Status.PASSED: [("mark-completed", None), ("move-to-next-round", None)],
        Status.FAILED: [("mark-completed", None), ("reject", {"reason": "no"})],
        Status.CANCELLED: [("cancel", {"reason": "no"})],
    }
    interview = await agency.book(interview)
    for action, body in steps[status]:
        interview = await agency.act(interview, action, body)
    return interview


async def attempt(agency: Agency, interview: dict[str, Any], action: Action) -> Any:
    path = f"/{interview['interview_id']}"
    first, second = (slot["slot_id"] for slot in interview["proposed_slots"])
    bodies: dict[Action, Any] = {
        Action.BOOK_SLOT: {"slot_id": first},
        Action.RESCHEDULE: {"slot_id": second, "reason": "moved"},
        Action.DECLINE_SLOTS: {"message": "Mornings suit me."},
        Action.MARK_COMPLETED: {"feedback": "good", "rating": 3},
        Action.CANCEL: {"reason": "no"},
        Action.REJECT: {"reason": "no"},
        Action.INITIATE_HIRING: {},
    }
    match action:
        case Action.UPDATE:
            return await agency.put(path, {"round_name": "Other"})
        case Action.PUBLISH:
            return await agency.put(path, {"publish": True})
        case Action.PROPOSE_SLOTS:
            return await agency.put(path, {"proposed_slots": hours(FAR)})
        case Action.RESCHEDULE:
            return await agency.post(f"{path}/book-slot", bodies[action])
        case _:
            return await agency.post(f"{path}/{action}", bodies.get(action))


@pytest.mark.parametrize(("status", "action"), [*itertools.product(Status, Action)])
async def test_each_action_in_each_state(agency: Agency, status: Status, action: Action) -> None:
    interview = await in_state(agency, status)
    assert interview["interview_status"] == status
    before, claims = await agency.state(interview), await agency.claims(interview)
    said = {each["action"]: each for each in interview["allowed_actions"]}[action]
    legal = status in TABLE[action]
    assert said["allowed"] is legal
    assert (said["reason"] is None) is legal
    response = await attempt(agency, interview, action)
    if action is Action.RESCHEDULE and status is Status.AWAITING:
        assert response.status_code == 200, "the first booking, by the same endpoint"
        return
    if legal:
        assert ok(response)["interview_status"] == TABLE[action][status]
        return
    booked_again = action is Action.BOOK_SLOT and status in (Status.CONFIRMED, Status.SCHEDULED)
    body = refused(response, 409, "slot-already-booked" if booked_again else "illegal-transition")
    if not booked_again:
        assert body["state"] == status
        assert set(body["allowed"]) == {each["action"] for each in interview["allowed_actions"] if each["allowed"]}
    assert await agency.state(interview) == before
    assert await agency.claims(interview) == claims


async def test_a_decision_is_taken_once(agency: Agency) -> None:
    interview = await agency.completed()
    await agency.act(interview, "reject", {"reason": "no"})
    refused(await agency.post(f"/{interview['interview_id']}/initiate-hiring"), 409, "illegal-transition")
    passed = await agency.act(await agency.completed(), "move-to-next-round")
    await agency.act(passed, "initiate-hiring")
    refused(await agency.post(f"/{passed['interview_id']}/initiate-hiring"), 409, "illegal-transition")
