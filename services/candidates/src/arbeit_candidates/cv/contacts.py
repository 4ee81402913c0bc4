"""Contact fields in the text of a CV: only what is plainly there. Every pattern is bounded, so no text is slow."""

from __future__ import annotations

import re
from typing import Any

from arbeit_kit import text as kit_text

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d ()./-]{7,20}\d(?!\w)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LINKEDIN = re.compile(r"linkedin\.com/in/([A-Za-z0-9_%-]{3,100})", re.IGNORECASE)
_LABEL = re.compile(r"\A(?:full )?name\s*[:\-]\s*", re.IGNORECASE)
_WORD = re.compile(r"\A[^\W\d_][^\W\d_.'’-]{0,30}[.'’]?(?:[-'’][^\W\d_]{1,30}){0,2}\Z")
_HEADINGS = frozenset(
    [
        "curriculum",
        "vitae",
        "resume",
        "résumé",
        "cv",
        "profile",
        "summary",
        "objective",
        "contact",
        "details",
        "experience",
        "education",
        "skills",
        "personal",
        "information",
        "professional",
        "work",
        "history",
        "address",
        "phone",
        "email",
        "mobile",
        "page",
        "engineer",
        "developer",
        "manager",
    ]
)
_LINES_READ = 15
_MOST_NAME = 60
_PHONE_DIGITS = range(9, 16)


def contacts(text: str) -> dict[str, Any]:
    """Whichever of `name`, `email`, `phone`, `linkedin` the text shows."""
    found = {"name": _name(text), "email": _email(text), "phone": _phone(text), "linkedin": _linkedin(text)}
    return {field: value for field, value in found.items() if value is not None}


def _email(text: str) -> str | None:
    for match in _EMAIL.finditer(text):
        try:
            return kit_text.email(match.group().strip("."))
        except ValueError:
            continue
    return None


def _phone(text: str) -> str | None:
    for match in _PHONE.finditer(text):
        digits = sum(character.isdigit() for character in match.group())
        # "2015 - 2019 2020" is no number to call.
        if len(_YEAR.findall(match.group())) > 1:
            continue
        if digits in _PHONE_DIGITS and (digits >= 10 or match.group().startswith("+")):
            return " ".join(match.group().split())
    return None


def _linkedin(text: str) -> str | None:
    match = _LINKEDIN.search(text)
    return f"https://www.linkedin.com/in/{match.group(1)}" if match else None


def _name(text: str) -> str | None:
    """The first line near the top that looks like a person's name."""
    lines = [line.strip() for line in text[:20_000].splitlines()]
    for line in [line for line in lines if line][:_LINES_READ]:
        labelled = _LABEL.match(line)
        candidate = " ".join(line[labelled.end() :].split() if labelled else line.split())
        words = candidate.split()
        if len(candidate) > _MOST_NAME or not 2 <= len(words) <= 5:
            continue
        if any(word.lower().strip(".:") in _HEADINGS for word in words) or not all(map(_WORD.match, words)):
            continue
        if not (words[0][0].isupper() and words[-1][0].isupper()) and words[0].upper() != words[0].lower():
            continue
        return candidate.title() if candidate.isupper() else candidate
    return None
