"""The child process that opens other people's files: `python -I -m arbeit_candidates.cv.child <KIND>`.

Reads the file from standard input and writes what it says as one line of JSON; a second line follows where a closer
look at the same file may end this process (drawing a page), and wins when it is there. `{"error"}` for a file that
cannot be read. The parent takes any other end (signal, time-out, silence) for an unreadable file.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from arbeit_candidates.cv.finding import find
from arbeit_candidates.cv.page import Content, answer, tidy
from arbeit_candidates.cv.readers import open_document, plain, rich_text, word
from arbeit_candidates.cv.readers.pdf import PdfFile
from arbeit_candidates.cv.sandbox import confine


def _pdf(content: bytes) -> Iterator[Content]:
    file = PdfFile(content)
    yield _tidied(file.content(checked=False))
    finished = file.look()
    yield _tidied(file.content(checked=finished))


def _tidied(content: Content) -> Content:
    content.lines, hidden, cut = tidy(content.lines)
    content.hidden += hidden
    content.truncated |= cut
    return content


def _once(read: Callable[[bytes], Content]) -> Callable[[bytes], Iterator[Content]]:
    return lambda content: iter([read(content)])


READERS: dict[str, Callable[[bytes], Iterator[Content]]] = {
    "PDF": _pdf,
    "DOCX": _once(word.read),
    "ODT": _once(open_document.read),
    "RTF": _once(rich_text.read),
    "TXT": _once(plain.read),
}


def main() -> None:
    """One file."""
    content = sys.stdin.buffer.read()
    confine()
    gc.disable()  # short-lived, and bounded by the limit on memory
    said: dict[str, Any] | None = None
    try:
        for read in READERS[sys.argv[1]](content):
            said = answer(read, find(read))
            _say(said)
    except Exception as error:  # noqa: BLE001  whatever a hostile file makes a parser do, the answer is the same
        if said is None:
            _say({"error": "encrypted" if str(error) == "encrypted" else "unreadable"})


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
