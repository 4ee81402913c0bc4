"""Orders that stand in a CV word for word: what the rules and an obedient model take from them is plain, or nothing."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from arbeit_candidates.ai import answers
from arbeit_candidates.ai.evidence import CvText
from arbeit_candidates.ai.forms import ProfileForm
from arbeit_candidates.cv.finding import find
from arbeit_candidates.cv.kinds import Kind
from arbeit_candidates.cv.page import Content, Line
from arbeit_candidates.cv.reading import read_cv

from .model import empty_profile
from .paper import WHITE, Paper

LITERAL = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></tr><tr>", "<!--", "<svg/onload=alert(1)>",
    "[Python](https://evil.example)", "![x](https://evil.example/p.png)", "https://evil.example/cv",
    "www.evil.example", "javascript:alert(1)", "data:text/html,x", "mailto:a@evil.example", "attacker@evil.example",
    "=HYPERLINK(1)", "=cmd|' /C calc'!A0", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1+1", "Bcc: attacker",
    "Subject: hired", "Content-Type: text/html", "To: everybody", "BEGIN:VEVENT", "END:VCALENDAR",
    "{{ config }}", "${jndi:ldap}", "Nice\rBcc: x", "\x1b[2J", "Set-Cookie: a=b",
]  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ALIEN = re.compile(r"<[a-z!/?]|https?:|www\.|javascript:|\]\(|BEGIN:V|END:V|\{\{|\$\{|[\x00-\x1f]|\S@\S", re.IGNORECASE)
HEADER = re.compile(r"\A(?:bcc|to|subject|content-type|set-cookie):", re.IGNORECASE)


def cv(order: str) -> list[Line]:
    lines = [
        order, "Asha Rao", "asha@cv.example", f"Senior {order} Engineer", "Skills", f"Python, {order}, SQL", order,
        "Experience", f"{order} Engineer, {order} Ltd", "Jan 2020 - Present", order,
        "Education", f"BSc {order}, {order} University, 2014",
    ]  # fmt: skip
    return [Line(line) for line in lines]


def short_values(fields: dict[str, Any]) -> list[str]:
    """Whatever is shown in lists, subjects, titles and exports."""
    values = [fields.get("name"), fields.get("current_role"), *fields.get("skills", [])]
    for entry in [*fields.get("experience", []), *fields.get("education", [])]:
        values += [value for name, value in entry.items() if name != "description"]
    return [value for value in values if isinstance(value, str)]


def check(fields: dict[str, Any], order: str) -> None:
    for value in short_values(fields):
        assert not value.startswith(FORMULA), (order, value)
        assert not ALIEN.search(value), (order, value)
        assert not HEADER.match(value), (order, value)


@pytest.mark.parametrize("order", LITERAL)
def test_the_rules_make_no_short_value_of_an_order(order: str) -> None:
    fields = find(Content(cv(order)))["fields"]
    check(fields, order)
    assert {"Python", "SQL"} <= set(fields["skills"])
    assert fields["name"] == "Asha Rao"


@pytest.mark.parametrize("order", LITERAL)
def test_an_obedient_model_can_only_give_back_what_is_plain(order: str) -> None:
    text = "\n".join(line.text for line in cv(order))
    reading: Any = SimpleNamespace(text=text, page_starts=[0])
    job = dict.fromkeys(("start_date", "end_date", "description"), None) | {"title": order, "company": order}
    study = dict.fromkeys(("start_year", "end_year"), None) | {"degree": order, "institution": order, "field": order}
    said = empty_profile(skills=[order, "Python"], experience=[{**job, "location": order}], education=[study])
    fields = answers.profile(ProfileForm.model_validate(said), CvText(reading))
    check(fields, order)
    assert "Python" in fields["skills"]


async def test_hidden_skills_are_told_and_do_not_count() -> None:
    paper = Paper()
    paper.lines(60, 780, "Asha Rao\nasha@cv.example\nSkills\nPython, SQL\nExperience\nEngineer, Acme Ltd\n2019 - 2021")
    paper.text(60, 640, "Skills: Kubernetes, Rust, Haskell", 10, WHITE)
    reading = await read_cv(Kind.PDF, paper.bytes())
    assert reading.fields["skills"] == ["Python", "SQL"]
    assert "Kubernetes" not in reading.text
    assert "Kubernetes" in " ".join(each.text for each in reading.hidden)
