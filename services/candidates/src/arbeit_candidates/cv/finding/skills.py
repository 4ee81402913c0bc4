"""Skills: what the section of that name lists; without one, well-known words anywhere in the text."""

from __future__ import annotations

import re

from arbeit_candidates.cv.finding.harmless import harmless
from arbeit_candidates.cv.finding.lines import Found, Row, Section, Span

_MOST = 60
_APART = re.compile(r"[,;|•·●▪■◦‣➢✓✔►\t]|\s{3,}|\s[–—-]\s|\s/\s|(?<=\))\s")
_LABEL = re.compile(r"\A[•·●▪*➢–-]?\s*([\w&/() +'-]{2,40}?)\s*(?::|\s[–—-]\s)\s*")
_RATING = re.compile(r"\s*(?:[(\[][^)\]]{0,40}[)\]]|[★☆●○◉]{2,}|\d{1,3}\s?%|\d/\d{1,2})\s*\Z")
_FILLER = re.compile(r"\A(?:and|und|y|et|such as|including|e\.g\.|etc\.?|proficient in|experience with|knowledge of"
                     r"|experienced in|familiar with|strong|excellent|good|basic|advanced|working knowledge of)\s+",
                     re.IGNORECASE)  # fmt: skip
_KNOWN_WORDS = (
    "Python Java JavaScript TypeScript C++ C# Go Rust Ruby PHP Kotlin Swift Scala Perl MATLAB SQL HTML CSS"
    " Bash React Angular Vue Node.js Django Flask FastAPI Spring Rails Laravel .NET Docker Kubernetes"
    " Terraform Ansible Jenkins Git Linux AWS Azure GCP PostgreSQL MySQL MongoDB Redis Oracle Kafka RabbitMQ"
    " Spark Hadoop Airflow Snowflake Tableau PowerBI Excel Word PowerPoint Photoshop Illustrator Figma"
    " AutoCAD SolidWorks SAP Salesforce HubSpot QuickBooks Jira Confluence Scrum Agile Kanban Selenium"
    " Cypress TensorFlow PyTorch Pandas NumPy GraphQL Elasticsearch Splunk"
)
_KNOWN = _KNOWN_WORDS.split()


def skills(sections: list[Section], rows: list[Row]) -> list[Found]:
    """Each once, in the order of the text."""
    listed = [section for section in sections if section.kind == "skills"]
    found: dict[str, Found] = {}
    for section in listed:
        for row in section.rows:
            for text, start in _items(row.text):
                found.setdefault(text.casefold(), Found("skills", text, row.span(start, start + len(text))))
    if not found:
        known = re.compile(r"(?<![\w.+#])(?:" + "|".join(map(re.escape, _KNOWN)) + r")(?![\w+#])")
        for row in rows:
            for match in known.finditer(row.text):
                found.setdefault(match.group().casefold(), Found("skills", match.group(), row.span(*match.span())))
    kept = list(found.values())[:_MOST]
    for index, each in enumerate(kept):
        each.index = index
    return kept


def _items(text: str) -> list[tuple[str, int]]:
    label = _LABEL.match(text)
    at = label.end() if label and label.end() < len(text) else 0
    items: list[tuple[str, int]] = []
    for part in _pieces(text, at):
        item, start = part
        bare = _RATING.sub("", item.strip(" .:*•–-_\u200b"))
        bare = _FILLER.sub("", bare).strip(" .").lstrip("=+@")  # a skill is no formula
        if not 1 <= len(bare) <= 40 or len(bare.split()) > 5 or not any(c.isalpha() for c in bare):
            continue
        if bare.count("(") != bare.count(")"):
            bare = bare.replace("(", " ").replace(")", " ").strip()
        place = text.find(bare, start)
        if place >= 0 and bare and harmless(bare):
            items.append((bare, place))
    return items


def _pieces(text: str, at: int) -> list[tuple[str, int]]:
    """Cut at separators outside of parentheses."""
    pieces, start, depth, place = [], at, 0, at
    while place < len(text):
        character = text[place]
        depth += (character == "(") - (character == ")")
        match = _APART.match(text, place) if depth <= 0 else None
        if match:
            pieces.append((text[start:place], start))
            start = place = match.end()
        else:
            place += 1
    return [*pieces, (text[start:], start)]


def span_of(rows: list[Row]) -> Span:
    """From the first row to the last."""
    return Span(rows[0].start, rows[-1].start + len(rows[-1].text), rows[0].page)
