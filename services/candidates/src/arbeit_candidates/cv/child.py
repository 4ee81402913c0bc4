"""The child process that opens other people's files: `python -I -m arbeit_candidates.cv.child <KIND>`.

Reads the file from standard input and writes `{"text", "pages"}` or `{"error"}` as JSON to standard output. Parsers are
native code or greedy, so it first gives up memory, processor time, files and (where the kernel lets it) the network.
The parent takes any other end (signal, time-out, silence) for an unreadable file.
"""

from __future__ import annotations

import ctypes
import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

MEMORY_BYTES = 512 * 1024 * 1024
CPU_S = 10
MOST_PAGES = 30
MOST_CHARACTERS = 200_000
_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000


def confine() -> None:
    """Irrevocable for this process."""
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    # Fails where user namespaces are off; the minimal environment and the limits hold all the same.
    ctypes.CDLL(None).unshare(_NEW_USER_AND_NETWORK)


def pdf(content: bytes) -> tuple[str, int]:
    """Text and number of pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError("encrypted" if "password" in str(error).lower() else "unreadable") from None
    parts: list[str] = []
    size = 0
    for number in range(min(len(document), MOST_PAGES)):
        part = document[number].get_textpage().get_text_bounded()
        parts.append(part)
        size += len(part)
        if size > MOST_CHARACTERS:
            break
    return "\n".join(parts), len(document)


def docx(content: bytes) -> tuple[str, int]:
    """Headers first: name, phone and e-mail often live there."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith(("word/header", "word/footer")))
        return _joined(_word(archive, [*names, "word/document.xml"])), 0


def odt(content: bytes) -> tuple[str, int]:
    """Page headers are in the styles."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {"styles.xml", "content.xml"} & set(archive.namelist())
        return _joined(_open_document(archive, sorted(parts, reverse=True))), 0


def _word(archive: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse

    for name in names:
        text: list[str] = []
        with archive.open(name) as part:
            for _, element in iterparse(part, events=("end",), forbid_dtd=True):
                tag = element.tag.rpartition("}")[2]
                if tag == "t":
                    text.append(element.text or "")
                elif tag in ("tab", "br", "cr"):
                    text.append(" ")
                elif tag == "p":
                    yield "".join(text)
                    text.clear()
                    element.clear()


def _open_document(archive: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse

    for name in names:
        with archive.open(name) as part:
            for _, element in iterparse(part, events=("end",), forbid_dtd=True):
                if element.tag.rpartition("}")[2] in ("p", "h"):
                    yield "".join(element.itertext())
                    element.clear()


def _joined(paragraphs: Iterator[str]) -> str:
    parts: list[str] = []
    size = 0
    for paragraph in paragraphs:
        parts.append(paragraph)
        size += len(paragraph) + 1
        if size > MOST_CHARACTERS:
            break
    return "\n".join(parts)


def rtf(content: bytes) -> tuple[str, int]:
    """Rich text."""
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(content.decode("latin-1"), errors="ignore")  # type: ignore[no-untyped-call]
    return text, 0


def txt(content: bytes) -> tuple[str, int]:
    """Plain text."""
    return content.decode("utf-8-sig"), 0


READERS: dict[str, Callable[[bytes], tuple[str, int]]] = {"PDF": pdf, "DOCX": docx, "ODT": odt, "RTF": rtf, "TXT": txt}


def main() -> None:
    """One file, one answer."""
    content = sys.stdin.buffer.read()
    confine()
    answer: dict[str, Any]
    try:
        text, pages = READERS[sys.argv[1]](content)
        answer = {"text": text[:MOST_CHARACTERS], "pages": pages}
    except ValueError as error:
        answer = {"error": "encrypted" if str(error) == "encrypted" else "unreadable"}
    except Exception:  # noqa: BLE001  whatever a hostile file makes a parser do, the answer is the same
        answer = {"error": "unreadable"}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
