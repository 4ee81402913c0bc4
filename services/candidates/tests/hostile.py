"""Files made to break whoever opens them. Each is made when it is asked for, and small until it is opened."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from . import files
from .paper import Paper, document, stream

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
)
_DRAWING = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
    b" /Resources << /XObject << /%s %d 0 R >> >> >>"
)
_CATALOG, _PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _pdf(contents: bytes, *more: bytes, page: bytes = _PAGE) -> bytes:
    return document([_CATALOG, _PAGES, page, contents, _FONT, *more])


def _body(xml: str) -> bytes:
    return files.docx(**{"word/document.xml": f"<w:document {_W}><w:body>{xml}</w:body></w:document>"})


def _flate(size: int) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    return b"<< /Length " + str(len(packed)).encode() + b" /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream"


def _twice_packed() -> bytes:
    packed = zlib.compress(zlib.compress(b"\0" * 80_000_000, 9), 9)
    head = b"<< /Length " + str(len(packed)).encode() + b" /Filter [/FlateDecode /FlateDecode] >>"
    return _pdf(head + b"\nstream\n" + packed + b"\nendstream")


def _ten_thousand_pages() -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(10_000))
    pages = b"<< /Type /Pages /Kids [" + kids + b"] /Count 10000 >>"
    return document([_CATALOG, pages, _PAGE, stream(b"BT /F1 12 Tf 72 720 Td (Asha Rao) Tj ET"), _FONT])


def _page_loop() -> bytes:
    return document([_CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])


def _deep_pages() -> bytes:
    chain = [f"<< /Type /Pages /Parent {n + 1} 0 R /Kids [{n + 3} 0 R] /Count 1 >>".encode() for n in range(1, 3000)]
    return document([_CATALOG, *chain, _PAGE])


def _form_loop() -> bytes:
    form = stream(b"/X1 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 4 0 R >> >>")
    page = _DRAWING % (5, b"X1", 4)
    return document([_CATALOG, _PAGES, page, form, stream(b"/X1 Do")])


def _huge_picture() -> bytes:
    image = b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    packed = zlib.compress(b"\0" * 3_000_000, 9)
    body = (
        image
        + b" /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b" >>\nstream\n"
        + packed
        + b"\nendstream"
    )
    page = _DRAWING % (4, b"I", 5)
    return document([_CATALOG, _PAGES, page, stream(b"q 595 0 0 842 0 0 cm /I Do Q"), body])


def _huge_page() -> bytes:
    page = _PAGE.replace(b"595 842", b"999999999 999999999")
    return _pdf(stream(b"BT /F1 12 Tf 72 720 Td (Asha Rao) Tj ET"), page=page)


def _object_loop() -> bytes:
    return document([_CATALOG, _PAGES, _PAGE, b"4 0 R", b"5 0 R"])


def _million_letters() -> bytes:
    return _pdf(stream(b"BT /F1 1 Tf 1 1 Td " + b"(" + b"x" * 3_000_000 + b") Tj ET"))


def _deep_brackets() -> bytes:
    return _pdf(stream(b"[" * 200_000 + b"]" * 200_000 + b" TJ"))


def _paper_with(action: bytes) -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << " + action + b" >> >>"
    text = stream(f"BT /F1 12 Tf 72 720 Td ({files.TEXT.splitlines()[0]}) Tj ET".encode())
    return document([catalog, _PAGES, _PAGE, text, _FONT])


def _overlapping() -> bytes:
    """All entries of the archive are the same bytes: small to send, endless to unpack."""
    out = io.BytesIO()
    packed = zlib.compress(b"\0" * 10_000_000, 9)[2:-4]
    name, count = b"word/document.xml", 500
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), 10_000_000, len(name), 0)
    out.write(head + name + packed)
    start = out.tell()
    for _ in range(count):
        out.write(struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(packed), 10_000_000,
                              len(name), 0, 0, 0, 0, 0, 0) + name)  # fmt: skip
    size = out.tell() - start
    out.write(struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, size, start, 0))
    return out.getvalue()


def _lying_size() -> bytes:
    """Declares ten bytes and unpacks to a hundred million."""
    content = bytearray(files.docx(**{"word/document.xml": b" " * 100_000_000}))
    real = struct.pack("<I", 100_000_000)
    while (at := content.find(real)) >= 0:
        content[at : at + 4] = struct.pack("<I", 10)
    return bytes(content)


def _climbing() -> bytes:
    return files.docx(**{"../../../../etc/cron.d/evil": b"x", "word/document.xml": b"<a/>"})


def _nested_zip() -> bytes:
    inner = files.archive({"a": b"\0" * 5_000_000})
    for _ in range(5):
        inner = files.archive({"a.zip": inner})
    return inner


def _external_dtd() -> bytes:
    xml = f'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/evil.dtd"><w:document {_W}/>'
    return files.docx(**{"word/document.xml": xml})


def _odt_entity() -> bytes:
    xml = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><o xmlns:t="urn:t"><t:p>&x;</t:p></o>'
    return files.archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml})


def _locked_entry() -> bytes:
    content = bytearray(files.docx())
    at = content.find(b"PK\1\2")
    content[at + 8] |= 1
    return bytes(content)


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _stored_zip(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"<" * size)
    return out.getvalue()


def _quadratic_text() -> bytes:
    return ("a@" * 50_000 + "\n" + "1 " * 50_000 + "\n" + "Jan 20 - " * 20_000).encode()


TEXT = files.TEXT

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    # name: (the file, what is allowed to come of it: "refused", "read", or "either" where both are right)
    "pdf: inflates to 300 MB": (lambda: _pdf(_flate(300_000_000)), "either"),
    "pdf: packed twice": (_twice_packed, "either"),
    "pdf: 10,000 pages": (_ten_thousand_pages, "read"),
    "pdf: page tree in a loop": (_page_loop, "either"),
    "pdf: page tree 3,000 deep": (_deep_pages, "either"),
    "pdf: form that draws itself": (_form_loop, "either"),
    "pdf: picture of 3.6 gigapixels": (_huge_picture, "either"),
    "pdf: page of 350 km": (_huge_page, "either"),
    "pdf: objects that are each other": (_object_loop, "either"),
    "pdf: three million letters": (_million_letters, "either"),
    "pdf: 200,000 brackets": (_deep_brackets, "either"),
    "pdf: script on opening": (lambda: _paper_with(b"/S /JavaScript /JS (app.alert(1))"), "read"),
    "pdf: program on opening": (lambda: _paper_with(b"/S /Launch /F (/bin/sh)"), "read"),
    "pdf: fetches an address": (lambda: _paper_with(b"/S /URI /URI (http://127.0.0.1:9/)"), "read"),
    "pdf: cut in half": (lambda: _cut(files.pdf()), "either"),
    "pdf: only a head": (lambda: b"%PDF-1.7\n", "refused"),
    "pdf: noise": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 400, "refused"),
    "pdf: locked": (files.locked_pdf, "refused"),
    "pdf: a picture of a page": (lambda: _scan(), "read"),
    "pdf: and a zip": (lambda: files.pdf() + files.archive({"a": "b"}), "read"),
    "pdf: negative length": (lambda: files.pdf().replace(b"/Length ", b"/Length -"), "either"),
    "docx: 200 MB of nothing": (files.bomb, "refused"),
    "docx: entries on top of each other": (_overlapping, "refused"),
    "docx: lies about its size": (_lying_size, "refused"),
    "docx: billion laughs": (files.entity_bomb, "refused"),
    "docx: reads a file of ours": (files.outside_entity, "refused"),
    "docx: fetches its grammar": (_external_dtd, "refused"),
    "docx: paths that climb": (_climbing, "read"),
    "docx: 100,000 elements deep": (
        lambda: _body("".join(f"<w:p a='{hash(str(n))}'>" for n in range(50_000)) + "</w:p>" * 50_000),
        "either",
    ),
    "docx: 200,000 paragraphs": (
        lambda: _body("".join(f"<w:p><w:r><w:t>{hash(str(n))}</w:t></w:r></w:p>" for n in range(200_000))),
        "either",
    ),
    "docx: one attribute of 20 MB": (lambda: _body(f'<w:p a="{"x" * 20_000_000}"/>'), "either"),
    "docx: an encrypted entry": (_locked_entry, "refused"),
    "docx: cut in half": (lambda: _cut(files.docx()), "refused"),
    "docx: not XML": (lambda: _stored_zip("word/document.xml", 2_000_000), "refused"),
    "docx: 20,000 columns": (
        lambda: _body(
            "<w:tbl><w:tr>" + "".join(f"<w:tc><w:p>{hash(n)}</w:p></w:tc>" for n in range(20_000)) + "</w:tr></w:tbl>"
        ),
        "read",
    ),
    "zip in a zip in a zip": (_nested_zip, "refused"),
    "odt: reads a file of ours": (_odt_entity, "refused"),
    "odt: an empty document": (lambda: files.odt(""), "read"),
    "rtf: 100,000 groups": (lambda: b"{\\rtf1" + b"{" * 100_000, "refused"),
    "rtf: binary of 4 GB": (lambda: b"{\\rtf1 \\bin4294967295 x}", "read"),
    "rtf: numbers without end": (lambda: b"{\\rtf1 " + b"\\u99999999999999 " * 50_000 + b"}", "read"),
    "txt: slow for careless patterns": (_quadratic_text, "read"),
    "txt: one line of 9 MB": (lambda: b"a b " * 2_300_000, "read"),
    "txt: a web page": (lambda: b"  <script>alert(1)</script>", "refused"),
    "a program": (lambda: b"\x7fELF" + b"\0" * 200, "refused"),
}


def _scan() -> bytes:
    paper = Paper()
    paper.picture()
    return paper.bytes()
