"""Whose CV it is: the line near the top that looks most like a person's name."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from arbeit_candidates.cv.finding.lines import Found, Row, Section, heading_kind

_WORD = r"(?:full ?|candidate |first and last |first |last |family |sur)?name(?:n|s|\(s\))?"
_OTHERS = (
    r"nombres?(?: y apellidos?)?|apellidos? y nombres?|noms?|prénoms?|vor-? ?(?:und|&) nachname|vorname|nachname|nome"
    r"|cognome"
)
_LABEL = re.compile(
    rf"\A(?:{_WORD}|{_OTHERS})(?:\s?[/&,+]\s?(?:{_WORD}|{_OTHERS}))?\s*(?:[:\-–\t]\s*|\Z)", re.IGNORECASE
)
_TITLED = re.compile(
    r"\A(?:(?:curriculum vitae|resume|résumé|cv|lebenslauf)(?: of| de| von)?\s*[:\-–|]?\s+)", re.IGNORECASE
)
_HONORIFIC = re.compile(r"\A(?:mr|mrs|ms|miss|dr|prof|herr|frau|dipl\.-ing)\.?\s+", re.IGNORECASE)
_DEGREES = re.compile(r"(?:,\s*|\s+[-–]\s*|\s+)(?:ph\.?\s?d|m\.?d|mba|msc|m\.sc|bsc|b\.sc|rn|cpa|pmp|jr|sr|ii|iii|esq"
                      r"|b\.?tech|m\.?tech|cfa|pe|bsn|phr|shrm-cp|cissp|csm|acca|fca|ca)\.?(?=\Z|,|\s)",
                      re.IGNORECASE)  # fmt: skip
_PARTS = re.compile(r"\s*[|•·●▪/\t]\s*|\s{3,}|\s+[–—-]\s+|\s*\(|,\s")
_PARTICLES_WORDS = "de da di del della der den van von la le el al bin ibn y dos das du ten ter af av"
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_NO_NAME_WORDS = (
    "curriculum vitae resume résumé cv profile summary objective contact details experience education skills"
    " personal information professional work history address phone email mobile page engineer developer"
    " manager analyst designer consultant architect director administrator specialist assistant coordinator"
    " officer accountant nurse teacher scientist student graduate senior junior lead head software data"
    " product project marketing sales finance human resources full stack frontend backend web machine"
    " learning university college school institute street road avenue city state india germany france spain"
    " usa canada london york berlin paris california texas linkedin github portfolio website java python"
    " javascript technologies limited ltd inc gmbh llc pvt company about me confidential dear the and for"
    " with from technician supervisor executive intern trainee representative associate principal chief vice"
    " president business operations customer service support quality assurance security network systems"
    " system computer science technical writer editor chef driver mechanic electrician plumber carpenter"
    " pharmacist physician attorney lawyer paralegal recruiter buyer planner researcher professor lecturer"
    " tutor cashier clerk receptionist secretary bachelor master lebenslauf bewerbung seite telefon anschrift"
    " sample template example resumé freelance digital hospital clinic hotel group bank services solutions"
    " consulting academy council mechanical electrical civil chemical industrial aerospace biomedical"
    " registered certified licensed nationality certifications languages interests references projects"
    " publications awards date birth gender male female"
    # Lines of an address.
    " village cottage apartment apartments apt flat floor suite building farmhouse mansion residence terrace"
    " boulevard blvd crescent postcode zip county district province strasse gasse avenida appartement batiment"
    " wohnung"
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_PLACES_WORDS = (
    "house hall lane court lodge manor villa farm park hill tower towers close place square gardens grove drive"
    " heights mill mills bridge barn abbey castle estate view rise walk row mews yard wharf quay allee platz weg hof"
    " haus rue calle plaza via casa"
)
_PLACES = frozenset(_PLACES_WORDS.split())
"""Words that close a line of an address, and some people's names too: Rebecca Hall, David Villa."""
_LIKE_A_PLACE = 9.0
_JOINED = re.compile(r"([A-ZÀ-Þ][a-zß-ÿ]+)([A-ZÀ-Þ][a-zß-ÿ]{2,})")
_WHERE = ("top", "contact", "summary")
_LINES_READ = 30
_MOST_NAME = 60
_LARGE = 14.0
"""Points."""


def name(sections: list[Section], rows: list[Row], address: str | None) -> Found | None:
    """None rather than a guess that nothing speaks for."""
    head = [row for row in rows[:80] if row.text][:_LINES_READ]
    largest = max((row.size for row in head), default=0.0)
    elsewhere = {id(row) for section in sections if section.kind not in _WHERE for row in section.rows}
    best: tuple[float, Found] | None = None
    for place, row in enumerate(head):
        label = _LABEL.match(row.text)
        above = _LABEL.match(head[place - 1].text) if place else None
        # A label beside the name, or alone in the line above it.
        labelled = label is not None or (above is not None and above.end() == len(head[place - 1].text))
        for shown, start in _offers(row.text):
            if (apart := _apart(shown, address)) is not None:
                found = Found("name", apart, row.span(start, start + len(shown)))
                score = _score(apart, row, place, largest, address, labelled)
                best = max(best or (0.0, found), (score or 0.0, found), key=lambda each: each[0])
            score = _score(shown, row, place, largest, address, labelled)
            if score is not None and id(row) in elsewhere:
                score -= 9.0
            if score is not None and score > 0 and (best is None or score > best[0]):
                written = _cased(shown)
                best = score, Found("name", written, row.span(start, start + len(shown)))
    for first, last in pairwise(head):
        # Each part of the name in a line of its own, larger than all else.
        shown = f"{first.text} {last.text}"
        if last.start != first.start + len(first.text) + 1 or largest < _LARGE:
            continue
        if min(first.size, last.size) < 0.85 * largest or " " in first.text or " " in last.text:
            continue
        score = _score(shown, first, head.index(first), largest, address, labelled=False)
        if score is not None and score > 0 and (best is None or score > best[0]):
            best = score, Found("name", _cased(shown), first.span(0, len(first.text) + 1 + len(last.text)))
    return best[1] if best is not None else None


def _offers(text: str) -> list[tuple[str, int]]:
    """Parts of a line that could be a name, each with its place."""
    labelled = _LABEL.match(text) or _TITLED.match(text)
    at = labelled.end() if labelled else 0
    offers: list[tuple[str, int]] = []
    for part in _PARTS.split(_DEGREES.sub(lambda match: "|" * len(match.group()), text[at : at + 200])):
        bare = _HONORIFIC.sub("", part.strip(" ,.:;*_"))
        start = text.find(bare, at) if bare else -1
        if start >= 0:
            offers.append((bare, start))
    return offers[:4]


def _score(shown: str, row: Row, place: int, largest: float, address: str | None, labelled: bool) -> float | None:
    words = shown.split()
    local = (address or "").partition("@")[0]
    if len(shown) > _MOST_NAME or not shown or heading_kind(shown) is not None:
        return None
    if len(words) == 1 and not (_unspaced(shown) or labelled):
        return None
    if len(words) > 5 or not all(_is_word(word) for word in words):
        return None
    if any(_folded(word).strip(".") in _NO_NAME for word in words):
        return None
    cased = [word for word in words if word.casefold() not in _PARTICLES and word.upper() != word.lower()]
    if any(not word[0].isupper() for word in cased):
        return None
    matched = sum(len(part) > 2 and _folded(part) in _folded(local) for part in words)
    initials = "".join(_folded(word)[:1] for word in words)
    # Whom the address names may stand further down: beside a picture, below a slogan.
    score = 10.0 - min(place, 25) * (0.2 if matched > 1 else 0.7)
    score += 8.0 * labelled + 5.0 * min(matched, 2) + 1.5 * (len(initials) > 1 and initials in _folded(local))
    if largest and row.size:
        score += 5.0 * (row.size >= 0.95 * largest) + 2.0 * (row.size >= 1.3 * 12)
    if len(words) > 3:
        score -= 1.0
    last = _folded(words[-1]).strip(".")
    if last in _PLACES and last not in _folded(local) and not labelled:
        score -= _LIKE_A_PLACE
    return score


def _apart(shown: str, address: str | None) -> str | None:
    """A name drawn without its space ("AshaRao"), where the address bears it out; "JavaScript" is none."""
    joined = _JOINED.fullmatch(shown)
    local = _folded((address or "").partition("@")[0])
    if joined is None or _folded(joined[2]) not in local:
        return None
    first = _folded(joined[1])
    return f"{joined[1]} {joined[2]}" if first in local or first[:1] + _folded(joined[2]) in local else None


def _is_word(word: str) -> bool:
    bare = word.strip(".,'’‘-")
    if not bare:
        return False
    return all(unicodedata.category(character)[0] in "LM" or character in ".'’‘-" for character in bare)


def _unspaced(text: str) -> bool:
    """Chinese, Japanese and Korean names have no space."""
    return 2 <= len(text) <= 5 and all("\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _cased(shown: str) -> str:
    joined = " ".join(shown.split())
    if not joined.isupper():
        return joined
    return re.sub(r"(?<=\bMc)([a-z])", lambda match: match.group().upper(), joined.title().replace("’S", "’s"))
