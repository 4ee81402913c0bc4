"""Builders of domain objects for tests."""

from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from arbeit_interviews.domain import planning
from arbeit_interviews.domain.application import Application
from arbeit_interviews.domain.interview import By, Interview, Interviewer, Mode
from arbeit_interviews.domain.slot import Span, plan_slots

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
STAFF = By("user_1", "recruiter@agency.example")
CANDIDATE = By("cp_1", "candidate", "candidate")
KOLKATA = ZoneInfo("Asia/Kolkata")

_numbers = count()


def slot_id() -> str:
    return f"slot_{next(_numbers)}"


def spans(*hours: float, minutes: int = 60) -> list[Span]:
    """Spans that begin so many hours from NOW."""
    return [Span(NOW + timedelta(hours=h), NOW + timedelta(hours=h, minutes=minutes)) for h in hours]


def application(**changes: object) -> Application:
    facts = {
        "candidate_id": "cand_1",
        "sequence": 1,
        "job_id": "job_1",
        "client_id": "client_1",
        "person_id": "person_1",
        "name": "Asha Rao",
        "email": "asha@mail.example",
        "job_title": "Engineer",
        "client_name": "Acme",
        "status": "IN_REVIEW",
        "candidate_portal_id": "cp_1",
        "created_at": NOW,
    }
    return Application.model_validate(facts | changes)


def plan(*hours: float, interview_round: int = 1) -> planning.Plan:
    return planning.Plan(
        interview_mode=Mode.VIDEO,
        interview_duration=60,
        time_zone="Asia/Kolkata",
        proposed_slots=plan_slots(spans(*(hours or (24, 26))), KOLKATA, NOW, slot_id),
        interview_round=interview_round,
        round_name=f"Round {interview_round}",
        meeting_link=None,
        additional_instructions=None,
        interviewers=[Interviewer(name="Ivo", email="ivo@acme.example")],
    )


def interview(*hours: float, draft: bool = False, **changes: object) -> Interview:
    created, _ = planning.create(
        application(), None, plan(*hours), interview_id="int_1", draft=draft, now=NOW, by=STAFF
    )
    return created.model_copy(update=changes)
