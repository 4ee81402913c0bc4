"""Example facts for every template: what a preview shows, so that nobody's data is needed to look at the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from arbeit_notifications.mail import letter
from arbeit_notifications.mail.letter import Letter

CANDIDATE = "Asha Rao"
STAFF = "Rita Recruiter"
_START, _END = "2027-03-02T04:30:00+00:00", "2027-03-02T05:15:00+00:00"
_JOB = {"job_title": "Senior Engineer", "client_name": "Acme"}
_LINK = {**_JOB, "expires_at": "2027-03-03T04:30:00+00:00", "temporary": False}
_INTERVIEW = {
    **_JOB,
    "candidate_name": CANDIDATE,
    "entity_id": "int_example",
    "round": "Round 1 (Technical Round)",
    "mode": "Video",
    "start": _START,
    "end": _END,
    "time_zone": "Asia/Kolkata",
}


@dataclass(frozen=True, slots=True)
class Example:
    """What one template is for, who gets it, and facts to fill it with."""

    purpose: str
    to_name: str
    facts: Mapping[str, Any]
    link: str = ""
    """Path of its one-time link below the front end's address; empty where it has none."""


EXAMPLES: Mapping[str, Example] = {
    "welcome": Example("A portal account was made for a candidate.", CANDIDATE, _LINK, "/portal/set-password"),
    "set-password": Example("An internal user chooses the first password.", STAFF, _LINK, "/set-password"),
    "reset-password": Example("Somebody forgot the password.", STAFF, _LINK, "/reset-password"),
    "verify-email": Example("A candidate registered and confirms the address.", CANDIDATE, _LINK, "/portal/verify"),
    "selection": Example("A candidate is shortlisted and gets an account.", CANDIDATE, _LINK, "/portal/set-password"),
    "interview-invitation": Example(
        "An interview is set; the calendar entry is attached.",
        CANDIDATE,
        {
            **_INTERVIEW,
            "meeting_link": "https://meet.example.com/abc-defg-hij",
            "instructions": "Please have a quiet room and a charged laptop.",
            "with_whom": "Ina Lead",
            "cancelled": False,
            "updated": False,
            "for_candidate": True,
        },
    ),
    "interview-slots": Example("Slots wait for a candidate.", CANDIDATE, {**_INTERVIEW, "minutes": 45}),
    "slot-booked": Example("A slot was booked or moved.", STAFF, {**_INTERVIEW, "moved": False, "old_start": ""}),
    "slots-declined": Example(
        "None of the times suits a candidate.", STAFF, {**_INTERVIEW, "said": "Mornings suit me, from Thursday on."}
    ),
    "status-change": Example(
        "A candidate's status changed.",
        STAFF,
        {
            **_INTERVIEW,
            "entity_id": "cand_example",
            "old_status": "New",
            "new_status": "In review",
            "reason": "Strong match",
        },
    ),
    "hiring-initiated": Example("Hiring of a candidate has started.", STAFF, _INTERVIEW),
    "new-job": Example(
        "A client is looking for somebody.",
        STAFF,
        {
            **_JOB,
            "entity_id": "job_example",
            "department": "Platform",
            "location": "Pune",
            "employment_type": "Full time",
            "experience": "3 to 5 years",
            "skills": "Python, RabbitMQ, MongoDB",
            "priority": "High",
            "openings": 2,
        },
    ),
}


def preview(template: str, *, portal: str) -> Letter:
    """The template filled with its example. Raises `KeyError` for a template there is not."""
    example = EXAMPLES[template]
    facts = dict(example.facts)
    if example.link:
        facts["link"] = f"{portal.rstrip('/')}{example.link}?token=example"
    return letter.render(template, facts, to_name=example.to_name, portal=portal)
