"""What a reader gets out of a file: lines in reading order, each on its page, and what nobody was meant to see.

Only the standard library: the child process loads this, and every import there costs each upload.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MOST_PAGES = 30
MOST_CHARACTERS = 200_000
_MOST_HIDDEN = 20
_SNIPPET = 300

# No width, no direction of their own: they carry words past the eye, or past a search for them.
_UNSEEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
# Joiners belong to Persian, Hindi and emoji; a run of them belongs to nothing.
_JOINERS = frozenset("\u200c\u200d")
_TAGS = range(0xE0000, 0xE0080)
_MANY = 12
"""A few stray marks come out of every word processor."""
_SPACES = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u3000": " ", "\t": "\t"}


@dataclass(slots=True)
class Line:
    """One line; `size` is the height of its letters in points, 0 where the format does not say."""

    text: str
    page: int = 1
    size: float = 0.0


@dataclass(slots=True)
class Hidden:
    """Text that is in the file and on no paper: `why` is `invisible`, `tiny`, `off-page`, `marked` or `zero-width`."""

    why: str
    page: int
    text: str


@dataclass(slots=True)
class Content:
    """All of a file that counts. `links` are the targets behind its hyperlinks."""

    lines: list[Line] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pages: int = 0
    """0 where the format has none."""
    scanned: bool = False
    """Pictures of pages, and hardly a letter."""
    truncated: bool = False
    checked: bool = True
    """Whether what is hidden was looked for to the end."""


def tidy(lines: Iterable[Line]) -> tuple[list[Line], list[Hidden], bool]:
    """The lines in plain characters, no two blank ones in a row; the unseen characters; whether it was cut."""
    kept: list[Line] = []
    hidden: list[Hidden] = []
    unseen, size, cut = 0, 0, False
    for line in lines:
        text, marks, whispered = _plain(line.text)
        unseen += marks
        if whispered:
            hidden.append(Hidden("zero-width", line.page, whispered[:_SNIPPET]))
        if not text and (not kept or not kept[-1].text):
            continue
        size += len(text) + 1
        if size > MOST_CHARACTERS:
            cut = True
            break
        kept.append(Line(text, line.page, line.size))
    if unseen >= _MANY and not hidden:
        hidden.append(Hidden("zero-width", 1, f"{unseen} invisible characters between the letters"))
    return kept, hidden, cut


def _plain(text: str) -> tuple[str, int, str]:
    if text.isascii() and text.isprintable():
        return text.strip(), 0, ""
    out: list[str] = []
    marks, whispered = 0, []
    for character in unicodedata.normalize("NFC", text):
        code = ord(character)
        if code in _TAGS:
            whispered.append(chr(code - 0xE0000) if 0x20 <= code - 0xE0000 < 0x7F else "")
        elif character in _UNSEEN or (character in _JOINERS and (not out or out[-1] in _JOINERS)):
            marks += 1
        elif character in _SPACES:
            out.append(_SPACES[character])
        elif unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co"):
            out.append(character)
    return "".join(out).strip(), marks, "".join(whispered)


def answer(content: Content, findings: dict[str, Any]) -> dict[str, Any]:
    """What the child says: plain JSON."""
    text = "\n".join(line.text for line in content.lines)
    starts: list[int] = []
    at = 0
    for line in content.lines:
        while len(starts) < min(line.page, MOST_PAGES):
            starts.append(at)
        at += len(line.text) + 1
    return {
        "text": text,
        "pages": content.pages,
        "page_starts": starts,
        "hidden": [
            {"why": each.why, "page": each.page, "text": " ".join(each.text.split())[:_SNIPPET]}
            for each in content.hidden[:_MOST_HIDDEN]
        ],
        "scanned": content.scanned,
        "truncated": content.truncated,
        "checked": content.checked,
        **findings,
    }
