"""The words of mails: every template, hostile values, links."""

from __future__ import annotations

import re
from typing import Any

import pytest

from arbeit_notifications.domain.triggers import TRIGGERS
from arbeit_notifications.mail import letter
from arbeit_notifications.mail.examples import EXAMPLES, preview

from . import facts

PORTAL = "https://portal.example.com"
LINK = {
    "link": f"{PORTAL}/set-password?token=abc123",
    "expires_at": "2027-03-02T04:30:00+00:00",
    "job_title": "Engineer",
    "client_name": "Acme",
    "temporary": False,
}
INVITATION = {
    "start": "2027-03-02T04:30:00+00:00",
    "end": "2027-03-02T05:15:00+00:00",
    "time_zone": "Asia/Kolkata",
    "candidate_name": "Asha Rao",
    "job_title": "Engineer",
    "client_name": "Acme",
    "round": "Round 1",
    "mode": "Video",
    "meeting_link": "https://meet.example.com/abc",
    "instructions": "Bring your notebook",
    "with_whom": "Ina Lead",
    "cancelled": False,
    "updated": False,
    "for_candidate": True,
}


def of_triggers() -> dict[str, dict[str, Any]]:
    events = (
        facts.status_changed(), facts.slot_booked(), facts.rescheduled(), facts.hiring(), facts.new_job(),
        facts.created(), facts.declined(),
    )  # fmt: skip
    found = {}
    for event in events:
        (row,) = [t for t in TRIGGERS if t.event is type(event)]
        assert row.notice is not None
        assert row.template is not None
        notice = row.notice(event)
        assert notice is not None
        found[f"{row.template}/{type(event).__name__}"] = {**notice.facts, "entity_id": notice.entity_id}
    return found


ALL = {
    **dict.fromkeys(("welcome", "set-password", "reset-password", "verify-email", "selection"), LINK),
    "interview-invitation": INVITATION,
    "interview-invitation/updated": {**INVITATION, "updated": True},
    "interview-invitation/cancelled": {**INVITATION, "cancelled": True},
    "interview-invitation/interviewer": {**INVITATION, "for_candidate": False},
    **of_triggers(),
}


def test_every_template_is_covered_here() -> None:
    assert {name.partition("/")[0] for name in ALL} == set(letter.TEMPLATES)


@pytest.mark.parametrize("name", ALL)
def test_each_mail_says_the_same_in_html_and_text(name: str) -> None:
    made = letter.render(name.partition("/")[0], ALL[name], to_name="Asha", portal=PORTAL)
    assert made.subject
    assert "\n" not in made.subject
    assert "Asha" in made.html
    assert "Asha" in made.text
    assert "{{" not in made.html + made.text
    assert "None" not in made.html + made.text
    assert "\n\n\n" not in made.text
    for link in re.findall(r'href="([^"]+)"', made.html):
        assert link.startswith((PORTAL, "https://meet.example.com/abc"))


@pytest.mark.parametrize("name", ALL)
def test_hostile_values_stay_text(name: str) -> None:
    evil = "<img src=x onerror=alert(1)>\r\nBcc: evil@example.com {{7*7}} \u202e"
    given = ALL[name]
    strings = {
        k: evil for k, v in given.items() if isinstance(v, str) and v and k not in ("start", "end", "expires_at")
    }
    hostile = {**given, **strings, "time_zone": "../etc/passwd"}
    if "old_start" in hostile:
        hostile["old_start"] = ""
    if "link" in given:
        hostile["link"] = given["link"]
    made = letter.render(name.partition("/")[0], hostile, to_name=evil, portal=PORTAL)
    assert "<img" not in made.html
    assert "49" not in made.html
    assert "\n" not in made.subject
    assert "\r" not in made.subject
    assert not any(line.startswith("Bcc:") for line in made.text.splitlines())


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "http://meet.example.com",
        'https://x"onclick=',
        "https://",
        "data:text/html,x",
        "https://a b",
    ],
)
def test_only_a_clean_https_address_becomes_a_button(link: str) -> None:
    assert letter.web_link(link) == ""
    made = letter.render("interview-invitation", {**INVITATION, "meeting_link": link}, to_name="A", portal=PORTAL)
    assert "Join the meeting" not in made.html


@pytest.mark.parametrize(
    ("link", "ours"),
    [
        (f"{PORTAL}/x?token=1", True),
        ("https://portal.example.com.evil.example/x", False),
        ("https://portal.example.com@evil.example/x", False),
        ("http://portal.example.com/x", False),
        ("//portal.example.com/x", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_one_time_link_must_lead_to_our_own_front_end(link: str, ours: bool) -> None:
    assert letter.same_origin(link, PORTAL + "/") is ours


def test_the_salary_is_not_a_word_any_mail_knows() -> None:
    for name, given in ALL.items():
        assert "salary" not in letter.render(name.partition("/")[0], given, to_name="A", portal=PORTAL).text.lower()


@pytest.mark.parametrize("template", letter.TEMPLATES)
def test_each_template_has_a_preview_that_needs_nobodys_data(template: str) -> None:
    made = preview(template, portal=PORTAL)
    assert made.subject
    assert EXAMPLES[template].to_name.split()[0] in made.text
    assert "<h1" in made.html
