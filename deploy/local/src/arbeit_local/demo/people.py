"""Names and careers for demo candidates: invented, varied, and the same at every run."""

# ruff: noqa: SIM905 - a hundred quoted names are harder to read

import random
from typing import Any

_GIVEN = (
    "Aarav Asha Ananya Arjun Bella Bruno Carla Chen Daniel Devi Diego Elif Emma Farah Felix Grace Hana Ines Ishaan "
    "Jonas Kavya Kiran Lars Leila Liam Lucia Maya Meera Mateo Mira Nadia Neha Nikhil Noor Olga Omar Paula Priya Rahul "
    "Ravi Rohan Sara Sofia Tara Tomas Uma Vera Vikram Yuki Zara"
).split()
_FAMILY = (
    "Agarwal Alvarez Bauer Becker Bose Castro Chandra Costa Das Desai Dubois Eriksen Fischer Garcia Ghosh Gupta Haddad "
    "Hassan Horvat Iyer Jansen Joshi Kapoor Keller Khan Kowalski Kumar Lehmann Lopez Mehta Menon Moreau Nair Novak "
    "Okafor Patel Pereira Rao Reddy Rossi Saito Santos Sharma Silva Singh Tanaka Torres Varga Weber Yilmaz"
).split()
_CITIES = "Bengaluru Berlin Chennai Delhi Hyderabad Kochi Lisbon Mumbai Pune Singapore".split()
_COMPANIES = "Amberline Bluepeak Corvane Delmont Eastgate Fernhill Glasswing Halden Inkwell Juniper Kitebridge".split()
_SCHOOLS = "Anna University,Delhi University,IIT Madras,Mumbai University,TU Berlin,University of Porto".split(",")


def person(number: int, *, skills: list[str], role: str, domain: str = "people.example") -> dict[str, Any]:
    """The body of a new candidate. The same number is the same person, with an e-mail address of his own."""
    chance = random.Random(number)  # noqa: S311 - invented people, nothing secret
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    years = chance.randint(2, 14)
    now = 2026
    moved = now - chance.randint(1, min(4, years))
    handle = f"{given}.{family}.{number}".lower()
    return {
        "name": f"{given} {family}",
        "email": f"{handle}@{domain}",
        "phone": f"+91 98{number % 1000:03d} {10000 + number % 90000}",
        "linkedin": f"https://www.linkedin.com/in/{handle.replace('.', '-')}",
        "current_role": role,
        "skills": chance.sample(skills, k=min(len(skills), chance.randint(2, 5))),
        "experience": [
            {
                "title": role,
                "company": chance.choice(_COMPANIES),
                "location": chance.choice(_CITIES),
                "start_date": f"{moved}-0{chance.randint(1, 9)}",
                "description": f"{years} years in all; {', '.join(chance.sample(skills, k=min(2, len(skills))))}.",
            },
            {
                "title": f"Junior {role}",
                "company": chance.choice(_COMPANIES),
                "location": chance.choice(_CITIES),
                "start_date": f"{now - years}-07",
                "end_date": f"{moved}-06",
            },
        ],
        "education": [
            {"degree": "Bachelor", "institution": chance.choice(_SCHOOLS), "end_year": now - years},
        ],
        "summary": f"{role} with {years} years of experience, looking for a team that ships.",
    }
