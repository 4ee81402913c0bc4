"""What the demo agency consists of."""

from dataclasses import dataclass
from typing import Any

PASSWORD = "copper-lantern-42"  # noqa: S105 - shown to everybody at every start; this system answers on 127.0.0.1 only
"""Of every demo account."""


@dataclass(frozen=True)
class Account:
    """Somebody who can log in."""

    role: str
    name: str
    email: str
    password: str = PASSWORD
    place: str = ""


RECRUITER = Account("recruiter", "Rhea Recruiter", "recruiter@arbeit.example")
CLIENT_USERS = (
    Account("client user", "Cyrus Client", "hiring@meridian.example", place="Meridian Freight"),
    Account("client user", "Petra Okafor", "hiring@kestrel.example", place="Kestrel Analytics"),
    Account("client user", "Sanjay Menon", "hiring@sunda.example", place="Sunda Health"),
)

CLIENTS: tuple[dict[str, Any], ...] = (
    {
        "company_name": "Meridian Freight",
        "industry": "Logistics",
        "website": "https://meridian.example",
        "phone": "+91 22 5550 1200",
        "address": "14 Dock Road",
        "city": "Mumbai",
        "state": "Maharashtra",
        "country": "India",
        "postal_code": "400001",
        "notes": "Invoices quarterly; asks for two rounds at least.",
    },
    {
        "company_name": "Kestrel Analytics",
        "industry": "Software",
        "website": "https://kestrel.example",
        "city": "Bengaluru",
        "state": "Karnataka",
        "country": "India",
        "notes": "Prefers candidates who can start within a month.",
    },
    {"company_name": "Sunda Health", "industry": "Health care", "city": "Singapore", "country": "Singapore"},
)

_ENGINEERING = ["Python", "FastAPI", "MongoDB", "RabbitMQ", "Docker", "Kubernetes", "PostgreSQL"]
_DATA = ["SQL", "Python", "dbt", "Airflow", "Power BI", "Statistics"]
_OPERATIONS = ["Route planning", "SAP", "Negotiation", "Excel", "Customs", "Lean"]
_CARE = ["Patient care", "Triage", "Electronic records", "Training", "English", "Mandarin"]


@dataclass(frozen=True)
class Opening:
    """A job, whose it is (index into CLIENTS) and how many candidates in which status it gets."""

    client: int
    body: dict[str, Any]
    candidates: str
    """One letter each: N new, R in review, S shortlisted, P in progress, H hired, X rejected."""
    then: str = ""
    """The status the job gets in the end, if not the one it has by then."""


def _job(title: str, department: str, location: str, skills: list[str], years: tuple[int, int], **more: Any) -> Any:
    return {
        "title": title,
        "description": f"{title} in {location}. You will own your work from the first week on.",
        "department": department,
        "location": location,
        "employment_type": "full_time",
        "experience_min": years[0],
        "experience_max": years[1],
        "required_skills": skills[:3],
        "nice_to_have_skills": skills[3:5],
        "priority": "medium",
        "openings": 1,
        **more,
    }


OPENINGS: tuple[Opening, ...] = (
    Opening(
        0,
        _job("Fleet Operations Lead", "Operations", "Mumbai", _OPERATIONS, (5, 10), priority="high", openings=2),
        "NNRSPHX",
    ),
    Opening(0, _job("Customs Specialist", "Operations", "Chennai", _OPERATIONS, (2, 6)), "NRSX", then="on_hold"),
    Opening(
        1,
        _job(
            "Senior Backend Engineer",
            "Platform",
            "Bengaluru",
            _ENGINEERING,
            (4, 9),
            priority="urgent",
            openings=2,
            salary_min=2_800_000,
            salary_max=4_200_000,
        ),
        "NNNRRSSPPX",
    ),
    Opening(1, _job("Data Analyst", "Insights", "Remote", _DATA, (1, 4)), "NNRSPX"),
    Opening(1, _job("Site Reliability Engineer", "Platform", "Bengaluru", _ENGINEERING, (3, 8)), "NRPH"),
    Opening(2, _job("Ward Nurse", "Care", "Singapore", _CARE, (1, 8), employment_type="contract", openings=4), "NNRSP"),
    Opening(2, _job("Clinic Manager", "Management", "Singapore", _CARE, (6, 15), priority="high"), "NRX"),
    Opening(2, _job("Health Data Intern", "Insights", "Kochi", _DATA, (0, 1), employment_type="internship"), "N"),
)
