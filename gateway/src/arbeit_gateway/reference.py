"""The frame that the pages of the API and of the events share: one bar, the contents at the side, room for the text."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Final

from arbeit_gateway.static import File

_FRAME: Final = Template((Path(__file__).parent / "reference.html").read_text(encoding="utf-8"))


def page(*, subject: str, parts: tuple[str, ...], other: tuple[str, str], file: str, things: str, loading: str) -> File:
    """The page about `subject`. `parts` are its own styles and scripts as elements, `other` the name and address of the
    other page, `file` the description itself, `things` what is searched, `loading` what is waited for. All of it is
    ours: nothing is escaped."""
    other_name, other_address = other
    html = _FRAME.substitute(
        subject=subject,
        parts="\n    ".join(parts),
        other=other_address,
        other_name=other_name,
        file=file,
        file_name=file.rpartition("/")[2],
        things=things,
        loading=loading,
    )
    return File.compressed("index.html", html.encode())
