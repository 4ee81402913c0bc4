"""DOCX: the page headers first (name and phone often live there), then the body with its tables and text boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from arbeit_candidates.cv.page import Content, Hidden, Line, tidy
from arbeit_candidates.cv.readers.xml import attribute, number, walk, white

_TINY_HALF_POINTS = 6
_POINTS = 0.5


def read(content: bytes) -> Content:
    """The whole document. Raises whatever a broken archive makes the parsers raise."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        parts = sorted(name for name in names if name.startswith(("word/header", "word/footer")) and "/_" not in name)
        document = _Document()
        lines: list[Line] = []
        for part in [*(p for p in parts if "header" in p), "word/document.xml", *(p for p in parts if "footer" in p)]:
            lines.extend(document.lines(archive, part))
        links: list[str] = []
        for name in names:
            if name.startswith("word/_rels/") and name.endswith(".rels"):
                links += _targets(archive, name)
    kept, hidden, cut = tidy(lines)
    return Content(kept, [*document.hidden(), *hidden], links[:100], truncated=cut)


def _targets(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    for event, tag, element in walk(archive, name):
        if event == "start" and tag == "Relationship" and attribute(element, "TargetMode") == "External":
            yield attribute(element, "Target") or ""


class _Document:
    """Text boxes stand twice in a file, for new and for old programs; the second (`Fallback`) is passed over."""

    def __init__(self) -> None:
        self._secret: dict[str, list[str]] = {}

    def hidden(self) -> list[Hidden]:
        return [Hidden(why, 1, " ".join(parts)) for why, parts in self._secret.items()]

    def lines(self, archive: zipfile.ZipFile, name: str) -> Iterator[Line]:
        text: list[list[str]] = []
        """Of the open paragraphs: a text box is a paragraph within a paragraph."""
        cells: list[list[list[str]]] = []
        """Of the open table rows: the paragraphs of each cell."""
        fallback, why, size = 0, None, 0.0
        for event, tag, element in walk(archive, name):
            if tag == "Fallback":
                fallback += 1 if event == "start" else -1
            if fallback:
                continue
            if event == "start":
                if tag == "p":
                    text.append([])
                elif tag == "tr":
                    cells.append([])
                elif tag == "tc" and cells:
                    cells[-1].append([])
                elif tag == "r":
                    why = None
                elif tag == "numPr" and text:
                    text[-1].append("• ")
                continue
            if tag == "rPr":
                why, size = _looks(element)
            elif tag == "t" and text:
                self._put(text[-1], element.text or "", why)
            elif tag in ("tab", "br", "cr") and text:
                text[-1].append("\t" if tag == "tab" else "\n")
            elif tag == "noBreakHyphen" and text:
                text[-1].append("-")
            elif tag == "p" and text:
                paragraph = "".join(text.pop())
                if cells and cells[-1]:
                    cells[-1][-1].append(paragraph)
                else:
                    yield from _split(paragraph, size)
            elif tag == "tr" and cells:
                row = _row(cells.pop())
                if cells and cells[-1]:  # a table in a cell
                    cells[-1][-1].extend(row)
                else:
                    for line in row:
                        yield from _split(line, 0.0)

    def _put(self, text: list[str], part: str, why: str | None) -> None:
        if why is None or not part.strip():
            text.append(part)
        else:
            self._secret.setdefault(why, []).append(part)


def _looks(properties: Element) -> tuple[str | None, float]:
    """Why a run is hidden, if it is, and the height of its letters in points."""
    why, size, shaded, pale = None, 0.0, False, False
    for each in properties:
        tag, value = each.tag.rpartition("}")[2], attribute(each, "val")
        if tag in ("vanish", "specVanish") and value not in ("0", "false"):
            why = "marked"
        elif tag == "sz":
            size = number(value) or 0.0
            if 0 < size < _TINY_HALF_POINTS:
                why = why or "tiny"
        elif tag == "color":
            pale = white(value)
        elif tag in ("shd", "highlight"):
            shaded = True
    # White on a filled cell or shape is common and seen; white text in a run of its own is only called out when it is
    # long enough to say something, and that is for the recruiter to judge.
    if pale and not shaded and why is None:
        why = "invisible"
    return why, size * _POINTS


def _row(cells: list[list[str]]) -> list[str]:
    """A row of short cells is one line; cells that hold text of their own stay apart, as columns do."""
    filled = [[paragraph for paragraph in cell if paragraph.strip()] for cell in cells]
    if all(len(cell) <= 1 for cell in filled):
        return ["\t".join(cell[0] for cell in filled if cell)]
    return [paragraph for cell in cells for paragraph in [*cell, ""]]


def _split(paragraph: str, size: float) -> Iterator[Line]:
    for part in paragraph.split("\n"):
        yield Line(part, 1, size)
