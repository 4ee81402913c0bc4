"""Plain text."""

from __future__ import annotations

from arbeit_candidates.cv.page import Content, Line, tidy


def read(content: bytes) -> Content:
    """UTF-8; a form feed begins a page."""
    page, lines = 1, []
    for line in content.decode("utf-8-sig").splitlines():
        page += line.count("\x0c")
        lines.append(Line(line, page))
    kept, hidden, cut = tidy(lines)
    return Content(kept, hidden, pages=page if page > 1 else 0, truncated=cut)
