"""From pieces of text on a page to lines in the order a person reads them: columns one after the other.

A CV with a side bar read straight across mixes two texts; one with dates at the right margin read by columns loses the
dates. So columns are split only where both sides hold text of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from arbeit_candidates.cv.page import Line

_YEAR = re.compile(r"(?:19|20)\d\d|present|current|today|now|heute|actual", re.IGNORECASE)
_DEEPEST = 3
_FEWEST = 4
"""Lines that make a column."""
_NARROWEST = 150.0
"""Points: below that nothing is set in columns."""
_MOST_PIECES = 2_000
_BRIEF = 26
_LABEL = 34
_LEVEL = 0.65
"""Share of the left side that stands on the same line as something at the right, when it is labels."""
_SPACED = re.compile(r"(?:\S ){3,}\S?(?:\s{2,}(?:\S ){1,}\S?)*\s*\Z")


@dataclass(slots=True, eq=False)
class Piece:
    """Letters in one row without a wide gap; coordinates in points, `bottom` < `top`."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    hidden: str | None = None

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of(pieces: list[Piece], page: int) -> list[Line]:
    """The visible pieces as lines."""
    shown = [piece for piece in pieces if piece.hidden is None and piece.text.strip()]
    if len(shown) > _MOST_PIECES:  # no CV; and what follows grows faster than the page
        return _rows(shown, page)
    return _ordered(shown, page, 0)


def _ordered(pieces: list[Piece], page: int, depth: int) -> list[Line]:
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        return _rows(pieces, page)
    found: list[Line] = []
    left: list[Piece] = []
    right: list[Piece] = []

    def close() -> None:
        for side in (left, right):
            found.extend(_ordered(side, page, depth + 1))
            side.clear()

    for piece in sorted(pieces, key=lambda each: -each.middle):
        if piece.right <= gutter:
            left.append(piece)
        elif piece.left >= gutter:
            right.append(piece)
        else:  # across both columns: what is above it comes first
            close()
            found.extend(_rows([piece], page))
    close()
    return found


def _gutter(pieces: list[Piece]) -> float | None:
    """Where the page parts into two columns; None when it does not."""
    if len(pieces) < 2 * _FEWEST:
        return None
    start, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = end - start
    if width < _NARROWEST:
        return None
    lefts: dict[int, int] = {}
    for piece in pieces:
        lefts[round(piece.left)] = lefts.get(round(piece.left), 0) + 1
    best: tuple[float, float] | None = None
    for place, count in lefts.items():
        gutter = place - 2.0
        if count < 3 or not start + 0.12 * width < gutter < start + 0.88 * width:
            continue
        score = _parting(pieces, gutter)
        if score is not None and (best is None or score < best[0]):
            best = score, gutter
    return best[1] if best is not None else None


def _parting(pieces: list[Piece], gutter: float) -> float | None:
    """How badly the gutter cuts: the share of pieces across it. None where it is no gutter."""
    left = [piece for piece in pieces if piece.right <= gutter]
    right = [piece for piece in pieces if piece.left >= gutter]
    across = len(pieces) - len(left) - len(right)
    if len(left) < _FEWEST or len(right) < _FEWEST or across > 0.3 * len(pieces):
        return None
    top = min(max(piece.top for piece in side) for side in (left, right))
    bottom = max(min(piece.bottom for piece in side) for side in (left, right))
    shorter = min(max(p.top for p in side) - min(p.bottom for p in side) for side in (left, right))
    if top - bottom < 0.4 * shorter or _beside(left, right):
        return None
    return across / len(pieces)


def _beside(left: list[Piece], right: list[Piece]) -> bool:
    """Whether one side mostly notes dates in the rows of the other, at whichever margin, or names its rows one by one
    (`Telephone   +30 ...`): then it is no column."""
    shared = dated = level = 0
    for piece in left:
        for other in right:
            if abs(other.middle - piece.middle) < 0.4 * piece.height:
                shared += 1
                level += abs(other.bottom - piece.bottom) < 0.3 * piece.height
                dated += any(len(each.text) < _BRIEF and _YEAR.search(each.text) is not None for each in (piece, other))
                break
    labels = level >= _LEVEL * len(left) and sum(len(piece.text) < _LABEL for piece in left) >= _LEVEL * len(left)
    return shared > 1 and (dated >= 0.4 * shared or labels)


def _rows(pieces: list[Piece], page: int) -> list[Line]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: -each.middle):
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].middle - piece.middle) < 0.5 * min(row[0].height, piece.height):
            row.append(piece)
        else:
            rows.append([piece])
    found: list[Line] = []
    before: float | None = None
    for row in rows:
        row.sort(key=lambda each: each.left)
        height = max(piece.height for piece in row)
        if before is not None and before - row[0].top > 0.9 * height:
            found.append(Line("", page))
        before = min(piece.bottom for piece in row)
        found.append(Line("\t".join(_closed_up(piece.text.strip()) for piece in row), page, round(height, 1)))
    return found


def _closed_up(text: str) -> str:
    """`A S H A  R A O` is a name set wide."""
    if not _SPACED.match(text):
        return text
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", text))
