"""CV files of every kind, made by hand: no word processor, no fixture from elsewhere."""

from __future__ import annotations

import io
import zipfile

TEXT = "Asha Rao\nasha.rao@cv.example\n+91 98765 43210\nlinkedin.com/in/asharao\nBackend engineer since 2015 - 2019\n"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(text: str = TEXT) -> bytes:
    """A PDF of one page with this text."""
    shown = "".join(f"({line.translate(_ESCAPE)}) Tj T*\n" for line in text.splitlines())
    stream = f"BT /F1 12 Tf 72 720 Td 14 TL\n{shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


_ESCAPE = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


def locked_pdf() -> bytes:
    """A PDF that nobody opens without its password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(text: str = TEXT, **more: str | bytes) -> bytes:
    """A Word document whose first line is in the page header."""
    header, *lines = text.splitlines()

    def paragraph(line: str) -> str:
        return f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"

    body = "".join(paragraph(line) for line in lines)
    return archive(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{_DOCX}"/></Types>',
            "word/header1.xml": f'<w:hdr xmlns:w="{_W}">{paragraph(header)}</w:hdr>',
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
            **more,
        }
    )


def odt(text: str = TEXT) -> bytes:
    """An OpenDocument text."""
    namespace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(f"<t:p>{line}</t:p>" for line in text.splitlines())
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<o xmlns:t="{namespace}">{body}</o>',
        }
    )


def rtf(text: str = TEXT) -> bytes:
    """Rich text."""
    return ("{\\rtf1\\ansi " + "".join(f"{line}\\par\n" for line in text.splitlines()) + "}").encode()


def txt(text: str = TEXT) -> bytes:
    """Plain text."""
    return text.encode()


KINDS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (odt, "application/vnd.oasis.opendocument.text"),
    "rtf": (rtf, "application/rtf"),
    "txt": (txt, "text/plain; charset=utf-8"),
}


def bomb() -> bytes:
    """Unpacks to 200 MB."""
    return docx(**{"word/media.xml": b"\0" * 200_000_000})


def entity_bomb() -> bytes:
    """Billion laughs."""
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    document = (
        f'<!DOCTYPE d [<!ENTITY l0 "lol">{levels}]><w:document xmlns:w="{_W}"><w:p><w:t>&l9;</w:t></w:p></w:document>'
    )
    return docx(**{"word/document.xml": document})


def outside_entity() -> bytes:
    """Wants to read a file of the server."""
    document = (
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{_W}"><w:p><w:t>&x;</w:t></w:p></w:document>'
    )
    return docx(**{"word/document.xml": document})
