"""What a file is, by its content alone; names and declared types prove nothing.

PDF+ZIP or HTML+PDF files that are two things at once pass as the first: they are never served by a guessed type, only
as an attachment of the type found here, with `nosniff` and a sandbox.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from enum import StrEnum

from arbeit_kit.problem import Problem

MAX_BYTES = 10 * 1024 * 1024
"""Of one CV (contract section 1)."""

_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 50 * 1024 * 1024
_MOST_RATIO = 100
_DIRECTORY_LIMIT = 1024 * 1024
_ENCRYPTED_BIT = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_ODT = b"application/vnd.oasis.opendocument.text"


class Kind(StrEnum):
    """The types taken; the value is the media type that the file is served with."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"
    TXT = "text/plain"

    @property
    def extension(self) -> str:
        """With its dot."""
        return f".{self.name.lower()}"


def unsupported(detail: str = "Send a PDF, DOCX, ODT, RTF or plain text (UTF-8) file.") -> Problem:
    """415: not one of the types."""
    return Problem(415, "unsupported-file", "Unsupported file", detail)


def encrypted() -> Problem:
    """422: nobody can read it without its password."""
    return Problem(422, "encrypted-file", "Encrypted file", "The file is protected by a password. Send it without one.")


def unreadable(detail: str = "The file is damaged: it cannot be read.") -> Problem:
    """422: the right type, but broken or built to break."""
    return Problem(422, "unreadable-file", "Unreadable file", detail)


def kind_of(content: bytes) -> Kind:
    """The type of the file. Problems: 415, 422. Takes up to a tenth of a second for large archives."""
    if not content.strip():
        raise Problem(422, "empty-file", "Empty file", "The file is empty.")
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _archive(content)
    if content.startswith(rb"{\rtf"):
        return Kind.RTF
    if content.startswith(_OLE):
        raise unsupported("Old Word files and Word files with a password are not taken. Send a DOCX without one.")
    return _text(content)


def _archive(content: bytes) -> Kind:
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) < end + 22:
        raise unreadable()
    entries, directory = struct.unpack_from("<HI", content, end + 10)
    # Before the directory is parsed: that alone can cost a second.
    if entries > _MOST_ENTRIES or directory > _DIRECTORY_LIMIT:
        raise unreadable("The file holds too many parts.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _document(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, struct.error):
        raise unreadable() from None


def _document(archive: zipfile.ZipFile) -> Kind:
    infos = archive.infolist()
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if len(infos) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(packed, 1024):
        raise unreadable("The file unpacks to more than is taken.")
    names = {info.filename for info in infos}
    if any(info.flag_bits & _ENCRYPTED_BIT for info in infos):
        raise encrypted()
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        if "word/vbaProject.bin" in names:
            raise unsupported("Documents with macros are not taken.")
        return Kind.DOCX
    if {"mimetype", "content.xml"} <= names and archive.read("mimetype")[:100].strip() == _ODT:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise encrypted()
        return Kind.ODT
    raise unsupported()


def _text(content: bytes) -> Kind:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unsupported() from None
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if _CONTROL.search(content) or start == b"<":  # HTML, SVG and XML call themselves text as well
        raise unsupported()
    return Kind.TXT
