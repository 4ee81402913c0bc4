"""PDF, by pdfium: where each letter stands, so that columns are columns; and what of it can be seen."""

from __future__ import annotations

import ctypes
import resource
from collections.abc import Iterator
from typing import Any

from arbeit_candidates.cv.page import MOST_CHARACTERS, MOST_PAGES, Content, Hidden, Line
from arbeit_candidates.cv.readers.layout import Piece, lines_of

_TINY = 3.0
"""Points. Foot notes are set in six."""
_SCANNED = 40
"""Letters a page below which a page with a picture is a picture of a page."""
_LOOKED_AT = 10
"""Pages drawn to see what can be seen."""
_LOOKING_S = 3.0
"""Processor time for that."""
_CONTRAST = 14
"""Of 255, between the darkest and the lightest dot around a piece of text."""
_MOST_DOTS = 1_500_000
_MOST_LINKS = 100
_SET_WIDE = 0.08
"""Of the height of a letter: steps between letters beyond it are meant."""


class PdfFile:
    """An open document. Raises `ValueError("encrypted")` or `ValueError("unreadable")`."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        self._raw: Any = pypdfium2.raw
        try:
            self._document: Any = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise ValueError("encrypted" if "password" in str(error).lower() else "unreadable") from None
        self.pages = len(self._document)
        self._texts: list[tuple[Any, list[Piece]]] = []
        self._links: list[str] = []
        self._pictures = 0
        self._read()

    def _read(self) -> None:
        size = 0
        for number in range(min(self.pages, MOST_PAGES)):
            try:
                page = self._document[number]
            except Exception:  # noqa: BLE001, S112  one broken page of a good document; pypdfium2 has its own errors
                continue
            pieces = list(_once(self._pieces(page)))
            self._texts.append((page, pieces))
            self._links += self._targets(page)
            size += sum(len(piece.text) for piece in pieces)
            if size > MOST_CHARACTERS:
                break
        if size < _SCANNED * max(1, len(self._texts)):
            self._pictures = sum(self._has_picture(page) for page, _ in self._texts)
        self._size = size

    def content(self, *, checked: bool) -> Content:
        """What is known by now."""
        lines: list[Line] = []
        hidden: list[Hidden] = []
        for number, (_, pieces) in enumerate(self._texts, start=1):
            lines += [*lines_of(pieces, number), Line("", number)]
            hidden += _unseen(pieces, number)
        return Content(
            lines=lines,
            hidden=hidden,
            links=self._links[:_MOST_LINKS],
            pages=self.pages,
            scanned=self._pictures > 0 and self._size < _SCANNED * len(self._texts),
            truncated=self.pages > MOST_PAGES or self._size > MOST_CHARACTERS,
            checked=checked,
        )

    def _pieces(self, page: Any) -> Iterator[Piece]:
        raw = self._raw
        text = page.get_textpage()
        width, height = page.get_size()
        box = raw.FS_RECTF()
        letters: list[str] = []
        edges = [0.0, 0.0, 0.0, 0.0]  # left, right, bottom, top
        last = (0.0, 0.0)  # left and bottom of the letter before
        tracking = Tracking()

        def taken() -> Piece | None:
            if not letters:
                return None
            tracking.close_up(letters, edges[3] - edges[2])
            joined = "".join(letters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
            letters.clear()
            piece = Piece(joined, edges[0], edges[1], edges[2], edges[3])
            if joined.strip():
                piece.hidden = self._misplaced(page, piece, width, height)
                return piece
            return None

        for index in range(min(raw.FPDFText_CountChars(text), MOST_CHARACTERS)):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            if letter in "\r\n\x00\x02":
                if letter == "\x02":  # pdfium's mark for a hyphen at the end of a line
                    letters.append("-")
                if piece := taken():
                    yield piece
                continue
            if letter == " " and letters:
                if raw.FPDFText_IsGenerated(text, index) == 1:
                    tracking.guessed(len(letters))
                letters.append(letter)
                continue
            if not raw.FPDFText_GetLooseCharBox(text, index, box):
                continue
            tall = box.top - box.bottom
            if letters and letters[-1] == letter and _drawn_again(last, box):  # a shadow, or bold by a second stroke
                continue
            last = (box.left, box.bottom)
            if letters and _apart(edges, box, tall) and (piece := taken()):
                yield piece
            if letters:
                tracking.gap(box.left - edges[1], letters[-1] == " ")
                if letters[-1] == " " and box.left - edges[1] > 0.6 * tall:  # between words that are set wide
                    letters.append(" ")
                edges = [
                    min(edges[0], box.left),
                    max(edges[1], box.right),
                    min(edges[2], box.bottom),
                    max(edges[3], box.top),
                ]
            else:
                edges = [box.left, box.right, box.bottom, box.top]
            letters.append(letter)
        if piece := taken():
            yield piece

    def _misplaced(self, page: Any, piece: Piece, width: float, height: float) -> str | None:
        if piece.height < _TINY and piece.right - piece.left < width / 2 + len(piece.text) * _TINY:
            return "tiny"
        left, top, right, bottom = self._device(page, piece, width, height)
        inside = left < width and right > 0 and top < height and bottom > 0
        return None if inside else "off-page"

    def _device(self, page: Any, piece: Piece, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom on a drawing of this size: knows about turned and cropped pages."""
        x, y = ctypes.c_int(), ctypes.c_int()
        corners = []
        for across, up in ((piece.left, piece.top), (piece.right, piece.bottom)):
            self._raw.FPDF_PageToDevice(page, 0, 0, int(width), int(height), 0, across, up, x, y)
            corners.append((x.value, y.value))
        (x1, y1), (x2, y2) = corners
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def _targets(self, page: Any) -> Iterator[str]:
        raw = self._raw
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        buffer = ctypes.create_string_buffer(2048)
        for _ in range(_MOST_LINKS):
            if not raw.FPDFLink_Enumerate(page, place, link):
                return
            action = raw.FPDFLink_GetAction(link)
            if action and raw.FPDFAction_GetURIPath(self._document, action, buffer, len(buffer)) > 1:
                yield buffer.value.decode("utf-8", "ignore")

    def _has_picture(self, page: Any) -> bool:
        return any(True for _ in page.get_objects(filter=[self._raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))

    def look(self) -> bool:
        """Draws the pages and marks what leaves no trace on them, whichever way it was hidden. Whether to the end."""
        began = _processor_s()
        for page, pieces in self._texts[:_LOOKED_AT]:
            if not any(piece.hidden is None for piece in pieces):
                continue
            if _processor_s() - began > _LOOKING_S:
                return False
            self._look_at(page, pieces)
        return len(self._texts) <= _LOOKED_AT

    def _look_at(self, page: Any, pieces: list[Piece]) -> None:
        width, height = page.get_size()
        scale = min(1.0, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
        dots, row = bytes(bitmap.buffer), bitmap.stride
        for piece in pieces:
            if piece.hidden is None and len(piece.text.strip()) > 1:
                corners = self._device(page, piece, bitmap.width, bitmap.height)
                left, top, right, bottom = (max(0, int(corner)) for corner in corners)
                darkest, lightest = 255, 0
                for line in range(top, min(bottom + 1, bitmap.height)):
                    part = dots[line * row + left : line * row + min(right + 1, bitmap.width)]
                    if part:
                        darkest, lightest = min(darkest, min(part)), max(lightest, max(part))
                if lightest - darkest < _CONTRAST:
                    piece.hidden = "invisible"


class Tracking:
    """How far apart the letters of a piece are set. pdfium takes a wide step for a space: `SKI L LS`."""

    def __init__(self) -> None:
        self._steps: list[float] = []
        self._guessed: list[tuple[int, float]] = []
        self._pending: int | None = None

    def guessed(self, at: int) -> None:
        """A space that is not in the file, at this place among the letters."""
        self._pending = at

    def gap(self, width: float, spaced: bool) -> None:
        """Between a letter and the next; `spaced` when there is a space in between."""
        if self._pending is not None:
            self._guessed.append((self._pending, width))
            self._pending = None
        elif not spaced:
            self._steps.append(width)

    def close_up(self, letters: list[str], tall: float) -> None:
        """Takes out the spaces that are no wider than the other steps, and begins anew."""
        steps = sorted(self._steps)
        usual = steps[len(steps) // 2] if steps else 0.0
        if usual > _SET_WIDE * tall:
            for at, width in reversed(self._guessed):
                if width < 1.7 * usual and at < len(letters):
                    del letters[at]
        self._steps.clear()
        self._guessed.clear()
        self._pending = None


def _once(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Without the second drawing of the same words in the same place."""
    drawn: dict[str, Piece] = {}
    for piece in pieces:
        before = drawn.get(piece.text)
        near = 0.2 * piece.height
        if before is None or abs(before.left - piece.left) > near or abs(before.bottom - piece.bottom) > near:
            drawn[piece.text] = piece
            yield piece


def _drawn_again(last: tuple[float, float], box: Any) -> bool:
    near = 0.35 * (box.right - box.left)
    return bool(abs(box.left - last[0]) < near and abs(box.bottom - last[1]) < 0.35 * (box.top - box.bottom))


def _apart(edges: list[float], box: Any, tall: float) -> bool:
    """Another row, a wide gap, or a step back."""
    height = max(edges[3] - edges[2], 0.1)
    row = abs((box.top + box.bottom) - (edges[3] + edges[2])) / 2 > 0.4 * max(height, tall)
    gap = box.left - edges[1]
    return bool(row or gap > 1.1 * max(height, tall) or gap < -2.0 * max(height, tall))


def _unseen(pieces: list[Piece], page: int) -> Iterator[Hidden]:
    """What is hidden, put together again where it was set in many pieces."""
    for why in ("invisible", "tiny", "off-page"):
        text = " ".join(piece.text.strip() for piece in pieces if piece.hidden == why)
        if sum(character.isalnum() for character in text) >= 3:
            yield Hidden(why, page, text)


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
