"""What DOCX and ODT have in common: a zip of XML, walked without building a tree."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

_MOST_ELEMENTS = 2_000_000


def walk(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str, Element]]:
    """`start` or `end`, the tag without its namespace, the element. No entities, no outside references.

    Ended paragraphs and whatever is no part of one are emptied, so that memory does not grow with the file.
    """
    from defusedxml.ElementTree import iterparse

    depth = 0
    with archive.open(name) as part:
        for count, (event, element) in enumerate(iterparse(part, events=("start", "end"), forbid_dtd=True)):
            if count > _MOST_ELEMENTS:
                raise ValueError("unreadable")
            tag = element.tag.rpartition("}")[2]
            paragraph = tag in ("p", "h")
            depth += (event == "start") * paragraph
            yield event, tag, element
            depth -= (event == "end") * paragraph
            if event == "end" and depth == 0 and tag not in ("rPr", "rFonts"):
                element.clear()


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that local name, in whatever namespace."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return None


def white(colour: str | None) -> bool:
    """Whether it cannot be told from paper: `FFFFFF`, `#fefefe`."""
    digits = (colour or "").lstrip("#")
    if len(digits) != 6:
        return False
    try:
        parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return False
    return min(parts) >= 0xF4


def number(text: Any) -> float | None:
    """The number that a value such as `1.5pt` begins with."""
    digits = "".join(character for character in str(text or "") if character.isdigit() or character == ".")
    try:
        return float(digits)
    except ValueError:
        return None
