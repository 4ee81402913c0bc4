"""PDF pages drawn by hand: text anywhere, in any size and colour, on any ground."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (1, 1, 1)


@dataclass
class Paper:
    """One page of A4 after the other; the origin is the lower left corner, units are points."""

    pages: list[list[bytes]] = field(default_factory=lambda: [[]])
    links: list[str] = field(default_factory=list)
    """On the first page."""

    def text(
        self, x: float, y: float, text: str, size: float = 10, colour: Colour = BLACK, mode: int = 0, spread: float = 0
    ) -> None:
        """`spread`: points more between the letters."""
        shown = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        head = f"BT {_rgb(colour)} rg {mode} Tr {spread} Tc /F1 {size} Tf {x} {y} Td (".encode()
        self.pages[-1].append(head + shown + b") Tj ET")

    def lines(
        self, x: float, y: float, text: str, size: float = 10, leading: float = 14, colour: Colour = BLACK
    ) -> float:
        """Several, downwards; where the next one would stand."""
        for line in text.strip("\n").split("\n"):
            if line.strip():
                self.text(x, y, line, size, colour)
            y -= leading
        return y

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        self.pages[-1].append(f"{_rgb(colour)} rg {x} {y} {width} {height} re f".encode())

    def picture(self) -> None:
        """A grey image over the whole page, as a scanner makes it."""
        self.pages[-1].append(b"q 595 0 0 842 0 0 cm /I1 Do Q")

    def page(self) -> None:
        self.pages.append([])

    def bytes(self) -> bytes:
        numbers = range(len(self.pages))
        kids = " ".join(f"{5 + 2 * number} 0 R" for number in numbers)
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            stream(bytes([0x90]), b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
                                  b" /ColorSpace /DeviceGray"),
        ]  # fmt: skip
        marks = b"".join(
            f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI ({link}) >> >>".encode()
            for link in self.links
        )
        for number, parts in enumerate(self.pages):
            notes = b" /Annots [" + marks + b"]" if number == 0 and marks else b""
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
                + f"{6 + 2 * number} 0 R".encode()
                + b" /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >>"
                + notes
                + b" >>"
            )
            objects.append(stream(b"\n".join(parts)))
        return document(objects)


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part:g}" for part in colour)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content)
    head = b"<< /Length " + str(len(packed)).encode() + b" /Filter /FlateDecode " + more + b" >>"
    return head + b"\nstream\n" + packed + b"\nendstream"


def document(objects: list[bytes]) -> bytes:
    """A PDF file of these objects; the first is the catalogue."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()
