"""Work experience and education: entries begin where a period or a new heading line begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from arbeit_candidates.cv.finding.dates import Period, is_when, moment, period
from arbeit_candidates.cv.finding.harmless import harmless
from arbeit_candidates.cv.finding.lines import Found, Row, Section
from arbeit_candidates.cv.finding.skills import span_of

_MOST = 30
_BULLET = re.compile(r"\A\s*(?:[•·●▪■◦‣➢✓►*o§]|[-–—]\s)\s*")
_ROLE = re.compile(
    r"\b(?:engineer|developer|manager|analyst|designer|consultant|architect|director|administrator|specialist|assistant"
    r"|coordinator|officer|accountant|nurse|teacher|scientist|intern|lead|head|programmer|technician|supervisor"
    r"|executive|trainee|representative|associate|president|founder|owner|cto|ceo|cfo|editor|writer|chef|cook|driver"
    r"|mechanic|electrician|recruiter|researcher|professor|lecturer|tutor|cashier|clerk|receptionist|secretary|tester"
    r"|advisor|adviser|agent|attorney|lawyer|paralegal|pharmacist|physician|therapist|planner|producer|strategist"
    r"|entwickler|entwicklerin|ingenieur|ingenieurin|leiter|leiterin|berater|beraterin|praktikant|praktikantin"
    r"|werkstudent|ingeniero|ingeniera|desarrollador|gerente|ingénieur|développeur|développeuse|responsable|chargé"
    r"|stagiaire|fellow|instructor|volunteer|operator|worker|controller|auditor|banker|barista|server|partner|dev"
    r"|kaufmann|kauffrau|mitarbeiter|mitarbeiterin|sachbearbeiter|sachbearbeiterin|comptable|contable|jefe|devops|sre)\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:bachelor|master|doctor|ph\.?d|mba|b\.?sc|m\.?sc|b\.?a|m\.?a|b\.?s|m\.?s|b\.?tech|m\.?tech|b\.?e|m\.?e|b\.?com"
    r"|m\.?com|diploma|diplom|associate|licence|licenciatura|grado|magister|abitur|high school|a-levels?|gcse"
    r"|baccalaur\w+"
    r"|certificate|degree|honou?rs|hsc|ssc|llb|llm|bba|bca|mca|staatsexamen|ausbildung zu[rm]|laurea|máster|ingénieur"
    r"|ged|minor|major)(?![\w])",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"universit|college|school|institut|academy|polytechnic|hochschule|gymnasium|universidad|université|école|iit\b|mit\b"
    r"|faculty|politecnico|escuela|schule|lycée|eth\b|campus|vidyalaya|akademie",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:inc|ltd|llc|gmbh|ag|corp|corporation|plc|pvt|limited|s\.a|kg|b\.v)\b\.?", re.IGNORECASE)
_PLACE = re.compile(
    r"\A[\w .'’-]{2,30},\s*(?:[A-Z]{2}|[A-Z][\w .'’-]{2,25})(?:,\s*[A-Z][\w .]{1,25})?\Z|\A(?:remote|hybrid)\Z",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\t+|\s+\|\s+|\s+[–—-]\s+|\s{3,}|\s+@\s+|\s+[•·]\s+")
_AT = re.compile(r"\s+(?:at|bei|en|chez|presso)\s+(?=[A-Z\d])")
_WORD = re.compile(r"[^\W\d_]")
_LONGEST_NAME = 8
"""Words of a company; more are a sentence about it."""
_LONGEST = 110
_DESCRIBED = 2000


@dataclass(slots=True)
class _Entry:
    rows: list[Row] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    when: Period | None = None
    body: list[str] = field(default_factory=list)


def experience(sections: list[Section]) -> list[Found]:
    """`title`, `company`, `location`, `start_date`, `end_date`, `description`; what is not there is left out."""
    entries = [
        entry for section in sections if section.kind == "experience" for entry in _entries(section.rows, work=True)
    ]
    found: list[Found] = []
    for entry in entries[:_MOST]:
        fields = _harmless(_work(entry))
        if "title" in fields or "company" in fields:
            found.append(Found("experience", fields, span_of(entry.rows), len(found)))
    return found


def _harmless(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in fields.items()
        if name == "description" or not isinstance(value, str) or harmless(value)
    }


def education(sections: list[Section]) -> list[Found]:
    """`degree`, `institution`, `field`, `start_year`, `end_year`."""
    entries = [
        entry for section in sections if section.kind == "education" for entry in _entries(section.rows, work=False)
    ]
    found: list[Found] = []
    for entry in entries[:_MOST]:
        fields = _harmless(_study(entry))
        if "degree" in fields or "institution" in fields:
            found.append(Found("education", fields, span_of(entry.rows), len(found)))
    return found


def is_role(text: str) -> bool:
    """Whether a line names a job."""
    return _ROLE.search(text) is not None and len(text) <= 80


def _entries(rows: list[Row], *, work: bool) -> list[_Entry]:
    """Each period opens an entry, which takes back the heading lines that were waiting before it."""
    entries: list[_Entry] = []
    waiting: list[Row] = []
    """Short lines that may be the head of the next entry."""
    for row in rows:
        if not row.text:
            continue
        bullet = _BULLET.match(row.text)
        when = (
            (period(row.text) or (None if work else moment(row.text))) if not bullet and len(row.text) <= 160 else None
        )
        if when is not None:
            bare = _bare(row.text[: when.at] + "\t" + row.text[when.until :])
            entry = entries[-1] if entries else None
            if entry is not None and entry.when is None and not entry.body and not waiting:
                entry.when = when  # its head came first, in a line without a date
                entry.rows.append(row)
                entry.heads += [bare] if bare else []
                continue
            # A head of its own needs at most one line before it; a bare period needs two.
            taken, rest = _head(waiting, 1 if bare else 2)
            _describe(entries, rest)
            waiting = []
            heads = [each.text for each in taken] + ([bare] if bare else [])
            entries.append(_Entry([*taken, row], heads, when))
        elif bullet or len(row.text) > _LONGEST or (row.text[:1].islower() and entries):
            _describe(entries, [*waiting, row])
            waiting = []
        else:
            waiting.append(row)
            entry = entries[-1] if entries else None
            if entry is not None and not entry.body and len(entry.heads) < 2 and len(waiting) == 1:
                entry.heads.append(row.text)
                entry.rows.append(row)
                waiting = []
    if not entries and waiting:
        entries = _undated(waiting, work=work)
    else:
        _describe(entries, waiting)
    return entries


def _head(waiting: list[Row], most: int) -> tuple[list[Row], list[Row]]:
    taken: list[Row] = []
    while waiting and len(taken) < most and not waiting[-1].text.endswith((".", ";")):
        taken.insert(0, waiting[-1])
        waiting = waiting[:-1]
    return taken, waiting


def _describe(entries: list[_Entry], rows: list[Row]) -> None:
    if entries:
        entries[-1].body += [row.text for row in rows]
        entries[-1].rows += rows


def _undated(rows: list[Row], *, work: bool) -> list[_Entry]:
    pattern = _ROLE if work else _DEGREE
    entries: list[_Entry] = []
    for row in rows:
        if pattern.search(row.text) or not entries:
            entries.append(_Entry([row], [row.text]))
        elif len(entries[-1].heads) < 2:
            entries[-1].heads.append(row.text)
            entries[-1].rows.append(row)
        else:
            _describe(entries, [row])
    return entries


def _bare(text: str) -> str:
    """Without what stood between it and its neighbours; a bracket whose other half is in there stays."""
    bare = text.strip(' \t,|()–—-:•·"“”„')
    missing = bare.count("(") - bare.count(")")
    if missing > 0 and text.rstrip(" \t,|–—-:•·").endswith(")"):
        return bare + ")"
    return "(" + bare if missing < 0 and text.lstrip().startswith("(") else bare


def _parts(heads: list[str]) -> list[str]:
    parts: list[str] = []
    for head in heads:
        for part in _SPLIT.split(head):
            parts += _AT.split(" " + part)  # also "at Acme" in a line of its own
    return [bare for part in parts if (bare := _bare(part)) and not is_when(bare)]


def _work(entry: _Entry) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    rest: list[str] = []
    prose: list[str] = []
    for part in _parts(entry.heads):
        if "title" in fields and len(part.split()) > _LONGEST_NAME and not is_role(part):
            prose.append(part)
            continue
        if "location" not in fields and fields and _PLACE.match(part) and not is_role(part):
            fields["location"] = part
            continue
        first, *others = _named(part)
        if "title" not in fields and is_role(first) and not _COMPANY.search(first):
            fields["title"] = first
        else:
            others.insert(0, first)
        if others:
            rest.append(others[0])
            if len(others) > 1 and "location" not in fields:
                fields["location"] = ", ".join(others[1:])
    if "title" not in fields and len(rest) > 1:
        fields["title"] = rest.pop(0)
    if rest:
        fields["company"] = rest[0]
    if "company" not in fields and ", " in fields.get("location", ""):  # "Banco Verde, Madrid" looks like a place
        fields["company"], fields["location"] = fields["location"].split(", ", 1)
    if entry.when is not None:
        fields |= {"start_date": entry.when.start, "end_date": entry.when.end}
    description = "\n".join([*prose, *(_BULLET.sub("", line).strip() for line in entry.body)]).strip()
    if description:
        fields["description"] = description[:_DESCRIBED]
    return {name: value[:200] if name != "description" and value else value for name, value in fields.items() if value}


def _study(entry: _Entry) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    parts = [piece for part in _parts(entry.heads + entry.body[:1]) for piece in _commas(part) if _WORD.search(piece)]
    for part in parts:
        if "institution" not in fields and _SCHOOL.search(part):
            fields["institution"] = part
        elif "degree" not in fields and _DEGREE.search(part):
            fields["degree"] = part
        elif (
            "field" not in fields
            and "degree" in fields
            and not _PLACE.match(part)
            and len(part) < 60
            and part[:1].isupper()
        ):
            fields.setdefault("field", part)
    if degree := fields.get("degree"):
        match = re.search(r"\b(?:in|of science in|of arts in|im fach|en)\s+([A-Z][\w &,/-]{2,60})", degree)
        if match:
            fields["field"] = match.group(1).strip()
    if "institution" not in fields and parts:
        others = [part for part in parts if part not in fields.values()]
        if others:
            fields["institution"] = others[0]
    if fields.get("field") == fields.get("institution"):
        fields.pop("field", None)
    if entry.when is not None:
        if entry.when.start:
            fields["start_year"] = int(entry.when.start[:4])
        if entry.when.end:
            fields["end_year"] = int(entry.when.end[:4])
    return {name: value[:200] if isinstance(value, str) else value for name, value in fields.items()}


def _named(part: str) -> list[str]:
    """Cut at commas; `Inc` and the like stay with their name."""
    pieces: list[str] = []
    for piece in re.split(r",\s+", part):
        if pieces and _COMPANY.fullmatch(piece):
            pieces[-1] += f", {piece}"
        elif piece:
            pieces.append(piece)
    return pieces or [part]


def _commas(part: str) -> list[str]:
    return (
        [_bare(piece) for piece in re.split(r",\s+(?=[A-Z])", part)]
        if _SCHOOL.search(part) or _DEGREE.search(part)
        else [part]
    )
