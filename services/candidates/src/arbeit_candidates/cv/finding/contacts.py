"""E-mail, phone and LinkedIn: only what is plainly there. Every pattern is bounded, so no text is slow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arbeit_candidates.cv.finding.lines import Found, Row, Section, Span

_EMAIL = re.compile(r"[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_ONE_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?<![\w.@/-])\+?\(?\d[\d \t()./\u2010-\u2015-]{5,24}\d(?![\w@])")
_LABEL = re.compile(r"\b(?:phone|tel|telephone|mobile|mob|cell|handy|telefon|teléfono|móvil|tél|call|ph|m|t|p)\b"
                    r"[\s.:()#-]{0,6}(?:no|number|nr)?[\s.:#-]{0,4}\Z", re.IGNORECASE)  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATE = re.compile(  # all of a group of digits: "05.56.31.32.33" holds none
    r"(?<![\d./-])(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}|\d{1,2}[./-](?:19|20)\d\d)"
    r"(?!\d|[./-]\d)"
)
_LINKEDIN = re.compile(r"linkedin\.com/(?:in|pub)/\s?([\w%-]{3,100})", re.IGNORECASE)
_MOST_MATCHES = 40
_PLAIN = str.maketrans(dict.fromkeys("‐‑‒–—―", "-") | {"\t": " "})
_KEPT = re.compile(r"\+?[0-9 ()./x-]{3,40}")


def email(rows: list[Row], links: list[str]) -> Found | None:
    """The first address that is one; else the one behind a link."""
    for row in rows:
        if "@" not in row.text:
            continue
        for match in _EMAIL.finditer(row.text):
            address = match.group().strip(".'-").lower()
            if _ONE_ADDRESS.fullmatch(address) and ".." not in address and len(address) <= 254:
                start = match.start() + match.group().lower().index(address)
                return Found("email", address, row.span(start, start + len(address)))
    for link in links:
        address = link.removeprefix("mailto:").partition("?")[0].strip().lower()
        if link.startswith("mailto:") and _ONE_ADDRESS.fullmatch(address):
            return Found("email", address, Span(0, 0, 1))
    return None


def phone(rows: list[Row], sections: list[Section]) -> Found | None:
    """The most likely number to call: with a label, at the top, with a country code."""
    aside = {id(row) for section in sections if section.kind in ("references", "experience") for row in section.rows}
    best: tuple[int, Found] | None = None
    for place, (row, match) in enumerate(_numbers(rows)):
        digits = sum(character.isdigit() for character in match.group())
        labelled = _LABEL.search(row.text[: match.start()]) is not None
        if digits > 15 or digits < (7 if labelled else 9) or _no_phone(match.group(), labelled):
            continue
        if digits == 9 and not labelled and not match.group().startswith("+"):
            continue
        score = 4 * labelled + 3 * match.group().startswith("+") + (digits >= 10) - 4 * (id(row) in aside) - place // 4
        if best is None or score > best[0]:
            best = score, Found("phone", _written(match.group()), row.span(match.start(), match.end()))
    return best[1] if best is not None else None


def _numbers(rows: list[Row]) -> Iterator[tuple[Row, re.Match[str]]]:
    count = 0
    for row in rows:
        for match in _PHONE.finditer(row.text):
            if (count := count + 1) > _MOST_MATCHES:
                return
            yield row, match


def _no_phone(text: str, labelled: bool) -> bool:
    """`2015 - 2019 2020`, `12.03.1990`, a price, a bare run of digits that is an id."""
    if len(_YEAR.findall(text)) > 1 or (_DATE.search(text) and not text.startswith("+")):
        return True
    return text.count("(") != text.count(")") and not labelled and not text.startswith(("+", "("))


def _written(text: str) -> str:
    plain = " ".join(text.translate(_PLAIN).split())
    if plain.count("(") > plain.count(")"):
        plain = plain.replace("(", "", 1)
    if plain.count(")") > plain.count("("):
        plain = plain.replace(")", "", 1)
    matched = _KEPT.match(plain)
    return matched.group().strip() if matched else plain


def linkedin(rows: list[Row], links: list[str]) -> Found | None:
    """As an address of the one form that LinkedIn gives out."""
    for row in rows:
        if match := _LINKEDIN.search(row.text):
            return Found("linkedin", _profile(match.group(1)), row.span(match.start(), match.end()))
    for link in links:
        if match := _LINKEDIN.search(link):
            return Found("linkedin", _profile(match.group(1)), Span(0, 0, 1))
    return None


def _profile(name: str) -> str:
    return f"https://www.linkedin.com/in/{name}"
