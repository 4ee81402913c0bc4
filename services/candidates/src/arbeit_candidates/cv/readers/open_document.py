"""ODT: page headers are in the styles, the text in the content; both name the styles they hide text with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from arbeit_candidates.cv.page import Content, Hidden, Line, tidy
from arbeit_candidates.cv.readers.xml import attribute, number, walk, white

_TINY = 3.0


def read(content: bytes) -> Content:
    """The whole document. Raises whatever a broken archive makes the parsers raise."""
    secret: dict[str, list[str]] = {}
    lines: list[Line] = []
    links: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles: dict[str, str] = {}
        for name in ("styles.xml", "content.xml"):
            if name in archive.namelist():
                lines.extend(_lines(archive, name, styles, secret, links))
    kept, hidden, cut = tidy(lines)
    found = [Hidden(why, 1, " ".join(parts)) for why, parts in secret.items()]
    return Content(kept, [*found, *hidden], links[:100], truncated=cut)


def _lines(
    archive: zipfile.ZipFile, name: str, styles: dict[str, str], secret: dict[str, list[str]], links: list[str]
) -> Iterator[Line]:
    style = ""
    cells: list[list[str]] = []
    """Of the open table rows."""
    for event, tag, element in walk(archive, name):
        if event == "start":
            if tag == "style":
                style = attribute(element, "name") or ""
            elif tag == "text-properties" and (why := _why(element)):
                styles[style] = why
            elif tag == "table-row":
                cells.append([])
            elif tag == "a":
                links.append(attribute(element, "href") or "")
        elif tag in ("p", "h"):
            paragraph = _own_text(element, styles, secret)
            if cells:
                cells[-1].append(paragraph)
            else:
                yield from (Line(part) for part in paragraph.split("\n"))
        elif tag == "table-row" and cells:
            row = cells.pop()
            short = len(row) < 4 and all(len(part) < 60 for part in row)
            joined = ["\t".join(row)] if short else row
            if cells:
                cells[-1].extend(joined)
            else:
                yield from (Line(part) for part in joined)


_BETWEEN = {"s": " ", "tab": "\t", "line-break": "\n"}
_NESTED = ("p", "h", "frame", "note", "annotation")


def _own_text(element: Element, styles: dict[str, str], secret: dict[str, list[str]]) -> str:
    """Text of a paragraph in order; paragraphs within it (text boxes) were told before."""
    parts: list[str] = []

    def put(text: str | None, hidden: str) -> None:
        if text and hidden and text.strip():
            secret.setdefault(hidden, []).append(text)
        elif text:
            parts.append(" ".join(text.split("\n")))

    def add(part: Element, hidden: str, depth: int) -> None:
        put(part.text, hidden)
        for child in part:
            tag = child.tag.rpartition("}")[2]
            if tag in _BETWEEN:
                parts.append(_BETWEEN[tag])
            elif tag not in _NESTED and depth < 40:
                add(child, styles.get(attribute(child, "style-name") or "", "") or hidden, depth + 1)
            put(child.tail, hidden)

    add(element, styles.get(attribute(element, "style-name") or "", ""), 0)
    return "".join(parts)


def _why(properties: Element) -> str | None:
    if attribute(properties, "display") == "none":
        return "marked"
    size = attribute(properties, "font-size")
    if size and size.endswith("pt") and 0 < (number(size) or 0) < _TINY:
        return "tiny"
    if white(attribute(properties, "color")) and attribute(properties, "background-color") is None:
        return "invisible"
    return None
