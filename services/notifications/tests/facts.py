"""Events as the tests use them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from arbeit_events import FieldChange
from arbeit_events.auth import PortalUserCreated
from arbeit_events.candidates import CandidateStatusChanged
from arbeit_events.interviews import (
    HiringInitiated,
    InterviewCreated,
    Interviewer,
    InterviewInviteRequested,
    InterviewPassed,
    InterviewRescheduled,
    InterviewSlotBooked,
    InterviewSlotsDeclined,
    InterviewUpdated,
)
from arbeit_events.jobs import JobCreated

AWAITING = "Awaiting Candidate Confirmation"
START = datetime(2027, 3, 2, 4, 30, tzinfo=UTC)


def status_changed(**changes: Any) -> CandidateStatusChanged:
    return CandidateStatusChanged.model_validate(
        {
            "candidate_id": "cand_1",
            "job_id": "job_1",
            "client_id": "client_a",
            "person_id": "person_1",
            "name": "Asha Rao",
            "email": "asha@example.com",
            "job_title": "Engineer",
            "client_name": "Acme",
            "old_status": "NEW",
            "new_status": "IN_REVIEW",
            **changes,
        }
    )


def interview(**changes: Any) -> dict[str, Any]:
    return {
        "interview_id": "int_1",
        "job_id": "job_1",
        "job_title": "Engineer",
        "candidate_id": "cand_1",
        "candidate_name": "Asha Rao",
        "candidate_email": "asha@example.com",
        "person_id": "person_1",
        "candidate_portal_id": "cp_1",
        "client_id": "client_a",
        "client_name": "Acme",
        "interview_round": 1,
        "round_name": "Technical Round",
        "interview_mode": "Video",
        "interview_duration": 45,
        "time_zone": "Asia/Kolkata",
        "interview_status": "Confirmed",
        "scheduled_start_time": START,
        "scheduled_end_time": START + timedelta(minutes=45),
        "meeting_link": "https://meet.example.com/abc",
        "interviewers": [Interviewer(name="Ina Lead", email="ina@acme.example")],
        **changes,
    }


def slot_booked(**changes: Any) -> InterviewSlotBooked:
    return InterviewSlotBooked.model_validate({**interview(), "slot_id": "slot_1", "booked_by": "candidate", **changes})


def rescheduled(**changes: Any) -> InterviewRescheduled:
    facts = {**interview(), "slot_id": "slot_2", "booked_by": "staff", "old_start": START - timedelta(days=1)}
    return InterviewRescheduled.model_validate({**facts, **changes})


def declined(**changes: Any) -> InterviewSlotsDeclined:
    facts = interview(interview_status="Awaiting Candidate Confirmation", scheduled_start_time=None)
    return InterviewSlotsDeclined.model_validate(
        {**facts, "message": "Mornings", "declined_by": "candidate", **changes}
    )


def created(**changes: Any) -> InterviewCreated:
    """Waiting for the candidate to choose."""
    facts = interview(interview_status=AWAITING, scheduled_start_time=None, scheduled_end_time=None, meeting_link=None)
    return InterviewCreated.model_validate({**facts, **changes})


def updated(*fields: str, **changes: Any) -> InterviewUpdated:
    """Waiting for the candidate; `fields` are those that changed."""
    told = [FieldChange(field=field) for field in fields]
    return InterviewUpdated.model_validate({**created().model_dump(), "changed": told, **changes})


def passed(**changes: Any) -> InterviewPassed:
    return InterviewPassed.model_validate({**interview(interview_status="Passed"), "next_round": 2, **changes})


def hiring(**changes: Any) -> HiringInitiated:
    return HiringInitiated.model_validate(
        {**interview(interview_status="Passed"), "salary_offered": "4200 EUR", **changes}
    )


def invite(**changes: Any) -> InterviewInviteRequested:
    facts = {**interview(), "sequence_no": 0, "method": "REQUEST", "uid": "int_1@arbeit"}
    return InterviewInviteRequested.model_validate({**facts, **changes})


def new_job(**changes: Any) -> JobCreated:
    return JobCreated.model_validate(
        {
            "job_id": "job_1",
            "client_id": "client_a",
            "client_name": "Acme",
            "title": "Engineer",
            "employment_type": "full_time",
            "experience_min": 3,
            "experience_max": 5,
            "required_skills": ["Python"],
            "status": "open",
            "priority": "high",
            "openings": 2,
            **changes,
        }
    )


def portal_user() -> PortalUserCreated:
    return PortalUserCreated(candidate_portal_id="cp_1", email="asha@example.com", name="Asha Rao", origin="staff")
