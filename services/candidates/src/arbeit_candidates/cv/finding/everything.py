"""All of it together."""

from __future__ import annotations

from typing import Any

from arbeit_candidates.cv.finding import contacts, history
from arbeit_candidates.cv.finding.harmless import harmless
from arbeit_candidates.cv.finding.lines import Found, Section, rows_of, sections_of
from arbeit_candidates.cv.finding.name import name
from arbeit_candidates.cv.finding.skills import skills, span_of
from arbeit_candidates.cv.page import Content

_LONGEST_SUMMARY = 1500
_LINES_OF_ROLE = 8


def find(content: Content) -> dict[str, Any]:
    """`fields`: the values, as the candidate has them; `found`: where each stands; `sections`."""
    rows = rows_of(content.lines)
    text = "\n".join(row.text for row in rows)
    sections = sections_of(rows)
    address = contacts.email(rows, content.links)
    singles = [
        name(sections, rows, address.value if address else None),
        address,
        contacts.phone(rows, sections),
        contacts.linkedin(rows, content.links),
        _summary(sections),
    ]
    work, studies, able = history.experience(sections), history.education(sections), skills(sections, rows)
    singles.append(_current_role(sections, work))
    found = [each for each in singles if each is not None]
    fields: dict[str, Any] = {each.field: each.value for each in found}
    for listed in (able, work, studies):
        if listed:
            fields[listed[0].field] = [each.value for each in listed]
            found += listed
    return {
        "fields": fields,
        "found": [each.told(text) for each in found],
        "sections": [_section(section) for section in sections if section.heading is not None],
    }


def _section(section: Section) -> dict[str, Any]:
    assert section.heading is not None
    span = span_of([section.heading, *section.rows])
    return {"kind": section.kind, "title": section.title[:80], "page": span.page, "start": span.start, "end": span.end}


def _summary(sections: list[Section]) -> Found | None:
    for section in sections:
        rows = [row for row in section.rows if row.text]
        if section.kind == "summary" and rows:
            value = " ".join(row.text.strip("•*- \t").replace("\t", " ") for row in rows)
            return Found("summary", value[:_LONGEST_SUMMARY].strip(), span_of(rows))
    return None


def _current_role(sections: list[Section], work: list[Found]) -> Found | None:
    """The job that lasts; else the one named beneath the name."""
    for each in work:
        if each.value.get("title") and each.value.get("start_date") and not each.value.get("end_date"):
            return Found("current_role", each.value["title"], each.span)
    for row in [row for row in sections[0].rows if row.text][:_LINES_OF_ROLE]:
        if history.is_role(row.text) and "@" not in row.text and len(row.text) <= 60:
            for part in row.text.replace("\t", "|").split("|"):
                if history.is_role(part) and harmless(part.strip()):
                    start = row.text.index(part.strip())
                    return Found("current_role", part.strip(), row.span(start, start + len(part.strip())))
    return None
