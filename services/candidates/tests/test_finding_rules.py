"""What the finder takes for a name, a company, a school and a time, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from arbeit_candidates.cv.finding import find
from arbeit_candidates.cv.finding.dates import is_when
from arbeit_candidates.cv.page import Content, Line


def fields_of(*lines: str) -> dict[str, Any]:
    found: dict[str, Any] = find(Content([Line(line) for line in lines]))["fields"]
    return found


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Marsh House", "Hollow Lane", "Ida Brandt", "ida.brandt@cv.example"), "Ida Brandt"),
        (("Marsh House", "Upper Village", "ibrandt@cv.example", "IdaBrandt"), "Ida Brandt"),
        (("Rose Cottage", "17 Mill Lane", "Ida Brandt"), "Ida Brandt"),
        (("Am Alten Hof", "Ida Brandt"), "Ida Brandt"),
        # Some people are called so.
        (("Rebecca Hall", "12 Main Street, Leeds LS1 3AB", "rebecca@cv.example"), "Rebecca Hall"),
        (("David Villa", "Calle Mayor 3, Madrid"), "David Villa"),
        (("Curriculum Vitae", "", "Thomas Lane", "tlane@cv.example", "Oakfield House"), "Thomas Lane"),
        (("Name: Ann House", "Oakfield Farm"), "Ann House"),
        # Joined words are a name only where the address says so.
        (("JavaScript", "ida.brandt@cv.example"), None),
        (("LinkedIn", "linked@cv.example"), None),
    ],
)
def test_a_line_of_an_address_is_nobodys_name(lines: tuple[str, ...], name: str | None) -> None:
    assert fields_of(*lines).get("name") == name


@pytest.mark.parametrize(
    "text",
    ["1844–1846", "1847 f.", "2013", "03/2015 - 04/2016", "to May 2014", "Present", "1 year 3 months", "Mars 2014",
     "November 1, 2020", "seit 2019", "12.03.2011"],
)  # fmt: skip
def test_a_time_is_no_company_and_no_school(text: str) -> None:
    assert is_when(text)
    work = fields_of("Experience", f"{text}\tTeacher, Brook School, Leeds").get("experience", [{}])[0]
    assert (work["title"], work["company"], work["location"]) == ("Teacher", "Brook School", "Leeds")
    studies = fields_of("Education", f"{text}\tLeeds University", "BSc Physics")["education"]
    assert "Leeds University" in [study.get("institution") for study in studies]
    alone = fields_of("Experience", text, "Education", text)
    assert not [each for each in alone.get("experience", []) + alone.get("education", []) if text in each.values()]


@pytest.mark.parametrize(
    "name", ["Mars", "1&1", "3M", "8x8", "37signals", "Novartis", "Decathlon 2", "Area 52", "May Ltd"]
)
def test_companies_may_have_digits_and_months_in_their_names(name: str) -> None:
    assert not is_when(name)
    assert fields_of("Experience", "2014 – 2016", "Engineer", name)["experience"][0]["company"] == name


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2013-12-01 - 2014-11-30", "2013-12", "2014-11"),
        ("2013-12-01 – Present", "2013-12", None),
        ("2013/12/01 to 2014/12/01", "2013-12", "2014-12"),
        ("2015-19", "2015", "2019"),
        ("2019 - 2015", "2019", None),  # nothing ends before it begins
    ],
)
def test_a_period_of_whole_dates_ends_when_it_says(text: str, start: str, end: str | None) -> None:
    (entry,) = fields_of("Experience", f"Engineer at Acme\t{text}")["experience"]
    assert (entry["title"], entry["company"]) == ("Engineer", "Acme")
    assert (entry["start_date"], entry.get("end_date")) == (start, end)


def test_a_sentence_is_no_company() -> None:
    sentence = "Acme is a platform for things that nobody has needed so far"
    (entry,) = fields_of("Experience", "2013 – 2014", "Engineer", sentence)["experience"]
    assert "company" not in entry
    assert entry["description"].startswith(sentence)


def test_a_school_loses_what_stood_beside_it() -> None:
    study = fields_of("Education", "2013 – 2014", "at Leeds University", "BSc Physics")["education"][0]
    assert study["institution"] == "Leeds University"
    quoted = fields_of("Education", "2013 – 2014", "“BSc Physics, Leeds University”")["education"][0]
    assert quoted["institution"] == "Leeds University"
