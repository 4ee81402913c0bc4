"""What is found by rule in CVs that nobody here wrote: `python -m tests.bench cvs --folder DIR [--half NAME] [--show]`.

The folder lies outside the repository, for the CVs are other people's. Its `truth.json` says what a reader sees:

    {"some.pdf": {"half": "held", "name": "Jane Doe", "email": "jane@mail.example", "phone": ["+1 202 555 0143"],
                  "sections": ["experience", "education"]}}

Each of `name`, `email`, `phone` is one value, a list of which any is right, or null for what the CV does not show (then
only finding nothing is right). `sections` are our words for the headings that can be seen (`finding/lines.py`); the
share found is over all of them together. `half` is a label of yours, for what was looked at while the rules were made
and what was not. Files go through the reading that an upload goes through, child process included.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from arbeit_candidates.cv.kinds import kind_of
from arbeit_candidates.cv.reading import Reading, read_cv
from arbeit_kit.problem import Problem

SINGLE = ("name", "email", "phone")


def _plain(field: str, value: str) -> str:
    if field == "phone":
        return "".join(character for character in value if character.isdigit())
    decomposed = unicodedata.normalize("NFKD", value.casefold())
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).replace(".", " ").split())


def _right(field: str, found: str | None, truth: str | list[str] | None) -> bool:
    if truth is None or found is None:
        return truth is None and found is None
    accepted = truth if isinstance(truth, list) else [truth]
    return _plain(field, found) in {_plain(field, each) for each in accepted}


class Tally:
    """Counts of one half."""

    def __init__(self) -> None:
        self.files = 0
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.sections, self.sections_found, self.sections_wrong = 0, 0, 0

    def take(self, truth: dict[str, Any], reading: Reading | None) -> list[str]:
        """What was wrong, in words."""
        self.files += 1
        wrong = []
        for field in SINGLE:
            found = None if reading is None else reading.fields.get(field)
            self.asked[field] += 1
            if _right(field, found, truth[field]):
                self.right[field] += 1
            else:
                wrong.append(f"{field}: {found!r}, not {truth[field]!r}")
        there = {section.kind for section in reading.sections} if reading else set()
        expected = set(truth["sections"])
        self.sections += len(expected)
        self.sections_found += len(expected & there)
        # Particulars and small print are neither asked for nor held against it.
        extra = there - expected - {"contact", "additional"}
        self.sections_wrong += len(extra)
        if missing := expected - there:
            wrong.append(f"sections missing: {', '.join(sorted(missing))}")
        if extra:
            wrong.append(f"sections that are none: {', '.join(sorted(extra))}")
        return wrong

    def line(self, name: str) -> str:
        shares = " | ".join(f"{self.right[field] / max(1, self.asked[field]):.0%}" for field in SINGLE)
        sections = f"{self.sections_found / max(1, self.sections):.0%} of {self.sections}"
        return f"| {name} | {self.files} | {shares} | {sections} | {self.sections_wrong} |"


async def _read(path: Path) -> Reading | None:
    content = path.read_bytes()
    try:
        return await read_cv(kind_of(content), content)
    except Problem:
        return None


async def measured(folder: Path, half: str | None, show: bool) -> str:
    """The table, and with `show` what was wrong in which file."""
    truths: dict[str, dict[str, Any]] = json.loads((folder / "truth.json").read_text())
    tallies: dict[str, Tally] = {}
    details: list[str] = []
    for name, truth in sorted(truths.items()):
        if half is not None and truth["half"] != half:
            continue
        wrong = tallies.setdefault(truth["half"], Tally()).take(truth, await _read(folder / name))
        details += [f"{name}: {'; '.join(wrong)}"] if show and wrong else []
    rows = [tally.line(name) for name, tally in sorted(tallies.items())]
    head = [
        "| half | CVs | name | e-mail | phone | sections found | sections that are none |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*details, *head, *rows])


def main(arguments: list[str]) -> str:
    parser = argparse.ArgumentParser(prog="python -m tests.bench cvs")
    parser.add_argument("--folder", type=Path, required=True, help="CVs and their truth.json")
    parser.add_argument("--half", help="only the CVs labelled so")
    parser.add_argument("--show", action="store_true", help="say what was wrong in which file")
    given = parser.parse_args(arguments)
    return asyncio.run(measured(given.folder, given.half, given.show))
